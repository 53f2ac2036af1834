import Foundation
import SQLDatabase
import SQLite
import TestSupport
import UsageLedger
import UsageModel

/// Shows that the harness would see what it looks for: the same runs with one protection taken away.
package struct ProofSection: Sendable {
    package init() {}

    /// All of them; what the harness did not see is a failure, and its counts are those of the runs without protection.
    func run(seed: UInt64, runs: Int) throws -> Tally {
        var tally = Tally()
        func expect(_ name: String, _ seen: Int, where isProtected: Bool) {
            tally.runs += 1
            tally.count(name, seen)
            if (seen > 0) == isProtected { tally.fail("seed \(seed): \(name): \(seen)") }
        }
        let kept = try PowerSection().run(seed: seed, points: runs)
        expect("lost with synchronous=FULL", kept.lost, where: true)
        expect("lost with synchronous=OFF", try withoutSync(seed: seed, points: runs).lost, where: false)
        for hasKeys in [true, false] {
            let found = try retries(seed: seed, calls: runs, hasKeys: hasKeys)
            expect(hasKeys ? "doubled with keys" : "doubled without keys", found.doubled, where: hasKeys)
        }
        for trigger in [nil] + Self.triggers {
            let found = try changes(seed: seed, attempts: runs, without: trigger)
            let name = trigger.map { "changed without `\($0)`" } ?? "changed with all triggers"
            expect(name, found.counts["changed"] ?? 0, where: trigger == nil)
            if trigger != nil, found.isClean { tally.fail("seed \(seed): \(name), and nobody saw it") }
        }
        return tally
    }

    /// A loss of power where nothing is synced: acknowledged rows are lost.
    package func withoutSync(seed: UInt64, points: Int, steps: Int = 40) throws -> Tally {
        try PowerSection(synchronous: .off).run(seed: seed, points: points, steps: steps)
    }

    /// Clients that send again, with or without the keys that tell a call from another: without, rows are doubled.
    package func retries(seed: UInt64, calls count: Int, hasKeys: Bool) throws -> Tally {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let path = folder.path("ledger.sqlite")
        let ledger = try Ledger(path: path)
        if !hasKeys { try SQLiteDatabase(path: path).write { try Self.dropKeys(in: $0) } }
        var random = SeededRandom(seed: seed)
        var tally = Tally()
        let events = try CallMaker(seed: seed).events(0..<count).map { event in
            // Personal data has keys of its own.
            var event = event
            event.client = ClientDetails()
            return event
        }
        var rest = events[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(1 + random.below(9)))
            rest = rest.dropFirst(group.count)
            // Each reply but the last may get lost, and the client sends again.
            repeat {
                tally.runs += 1
                for receipt in try ledger.record(group) { _ = try receipt.get() }
            } while random.below(2) == 0
        }
        let census = try RowCensus(of: path)
        tally.acknowledged = count
        tally.lost = census.lost(of: events.compactMap(\.id))
        tally.doubled = census.doubled
        let cost = events.reduce(Money.zero) { $0 + (PriceBook.builtIn.cost(of: $1).cost?.total ?? .zero) }
        let total = try ledger.answer(Query()).total.cost
        if total != cost { tally.fail("seed \(seed): the total is \(total), the calls cost \(cost)") }
        return tally
    }

    /// Makes the rows' table anew without any key, index or trigger.
    private static func dropKeys(in connection: any SQLConnection) throws {
        let table = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'api_usage'"
        guard let sql = try connection.first(table, [], { $0.text(0) }) else {
            throw Unfit("no table `api_usage`")
        }
        let without = sql.replacing(#/,\s*PRIMARY KEY \([^)]*\)/#, with: "")
        guard without != sql else { throw Unfit("`api_usage` has no key to drop") }
        try connection.execute("DROP TABLE api_usage; \(without)")
    }

    /// The triggers that stand between a row and a change of it.
    package static let triggers = ["api_usage_no_update", "api_usage_no_delete", "api_usage_no_replace"]

    /// Updates, deletes and replacements of rows, with all triggers or without one of them: without, rows change.
    package func changes(seed: UInt64, attempts: Int, without trigger: String?) throws -> Tally {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let run = WorkloadRun(Workload(seed: seed, steps: 24), path: folder.path("ledger.sqlite"))
        for step in Workload(seed: seed, steps: 24).steps { try run.perform(step) }
        let database = try SQLiteDatabase(path: run.path)
        if let trigger { try database.write { try $0.execute("DROP TRIGGER \(trigger)") } }
        let before = try LedgerImage(of: database)
        var random = SeededRandom(seed: seed)
        var tally = Tally()
        tally.acknowledged = before.rows
        for _ in 0..<attempts {
            tally.runs += 1
            let place = random.below(before.rows)
            let row = "rowid = (SELECT rowid FROM api_usage ORDER BY rowid LIMIT 1 OFFSET \(place))"
            let statement = random.pick([
                #"UPDATE api_usage SET "user" = 'eve' WHERE \#(row)"#,
                "DELETE FROM api_usage WHERE \(row)",
                "INSERT OR REPLACE INTO api_usage SELECT * FROM api_usage WHERE \(row)",
            ])
            let changed = try? database.write { try $0.run(statement) }
            tally.count((changed ?? 0) > 0 ? "changed" : "refused")
        }
        let after = try LedgerImage(of: database)
        tally.lost = max(0, before.rows - after.rows)
        if after.cells != before.cells {
            tally.fail("seed \(seed): rows were changed: \(after.flaws.first ?? "unseen by verify")")
        }
        run.close()
        return tally
    }
}

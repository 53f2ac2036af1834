import SQLite
import TestSupport
import UsageLedger
import UsageModel
import UsageStore

/// Calls that come in any order, late, and more than once: the ledger is that of the sorted calls, each once.
package struct OrderSection: Sendable {
    private let count: Int
    /// The sequences that share one set of calls.
    private static let sequencesOfSet = 200

    package init(calls count: Int = 24) { self.count = count }

    /// So many sequences.
    package func run(seed: UInt64, sequences: Int) throws -> Tally {
        var tally = Tally()
        var round = seed
        while tally.runs < sequences {
            let calls = try CallMaker(seed: round).events(0..<count).map { event in
                PricedEvent(event: event, costing: PriceBook.builtIn.cost(of: event))
            }
            let expected = try ledger(of: [calls], closing: nil)
            for number in 0..<min(Self.sequencesOfSet, sequences - tally.runs) {
                var random = SeededRandom(seed: round &+ UInt64(number) << 32)
                try run(calls, expected, "seed \(round), sequence \(number)", &random, &tally)
            }
            round += 1
        }
        return tally
    }

    private func run(
        _ calls: [PricedEvent], _ expected: LedgerImage, _ words: String, _ random: inout SeededRandom,
        _ tally: inout Tally
    ) throws {
        var sequence = calls
        for _ in 0..<random.below(2 * calls.count) { sequence.append(random.pick(calls)) }
        sequence.shuffle(using: &random)
        var groups: [[PricedEvent]] = []
        var rest = sequence[...]
        while !rest.isEmpty {
            groups.append(Array(rest.prefix(1 + random.below(9))))
            rest = rest.dropFirst(groups[groups.count - 1].count)
        }
        // Calls of a closed month come late: they are posted to the next, and stay where they were made.
        let closing = random.below(2) == 0 ? random.below(groups.count) : nil
        // Rollups made between two groups must not be what the sums stop at.
        let aggregations = Set((0..<random.below(3)).map { _ in random.below(groups.count) })
        let found = try ledger(of: groups, closing: closing, aggregations: aggregations)
        tally.runs += 1
        tally.acknowledged += calls.count
        tally.lost += max(0, expected.rows - found.rows)
        tally.doubled += max(0, found.rows - expected.rows)
        if let flaw = found.flaws.first { tally.fail("\(words): \(flaw)") }
        guard found.content != expected.content else { return }
        tally.fail(
            "\(words): \(found.rows) rows of \(found.total) dollars, in order \(expected.rows) of \(expected.total)"
        )
    }

    /// The ledger of some groups of calls; the month of the first calls is closed before one of them, and rollups are made
    /// before others.
    private func ledger(
        of groups: [[PricedEvent]], closing: Int?, aggregations: Set<Int> = []
    ) throws -> LedgerImage {
        let database = try SQLiteDatabase(inMemory: .init())
        let store = try UsageStore(database, options: StoreOptions(random: { 1 }), at: CallMaker.start)
        for (number, group) in groups.enumerated() {
            if number == closing { try store.closeMonth("2025-01", at: WorkloadRun.now) }
            if aggregations.contains(number) { try store.aggregate() }
            for result in try store.record(group, at: CallMaker.start.adding(seconds: Int64(number))) {
                _ = try result.get()
            }
        }
        return try LedgerImage(of: database)
    }
}

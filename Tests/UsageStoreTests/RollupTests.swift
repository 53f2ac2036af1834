import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct RollupTests {
    @Test func `aggregation says what it did, and a second one finds nothing to do`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(
            [
                .sample(1), .sample(2, user: "bob"), .sample(3, seconds: 100_000),
                .unpriced(4, .init(.unknownModel)),
            ],
            at: SampleLedger.start)
        #expect(try ledger.store.daysToAggregate() == 2)
        var batches: [AggregationBatch] = []
        let first = try ledger.store.aggregate(batchDays: 1) { batches.append($0) }
        #expect(first.days == 2)
        #expect(first.rowsRead == 4)
        #expect(first.users == 2)
        #expect(first.created > 0)
        #expect(first.replaced == 0)
        #expect(batches.map(\.number) == [1, 2])
        #expect(batches.map(\.daysTotal) == [2, 2])
        #expect(batches.last?.last == CivilDate("2025-03-04"))
        #expect(try ledger.store.daysToAggregate() == 0)
        #expect(try ledger.store.aggregate() == Aggregation())

        // One call more in the first day: its own rows are replaced, those of others are not.
        _ = try ledger.store.record([.sample(5, user: "bob")], at: SampleLedger.start)
        let second = try ledger.store.aggregate()
        #expect(second.days == 1)
        #expect(second.created == 0)
        #expect(second.replaced > 0)
        #expect(second.unchanged > 0)
        let forced = try ledger.store.aggregate(AggregationScope(isForced: true))
        #expect(forced.days == 2)
        #expect(forced.replaced == 0)
        #expect(forced.created == 0)
        #expect(forced.unchanged == first.created)
    }

    @Test func `answers come from rollups once they are made`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1), .sample(2)], at: SampleLedger.start)
        try ledger.store.aggregate()
        // Somebody changes the row behind the rollup's back: only the rows' own answer shows it.
        try ledger.tamper(
            SampleLedger.withoutTriggers,
            "UPDATE api_usage SET output_tokens = output_tokens + 1 WHERE sequence = 1"
        )
        var query = Query(groups: [.model])
        #expect(try ledger.store.answer(query).total.outputTokens == 600)
        query.source = .rowsOnly
        #expect(try ledger.store.answer(query).total.outputTokens == 601)
        #expect(try ledger.store.answer(Query(groups: [.tier])).total.outputTokens == 601)
    }

    @Test func `a reversed call leaves nothing behind`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample(1)
        priced.event.attribution.chat = "c"
        priced.event.attribution.message = "m"
        priced.event.attribution.agent = "planner"
        _ = try ledger.store.record([priced], at: SampleLedger.start)
        try ledger.store.aggregate()
        var query = Query(groups: [.user])
        query.hasActivity = true
        let before = try ledger.store.answer(query)
        #expect(before.rows.map(\.activity?.messages) == [1])
        #expect(before.totalActivity?.conversations == 1)
        #expect(before.totalActivity?.agents == ["planner"])
        try ledger.store.reverse(
            try #require(priced.event.id), reason: "wrong", at: SampleLedger.start.adding(seconds: 90_000_000)
        )
        for _ in 0..<2 {
            let after = try ledger.store.answer(query)
            #expect(after.total.calls == 0)
            #expect(after.totalActivity == Activity())
            var latencies = Query(groups: [.model])
            latencies.hasLatency = true
            #expect(try ledger.store.answer(latencies).totalLatency == LatencySketch())
            // The reversal is a new row of an old day.
            #expect(try ledger.store.aggregate().days < 2)
        }
        #expect(try ledger.store.verify().flaws == [])
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func `every answer is that of the rows, whatever happened`(seed: UInt64) throws {
        try forAll(seeds: seed..<(seed + 1)) { random in
            // Every second ledger looks new rows up instead of walking over them.
            var calls = try RandomCalls(seed: seed + 1, walkedRowsMax: seed % 2 == 0 ? 200_000 : -1)
            for _ in 0..<12 {
                switch random.below(5) {
                case 0, 1: try calls.record(1 + random.below(25), &random)
                case 2: try calls.correct(&random)
                default: try calls.aggregate(&random)
                }
                for _ in 0..<6 {
                    try RandomCalls.compare(try RandomCalls.query(&random), in: calls.ledger.store)
                }
            }
            let flaws = try calls.ledger.store.rollupFlaws()
            guard flaws.isEmpty else { throw Broken(reason: "\(flaws)") }
        }
    }

    @Test func `the same calls in any order and any number give the same bytes`() throws {
        try forAll(seeds: 0..<10) { random in
            var source = try RandomCalls()
            var calls: [PricedEvent] = []
            for _ in 0..<60 { calls.append(try source.call(&random)) }
            var tables: Set<[[SQLValue]]> = []
            for _ in 0..<3 {
                let ledger = try SampleLedger()
                for call in calls.shuffled(using: &random) + calls.shuffled(using: &random).prefix(20) {
                    _ = try ledger.store.record([call], at: SampleLedger.start)
                    if random.below(20) == 0 { try ledger.store.aggregate() }
                }
                try ledger.store.aggregate()
                try ledger.store.aggregate(AggregationScope(isForced: true))
                tables.insert(
                    try ledger.cells("SELECT * FROM rollup_pages ORDER BY cut, grain, day")
                        + ledger.cells("SELECT * FROM rollup_days ORDER BY day")
                        + ledger.cells("SELECT * FROM rollup_state"))
            }
            guard tables.count == 1 else { throw Broken(reason: "the rollups differ") }
        }
    }

    @Test func `a changed byte of a rollup is found, and answers do without its page`() throws {
        var random = SeededRandom(seed: 5)
        var calls = try RandomCalls()
        try calls.record(40, &random)
        try calls.ledger.store.aggregate()
        let store = calls.ledger.store
        #expect(try store.verify().flaws == [])
        let pages = try calls.ledger.cells("SELECT cut, grain, day, body, members FROM rollup_pages")
        for _ in 0..<60 {
            let page = random.pick(pages)
            let isMembers = page[4] != .null && random.below(3) == 0
            guard case .blob(let bytes) = page[isMembers ? 4 : 3] else { continue }
            var changed = bytes
            changed[random.below(changed.count)] ^= UInt8(1 + random.below(255))
            let column = isMembers ? "members" : "body"
            func write(_ bytes: [UInt8]) throws {
                try calls.ledger.database.write { connection in
                    _ = try connection.run(
                        "UPDATE rollup_pages SET \(column) = $1 WHERE cut = $2 AND grain = $3 AND day = $4",
                        [.blob(bytes)] + page.prefix(3))
                }
            }
            try write(changed)
            let flaws = try store.rollupFlaws()
            #expect(flaws.count == 1)
            #expect(flaws.first?.message.contains("rollup") == true)
            for _ in 0..<5 { try RandomCalls.compare(try RandomCalls.query(&random), in: store) }
            try write(bytes)
        }
        #expect(try store.verify().flaws == [])
    }

    @Test(arguments: [
        ("DELETE FROM rollup_pages WHERE cut = 'users' AND grain = 'day'", "is missing"),
        ("DELETE FROM rollup_days", "are missing"),
        ("UPDATE rollup_days SET through_row = through_row + 5", "not as it was written"),
        ("UPDATE rollup_state SET through_row = through_row + 5", "not as it was written"),
        ("UPDATE rollup_pages SET day = day + 400", "nothing speaks of"),
    ])
    func `what is missing or too much is found`(statement: String, words: String) throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1), .sample(2)], at: SampleLedger.start)
        try ledger.store.aggregate()
        try ledger.tamper(statement)
        let flaws = try ledger.store.verify().flaws
        #expect(flaws.contains { $0.message.contains(words) }, "\(flaws)")
        try ledger.store.aggregate(AggregationScope(isForced: true))
    }

    @Test func `the row of a rollup that differs is named with what it should be`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1), .sample(2, model: "b")], at: SampleLedger.start)
        try ledger.store.aggregate()
        // A page of other rows under a seal that fits: somebody who knows the format.
        let other = try SampleLedger()
        _ = try other.store.record(
            [.sample(1), .sample(2, model: "b"), .sample(3, model: "b")], at: SampleLedger.start)
        try other.store.aggregate()
        let body = try other.cells(
            "SELECT body FROM rollup_pages WHERE cut = 'models' AND grain = 'hour'")[0][0]
        try ledger.database.write { connection in
            _ = try connection.run(
                "UPDATE rollup_pages SET body = $1 WHERE cut = 'models' AND grain = 'hour'", [body])
        }
        let flaw = try #require(try ledger.store.verify().flaws.first)
        #expect(flaw.message.contains("2025-03-03 at 11:00 UTC"))
        #expect(flaw.message.contains("model `b`"))
        #expect(flaw.message.contains("`calls` is 2 where its rows give 1"))
    }

    @Test func `doctor says that rollups are behind`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1)], at: SampleLedger.start)
        #expect(try ledger.store.doctor().contains { $0.subject == "rollups" && $0.severity == .notice })
        try ledger.store.aggregate()
        #expect(try !ledger.store.doctor().contains { $0.subject == "rollups" })
    }

    @Test func `several aggregate and record at once, and nothing is wrong`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        _ = try SampleLedger(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var random = SeededRandom(seed: UInt64(writer))
                    let ledger = try SampleLedger(path: path, seed: UInt64(writer) + 7)
                    for step in 0..<25 {
                        var priced = try PricedEvent.sample(
                            writer * 1000 + step, seconds: random.below(10) * 86_400)
                        priced.event.attribution.chat = "c\(random.below(5))"
                        _ = try ledger.store.record([priced], at: SampleLedger.start)
                        if step % 3 == 0 { try ledger.store.aggregate(batchDays: 2) }
                        var query = Query(groups: [.model])
                        let fast = try ledger.store.answer(query).total.calls
                        query.source = .rowsOnly
                        // Rows may have come between the two questions; none may be missing.
                        #expect(try ledger.store.answer(query).total.calls >= fast)
                    }
                }
            }
            try await group.waitForAll()
        }
        let store = try SampleLedger(path: path).store
        #expect(try store.answer(Query()).total.calls == 100)
        try store.aggregate()
        #expect(try store.answer(Query()).total.calls == 100)
        #expect(try store.verify().flaws == [])
    }
}

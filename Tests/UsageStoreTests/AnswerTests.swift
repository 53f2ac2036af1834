import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct AnswerTests {
    /// Transcriptions come with lengths such as 8.470000267028809.
    @Test func `seconds finer than a microsecond are counted, and kept as they were`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample()
        let seconds = try ExactDecimal("8.470000267028809")
        try priced.event.usage.set(.audioSeconds, seconds)
        let id = try #require(priced.event.id)
        _ = try ledger.store.record([priced], at: SampleLedger.start)
        #expect(try ledger.store.answer(Query()).total.audioMicroseconds == 8_470_000)
        #expect(try ledger.store.event(id)?.priced.event.usage[.audioSeconds] == seconds)
        #expect(try ledger.store.record([priced], at: SampleLedger.start).counts == [0, 1, 0])
    }

    @Test func `more seconds than a row can hold are refused, never zero`() throws {
        let ledger = try SampleLedger()
        var priced = try PricedEvent.sample()
        try priced.event.usage.set(.videoSeconds, ExactDecimal(1_000_000_000_000_000 as Int))
        #expect(try ledger.store.record([priced], at: SampleLedger.start).counts == [0, 0, 1])
    }

    @Test func `sums stay exact past 9.2 million dollars`() throws {
        let ledger = try SampleLedger()
        // 1,000 calls of 99,999.999999999999 dollars: 11 times what 64 bits of picodollars hold.
        let line = try CostLine.sample("input", .input, count: 1, amount: "99999.999999999999", per: 1)
        let calls = try (0..<1000).map { number in
            var priced = try PricedEvent.sample(number)
            priced.costing = .priced(Cost(lines: [line], price: .sample("gpt-4o")))
            return priced
        }
        #expect(try ledger.store.record(calls, at: SampleLedger.start).counts == [1000, 0, 0])
        let table = try ledger.store.answer(Query(groups: [.model], bucket: .init(.day, zone: .utc)))
        #expect(table.total.cost == (try Money("99999999.999999999")))
        #expect(table.rows.reduce(Money.zero) { $0 + $1.measures.cost } == table.total.cost)
        #expect(try ledger.store.verify().total == table.total.cost)
    }

    @Test func `groups, filters, order and limit`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(
            [
                .sample(1, model: "a", user: "ada"), .sample(2, model: "b", user: nil),
                .sample(3, model: "b", user: "ada", input: 9000), .unpriced(4, UnpricedReason(.unknownModel)),
            ], at: SampleLedger.start)
        let byModel = try ledger.store.answer(Query(groups: [.model, .user]))
        #expect(byModel.rows.map(\.keys) == [["a", "ada"], ["b", "ada"], ["b", nil], ["gpt-4o", "ada"]])
        #expect(byModel.rows.map(\.measures.calls) == [1, 1, 1, 1])
        #expect(byModel.total.unpricedCalls == ["unknown_model": 1])
        #expect(byModel.total.assumedPriceCalls == 3)
        #expect(byModel.total.inputTokens == 12_600)
        #expect(byModel.occurred?.upperBound == SampleLedger.start.adding(seconds: 240))

        let dearest = try ledger.store.answer(Query(groups: [.model], order: .cost, limit: 1))
        #expect(dearest.rows.map(\.keys) == [["b"]])
        #expect(dearest.rowCount == 3)
        #expect(dearest.total == byModel.total)

        let unknownUser = try ledger.store.answer(Query(filters: [.init(.user, [nil])]))
        #expect(unknownUser.total.calls == 1)
        #expect(unknownUser.rows == [])
        let either = try ledger.store.answer(
            Query(filters: [.init(.user, [nil, "ada"]), .init(.model, ["b"])]))
        #expect(either.total.calls == 2)
        #expect(try ledger.store.answer(Query(filters: [.init(.user, [])])).total.calls == 0)
        #expect(try ledger.store.answer(Query(filters: [.init(.tier, ["standard"])])).total.calls == 4)
    }

    @Test(arguments: Dimension.allCases)
    func `every dimension can be grouped and filtered by`(dimension: Dimension) throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(1), .sample(2)], at: SampleLedger.start)
        let table = try ledger.store.answer(Query(groups: [dimension]))
        let key = try #require(table.rows.first).keys[0]
        #expect(table.rows.count == 1)
        #expect(try ledger.store.answer(Query(filters: [.init(dimension, [key])])).total.calls == 2)
        #expect(try ledger.store.answer(Query(filters: [.init(dimension, ["no such"])])).total.calls == 0)
    }

    @Test func `days are those of the zone, 23 and 25 hours long`() throws {
        let ledger = try SampleLedger()
        let berlin = try Zone(named: "Europe/Berlin")
        let moments = [
            "2025-03-29T22:59:59Z", "2025-03-29T23:00:00Z", "2025-03-30T21:59:59Z", "2025-03-30T22:00:00Z",
            "2025-10-25T22:00:00Z", "2025-10-26T22:59:59.999999Z", "2025-10-26T23:00:00Z",
        ]
        let calls = try moments.enumerated().map { number, text in
            var priced = try PricedEvent.sample(number)
            priced.event.occurredAt = try Instant(text)
            return priced
        }
        _ = try ledger.store.record(calls.reversed(), at: SampleLedger.start)
        let table = try ledger.store.answer(Query(bucket: .init(.day, zone: berlin)))
        #expect(
            table.rows.map { "\($0.bucket?.description ?? "-") \($0.measures.calls)" } == [
                "2025-03-29 1", "2025-03-30 2", "2025-03-31 1", "2025-10-26 2", "2025-10-27 1",
            ])
        let day = Period(.day, containing: try #require(CivilDate("2025-03-30")), zone: berlin)
        #expect(day.end.seconds - day.start.seconds == 23 * 3600)
        #expect(try ledger.store.answer(Query(span: day.instants)).total.calls == 2)
    }

    /// Clocks went back at 00:01 on 29 October 2006: the last hour of the 28th came again.
    @Test func `an evening that comes again after midnight belongs to one day`() throws {
        let ledger = try SampleLedger()
        let zone = try Zone(named: "America/St_Johns")
        let first = try Instant("2006-10-28T12:00:00Z")
        let shift = Int(first.seconds - SampleLedger.start.seconds)
        let calls = try (0..<36).map { try PricedEvent.sample($0, seconds: shift + $0 * 1800) }
        _ = try ledger.store.record(calls, at: SampleLedger.start)
        let days = try ledger.store.answer(Query(bucket: .init(.day, zone: zone)))
        #expect(days.rows.map(\.bucket?.description) == ["2006-10-28", "2006-10-29"])
        for row in days.rows {
            let day = Period(.day, containing: try #require(row.bucket), zone: zone)
            #expect(try ledger.store.answer(Query(span: day.instants)).total == row.measures)
        }
    }

    @Test(arguments: ["UTC", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York"])
    func `the days of a month add up to the month in every zone`(name: String) throws {
        let ledger = try SampleLedger()
        let zone = try Zone(named: name)
        var random = SeededRandom(seed: 4)
        let calls = try (0..<300).map { try PricedEvent.sample($0, seconds: random.below(60 * 86_400)) }
        _ = try ledger.store.record(calls, at: SampleLedger.start)
        for month in ["2025-03", "2025-04", "2025-05"] {
            let period = try Period(month, zone: zone)
            let days = try ledger.store.answer(Query(span: period.instants, bucket: .init(.day, zone: zone)))
            let each = try period.days.map { day in
                let span = Period(.day, containing: day, zone: zone).instants
                return try ledger.store.answer(Query(span: span)).total.cost
            }
            #expect(days.total.calls > 0)
            #expect(each.reduce(.zero, +) == days.total.cost)
            #expect(days.rows.reduce(Money.zero) { $0 + $1.measures.cost } == days.total.cost)
            #expect(Set(days.rows.compactMap(\.bucket)).isSubset(of: Set(period.days)))
        }
    }

    @Test func `rows stream in order of their moment`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(3), .sample(1), .sample(2)], at: SampleLedger.start)
        var latencies: [Int?] = []
        let span = SampleLedger.start.adding(seconds: 60)..<SampleLedger.start.adding(seconds: 180)
        try ledger.store.rows(in: span) { latencies.append($0.priced.event.outcome.latencyMs) }
        #expect(latencies == [101, 102])
        #expect(try ledger.store.rowCount(in: span) == 2)
        #expect(try ledger.store.rowCount() == 3)
    }

    @Test func `colours keep their order whatever comes later`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record([.sample(5, model: "b"), .sample(9, model: "a")], at: SampleLedger.start)
        #expect(try ledger.store.seriesOrder().map(\.model) == ["b", "a"])
        _ = try ledger.store.record(
            [
                .sample(1, model: "d"), .sample(0, model: "a"),
                .sample(0, model: "c", id: EventID(high: 1, low: 1)),
            ], at: SampleLedger.start)
        #expect(try ledger.store.seriesOrder().map(\.model) == ["b", "a", "c", "d"])
        #expect(try ledger.store.seriesOrder(tenant: "nobody") == [])
    }

    @Test func `of what is new the dearest gets its colour first`() throws {
        let ledger = try SampleLedger()
        _ = try ledger.store.record(
            [.sample(1, model: "cheap"), .sample(2, model: "dear"), .sample(3, model: "dear")],
            at: SampleLedger.start)
        #expect(try ledger.store.seriesOrder().map(\.model) == ["dear", "cheap"])
        _ = try ledger.store.record(
            (4..<9).map { try .sample($0, model: "dearest") }, at: SampleLedger.start)
        #expect(try ledger.store.seriesOrder().map(\.model) == ["dear", "cheap", "dearest"])
    }
}

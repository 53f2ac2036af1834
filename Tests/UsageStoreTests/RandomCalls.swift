import TestSupport
import UsageModel

@testable import UsageStore

/// A ledger that random things happen to: calls of all kinds, late ones, reversals, restatements, aggregations.
struct RandomCalls {
    let ledger: SampleLedger
    private var number = 0
    private(set) var ids: [EventID] = []

    /// Moments around which much can go wrong: clocks that change, months, years, the epoch.
    static let moments = [
        "2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z", "2025-04-05T15:00:00Z", "2025-10-04T15:30:00Z",
        "2025-03-09T05:31:00Z", "2025-01-01T00:00:00Z", "2025-02-28T18:15:00Z", "2025-03-03T12:00:00Z",
        "1969-12-31T23:00:00Z",
    ]
    static let zones = [
        "UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
        "Pacific/Kiritimati",
    ]

    init(seed: UInt64 = 1, path: String? = nil, walkedRowsMax: Int64 = 200_000) throws {
        ledger = try SampleLedger(path: path, seed: seed, walkedRowsMax: walkedRowsMax)
    }

    /// A call that nothing is usual about.
    mutating func call(_ random: inout SeededRandom) throws -> PricedEvent {
        number += 1
        var priced = try PricedEvent.sample(
            number, model: random.pick(["a", "b", "ü"]), user: random.pick(["ada", "bob", nil]),
            input: random.below(5000), output: random.below(900), price: random.pick(["2.5", "0.15"]))
        let centre = try Instant(random.pick(Self.moments)).microseconds
        let spread: Int64 = random.pick([7_200_000_000, 86_400_000_000 * 2])
        var event = priced.event
        event.occurredAt = Instant(microseconds: centre + Int64.random(in: -spread...spread, using: &random))
        if random.below(6) == 0 { event.occurredAt = Instant(microseconds: centre) }
        event.id = EventID(at: event.occurredAt, random: (9, UInt64(number)))
        event.call.provider = Provider(named: random.pick(["openai", "anthropic"]))
        event.attribution.team = random.pick(["x", "y", nil])
        event.attribution.keyID = random.pick(["k", nil])
        event.attribution.chat = random.pick(["c1", "c2", "c3", nil])
        event.attribution.message = random.pick(["m1", "m2", "m3", "m4", "m5", nil])
        event.attribution.agent = random.pick(["planner", "Writer", nil])
        event.attribution.campaign = random.pick(["spring", nil, nil])
        event.outcome.status = random.pick([.success, .success, .success, .error, .rateLimited])
        event.outcome.latencyMs = random.pick([nil, 0, 1, 127, 128, 5000, random.below(100_000), Int.max])
        if random.below(4) == 0 {
            event.statedCost = StatedCost(
                amount: Money(picodollars: Int128(random.below(1_000_000))), source: "log")
        }
        priced.event = event
        switch random.below(8) {
        case 0: priced.costing = .unpriced(UnpricedReason(.unknownModel))
        case 1:
            // A few of these leave 64 bits of picodollars behind.
            let line = try CostLine.sample("input", .input, count: 1, amount: "8999999.000000000001", per: 1)
            priced.costing = .priced(Cost(lines: [line], price: .sample("gpt-4o")))
        default: break
        }
        return priced
    }

    /// Records calls.
    mutating func record(_ count: Int, _ random: inout SeededRandom) throws {
        var calls: [PricedEvent] = []
        for _ in 0..<count { calls.append(try call(&random)) }
        for result in try ledger.store.record(calls, at: SampleLedger.start) { _ = try result.get() }
        ids += calls.compactMap(\.event.id)
    }

    /// Reverses or restates a call.
    mutating func correct(_ random: inout SeededRandom) throws {
        guard !ids.isEmpty else { return }
        let id = ids.remove(at: random.below(ids.count))
        if random.below(2) == 0 {
            try ledger.store.reverse(id, reason: "wrong", at: SampleLedger.start)
        } else {
            var priced = try call(&random)
            priced.event.id = nil
            ids.append(try ledger.store.restate(id, as: priced, reason: "wrong", at: SampleLedger.start))
        }
    }

    /// Aggregates some days or all, perhaps broken off, perhaps with calls that come meanwhile.
    mutating func aggregate(_ random: inout SeededRandom) throws {
        struct BrokenOff: Error {}
        let day = try Instant(random.pick(Self.moments)).date
        let scope: AggregationScope =
            switch random.below(5) {
            case 0: AggregationScope(first: day, last: day.adding(days: 3))
            case 1: AggregationScope(isForced: true)
            case 2: AggregationScope(user: "ada")
            default: AggregationScope()
            }
        let batches = random.below(4)
        var arriving: [PricedEvent] = []
        for _ in 0..<random.below(3) { arriving.append(try call(&random)) }
        do {
            try ledger.store.aggregate(scope, batchDays: 1 + random.below(4)) { batch in
                if batch.number == 1 {
                    _ = try ledger.store.record(arriving, at: SampleLedger.start)
                }
                if batch.number > batches { throw BrokenOff() }
            }
        } catch is BrokenOff {}
    }

    /// Any question.
    static func query(_ random: inout SeededRandom) throws -> Query {
        let dimensions: [[Dimension]] = [
            [.provider, .model], [.model], [.status, .service], [.user], [.team, .user], [.campaign], [.chat],
            [.agent, .chat], [.unpricedReason], [.keyID], [.tier], [.action, .model], [],
        ]
        let filters: [[Query.Filter]] = [
            [], [], [], [.init(.model, ["a", "ü"])], [.init(.user, ["ada", nil])], [.init(.team, ["y"])],
            [.init(.status, ["error"])], [.init(.campaign, [nil])], [.init(.region, [nil])],
            [.init(.chat, ["c1"]), .init(.user, ["bob"])], [.init(.model, [])],
            [.init(.user, ["ada", nil], isExcluded: true)], [.init(.model, ["b"], isExcluded: true)],
            [.init(.team, [], isExcluded: true), .init(.campaign, [nil], isExcluded: true)],
        ]
        let zone = try Zone(named: random.pick(zones))
        let date = try Instant(random.pick(moments)).date
        let period = Period(random.pick([.day, .week, .month, .year]), containing: date, zone: zone)
        let odd = try Instant(random.pick(moments))
        let span: Range<Instant>? = random.pick([
            nil, period.instants, period.instants, Period(.day, containing: date, zone: zone).instants,
            odd..<odd.adding(seconds: Int64(random.below(400_000))),
            Instant(
                microseconds: odd.microseconds - 1)..<Instant(microseconds: odd.microseconds + 3_600_000_001),
        ])
        var query = Query(
            span: span, filters: random.pick(filters), groups: random.pick(dimensions),
            bucket: random.pick([nil, .init(random.pick([.day, .day, .week, .month]), zone: zone)]),
            order: random.pick(Query.Order.allCases), isReversed: random.below(4) == 0,
            limit: random.pick([nil, nil, 2]))
        query.hasLatency = random.below(3) == 0
        return query
    }

    /// Throws where an answer is not that of the rows.
    static func compare(_ query: Query, in store: UsageStore) throws {
        for hasActivity in [false, true] {
            var query = query
            query.hasActivity = hasActivity
            var rowsOnly = query
            rowsOnly.source = .rowsOnly
            let fast = try store.answer(query)
            var slow = try store.answer(rowsOnly)
            slow.query = query
            guard fast == slow else { throw Broken(reason: "\(query) is \(fast) where rows give \(slow)") }
        }
    }
}

import TestSupport
import Testing
import UsageBudgets
import UsageModel

@Suite struct BudgetStateTests {
    static let zone = Zone.utc

    static func call(
        _ cents: Int?, at instant: String, team: String? = nil, tenant: String = "default",
        model: String = "gpt-4o"
    ) throws -> PricedEvent {
        let event = UsageEvent(
            occurredAt: try Instant(instant), provider: Provider(named: "openai"), model: model,
            attribution: Attribution(tenant: tenant, team: team))
        guard let cents else {
            return PricedEvent(event: event, costing: .unpriced(UnpricedReason(.unknownModel)))
        }
        let line = try CostLine(
            className: "input", direction: .input, unit: .token, count: ExactDecimal(cents), amount: .one,
            per: ExactDecimal(100))
        let price = PriceReference(
            priceID: "p", modelID: model, match: "exact", source: "test", dateState: .dated,
            catalogueVersion: "1")
        return PricedEvent(event: event, costing: .priced(Cost(lines: [line], price: price)))
    }

    static func budget(
        _ name: String = "all", cents: Int = 10_000, filters: [Query.Filter] = [],
        span: Budget.Span = .each(.month, .utc)
    ) throws -> Budget {
        try Budget(
            name: name, filters: filters, span: span,
            limit: Money(picodollars: Int128(cents) * 10_000_000_000))
    }

    /// Counts calls in order.
    static func run(_ calls: [(PricedEvent, sign: Int)], _ budgets: [Budget]) -> (BudgetState, [Alert]) {
        var state = BudgetState()
        var alerts: [Alert] = []
        for (call, sign) in calls {
            let next = state.counting(call, sign: sign, against: budgets)
            state = next.state
            alerts += next.alerts
        }
        return (state, alerts)
    }

    @Test func `each threshold is told once in a period`() throws {
        let budget = try Self.budget()
        let calls = try [
            (Self.call(4999, at: "2026-10-01T00:00:00Z"), 1), (Self.call(1, at: "2026-10-02T00:00:00Z"), 1),
            (Self.call(2000, at: "2026-10-03T00:00:00Z"), 1),
            (Self.call(9000, at: "2026-10-04T00:00:00Z"), 1),
            (Self.call(9000, at: "2026-10-05T00:00:00Z"), 1),
            (Self.call(6000, at: "2026-11-01T00:00:00Z"), 1),
        ]
        let (state, alerts) = Self.run(calls, [budget])
        #expect(alerts.map(\.thresholdPercent) == [50, 80, 100, 50])
        #expect(alerts.map(\.at.date.day) == [2, 4, 4, 1])
        #expect(alerts.map(\.period.description) == ["2026-10", "2026-10", "2026-10", "2026-11"])
        let october = try Period("2026-10", zone: .utc)
        #expect(state.standing(of: budget, in: october).spent.description == "250")
        #expect(state.standing(of: budget, in: october).told == [50, 80, 100])
    }

    @Test func `a late call counts where it was made, a reversal tells nothing again`() throws {
        let budget = try Self.budget()
        let first = try Self.call(6000, at: "2026-09-30T23:59:59Z")
        let calls = try [
            (Self.call(100, at: "2026-10-20T00:00:00Z"), 1), (first, 1), (first, -1), (first, 1),
            (Self.call(5000, at: "2026-09-01T00:00:00Z"), 1),
        ]
        let (state, alerts) = Self.run(calls, [budget])
        #expect(alerts.map(\.thresholdPercent) == [50, 80, 100])
        #expect(alerts.allSatisfy { $0.period.description == "2026-09" })
        #expect(state.standing(of: budget, in: try Period("2026-10", zone: .utc)).spent.description == "1")
    }

    @Test func `filters, tenants and zones decide what counts`() throws {
        let berlin = try Zone(named: "Europe/Berlin")
        let budgets = try [
            Self.budget("search", filters: [Query.Filter(.team, ["search"])]),
            Self.budget(
                "nobody", filters: [Query.Filter(.team, [nil]), Query.Filter(.model, ["gpt-4o", "o3"])]),
            Self.budget("berlin", span: .each(.day, berlin)),
            Self.budget("fair", span: .once(try Period("2026-10-01..2026-10-02", zone: .utc))),
        ]
        let calls = try [
            (Self.call(6000, at: "2026-10-01T22:30:00Z", team: "search"), 1),
            (Self.call(6000, at: "2026-10-03T00:00:00Z", model: "o3"), 1),
            (Self.call(6000, at: "2026-10-03T00:00:00Z", model: "other"), 1),
            (Self.call(99_999, at: "2026-10-01T00:00:00Z", team: "search", tenant: "other"), 1),
        ]
        let (_, alerts) = Self.run(calls, budgets)
        #expect(
            alerts.map { "\($0.budget) \($0.period) \($0.thresholdPercent)" } == [
                "search 2026-10 50", "berlin 2026-10-02 50", "fair 2026-10-01..2026-10-02 50",
                "nobody 2026-10 50",
                "berlin 2026-10-03 50", "berlin 2026-10-03 80", "berlin 2026-10-03 100",
            ])
    }

    @Test func `calls without a price are counted, and a limit of zero is reached by the first cent`() throws
    {
        let budget = try Self.budget(cents: 0)
        let (state, alerts) = Self.run(
            [(try Self.call(nil, at: "2026-10-01"), 1), (try Self.call(0, at: "2026-10-01"), 1)], [budget])
        #expect(alerts.isEmpty)
        #expect(state.standing(of: budget, in: try Period("2026-10", zone: .utc)).unpricedCalls == 1)
        #expect(state.counting(try Self.call(1, at: "2026-10-01"), against: [budget]).alerts.count == 3)
    }

    @Test func `budgets that cannot be meant are errors`() {
        #expect(throws: BudgetsError.self) { try Self.budget("") }
        #expect(throws: BudgetsError.self) { try Self.budget(cents: -1) }
        #expect(throws: BudgetsError.self) { try Self.budget(span: .each(.range, .utc)) }
        #expect(throws: BudgetsError.self) {
            try Budget(name: "b", span: .each(.day, .utc), limit: .zero, thresholds: [0])
        }
    }

    @Test func `the order of calls changes neither totals nor which thresholds are told`() throws {
        let budgets = try [
            Self.budget(cents: 2000), Self.budget("team", cents: 500, filters: [Query.Filter(.team, ["a"])]),
            Self.budget("day", cents: 300, span: .each(.day, .utc)),
        ]
        try forAll(seeds: 0..<200) { random in
            let calls = try (0..<random.below(60)).map { _ in
                let day = 1 + random.below(28)
                let date = "2026-\(["09", "10"][random.below(2)])-\(day < 10 ? "0" : "")\(day)"
                let cents = random.below(10) == 0 ? nil : Optional(random.below(300))
                return (try Self.call(cents, at: date, team: random.pick(["a", "b", nil])), sign: 1)
            }
            let (one, first) = Self.run(calls, budgets)
            let (two, second) = Self.run(calls.shuffled(using: &random), budgets)
            #expect(one == two)
            let told = { (alerts: [Alert]) in
                Set(alerts.map { "\($0.budget) \($0.period) \($0.thresholdPercent)" })
            }
            #expect(told(first) == told(second))
            #expect(first.count == told(first).count)
        }
    }

    @Test func `a call and its reversal leave no trace in the sums`() throws {
        let budget = try Self.budget()
        try forAll(seeds: 0..<50) { random in
            var calls = try (0..<20).map { _ in (try Self.call(random.below(5000), at: "2026-10-05"), sign: 1)
            }
            calls += calls.map { ($0.0, sign: -1) }
            let (state, _) = Self.run(calls.shuffled(using: &random), [budget])
            #expect(state.standing(of: budget, in: try Period("2026-10", zone: .utc)).spent == .zero)
        }
    }
}

import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct TagTests {
    private static let span = SampleLedger.start..<SampleLedger.start.adding(seconds: 86_400)

    private static func costs(_ ledger: SampleLedger) throws -> [TagCost] {
        try ledger.store.tagCosts(tenant: Attribution.defaultTenant, span: span)
    }

    @Test func `what each tag cost is that of the rows that have it`() throws {
        let ledger = try SampleLedger()
        let calls = try (0..<12).map { number in
            var call = try PricedEvent.sample(number)
            if number % 2 == 0 { call.event.attribution.tags["env"] = number % 4 == 0 ? "prod" : "test" }
            if number % 3 == 0 { call.event.attribution.tags["centre"] = "42" }
            return call
        }
        // Outside of the span, and of another tenant.
        var late = try PricedEvent.sample(20, seconds: 90_000)
        late.event.attribution.tags["late"] = "1"
        var other = try PricedEvent.sample(21)
        other.event.attribution.tenant = "other"
        other.event.attribution.tags["env"] = "other"
        _ = try ledger.store.record(calls + [late, other], at: SampleLedger.start)
        try ledger.store.reverse(
            #require(calls[0].event.id), reason: "doubled", at: SampleLedger.start)

        let costs = try Self.costs(ledger)
        #expect(costs.map(\.name) == ["centre", "env"])
        #expect(costs.map(\.hasSeveralValues) == [false, true])
        for cost in costs {
            let table = try ledger.store.answer(Query(span: Self.span, groups: [.tag(cost.name)]))
            let known = table.rows.filter { $0.keys != [nil] }.reduce(Money.zero) { $0 + $1.measures.cost }
            #expect(cost.cost == known)
        }
    }

    @Test func `tags that no two rows share are told too`() throws {
        let ledger = try SampleLedger()
        let calls = try (0..<12_000).map { number in
            var call = try PricedEvent.sample(number, seconds: number)
            call.event.attribution.tags = ["env": number % 2 == 0 ? "a" : "b", "request": "r\(number)"]
            return call
        }
        for start in stride(from: 0, to: calls.count, by: 1_000) {
            _ = try ledger.store.record(Array(calls[start..<(start + 1_000)]), at: SampleLedger.start)
        }
        let total = try ledger.store.answer(Query(span: Self.span)).total.cost
        #expect(
            try Self.costs(ledger).map { [$0.name, "\($0.cost)", "\($0.hasSeveralValues)"] }
                == [["env", "\(total)", "true"], ["request", "\(total)", "true"]])
    }

    /// Whoever uses no tags waited for a walk over all rows.
    @Test func `rows without tags are not read for those of others`() throws {
        let ledger = try SampleLedger()
        var condition = RowCondition(tenant: "default", span: Self.span, filters: [])
        condition.requireTags()
        let plan = try ledger.database.read { connection in
            var lines: [String] = []
            try connection.rows(
                "EXPLAIN QUERY PLAN SELECT tags FROM api_usage WHERE \(condition.sql)", condition.values
            ) { lines.append($0.text(3)) }
            return lines
        }
        #expect(plan.count == 1 && plan[0].contains("USING INDEX api_usage_tagged"))
    }
}

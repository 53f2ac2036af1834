import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct StatementReconcilerTests {
    private static let day = CivilDate(year: 2026, month: 8, day: 1) ?? CivilDate(daysSince1970: 0)

    private static func line(_ model: String?, _ dollars: String, day: Int = 0, requests: Int? = nil) throws
        -> StatementLine
    {
        let start = Instant(Self.day.adding(days: day))
        return StatementLine(
            provider: Provider(named: "openai"), source: "openai-costs", start: start,
            end: start.adding(seconds: 86_400), model: model, requests: requests, amount: try Money(dollars))
    }

    private static func group(
        _ model: String, priced: String?, calls: Int, input: Int128 = 0, output: Int128 = 0,
        inputCost: String = "0", outputCost: String = "0", reason: String? = nil, failed: Int = 0,
        day: Int = 0
    ) throws -> CostTable.Row {
        var measures = Measures()
        (measures.calls, measures.failedCalls) = (calls, failed)
        (measures.inputTokens, measures.outputTokens) = (input, output)
        (measures.inputCost, measures.outputCost) = (try Money(inputCost), try Money(outputCost))
        measures.cost = measures.inputCost + measures.outputCost
        if let reason { measures.unpricedCalls = [reason: calls] }
        return CostTable.Row(
            bucket: Self.day.adding(days: day), keys: ["openai", model, priced, reason, "success"],
            measures: measures)
    }

    private static func reconcile(_ lines: [StatementLine], _ rows: [CostTable.Row])
        -> StatementReconciliation
    {
        let total = rows.reduce(into: Measures()) { $0 += $1.measures }
        let query = Query(groups: StatementReconciler.groups, bucket: .init(.day, zone: .utc))
        var reconciler = StatementReconciler(
            lines: lines, calls: CostTable(query: query, rows: rows, total: total)
        ) { _, model in model.replacing("-2024-08-06", with: "") }
        return reconciler.reconciliation()
    }

    @Test func `both sides meet under one name, day by day`() throws {
        let result = Self.reconcile(
            [
                try Self.line("gpt-4o-2024-08-06", "0.30"),
                try Self.line("gpt-4o-2024-08-06", "0.20", day: 1),
                try Self.line("gpt-4o-2024-08-06", "0.05", day: 1), try Self.line(nil, "0.01"),
            ],
            [
                try Self.group("gpt-4o", priced: "gpt-4o", calls: 3, input: 1000, inputCost: "0.31"),
                try Self.group(
                    "gpt-4o", priced: "gpt-4o", calls: 2, input: 500, inputCost: "0.25", failed: 1, day: 1),
            ])
        let first = try #require(result.models.first)
        #expect(first.model == "gpt-4o")
        #expect(first.calls == 5)
        #expect(first.failedCalls == 1)
        #expect(first.billed?.description == "0.55")
        #expect(first.difference?.description == "-0.01")
        #expect(result.days.map { $0.difference?.description } == ["-0.01", "0", "0.01"])
        #expect(result.total.billed?.description == "0.56")
        #expect(result.statements.map(\.last) == [Self.day.adding(days: 1)])
    }

    @Test func `unpriced calls reach as far as the dearest rates of the others`() throws {
        let result = Self.reconcile(
            [try Self.line("gpt-4o", "0.50"), try Self.line("gpt-new", "0.04")],
            [
                try Self.group(
                    "gpt-4o", priced: "gpt-4o", calls: 2, input: 1000, output: 100, inputCost: "0.1",
                    outputCost: "0.4"),
                try Self.group("gpt-mini", priced: "gpt-mini", calls: 2, input: 1000, inputCost: "0.01"),
                try Self.group(
                    "gpt-new", priced: nil, calls: 3, input: 300, output: 10, reason: "unknown_model"),
                try Self.group("gpt-new", priced: nil, calls: 2, reason: "usage_missing"),
            ])
        let unknown = try #require(result.models.first { $0.model == "gpt-new" })
        // 300 x 0.0001 + 10 x 0.004, and twice the dearest mean call.
        #expect(unknown.unpricedMax?.description == "0.57")
        #expect(unknown.unpricedCalls == ["unknown_model": 3, "usage_missing": 2])
        #expect(unknown.isWithinReach == true)
        #expect(result.models.first { $0.model == "gpt-4o" }?.isWithinReach == true)
        #expect(result.models.first { $0.model == "gpt-mini" }?.billed == nil)
    }

    @Test func `without priced calls nobody knows how far unpriced ones reach`() throws {
        let result = Self.reconcile(
            [try Self.line("gpt-new", "0.04")],
            [try Self.group("gpt-new", priced: nil, calls: 3, input: 300, reason: "unknown_model")])
        #expect(result.total.unpricedMax == nil)
        #expect(result.total.isWithinReach == true)
    }

    @Test func `days of which no statement speaks are left out`() throws {
        let result = Self.reconcile(
            [try Self.line("gpt-4o", "0.50")],
            [
                try Self.group("gpt-4o", priced: "gpt-4o", calls: 2, input: 10, inputCost: "0.5"),
                try Self.group("gpt-4o", priced: "gpt-4o", calls: 9, input: 10, inputCost: "5", day: 1),
            ])
        #expect(result.total.calls == 2)
        #expect(result.total.difference == .zero)
    }
}

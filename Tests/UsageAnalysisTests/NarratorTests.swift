import Testing
import UsageAnalysis
import UsageModel

@Suite struct NarratorTests {
    static func facts(
        _ period: String, through: String, _ current: CostTable, _ previous: CostTable? = nil,
        teams: (current: CostTable, previous: CostTable)? = nil,
        series: CostSeries = CostSeries(days: []), budget: Int? = nil
    ) throws -> SpendFacts {
        SpendFacts(
            period: try Tables.period(period), through: Tables.date(through), current: current,
            previous: previous, teams: teams,
            series: series, budget: budget.map(Tables.dollars))
    }

    @Test func `a closed month against the one before`() throws {
        let now = Tables.table([("gpt-4o", 6000, 100), ("o3", 2500, 20), ("new-model", 400, 3)])
        let before = Tables.table([("gpt-4o", 3000, 50), ("o3", 3500, 30)])
        let narrative = Narrator.narrative(of: try Self.facts("2025-03", through: "2025-03-31", now, before))
        #expect(narrative.title == "March cost $89.00, up 37% on February")
        #expect(
            narrative.lead
                == "Spend in March was $89.00 for 123 calls, up 37% on February. "
                + "gpt-4o rose by $30.00, more than the whole rise of $24.00.")
        #expect(narrative.findings.map(\.headline) == ["New", "Unpriced"])
        #expect(narrative.findings.map(\.text) == ["new-model, $4.00.", "No calls without a price."])
    }

    @Test func `against a month that is half known nothing rose and nothing is new`() throws {
        let series = Tables.series(from: "2025-02-26", Array(repeating: 100, count: 34))
        let facts = try Self.facts(
            "2025-03", through: "2025-03-31", Tables.table([("gpt-4o", 6000, 100), ("o3", 2500, 20)]),
            Tables.table([("gpt-4o", 300, 5)]), series: series)
        #expect(facts.previous == nil)
        #expect(facts.comparisons.allSatisfy { $0.previous == nil })
        let narrative = Narrator.narrative(of: facts)
        #expect(narrative.title == "March cost $85.00 in 120 calls")
        #expect(
            narrative.lead
                == "Spend in March was $85.00 for 120 calls; the ledger begins on 26 February. "
                + "gpt-4o is the largest part with $60.00, 71%.")
        #expect(narrative.findings.map(\.kind) == [.unpriced])
    }

    @Test func `a running month against its budget`() throws {
        var cents: [Int?] = Array(repeating: 10_000, count: 47)
        cents[37] = 60_000
        let series = Tables.series(from: "2026-09-01", cents)
        let now = Tables.table([("gpt-4o", 220_000, 400)])
        let before = Tables.table([("gpt-4o", 170_000, 300)])
        let narrative = Narrator.narrative(
            of: try Self.facts("2026-10", through: "2026-10-17", now, before, series: series, budget: 300_000)
        )
        #expect(narrative.title == "October is heading for $3,600, 20% over budget")
        #expect(
            narrative.lead
                == "Spend from 1 to 17 October was $2,200.00 for 400 calls, up 29% on the same days of September. "
                + "8 October cost $500 more than a usual Thursday, most of it from gpt-4o. "
                + "At this pace the budget of $3,000 is used up on 26 October.")
        #expect(narrative.findings.map(\.headline) == ["Budget at risk", "Anomaly, 8 October", "Unpriced"])
        #expect(narrative.findings.first?.text == "$600 over by the end; passed on 26 October.")
        #expect(narrative.findings.dropFirst().first?.text == "gpt-4o at $600, 6× a usual Thursday.")
    }

    @Test(arguments: [
        (8000, 10_000, "March cost $80.00, 20% under budget", "The budget of $100 was used to 80%."),
        (12_500, 10_000, "March cost $125, 25% over budget", nil),
        (10_000, 10_000, "March cost $100, exactly the budget", "The budget of $100 was used to 100%."),
    ])
    func `a closed month against its budget`(cents: Int, budget: Int, title: String, last: String?) throws {
        let facts = try Self.facts(
            "2025-03", through: "2025-03-31", Tables.table([("m", cents, 1)]), budget: budget)
        let narrative = Narrator.narrative(of: facts)
        #expect(narrative.title == title)
        if let last { #expect(narrative.lead.hasSuffix(last)) }
    }

    @Test func `no calls, and calls without a price, are said as they are`() throws {
        let none = Narrator.narrative(
            of: try Self.facts("2025-03", through: "2025-03-31", Tables.table([CostTable.Row]())))
        #expect(none.title == "No calls in March")
        #expect(none.lead == "The ledger has no calls in March.")
        #expect(none.findings.isEmpty)
        var measures = Measures()
        measures.calls = 22
        measures.unpricedCalls = ["unknown_model": 20, "missing_rate:cache_write": 2]
        let unpriced = Narrator.narrative(
            of: try Self.facts(
                "2025-03", through: "2025-03-31",
                Tables.table([CostTable.Row(keys: ["x", nil], measures: measures)])))
        #expect(unpriced.title == "March had 22 calls, none with a price")
        #expect(
            unpriced.findings.map(\.text)
                == [
                    "22 calls without a price, not in the total: 20 of unknown models and 2 without a rate for cache_write."
                ])
    }

    @Test func `a new team of at least a hundredth is named, where the month before is known`() throws {
        func team(_ name: String?, _ cents: Int) -> CostTable.Row {
            CostTable.Row(keys: [name], measures: Tables.measures(cents))
        }
        let now = Tables.table([team("search", 8000), team("emea", 460), team(nil, 400), team("tiny", 40)])
        let before = Tables.table([team("search", 7000)])
        let models = (Tables.table([("m", 8900, 9)]), Tables.table([("m", 7000, 9)]))
        func findings(from first: String) throws -> [String] {
            let facts = try Self.facts(
                "2025-03", through: "2025-03-31", models.0, models.1, teams: (now, before),
                series: Tables.series(from: first, [1]))
            return Narrator.narrative(of: facts).findings.filter { $0.kind == .new }.map(\.description)
        }
        #expect(try findings(from: "2025-01-10") == ["New team: emea, $4.60."])
        #expect(try findings(from: "2025-02-10").isEmpty)
    }

    @Test func `a silence after calls stands out`() throws {
        let none = Tables.table([CostTable.Row]())
        func findings(_ before: CostTable, from first: String) throws -> [String] {
            let facts = try Self.facts(
                "2025-03", through: "2025-03-31", none, before, series: Tables.series(from: first, [1]))
            return Narrator.narrative(of: facts).findings.map(\.description)
        }
        let before = Tables.table([("m", 1200, 20)])
        #expect(
            try findings(before, from: "2025-01-10")
                == ["No calls: None in March, after 20 calls in February for $12.00."])
        #expect(
            try findings(none, from: "2025-01-10") == ["No calls: The last call was on 10 January 2025."])
    }

    @Test func `a fall names what fell, and failed calls are named from two in a hundred`() throws {
        var now = Tables.table([("a", 1000, 90), ("b", 5000, 10)])
        now.total.failedCalls = 2
        now.total.assumedPriceCalls = 1
        let narrative = Narrator.narrative(
            of: try Self.facts(
                "2025-03", through: "2025-03-31", now, Tables.table([("a", 4000, 90), ("b", 4900, 10)])))
        #expect(narrative.title == "March cost $60.00, down 33% on February")
        #expect(narrative.lead.hasSuffix("a fell by $30.00, more than the whole fall of $29.00."))
        #expect(narrative.findings.map(\.kind) == [.errors, .unpriced, .assumedPrice])
        #expect(narrative.findings.first?.text == "2 calls did not succeed, 2% of all.")
    }
}

extension Finding {
    fileprivate var description: String { "\(headline): \(text)" }
}

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
                == "Spend in March was $85.00 for 120 calls; no call of the year before 26 February is known. "
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
        (
            3910, 1_400_000, "March cost $39.10, more than 99% under budget",
            "The budget of $14,000 was used to less than 1%."
        ),
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

    @Test(arguments: [
        // A change of 2 % is told, one of less is noise: the largest part is named instead.
        ([(5100, 5000), (5000, 5000)], "a is the largest part"),
        ([(5400, 5000), (4900, 5000)], "a rose by $4.00, more than the whole rise of $3.00."),
        ([(5098, 5000), (4907, 5000)], "a is the largest part"),
        // Of three that rise alike, none explains half of the rise.
        ([(1048, 1000), (1050, 1000), (1052, 1000)], "c is the largest part"),
        ([(1100, 1000), (1000, 1000)], "a explains $1.00 of the $1.00 rise."),
        ([(1000, 1000), (850, 1000), (900, 1000)], "b explains $1.50 of the $2.50 fall."),
        ([(1000, 1100), (1000, 1100), (1000, 1100)], "a is the largest part"),
    ])
    func `a driver explains at least half of a change worth a word`(rows: [(Int, Int)], words: String) throws
    {
        let names = ["a", "b", "c"]
        let now = Tables.table(zip(names, rows).map { (model: Optional($0), cents: $1.0, calls: 1) })
        let before = Tables.table(zip(names, rows).map { (model: Optional($0), cents: $1.1, calls: 1) })
        let lead = Narrator.narrative(of: try Self.facts("2025-03", through: "2025-03-31", now, before)).lead
        #expect(lead.contains(". \(words)"), "\(lead)")
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

    @Test func `a budget holds only where the whole range is within it`() throws {
        let noise = [0, 60, -40, 20, -60, 40, -20, 30, -30, 50, -50]
        let cents = (0..<48).map { Optional(1000 + 5 * noise[$0 % 11]) }
        let series = Tables.series(from: "2026-09-01", cents)
        func facts(_ budget: Int) throws -> SpendFacts {
            let now = Tables.table([("gpt-4o", 18_000, 400)])
            return try Self.facts("2026-10", through: "2026-10-18", now, series: series, budget: budget)
        }
        let forecast = try #require(try facts(1).outlook.forecast)
        let high = Int((forecast.high.picodollars / 10_000_000_000)) + 1
        let mean = Int((forecast.total.picodollars / 10_000_000_000)) + 1
        #expect(high > mean + 1)
        #expect(
            Narrator.narrative(of: try facts(high)).lead.hasSuffix(" holds."))
        let lead = Narrator.narrative(of: try facts(mean)).lead
        #expect(lead.contains("The forecast is within the budget of"), "\(lead)")
        #expect(lead.hasSuffix("its range reaches \(Wording.english.amount(forecast.high))."), "\(lead)")
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

import Charts
import UsageModel

/// What the report's figures rest on: calls, days, and what is not in them.
struct CoverageTable: LineTable {
    private let facts: [(name: String, figure: String)]

    init(_ input: ReportInput, days: ReportDays) {
        let words = Wording(input.text)
        let text = words.text
        let counted = input.counted
        let active = Set(days.inPeriod.filter { $0.measures.calls != 0 }.map(\.date))
        var facts: [(name: String, figure: String)] = [
            ("Calls", text.count(input.total.calls)),
            ("Calls with a price", text.count(input.total.pricedCalls)),
        ]
        for (reason, count) in input.total.unpricedCalls.sorted(by: {
            ($1.value, $0.key) < ($0.value, $1.key)
        })
        where count != 0 {
            facts.append(("No price: \(reason)", text.count(count)))
        }
        facts.append(("Calls that failed", text.count(input.total.failedCalls)))
        facts.append(("At a price not dated to the day", text.count(input.total.assumedPriceCalls)))
        facts.append(("Calls with a stated cost", text.count(input.total.statedCalls)))
        facts += BookNotes(input).facts
        facts.append(("Days counted", text.count(counted.dayCount)))
        facts.append(("Days with calls", text.count(active.count)))
        facts.append(("Days without an import", text.count(input.missingDays.count)))
        if let gap = Self.longestGap(counted.days, active) {
            facts.append(
                (
                    "Longest gap",
                    words.count(gap.count, "day") + " to "
                        + text.dayShort(words.chartDay(gap.last), year: true)
                ))
        }
        facts.append(("Rows of daily.csv", text.count(days.inPeriod.count)))
        if let first = days.all.first(where: { $0.measures.calls != 0 })?.date {
            facts.append(("First day looked at", text.dayShort(words.chartDay(first), year: true)))
        }
        self.facts = facts
    }

    /// The longest run of days without calls between days with calls, of two days or more.
    private static func longestGap(_ days: [CivilDate], _ active: Set<CivilDate>) -> (
        count: Int, last: CivilDate
    )? {
        var longest: (count: Int, last: CivilDate)?
        var run = 0
        var hasBegun = false
        for day in days {
            guard active.contains(day) else {
                run += hasBegun ? 1 : 0
                continue
            }
            if run > max(longest?.count ?? 1, 1) { longest = (run, day.adding(days: -1)) }
            run = 0
            hasBegun = true
        }
        return longest
    }

    var linesLeast: Int { 4 }

    func table(linesMax: Int) -> PageTable {
        let rows = facts.prefix(max(linesMax, 1)).map { fact in
            PageTable.Row(name: .init(fact.name, .name), figures: [.init(fact.figure)])
        }
        return PageTable(heads: [], rows: Array(rows), hasRules: true, isRounded: false)
    }
}

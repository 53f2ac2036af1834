import Charts
import UsageModel

/// The picture of the largest users, teams or models: its rows, and a title that is true of them.
struct RankingFigures {
    let chart: RankedBarsChart
    let title: String
    let subtitle: String
    let source: String
    /// What one row is: `user`.
    let noun: String
    /// The file's name without its ending, such as `users`.
    let fileName: String

    /// Reads the ranking; throws `bad_report_input` or `totals_differ`.
    init(_ input: ReportInput, rowsMax: Int, emptyNote: String) throws(ReportsError) {
        guard let dimension = input.ranking.query.groups.first, input.ranking.query.groups.count == 1,
            input.ranking.rows.allSatisfy({ $0.keys.count == 1 })
        else {
            throw ReportsError(.badReportInput, "the ranking of a report is grouped by exactly one dimension")
        }
        let sum = input.ranking.rows.reduce(Money.zero) { $0 + $1.measures.cost }
        guard sum == input.total.cost else {
            throw ReportsError(
                .totalsDiffer,
                "the ranking by \(dimension.rawValue) adds up to \(sum) US dollars, the period to "
                    + "\(input.total.cost)", hint: "run `usageledger verify`")
        }
        let words = Wording(input.text)
        let rows = input.ranking.rows.filter { !$0.measures.isWhollyUnpriced || $0.measures.cost != .zero }
            .map { row in
                RankedBarsChart.Row(
                    name: words.name(row.keys[0], dimension), amount: row.measures.cost.picodollars)
            }.sorted { $0.amount == $1.amount ? $0.name < $1.name : $0.amount > $1.amount }
        let noun = words.noun(dimension)
        let nouns = words.plural(noun)
        self.noun = noun
        fileName = nouns.replacing(" ", with: "-")
        chart = RankedBarsChart(
            rows: rows, noun: nouns, rowsMax: rowsMax, emptyNote: emptyNote, text: words.text)
        let named = rows.count > rowsMax + 1 ? rowsMax : rows.count
        let scope =
            named < rows.count
            ? "the \(words.text.count(named)) largest of \(words.count(rows.count, noun))"
            : rows.count > 1 ? "all \(words.count(rows.count, noun))" : ""
        subtitle =
            "Cost by \(noun), \(words.full(input.counted)), US dollars" + (scope.isEmpty ? "" : ", \(scope)")
        title = Self.title(rows, input, noun: noun, words)
        let total = words.text.total(input.total.cost.picodollars)
        let unpriced = input.total.unpricedCallCount
        source =
            "Source: usage ledger. \(words.count(rows.count, noun)), total \(total), equal to daily.csv."
            + (unpriced > 0 ? " \(words.count(unpriced, "call")) without a price left out." : "")
    }

    /// The fewest rows that make up half of the cost, or the share of the largest.
    private static func title(
        _ rows: [RankedBarsChart.Row], _ input: ReportInput, noun: String, _ words: Wording
    ) -> String {
        let whose = words.possessive(input.period)
        let total = input.total.cost.picodollars
        guard let first = rows.first else {
            return input.total.calls == 0
                ? "No calls \(words.during(input.counted))"
                : "No call of \(words.full(input.counted)) has a price"
        }
        guard total > 0, rows.allSatisfy({ $0.amount >= 0 }) else {
            return "\(words.full(input.counted)) cost \(words.text.total(total))"
        }
        let written = words.text.total(total)
        let name = shortened(first.name)
        if rows.count == 1 { return "\(name) made up all of \(whose)\(written)" }
        var sum: Int128 = 0
        var count = 0
        for row in rows where sum * 2 < total {
            sum += row.amount
            count += 1
        }
        let share = words.text.share(sum, of: total)
        let numbers = ["", "", "Two", "Three"]
        if count == 1 { return "\(name) made up \(share) of \(whose)\(written)" }
        let who = numbers.indices.contains(count) ? numbers[count] : "The largest \(words.text.count(count))"
        return "\(who) of \(words.count(rows.count, noun)) made up \(share) of \(whose)\(written)"
    }

    /// A name that leaves room for the rest of a title.
    private static func shortened(_ name: String) -> String {
        let line = TextElision.singleLine(name)
        return line.count <= 36 ? line : line.prefix(20) + TextElision.mark + line.suffix(14)
    }
}

import Charts
import UsageModel

/// The numbers of the chart of latencies.
struct LatencyFigures {
    /// The chart.
    let chart: PercentilesChart
    /// The finding.
    let title: String
    /// What is drawn.
    let subtitle: String

    /// Puts the percentiles of each day of the daily chart into lines.
    init(_ input: ReportInput, daily: DailyFigures, emptyNote: String) {
        let words = Wording(input.text)
        let known = Dictionary(input.latencies.map { ($0.date, $0) }) { first, _ in first }
        let days = daily.callDays.filter { !input.latencies.isEmpty && $0 <= input.counted.last }
        let first = words.chartDay(days.first ?? input.period.first)
        func line(_ name: String, _ value: (ReportInput.LatencyDay) -> Int) -> PercentilesChart.Line {
            let values = days.map { known[$0].map(value) }
            return PercentilesChart.Line(
                name: name, milliseconds: values, median: Self.median(values.compactMap { $0 }))
        }
        let count = words.text.count(days.count)
        var chart = PercentilesChart(
            firstDay: first, lines: [line("p99", \.p99), line("p95", \.p95), line("p50", \.p50)],
            missing: Set(input.missingDays.map { words.chartDay($0) }), medianName: "\(count)-day median",
            emptyNote: emptyNote, text: words.text)
        let slowest = days.compactMap { known[$0] }.max { $0.p99 < $1.p99 }
        if let slowest, let usual = chart.lines[0].median {
            let day = words.text.weekdayAndDay(words.chartDay(slowest.date))
            let value = words.text.duration(milliseconds: slowest.p99)
            title = "The slowest hundredth of calls took \(value) and more on \(day)"
            if slowest.p99 / 3 > usual / 2 {
                chart.annotation = Annotation(
                    day: words.chartDay(slowest.date), headline: "\(value) on \(day)",
                    reason: "usual is \(words.text.duration(milliseconds: usual))")
            }
        } else {
            title = "No latency is known of \(words.full(input.counted))"
        }
        self.chart = chart
        let span = days.last.map { words.text.period(first, words.chartDay($0)) } ?? words.full(input.counted)
        subtitle =
            "Seconds per call, percentiles of each \(input.period.zone.name) day, "
            + span + (chart.isLogarithmic && !days.isEmpty ? ", log scale" : "")
    }

    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}

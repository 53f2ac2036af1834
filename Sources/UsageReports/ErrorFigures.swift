import Charts
import UsageModel

/// The numbers of the chart of failed calls.
struct ErrorFigures {
    /// The chart.
    let chart: ErrorRateChart
    /// The finding.
    let title: String
    /// What is drawn.
    let subtitle: String
    /// The same where days stand together in weeks.
    let subtitleByWeek: String
    /// What is drawn, where there is less room.
    let subtitleShort: String
    /// The same where days stand together in weeks.
    let subtitleShortByWeek: String

    /// The words and colours of the ends of a call that are no success, the most telling first.
    private static let causes: [(status: CallStatus, name: String, colour: SeriesColour)] = [
        (.rateLimited, "rate limited", .family(4, step: 0)), (.error, "error", .family(5, step: 0)),
        (.cancelled, "cancelled", .other),
    ]

    /// Counts the calls of each day of the daily chart by how they ended.
    init(_ input: ReportInput, daily: DailyFigures, emptyNote: String) {
        let words = Wording(input.text)
        let days = input.total.calls == 0 ? [] : daily.callDays
        var all = [Int](repeating: 0, count: days.count)
        var failed = Self.causes.map { _ in [Int128](repeating: 0, count: days.count) }
        for row in input.statuses?.rows ?? [] {
            guard let date = row.bucket, let first = days.first else { continue }
            let bin = date.daysSince1970 - first.daysSince1970
            guard days.indices.contains(bin) else { continue }
            all[bin] += row.measures.calls
            let status = (row.keys.first ?? nil).map { CallStatus(rawValue: $0) ?? .error }
            guard let cause = Self.causes.firstIndex(where: { $0.status == status }) else { continue }
            failed[cause][bin] += Int128(row.measures.calls)
        }
        let causes = zip(Self.causes, failed).filter { $0.1.contains { $0 != 0 } }.map { cause, calls in
            ChartSeries(name: cause.name, colour: cause.colour, amounts: calls)
        }
        let firstDay = words.chartDay(days.first ?? input.period.first)
        var chart = ErrorRateChart(
            firstDay: firstDay, calls: all, causes: causes,
            missing: Set(input.missingDays.map { words.chartDay($0) }),
            keyFrom: words.chartDay(input.period.first),
            emptyNote: emptyNote, text: words.text)
        let failures = input.total.failedCalls
        if input.total.calls == 0 {
            title = input.headline
        } else if failures == 0 {
            title = "No call of \(words.full(input.counted)) failed"
        } else {
            let rate = words.text.label(chart.rate ?? 0, .share)
            title = "\(rate) of \(words.possessive(input.period))calls failed"
            chart.annotations = [Self.worst(failed, all, firstDay: firstDay, words)].compactMap { $0 }
        }
        self.chart = chart
        let last = days.last.map { words.chartDay($0) } ?? firstDay
        let zone = input.period.zone.name
        let span = words.text.period(firstDay, last)
        subtitleShort = "Percent of calls per \(zone) day, by cause"
        subtitleShortByWeek = "Percent of calls per week of \(zone) days, by cause"
        subtitle = "Calls that failed per \(zone) day by cause, percent of all calls, \(span)"
        subtitleByWeek =
            "Calls that failed per week of \(zone) days by cause, percent of all calls, \(span)"
    }

    /// The day with the highest rate, where at least ten calls failed and its rate is three times the whole.
    private static func worst(
        _ failed: [[Int128]], _ all: [Int], firstDay: ChartDay, _ words: Wording
    ) -> Annotation? {
        let sums = all.indices.map { bin in failed.reduce(Int128(0)) { $0 + $1[bin] } }
        let rates = zip(sums, all).map { ChartUnit.share($0, of: Int128($1)) ?? 0 }
        let whole = ChartUnit.share(
            sums.reduce(0, +), of: all.reduce(Int128(0)) { $0 + Int128($1) })
        guard let most = rates.max(), let whole, most / 3 > whole,
            let bin = rates.firstIndex(of: most), sums[bin] >= 10
        else { return nil }
        let day = firstDay.advanced(by: bin)
        let rate = words.text.label(most, .share)
        let count = words.count(Int(clamping: sums[bin]), "call")
        return Annotation(
            day: day, headline: "\(rate) on \(words.text.weekdayAndDay(day))",
            reason: "\(count) of \(words.text.count(all[bin])) failed",
            short: "\(rate) on \(words.text.dayShort(day))")
    }
}

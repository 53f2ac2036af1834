import Charts
import UsageModel

/// The numbers of the chart of images and video.
struct MediaFigures {
    /// The chart.
    let chart: MediaChart
    /// The finding.
    let title: String
    /// What is drawn.
    let subtitle: String
    /// The same where days stand together in weeks.
    let subtitleByWeek: String

    /// Counts what each model made on each day of the daily chart.
    init(
        _ input: ReportInput, days: ReportDays, daily: DailyFigures, colours: ModelColours, emptyNote: String
    ) {
        let words = Wording(input.text)
        let window = daily.callDays
        let rows = days.all
        func panel(_ name: String, _ unit: ChartUnit, _ amount: (Measures) -> Int128) -> MediaChart.Panel {
            var series: [ReportInput.ModelName: [Int128]] = [:]
            for row in rows where amount(row.measures) != 0 {
                let bin = row.date.daysSince1970 - (window.first ?? row.date).daysSince1970
                guard window.indices.contains(bin) else { continue }
                series[row.name, default: [Int128](repeating: 0, count: window.count)][bin] +=
                    amount(row.measures)
            }
            let names = SeriesNames(series.keys)
            let named = series.map { name, amounts in
                ChartSeries(
                    name: names.name(name), group: words.name(name.provider, .provider),
                    colour: colours[name], amounts: amounts)
            }
            return MediaChart.Panel(
                name: name, unit: unit, series: named.sorted { ($0.group, $0.name) < ($1.group, $1.name) })
        }
        chart = MediaChart(
            firstDay: words.chartDay(window.first ?? input.period.first), days: window.count,
            panels: [
                panel("Images", .count, \.images), panel("Video, seconds", .seconds, \.videoMicroseconds),
            ], missing: Set(input.missingDays.map { words.chartDay($0) }),
            keyFrom: words.chartDay(input.period.first), emptyNote: emptyNote, text: words.text)
        let (images, video) = (input.total.images, input.total.videoMicroseconds)
        let made = [
            images != 0
                ? words.text.label(images, .count) + (images == 1 ? " image" : " images") : nil,
            video != 0 ? words.text.label(video, .seconds) + " of video" : nil,
        ].compactMap { $0 }
        let period = words.during(input.counted)
        title =
            made.isEmpty
            ? "No image and no video \(period)" : "\(made.joined(separator: " and ")) \(period)"
        let first = words.chartDay(window.first ?? input.period.first)
        let last = window.last.map { words.chartDay($0) } ?? first
        let zone = input.period.zone.name
        let span = words.text.period(first, last)
        subtitle = "Made per \(zone) day by model, \(span)"
        subtitleByWeek = "Made per week of \(zone) days by model, \(span)"
    }
}

import Charts
import UsageModel

/// The daily chart's numbers: its window, its series in their colours, and what stands out.
struct DailyFigures {
    /// The first day of the chart.
    let first: CivilDate
    /// The days of the chart, forecast not counted; none where there is nothing to draw.
    let days: [CivilDate]
    /// The days of charts that count calls, with a price or without; none where the period has no calls.
    let callDays: [CivilDate]
    /// One series for each model with a cost.
    let series: [ChartSeries]
    private let input: ReportInput
    private let names: SeriesNames
    private let missing: Set<ChartDay>
    private let lastCall: CivilDate?
    private var words: Wording { Wording(input.text) }

    /// Cuts the window: the period so far and history before it, from the first day with calls.
    init(_ input: ReportInput, days: ReportDays, colours: ModelColours, historyDays: Int) {
        self.input = input
        let last = input.counted.last
        let wanted = max(input.period.previous.first, input.period.first.adding(days: -historyDays))
        let rows = days.all.filter { $0.date >= wanted && $0.date <= last }
        first = rows.first { $0.measures.calls != 0 || $0.measures.cost != .zero }?.date ?? input.period.first
        lastCall = days.lastCall
        let isEmpty = !days.inPeriod.contains { $0.measures.pricedCalls != 0 || $0.measures.cost != .zero }
        let window = isEmpty ? [] : Period(.range, first: first, last: last, zone: input.period.zone).days
        self.days = window
        callDays =
            input.total.calls == 0
            ? [] : Period(.range, first: min(first, last), last: last, zone: input.period.zone).days
        let begins = window.first ?? last
        let costing = rows.filter { $0.measures.cost != .zero && $0.date >= begins }
        names = SeriesNames(costing.map(\.name))
        series = Self.series(costing, names, window: window, colours: colours)
        var unpriced: [CivilDate: Bool] = [:]
        for row in rows {
            unpriced[row.date] = (unpriced[row.date] ?? true) && row.measures.isWhollyUnpriced
        }
        let unknown = unpriced.filter(\.value).map(\.key) + input.missingDays
        missing = Set(unknown.map { Wording.english.chartDay($0) })
    }

    private static func series(
        _ rows: [ReportDays.Row], _ names: SeriesNames, window: [CivilDate], colours: ModelColours
    ) -> [ChartSeries] {
        guard let first = window.first else { return [] }
        var amounts: [ReportInput.ModelName: [Picodollars]] = [:]
        for row in rows {
            let bin = row.date.daysSince1970 - first.daysSince1970
            guard window.indices.contains(bin) else { continue }
            amounts[row.name, default: [Picodollars](repeating: 0, count: window.count)][bin] +=
                row.measures.cost.picodollars
        }
        let words = Wording.english
        let series = amounts.map { name, amounts in
            ChartSeries(
                name: names.name(name), group: words.name(name.provider, .provider),
                colour: colours[name], amounts: amounts)
        }
        // Calls that cost nothing are a line of zeros, which is not the same as no data.
        guard !series.isEmpty else {
            return [ChartSeries(name: "all models", amounts: window.map { _ in 0 })]
        }
        return series.sorted { ($0.group, $0.name) < ($1.group, $1.name) }
    }

    /// The colour that each model has in the drawn chart, where small ones are folded into grey.
    func drawnColours() -> (ReportInput.ModelName) -> SeriesColour {
        let start = max(input.period.first.daysSince1970 - first.daysSince1970, 0)
        let folding = SeriesFolding(
            seriesMax: 8, noun: "models", bins: min(start, days.count)..<max(days.count, start))
        let folded = folding.folded(series)
        let colours = Dictionary(folded.map { ($0.group + "\n" + $0.name, $0.colour) }) { first, _ in first }
        return { name in
            colours[words.name(name.provider, .provider) + "\n" + names.name(name)] ?? .other
        }
    }

    /// How many days up to which one the chart shows: "59 days to 31 Mar 2025".
    var source: String {
        guard let last = days.last else { return words.full(input.counted) }
        return words.count(days.count, "day") + " to "
            + words.text.dayShort(words.chartDay(last), year: true)
    }

    /// What stands where there is nothing to draw.
    var emptyNote: String {
        if input.total.unpricedCallCount > 0 {
            return words.count(input.total.unpricedCallCount, "call") + " without a price"
        }
        guard let lastCall else { return "No calls so far" }
        return "Last call: " + words.text.day(words.chartDay(lastCall), year: true)
    }

    /// The chart; `key` says where its names stand.
    func chart(key: DailyCostChart.Key?) -> DailyCostChart {
        let perDay = input.budget.map { $0.picodollars / Int128(max(input.period.dayCount, 1)) }
        let forecast = input.isClosed ? [] : input.forecast?.days ?? []
        return DailyCostChart(
            firstDay: words.chartDay(first), days: days.count, series: days.isEmpty ? [] : series,
            missing: missing, missingWord: input.missingDays.isEmpty ? "no price" : "no data",
            budgetPerDay: perDay,
            forecast: days.isEmpty
                ? []
                : forecast.map {
                    ForecastRange(
                        low: $0.low.picodollars, mean: $0.mean.picodollars, high: $0.high.picodollars)
                },
            forecastNote: forecast.isEmpty ? input.forecastNote : "with \(words.text.percent(80)) range",
            annotations: input.anomalies.map { annotation($0) }, keyFrom: words.chartDay(input.period.first),
            emptyNote: emptyNote, key: key, text: words.text)
    }

    /// Whether the days stand together in weeks over the whole width of a kind of canvas.
    func isByWeek(on kind: CanvasKind) -> Bool {
        chart(key: kind == .page ? DailyCostChart.Key.none : nil).isByWeek(width: kind.size.width, kind: kind)
    }

    /// What is drawn, days or weeks: "US dollars per UTC day, 1–31 March 2026".
    func subtitle(isByWeek: Bool) -> String {
        let zone = input.period.zone.name
        guard isByWeek else { return "US dollars per \(zone) day, \(span)" }
        let part = chart(key: nil).hasPartWeeks ? "; hatched: part of a week" : ""
        return "US dollars per week of \(zone) days, \(span)\(part)"
    }

    /// The days of the chart in words, with the forecast's end.
    var span: String {
        guard let last = days.last else { return words.full(input.period) }
        let shown = words.text.period(words.chartDay(first), words.chartDay(last))
        guard !input.isClosed, let end = input.forecast?.days.last?.date else { return shown }
        return "\(shown), with the forecast to \(words.text.day(words.chartDay(end)))"
    }

    /// What stands out, in two lines or in one.
    private func annotation(_ anomaly: Anomaly) -> Annotation {
        let day = words.chartDay(anomaly.date)
        let amount = words.text.label(anomaly.cost.picodollars)
        let weekday = words.weekday(anomaly.date)
        var reason = multiple(anomaly.cost, anomaly.usual, of: weekday).map { "The day cost \($0)" } ?? ""
        var short = "\(amount) on \(words.text.dayShort(day))"
        if let cause = anomaly.cause {
            let name = TextElision.singleLine(cause)
            reason = "mostly \(name)"
            short += ", \(name)"
            if let cost = anomaly.causeCost, let usual = anomaly.causeUsual,
                let times = multiple(cost, usual, of: weekday)
            {
                reason = "\(name) cost \(times)"
            }
        }
        return Annotation(
            day: day, headline: "\(amount) on \(words.text.weekdayAndDay(day))", reason: reason, short: short)
    }

    /// "4.9× a usual Thursday"; nil where nothing is usual.
    private func multiple(_ cost: Money, _ usual: Money, of weekday: String) -> String? {
        guard usual > .zero else { return nil }
        return "\(words.text.multiple(cost.picodollars, of: usual.picodollars)) a usual \(weekday)"
    }

    /// The chart in one sentence for those who cannot see it.
    func alternativeText(on kind: CanvasKind) -> String {
        let totals = days.indices.map { bin in
            series.reduce(Int128(0)) { $0 + (bin < $1.amounts.count ? $1.amounts[bin] : 0) }
        }
        guard let largest = totals.indices.max(by: { totals[$0] < totals[$1] }) else {
            return "Columns of cost per day: no data. \(emptyNote)."
        }
        let bin = isByWeek(on: kind) ? "week" : "day"
        let day = words.text.day(words.chartDay(days[largest]))
        let noun = chart(key: nil).isByGroup(kind) ? "provider" : "model"
        return "Columns of cost per \(bin) by \(noun), \(span). "
            + "The largest day is \(words.text.label(totals[largest])) on \(day)."
    }
}

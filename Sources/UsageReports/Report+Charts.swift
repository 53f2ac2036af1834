public import Charts
import UsageModel

// The charts of the report, each with the words around it.
extension Report {
    /// A chart with its finding, subtitle and foot.
    private struct Framed {
        var chart: any Chart
        var title: String
        var subtitle: String
        /// The same of a chart whose days stand together in weeks; empty for the same words.
        var subtitleByWeek = ""
        /// A sentence more of what is drawn, for which only a slide has room.
        var details = ""
        var detailsByWeek = ""
        var source: String
    }

    /// One of the report's charts alone, as a file.
    ///
    /// On a slide it has a foot with source and moment; a picture for a mail has neither title nor foot, since the
    /// mail says both in words. A dark theme is for pictures of pixels and shapes; a PDF is always light.
    public func picture(
        _ kind: ChartKind, as format: Picture.Format = .png, on canvas: CanvasKind = .wide,
        isDark: Bool = false
    ) throws(ReportsError) -> Picture {
        let framed = framed(kind)
        let drawing = try Drawing()
        return try frame(framed, on: canvas).picture(
            of: framed.chart, as: format, on: canvas, theme: isDark ? .dark : theme,
            producer: input.producer, madeAt: input.generatedAt, with: drawing)
    }

    /// Draws a chart as a slide.
    package func draw(_ kind: ChartKind, on canvas: any Canvas) {
        let framed = framed(kind)
        frame(framed, on: .wide).drawHonestly(framed.chart, on: canvas, theme: theme, kind: .wide)
    }

    private func frame(_ framed: Framed, on kind: CanvasKind) -> ChartFrame {
        switch kind {
        case .wide:
            ChartFrame(
                title: framed.title, subtitle: framed.subtitle + framed.details,
                subtitleByWeek: framed.subtitleByWeek + framed.detailsByWeek, source: framed.source,
                generated: generated)
        case .mail: ChartFrame(title: "")
        case .page, .tile:
            ChartFrame(
                title: framed.title, subtitle: framed.subtitle, subtitleByWeek: framed.subtitleByWeek)
        }
    }

    private var generated: String {
        "Ledger as of " + words.moment(input.generatedAt, in: input.period.zone, short: true)
    }

    private func framed(_ kind: ChartKind) -> Framed {
        switch kind {
        case .daily: framedDaily
        case .burnUp:
            framed(
                BurnUpFigures(input, days: days, emptyNote: daily.emptyNote), title: input.headline)
        case .movers: framedMovers
        case .ranking:
            Framed(
                chart: ranking.chart, title: ranking.title, subtitle: ranking.subtitle,
                source: ranking.source)
        case .heatmap:
            framed(HeatmapFigures(input, emptyNote: daily.emptyNote))
        case .latency:
            framed(LatencyFigures(input, daily: daily, emptyNote: "No call tells how long it took"))
        case .errors: framed(ErrorFigures(input, daily: daily, emptyNote: daily.emptyNote))
        case .media:
            framed(
                MediaFigures(
                    input, days: days, daily: daily, colours: colours,
                    emptyNote: "No image and no video \(words.during(input.counted))"))
        }
    }

    private func framed(_ figures: BurnUpFigures, title: String) -> Framed {
        Framed(chart: figures.chart, title: title, subtitle: figures.subtitle, source: source)
    }

    private func framed(_ figures: HeatmapFigures) -> Framed {
        Framed(chart: figures.chart, title: figures.title, subtitle: figures.subtitle, source: source)
    }

    private func framed(_ figures: LatencyFigures) -> Framed {
        Framed(
            chart: figures.chart, title: figures.title, subtitle: figures.subtitle,
            source: "Source: usage ledger; percentiles by nearest rank, within \(words.text.percent(1)) of "
                + "the exact value.")
    }

    private func framed(_ figures: ErrorFigures) -> Framed {
        Framed(
            chart: figures.chart, title: figures.title, subtitle: figures.subtitle,
            subtitleByWeek: figures.subtitleByWeek,
            source: "Source: usage ledger, \(words.count(input.total.failedCalls, "failed call")) of "
                + "\(words.count(input.total.calls, "call")) \(words.during(input.counted)).")
    }

    private func framed(_ figures: MediaFigures) -> Framed {
        Framed(
            chart: figures.chart, title: figures.title, subtitle: figures.subtitle,
            subtitleByWeek: figures.subtitleByWeek,
            source: "Source: usage ledger, \(input.period.zone.name) days.")
    }

    /// What a chart of cost leaves out.
    private var source: String {
        let unpriced = input.total.unpricedCallCount
        let left = unpriced > 0 ? " \(words.count(unpriced, "call")) without a price left out." : ""
        return "Source: usage ledger, \(input.period.zone.name) days.\(left)"
    }

    private var framedDaily: Framed {
        let zone = input.period.zone.name
        let key = input.isClosed ? words.full(input.period) : "the \(input.period.grain.rawValue) so far"
        let unpriced = input.total.unpricedCallCount
        var source = "Source: usage ledger, \(daily.source), \(zone) days."
        if unpriced > 0 { source += " \(words.count(unpriced, "call")) without a price left out." }
        if !input.isClosed, let forecast = input.forecast {
            source += " Forecast: \(words.method(of: forecast))."
        }
        let subtitle =
            daily.days.isEmpty
            ? "Cost per day, \(words.full(input.counted)), US dollars"
            : "Cost per day by model, US dollars"
        let details =
            daily.days.isEmpty
            ? "" : ". Each column is one \(zone) day; the column on the right is \(key)."
        let chart = daily.chart(key: nil)
        let part = chart.hasPartWeeks ? ", hatched where it is not whole" : ""
        return Framed(
            chart: chart, title: input.headline, subtitle: subtitle,
            subtitleByWeek: "Cost per week by model, US dollars", details: details,
            detailsByWeek:
                ". Each column is a week of \(zone) days from Monday\(part); the column on the right "
                + "is \(key).", source: source)
    }

    private var framedMovers: Framed {
        let dimension = input.movers.dimension
        let noun = words.noun(dimension)
        let isKnown = input.previousTotal != nil
        let moved = isKnown ? input.movers.rows : []
        let rows = moved.filter { $0.current != .zero || ($0.previous ?? .zero) != .zero }.map {
            MoversChart.Row(
                name: words.name($0.keys.first ?? nil, dimension),
                previous: $0.previous == .zero ? nil : $0.previous?.picodollars,
                current: $0.current.picodollars)
        }
        let chart = MoversChart(
            rows: rows, noun: words.plural(noun),
            previousHead: words.head(input.comparedWith, besides: input.period),
            currentHead: words.head(input.counted, besides: input.period),
            previousName: words.short(input.comparedWith, besides: input.period),
            currentName: words.short(input.counted, besides: input.period),
            emptyNote: isKnown ? daily.emptyNote : "Nothing to compare with",
            text: words.text)
        let compared = words.short(input.comparedWith, besides: input.period)
        return Framed(
            chart: chart, title: moversTitle(rows, noun: noun, compared),
            subtitle: "Cost by \(noun), \(words.full(input.counted)) against \(compared), US dollars",
            source: source)
    }

    /// The largest change in words, where anything is known to compare with.
    private func moversTitle(_ rows: [MoversChart.Row], noun: String, _ compared: String) -> String {
        let period = words.full(input.counted)
        guard input.previousTotal != nil else { return "Nothing is known of \(compared) to compare with" }
        let moved = rows.map { (name: $0.name, change: $0.current - ($0.previous ?? 0)) }
        let most = moved.map(\.change.magnitude).max() ?? 0
        let during =
            input.comparedWith.grain == .month ? "in \(compared)" : words.during(input.comparedWith)
        guard most > 0,
            let first = moved.filter({ $0.change.magnitude == most }).min(by: { $0.name < $1.name })
        else { return "No \(noun) of \(period) cost more or less than \(during)" }
        let line = TextElision.singleLine(first.name)
        let name = line.count <= 36 ? line : line.prefix(20) + TextElision.mark + line.suffix(14)
        let amount = words.text.label(Int128(clamping: most))
        return "\(name) \(first.change > 0 ? "rose" : "fell") most, by \(amount) "
            + words.against(input.comparedWith, besides: input.period)
    }
}

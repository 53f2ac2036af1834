/// The share of calls that failed from day to day, as columns stacked by cause.
///
///     let chart = ErrorRateChart(
///         firstDay: ChartDay(2026, 10, 1), calls: [1_000, 1_200], causes: [
///             ChartSeries(name: "rate limited", amounts: [4, 61])])
///     ChartFrame(title: "2.95% of calls failed", subtitle: "Failed calls per day, percent of all calls")
///         .draw(chart, on: canvas)
public struct ErrorRateChart: Chart, Hashable {
    /// The first day.
    public var firstDay: ChartDay
    /// All calls of each day; a day without calls has no rate and is a gap.
    public var calls: [Int]
    /// The failed calls of each day by their cause, counted and not yet divided.
    public var causes: [ChartSeries]
    /// Days of which nothing is known.
    public var missing: Set<ChartDay>
    /// What stands out, the most important first; at most two are drawn.
    public var annotations: [Annotation]
    /// The first day that the key's rates count, such as the first of the month.
    public var keyFrom: ChartDay?
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers and dates are written.
    public var text: NumberText

    /// Makes a chart; at most ten years of days are drawn.
    public init(
        firstDay: ChartDay, calls: [Int], causes: [ChartSeries], missing: Set<ChartDay> = [],
        annotations: [Annotation] = [],
        keyFrom: ChartDay? = nil, emptyNote: String = "", text: NumberText = .english,
    ) {
        self.firstDay = firstDay
        self.calls = calls
        self.causes = causes
        self.missing = missing
        self.annotations = annotations
        self.keyFrom = keyFrom
        self.emptyNote = emptyNote
        self.text = text
    }

    /// The failed part of all calls from the key's first day on, in parts of `ChartUnit.whole`; nothing without calls.
    public var rate: Int128? {
        let bins = DailyColumns.keyDays(columnsChart)
        return ChartUnit.share(
            causes.map { $0.total(in: bins) }.saturatingSum, of: calls(in: bins))
    }

    /// Draws plot, axes, key and words.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        let chart = columnsChart(kind)
        let room = DailyCostLayout.keyRows(chart, pen, height: frame.height)
        let columns = columns(
            of: chart, isByWeek: chart.isByWeek(width: frame.width, kind: kind),
            seriesMax: min(max(room - 1, 1), 5))
        guard chart.days > 0, !columns.isEmpty, let layout = DailyCostLayout(chart, columns, pen, frame)
        else {
            EmptyPlot(note: emptyNote, hasData: chart.days > 0 && !columns.isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }

    /// Whether its days stand together in weeks in a frame of a width; a week's rate is that of all its calls.
    public func isByWeek(width: Double, kind: CanvasKind) -> Bool {
        columnsChart(kind).isByWeek(width: width, kind: kind)
    }

    private func columnsChart(_ kind: CanvasKind) -> DailyCostChart {
        var chart = columnsChart
        // On a page no table beside it names the causes.
        if kind == .page { chart.key = .row }
        return chart
    }

    private func calls(in bins: Range<Int>) -> Int128 {
        calls[bins.clamped(to: 0..<calls.count)].map { Int128(max($0, 0)) }.saturatingSum
    }

    /// The chart whose columns are drawn, without its series.
    private var columnsChart: DailyCostChart {
        var chart = DailyCostChart(
            firstDay: firstDay, days: calls.count, series: [], unit: .share, missing: missing,
            annotations: annotations, keyFrom: keyFrom, noun: "causes", text: text)
        chart.valueless = Set(
            calls.indices.prefix(chart.days).filter { calls[$0] <= 0 }.map(firstDay.advanced(by:)))
        return chart
    }

    /// Each cause as its part of the day's calls, and its part of all calls in the key.
    private func columns(of chart: DailyCostChart, isByWeek: Bool, seriesMax: Int) -> DailyColumns {
        let days = DailyColumns.keyDays(chart)
        let folding = SeriesFolding(seriesMax: seriesMax, noun: "causes", bins: days, text: text)
        // Without a cause, nothing failed: a line of zeros, which is not the same as no data.
        let known = causes.isEmpty ? [ChartSeries(name: "failed", amounts: calls.map { _ in 0 })] : causes
        let folded = folding.folded(known)
        let all = calls(in: days)
        let totals = folded.map { ChartUnit.share($0.total(in: days), of: all) ?? 0 }
        let bins = chart.bins(isByWeek: isByWeek)
        let made = bins.sums(calls.prefix(chart.days).map { Int128(max($0, 0)) })
        let shares = folded.map { cause in
            var share = cause
            let failures = zip(cause.amounts, calls).map { min(max($0, 0), Int128(max($1, 0))) }
            share.amounts = zip(bins.sums(failures), made).map { ChartUnit.share($0, of: $1) ?? 0 }
            return share
        }
        return DailyColumns(chart, series: shares, bins: bins, totals: totals, keyDays: days)
    }
}

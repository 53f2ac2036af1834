/// Cost, or another quantity, of each day as stacked columns, with budget, forecast and what stands out.
///
///     let chart = DailyCostChart(
///         firstDay: ChartDay(2026, 10, 1), days: 17, series: [sonnet, haiku], budgetPerDay: 452 * dollar)
///     ChartFrame(title: "…", subtitle: "…").draw(chart, on: canvas)
public struct DailyCostChart: Chart, Hashable {
    /// Where the names of the series stand.
    public enum Key: String, Hashable, Sendable {
        /// A column at the right with the total of each series, to the scale of the plot.
        case column
        /// A row above the plot.
        case row
        /// Not in the picture, since a table beside it is the key.
        case none
    }

    /// The first day with data.
    public var firstDay: ChartDay
    /// How many days there are, forecast not counted.
    public var days: Int
    /// The series in any order; the chart orders and folds them.
    public var series: [ChartSeries]
    /// What the amounts are: money, unless it is said otherwise.
    public var unit: ChartUnit
    /// Days of which nothing is known: a gap, not a zero.
    public var missing: Set<ChartDay>
    /// Days that have no value, as days without calls have no error rate: a gap without a word.
    var valueless: Set<ChartDay> = []
    /// What a gap of unknown days is called.
    public var missingWord: String
    /// The budget of one day.
    public var budgetPerDay: Picodollars?
    /// The days after the last one.
    public var forecast: [ForecastRange]
    /// How sure the forecast's range is, as in "with 80% range"; or why there is none, as in "No forecast: 9 of 14 days".
    public var forecastNote: String
    /// What stands out, the most important first; at most two are drawn.
    public var annotations: [Annotation]
    /// The first day that the key's totals count, such as the first of the month.
    public var keyFrom: ChartDay?
    /// What the series are, as in "Other (6 models)".
    public var noun: String
    /// What the groups of series are, which stand for their series where there is little room.
    public var groupNoun: String
    /// What an empty chart says below "No data to draw", such as "Last call: 28 September 2026".
    public var emptyNote: String
    /// Where the names stand; by default a column when wide, a row in a mail, else none.
    public var key: Key?
    /// How numbers and dates are written.
    public var text: NumberText

    /// Whether a kind of canvas shows groups instead of series.
    public func isByGroup(_ kind: CanvasKind) -> Bool { kind == .mail && series.count > 5 }

    /// Makes a chart; at most ten years of days are drawn.
    public init(
        firstDay: ChartDay, days: Int, series: [ChartSeries], unit: ChartUnit = .money,
        missing: Set<ChartDay> = [], missingWord: String = "no data",
        budgetPerDay: Picodollars? = nil, forecast: [ForecastRange] = [], forecastNote: String = "",
        annotations: [Annotation] = [], keyFrom: ChartDay? = nil, noun: String = "models",
        groupNoun: String = "providers", emptyNote: String = "", key: Key? = nil, text: NumberText = .english,
    ) {
        self.firstDay = firstDay
        self.days = min(max(days, 0), 3653)
        self.series = series
        self.unit = unit
        self.missing = missing
        self.missingWord = missingWord
        self.budgetPerDay = budgetPerDay
        self.forecast = Array(forecast.prefix(366))
        self.forecastNote = forecastNote
        self.annotations = annotations
        self.keyFrom = keyFrom
        self.noun = noun
        self.groupNoun = groupNoun
        self.emptyNote = emptyNote
        self.key = key
        self.text = text
    }

    /// Draws plot, axes, key and words.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        let room = DailyCostLayout.keyRows(self, pen, height: frame.height)
        let columns = DailyColumns(
            self, kind: kind, isByWeek: isByWeek(width: frame.width, kind: kind), seriesMax: room)
        guard days > 0, !columns.isEmpty, let layout = DailyCostLayout(self, columns, pen, frame) else {
            EmptyPlot(note: emptyNote, hasData: days > 0 && !columns.isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }

    /// Whether its days stand together in weeks in a frame of a width, where a column for each would be too narrow.
    ///
    /// A week runs from Monday to Sunday; a part of one is hatched. The sums stay exact.
    public func isByWeek(width: Double, kind: CanvasKind) -> Bool {
        // What the numbers at the left and the key at the right usually take.
        let plot = (width - (kind == .page ? 28 : 40)) * (placement(kind) == .column ? 0.75 : 1)
        return DayBins.areNarrow(days + forecast.count, plotWidth: plot)
    }

    /// Whether any week would have fewer days than seven, so that its column is hatched.
    public var hasPartWeeks: Bool {
        let columns = DailyColumns(self, kind: .page, isByWeek: true)
        return columns.bins.ranges.indices.contains(where: columns.isPart)
    }

    /// The bins of its days and of those of its forecast.
    func bins(isByWeek: Bool) -> DayBins {
        DayBins(first: firstDay, days: days + forecast.count, isWeekly: isByWeek)
    }

    /// Where the names stand on a kind of canvas.
    func placement(_ kind: CanvasKind) -> Key {
        if let key { return key }
        return switch kind {
        case .wide: .column
        case .mail: .row
        case .page, .tile: .none
        }
    }
}

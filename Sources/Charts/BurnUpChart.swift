/// Cost summed up day by day through a period, against budget, forecast and the period before.
public struct BurnUpChart: Chart, Hashable {
    /// The period's first day.
    public var firstDay: ChartDay
    /// How many days the whole period has.
    public var days: Int
    /// How many of its first days nothing is known of, since the ledger begins later: a band with "no data".
    public var daysUnknown: Int
    /// The cost from the start to the end of each day so far.
    public var cumulative: [Picodollars]
    /// The budget of the period.
    public var budget: Picodollars?
    /// The cost from the start to the end of each day to come.
    public var forecast: [ForecastRange]
    /// What the forecast's range is: "80% range".
    public var forecastNote: String
    /// Why an open period has no forecast: "No forecast: 9 of 14 days".
    public var noForecast: String
    /// The same for the period before, day by day; empty for none.
    public var previous: [Picodollars]
    /// What the period is called: "October".
    public var name: String
    /// What the period before is called: "September".
    public var previousName: String
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers and dates are written.
    public var text: NumberText

    /// Makes a chart; a period has at most ten years.
    public init(
        firstDay: ChartDay, days: Int, daysUnknown: Int = 0, cumulative: [Picodollars], name: String = "",
        budget: Picodollars? = nil, forecast: [ForecastRange] = [], forecastNote: String = "80% range",
        noForecast: String = "", previous: [Picodollars] = [], previousName: String = "",
        emptyNote: String = "",
        text: NumberText = .english,
    ) {
        self.firstDay = firstDay
        self.days = min(max(days, 1), 3653)
        self.daysUnknown = daysUnknown
        self.cumulative = cumulative
        self.name = name
        self.budget = budget
        self.forecast = forecast
        self.forecastNote = forecastNote
        self.noForecast = noForecast
        self.previous = previous
        self.previousName = previousName
        self.emptyNote = emptyNote
        self.text = text
    }

    /// The sums from the first amount to each one.
    ///
    ///     BurnUpChart.cumulative([1, 2, 3])  // [1, 3, 6]
    public static func cumulative(_ amounts: [Picodollars]) -> [Picodollars] {
        var sum: Picodollars = 0
        return amounts.map { amount in
            sum = sum.saturatingAdd(amount)
            return sum
        }
    }

    /// Draws plot, axes and words.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        guard !cumulative.isEmpty || !forecast.isEmpty, let layout = BurnUpLayout(self, pen, frame) else {
            let hasData = !cumulative.isEmpty || !forecast.isEmpty
            EmptyPlot(note: emptyNote, hasData: hasData).draw(pen, in: frame)
            return
        }
        layout.draw()
    }
}

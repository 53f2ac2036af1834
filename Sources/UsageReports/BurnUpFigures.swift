import Charts
import UsageModel

/// The numbers of the chart of cost summed up day by day.
struct BurnUpFigures {
    /// The chart.
    let chart: BurnUpChart
    /// The chart in one sentence for those who cannot see it.
    let alternativeText: String
    /// What is drawn.
    let subtitle: String

    /// Sums up the period's days, and the days of the period before where there are any.
    init(_ input: ReportInput, days: ReportDays, emptyNote: String) {
        let words = Wording(input.text)
        let name = words.short(input.period, besides: input.period)
        let previous = input.period.previous
        let isLong = input.period.grain == .range && input.period.first != input.period.last
        let previousName =
            isLong
            ? "\(words.count(previous.dayCount, "day")) before" : words.short(previous, besides: input.period)
        let isUnknown = input.total.calls == 0 || input.total.isWhollyUnpriced
        let sums = BurnUpChart.cumulative(days.costs(of: input.counted.days).map(\.picodollars))
        let before =
            days.hasRows(in: previous)
            ? BurnUpChart.cumulative(days.costs(of: previous.days).map(\.picodollars)) : []
        let forecast = input.isClosed ? [] : Self.cumulative(input.forecast, spent: input.total.cost)
        let showsBefore = input.budget == nil && !before.isEmpty
        // What is not known is not nothing: the line begins where the ledger does.
        let begins = days.all.first?.date ?? input.period.first
        chart = BurnUpChart(
            firstDay: words.chartDay(input.period.first), days: input.period.dayCount,
            daysUnknown: max(begins.daysSince1970 - input.period.first.daysSince1970, 0),
            cumulative: isUnknown ? [] : sums, name: name, budget: input.budget?.picodollars,
            forecast: isUnknown ? [] : forecast, forecastNote: "\(words.text.percent(80)) range",
            noForecast: input.isClosed ? "" : input.forecastNote,
            previous: showsBefore ? before : [],
            previousName: previousName, emptyNote: emptyNote, text: words.text)
        subtitle =
            "Cumulative cost \(words.during(input.period)), US dollars"
            + (showsBefore && !isUnknown ? "; dotted: \(isLong ? "before" : previousName)" : "")
        let end = words.text.label(input.total.cost.picodollars)
        var sentence =
            isUnknown
            ? "Line of cost summed up by day: no data. \(emptyNote)."
            : "Line of cost summed up by day \(words.during(input.period)), reaching \(end)."
        if let budget = input.budget, !isUnknown {
            sentence += " The budget is \(words.text.label(budget.picodollars))."
        } else if let last = before.last, showsBefore, !isUnknown {
            sentence += " \(isLong ? "The " : "")\(previousName) reached \(words.text.label(last))."
        }
        alternativeText = sentence
    }

    /// The days to come summed up; the last one is the forecast of the whole.
    ///
    /// Ranges of days do not add up to the range of their sum: each end grows evenly to that of the whole.
    private static func cumulative(_ forecast: Forecast?, spent: Money) -> [ForecastRange] {
        guard let forecast, !forecast.days.isEmpty else { return [] }
        let count = Int128(forecast.days.count)
        var mean = spent.picodollars
        return forecast.days.enumerated().map { index, day in
            let passed = Int128(index + 1)
            mean += day.mean.picodollars
            let middle = passed == count ? forecast.total.picodollars : mean
            let below = (forecast.total - forecast.low).picodollars * passed / count
            let above = (forecast.high - forecast.total).picodollars * passed / count
            return ForecastRange(low: middle - below, mean: middle, high: middle + above)
        }
    }
}

/// The numbers of a daily chart, folded, ordered and stacked.
struct DailyColumns {
    /// One day: what each series adds above zero and takes below it.
    struct Column {
        var rises: [(series: Int, amount: Int128)] = []
        var falls: [(series: Int, amount: Int128)] = []
        var isMissing = false

        var high: Int128 { rises.map(\.amount).saturatingSum }
        var low: Int128 { falls.map(\.amount).saturatingSum }
    }

    let series: [ChartSeries]
    let columns: [Column]
    /// The exact total of each series over the key's bins.
    let totals: [Int128]
    /// The bins that the key counts.
    let keyBins: Range<Int>
    /// The column whose bar is cut, if one is far above the rest.
    let capped: Int?
    /// The values that the axis must cover.
    let low: Int128
    let high: Int128
    /// Whether the budget lies so far above the data that only an arrow points to it.
    let isBudgetAbove: Bool

    /// Whether there is no day with data at all.
    var isEmpty: Bool { columns.allSatisfy(\.isMissing) }

    init(_ chart: DailyCostChart, kind: CanvasKind) {
        let start = (chart.keyFrom ?? chart.firstDay).number - chart.firstDay.number
        keyBins = (0..<chart.days).contains(start) ? start..<chart.days : 0..<chart.days
        let isMail = kind == .mail
        let folding = SeriesFolding(seriesMax: isMail ? 5 : 8, noun: chart.noun, bins: keyBins)
        let groups = isMail && chart.series.count > 5 ? SeriesFolding.byGroup(chart.series) : chart.series
        let series = folding.folded(groups)
        self.series = series
        totals = series.map { [keyBins] in $0.total(in: keyBins) }
        columns = (0..<chart.days).map { bin in
            var column = Column()
            column.isMissing = series.isEmpty || chart.missing.contains(chart.firstDay.advanced(by: bin))
            guard !column.isMissing else { return column }
            for (index, one) in series.enumerated() where bin < one.amounts.count {
                let amount = one.amounts[bin].clampedToScale
                if amount > 0 { column.rises.append((index, amount)) }
                if amount < 0 { column.falls.append((index, amount)) }
            }
            return column
        }
        let highs = columns.map(\.high)
        let forecastHigh = chart.forecast.map(\.high.clampedToScale).max() ?? 0
        let budget = chart.budgetPerDay?.clampedToScale ?? 0
        let capped = OutlierCap.index(in: highs, besides: forecastHigh)
        self.capped = capped
        let rest = highs.indices.filter { $0 != capped }.map { highs[$0] }.max() ?? 0
        let data = max(rest, forecastHigh, 0)
        isBudgetAbove = budget / 2 > data || (data == 0 && budget > .dollar)
        high = isBudgetAbove ? data : max(data, budget)
        low = min(columns.map(\.low).min() ?? 0, 0)
    }
}

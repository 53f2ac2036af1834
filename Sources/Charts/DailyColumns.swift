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

    /// The bins from the key's first day on; all where that lies outside.
    static func keyBins(_ chart: DailyCostChart) -> Range<Int> {
        let start = (chart.keyFrom ?? chart.firstDay).number - chart.firstDay.number
        return (0..<chart.days).contains(start) ? start..<chart.days : 0..<chart.days
    }

    /// Whether there is no day with data at all.
    var isEmpty: Bool { columns.allSatisfy(\.isMissing) }

    /// Folds the series into as many as a kind of canvas shows, or fewer where the key has no room for them.
    init(_ chart: DailyCostChart, kind: CanvasKind, seriesMax: Int = .max) {
        let keyBins = Self.keyBins(chart)
        let isMail = kind == .mail
        // One more is "Other".
        let most = min(isMail ? 5 : 8, seriesMax == .max ? .max : max(seriesMax - 1, 1))
        let isByGroup = chart.isByGroup(kind)
        let folding = SeriesFolding(
            seriesMax: most, noun: isByGroup ? chart.groupNoun : chart.noun, bins: keyBins, text: chart.text)
        let series = folding.folded(isByGroup ? SeriesFolding.byGroup(chart.series) : chart.series)
        self.init(chart, series: series, totals: series.map { $0.total(in: keyBins) }, keyBins: keyBins)
    }

    /// Columns of series that are folded and ordered already, with what the key says of each.
    init(_ chart: DailyCostChart, series: [ChartSeries], totals: [Int128], keyBins: Range<Int>) {
        self.series = series
        self.totals = totals
        self.keyBins = keyBins
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

/// The numbers of a daily chart, folded, ordered and stacked.
struct DailyColumns {
    /// One bin: what each series adds above zero and takes below it.
    struct Column {
        var rises: [(series: Int, amount: Int128)] = []
        var falls: [(series: Int, amount: Int128)] = []
        /// How many of its days are known.
        var daysKnown = 0
        /// Whether any of its days has a value.
        var hasValue = false
        var isMissing: Bool { daysKnown == 0 }

        var high: Int128 { rises.map(\.amount).saturatingSum }
        var low: Int128 { falls.map(\.amount).saturatingSum }
    }

    /// What is expected of a bin.
    struct Expected {
        var bin: Int
        /// What the bin has already, on which the expectation stands.
        var base: Int128
        var range: ForecastRange
    }

    let series: [ChartSeries]
    /// Which days each column has, those of the forecast too.
    let bins: DayBins
    let columns: [Column]
    /// How many days there are before those of the forecast.
    private let daysWithData: Int
    let expected: [Expected]
    /// The exact total of each series over the key's days.
    let totals: [Int128]
    /// The days that the key counts.
    let keyDays: Range<Int>
    /// The budget of a whole bin.
    let budget: Int128?
    /// The column whose bar is cut, if one is far above the rest.
    let capped: Int?
    /// The values that the axis must cover.
    let low: Int128
    let high: Int128
    /// Whether the budget lies so far above the data that only an arrow points to it.
    let isBudgetAbove: Bool

    /// The days from the key's first one on; all where that lies outside.
    static func keyDays(_ chart: DailyCostChart) -> Range<Int> {
        let start = (chart.keyFrom ?? chart.firstDay).number - chart.firstDay.number
        return (0..<chart.days).contains(start) ? start..<chart.days : 0..<chart.days
    }

    /// Whether there is no day with data at all.
    var isEmpty: Bool { !columns.contains(where: \.hasValue) }

    /// Folds the series into as many as a kind of canvas shows, or fewer where the key has no room for them.
    init(_ chart: DailyCostChart, kind: CanvasKind, isByWeek: Bool, seriesMax: Int = .max) {
        let keyDays = Self.keyDays(chart)
        let isMail = kind == .mail
        // One more is "Other".
        let most = min(isMail ? 5 : 8, seriesMax == .max ? .max : max(seriesMax - 1, 1))
        let isByGroup = chart.isByGroup(kind)
        let folding = SeriesFolding(
            seriesMax: most, noun: isByGroup ? chart.groupNoun : chart.noun, bins: keyDays, text: chart.text)
        let series = folding.folded(isByGroup ? SeriesFolding.byGroup(chart.series) : chart.series)
        let bins = chart.bins(isByWeek: isByWeek)
        let binned = series.map { one in
            var binned = one
            binned.amounts = bins.sums(one.amounts)
            return binned
        }
        self.init(
            chart, series: binned, bins: bins, totals: series.map { $0.total(in: keyDays) }, keyDays: keyDays)
    }

    /// Columns of series that are folded, ordered and put together already, with what the key says of each.
    init(
        _ chart: DailyCostChart, series: [ChartSeries], bins: DayBins, totals: [Int128], keyDays: Range<Int>
    ) {
        self.series = series
        self.bins = bins
        daysWithData = chart.days
        self.totals = totals
        self.keyDays = keyDays
        let columns = bins.bins(before: chart.days).map { bin in
            var column = Column()
            let days = bins.ranges[bin].clamped(to: 0..<chart.days)
            for day in days where !series.isEmpty {
                let date = chart.firstDay.advanced(by: day)
                guard !chart.missing.contains(date) else { continue }
                column.daysKnown += 1
                if !chart.valueless.contains(date) { column.hasValue = true }
            }
            guard column.hasValue else { return column }
            for (index, one) in series.enumerated() where bin < one.amounts.count {
                let amount = one.amounts[bin].clampedToScale
                if amount > 0 { column.rises.append((index, amount)) }
                if amount < 0 { column.falls.append((index, amount)) }
            }
            return column
        }
        self.columns = columns
        let expected = Self.expected(chart, columns, bins)
        self.expected = expected
        let highs = columns.map(\.high)
        let forecastHigh =
            expected.map { $0.base.saturatingAdd($0.range.high.clampedToScale).clampedToScale }.max() ?? 0
        budget = chart.budgetPerDay.map {
            $0.multipliedReportingOverflow(by: Int128(bins.length)).overflow
                ? .max : $0 * Int128(bins.length)
        }
        let budget = budget?.clampedToScale ?? 0
        let capped = OutlierCap.index(in: highs, besides: forecastHigh)
        self.capped = capped
        let rest = highs.indices.filter { $0 != capped }.map { highs[$0] }.max() ?? 0
        let data = max(rest, forecastHigh, 0)
        isBudgetAbove = budget / 2 > data || (data == 0 && budget > .dollar)
        high = isBudgetAbove ? data : max(data, budget)
        low = min(columns.map(\.low).min() ?? 0, 0)
    }

    /// The forecast of each bin.
    ///
    /// Of a week the range is left out: the ranges of days do not add up to the range of their sum.
    private static func expected(
        _ chart: DailyCostChart, _ columns: [Column], _ bins: DayBins
    ) -> [Expected] {
        guard bins.isWeekly else {
            return chart.forecast.enumerated().map {
                Expected(bin: chart.days + $0.offset, base: 0, range: $0.element)
            }
        }
        var expected: [Expected] = []
        for (offset, day) in chart.forecast.enumerated() {
            let bin = bins.bin(of: chart.days + offset)
            let mean = (expected.last?.bin == bin ? expected.removeLast().range.mean : 0)
                .saturatingAdd(day.mean)
            expected.append(
                Expected(
                    bin: bin, base: columns.indices.contains(bin) ? columns[bin].high : 0,
                    range: ForecastRange(low: mean, mean: mean, high: mean)))
        }
        return expected
    }

    /// How many days of a bin have a value or an expected one.
    func daysShown(_ bin: Int) -> Int {
        let days = bins.ranges[bin]
        guard columns.indices.contains(bin) else { return days.count }
        return columns[bin].daysKnown + days.clamped(to: min(daysWithData, bins.days)..<bins.days).count
    }

    /// Whether a week has fewer than seven days with a value.
    func isPart(_ bin: Int) -> Bool {
        bins.isWeekly && (1..<bins.length).contains(daysShown(bin))
    }
}

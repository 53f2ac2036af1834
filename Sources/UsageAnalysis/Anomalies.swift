package import UsageModel

/// Finds days that cost far more than their like.
///
/// A day stands out where its cost is above the median of the last 4 same weekdays with rows, at most 8 weeks back, by more
/// than 3 x 1.4826 x MAD (the median absolute deviation, scaled to a standard deviation) and by more than 10 % of a day's
/// budget; without a budget, of the mean day of the series. With fewer than 4 such weekdays nothing is said.
///
/// The deviation of four values is often small by chance, so there are two floors besides: a day costs at least 1.5 times
/// its median, and the excess is at least 2 % of what the period cost so far or is to be expected to cost, whichever is more:
/// the mean day of the series, for every day of the period.
package enum Anomalies {
    static let weekdaysNeeded = 4
    static let weeksBackMax = 8

    /// The days of a period that stand out, the largest excess first.
    package static func find(
        in series: CostSeries, during period: Period, dailyBudget: Money? = nil
    ) -> [Anomaly] {
        find(in: series, from: period.first, through: period.last, reportOn: period, dailyBudget)
    }

    /// The days of a span that stand out by the measure of a report on a period, the largest excess first.
    static func find(
        in series: CostSeries, from first: CivilDate, through last: CivilDate, reportOn period: Period,
        _ dailyBudget: Money?
    ) -> [Anomaly] {
        guard !series.days.isEmpty else { return [] }
        let sum = series.days.reduce(Money.zero) { $0 + $1.cost }
        let mean = sum.picodollars.dividedHalfToEven(by: Int128(series.days.count))
        let tenth = (dailyBudget?.picodollars ?? mean) / 10
        let spent = series.cost(from: period.first, through: period.last).picodollars
        let fiftieth = max(spent, mean * Int128(period.dayCount)).dividedHalfToEven(by: 50)
        let found = series.days.compactMap { day -> Anomaly? in
            guard day.date >= first, day.date <= last, let usual = usualDays(before: day.date, in: series)
            else { return nil }
            return anomaly(day, usual, above: tenth, atLeast: fiftieth)
        }
        return found.sorted { a, b in
            let (first, second) = (a.cost - a.usual, b.cost - b.usual)
            return first != second ? first > second : a.date < b.date
        }
    }

    private static func usualDays(before date: CivilDate, in series: CostSeries) -> [CostSeries.Day]? {
        let days = (1...weeksBackMax).compactMap { series[date.adding(days: -7 * $0)] }.prefix(weekdaysNeeded)
        return days.count == weekdaysNeeded ? Array(days) : nil
    }

    private static func anomaly(
        _ day: CostSeries.Day, _ usualDays: [CostSeries.Day], above tenth: Int128, atLeast fiftieth: Int128
    ) -> Anomaly? {
        let values = usualDays.map(\.cost.picodollars)
        let median = median(values)
        let deviation = Self.median(values.map { Int128(($0 - median).magnitude) })
        let excess = day.cost.picodollars - median
        // 3 x 1.4826 = 4.4478, in ten-thousandths.
        guard excess > 0, excess > tenth, excess * 10_000 > deviation * 44_478 else { return nil }
        guard excess >= fiftieth, excess * 2 >= median else { return nil }
        var anomaly = Anomaly(date: day.date, cost: day.cost, usual: Money(picodollars: median))
        let causes = day.costs.map { keys, cost in
            let usual = Money(picodollars: Self.median(usualDays.map { $0.costs[keys]?.picodollars ?? 0 }))
            return (keys: keys, cost: cost, usual: usual)
        }
        let cause = causes.max { a, b in
            let (first, second) = (a.cost - a.usual, b.cost - b.usual)
            return first != second ? first < second : Compare.precedes(b.keys, a.keys)
        }
        if let cause, let name = cause.keys.last ?? nil, (cause.cost - cause.usual).picodollars * 2 > excess {
            anomaly.cause = name
            anomaly.causeCost = cause.cost
            anomaly.causeUsual = cause.usual
        }
        return anomaly
    }

    /// The middle value, of an even count the mean of the middle two.
    static func median(_ values: [Int128]) -> Int128 {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard !sorted.isEmpty else { return 0 }
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + sorted[middle]).dividedHalfToEven(by: 2)
    }
}

package import UsageModel

/// Where the level of spending is going: the mean day of the last week beside that of the week before.
///
/// Both weeks have seven days, so that weekdays weigh the same; days without rows count as zero.
package struct Trend: Hashable, Sendable {
    /// The mean day of the last seven.
    package var recent: Money
    /// The mean day of the seven before; nil where the history does not reach back so far.
    package var before: Money?

    /// The trend at a day; nil where the history has fewer than seven days.
    package init?(of series: CostSeries, at date: CivilDate) {
        guard let first = series.days.first?.date, first <= date.adding(days: -6) else { return nil }
        recent = Self.meanDay(series, last: date)
        before = first <= date.adding(days: -13) ? Self.meanDay(series, last: date.adding(days: -7)) : nil
    }

    /// The change from week to week; nil in thousandths where there was nothing before.
    package var comparison: Comparison { Comparison(keys: [], current: recent, previous: before) }

    private static func meanDay(_ series: CostSeries, last: CivilDate) -> Money {
        let week = series.cost(from: last.adding(days: -6), through: last)
        return Money(picodollars: week.picodollars.dividedHalfToEven(by: 7))
    }
}

package import UsageModel

/// Says what a running period may end at.
///
/// The level is the mean day of the last 28 complete days of history (at least 14); each weekday has its own factor, which is
/// the mean of that weekday over the mean of all days, so that the expectation of a day is its weekday's mean. Days without
/// rows after the first one with rows count as zero. The 80 % range is 1.2816 standard deviations of what the weekdays leave
/// unexplained, for the days to come and for the level itself. All in integers, so that the same history gives the same
/// digits everywhere.
package enum Forecasting {
    /// The least and the most days of history.
    static let daysNeeded = 14
    static let daysMax = 28

    /// The outlook of a period after its last complete day; what today cost so far is the least that today can cost.
    package static func outlook(
        _ period: Period, history: CostSeries, lastCompleteDay: CivilDate
    ) -> Outlook {
        guard lastCompleteDay < period.last else { return .closed }
        guard let first = history.days.first?.date, first <= lastCompleteDay else {
            return .tooShort(days: 0, needed: daysNeeded)
        }
        let available = lastCompleteDay.daysSince1970 - first.daysSince1970 + 1
        guard available >= daysNeeded else { return .tooShort(days: available, needed: daysNeeded) }
        let days = (0..<min(available, daysMax)).map { lastCompleteDay.adding(days: -$0) }
        let profile = WeekdayProfile(days.map { ($0, history.cost(on: $0)) })
        return .forecast(forecast(period, history, lastCompleteDay, profile))
    }

    private static func forecast(
        _ period: Period, _ history: CostSeries, _ lastCompleteDay: CivilDate, _ profile: WeekdayProfile
    ) -> Forecast {
        let start = max(period.first, lastCompleteDay.adding(days: 1))
        let count = period.last.daysSince1970 - start.daysSince1970 + 1
        let reach = profile.reach(days: 1)
        var days: [Forecast.Day] = []
        for offset in 0..<count {
            let date = start.adding(days: offset)
            let (spent, mean) = (history.cost(on: date), profile.mean(of: date))
            days.append(
                Forecast.Day(
                    date: date, mean: max(mean, spent), low: max(mean - reach, max(spent, .zero)),
                    high: max(mean + reach, spent)))
        }
        let before =
            period.first <= lastCompleteDay
            ? history.cost(from: period.first, through: lastCompleteDay) : .zero
        let soFar = history.cost(from: period.first, through: period.last)
        let total = days.reduce(before) { $0 + $1.mean }
        let width = profile.reach(days: count)
        let method =
            "weekday means of the last \(profile.dayCount) complete days; 80% range from their spread"
        return Forecast(
            days: days, total: total, low: max(total - width, soFar), high: total + width, method: method)
    }
}

/// The mean of each weekday, and how far days lie from it.
struct WeekdayProfile {
    let dayCount: Int
    private let means: [Int: Money]
    private let level: Money
    /// The variance of the residuals in square microdollars.
    private let variance: Int128

    init(_ days: [(date: CivilDate, cost: Money)]) {
        dayCount = days.count
        let sum = days.reduce(Money.zero) { $0 + $1.cost }
        level = Money(picodollars: sum.picodollars.dividedHalfToEven(by: Int128(max(1, days.count))))
        let groups = Dictionary(grouping: days) { $0.date.weekday }
        let means = groups.mapValues { group in
            let sum = group.reduce(Money.zero) { $0 + $1.cost }
            return Money(picodollars: sum.picodollars.dividedHalfToEven(by: Int128(group.count)))
        }
        self.means = means
        var squares: Int128 = 0
        for day in days {
            let residual = day.cost - (means[day.date.weekday] ?? .zero)
            // A residual above a billion dollars is cut there, so that its square fits.
            let micros = min(Int128(residual.magnitude.microdollars ?? .max), 1_000_000_000_000_000)
            squares += micros * micros
        }
        variance = squares.dividedHalfToEven(by: Int128(max(1, days.count - means.count)))
    }

    func mean(of date: CivilDate) -> Money { means[date.weekday] ?? level }

    /// 1.2816 standard deviations of the sum of so many days: their own spread and that of the level.
    func reach(days: Int) -> Money {
        let own = Int128(min(days, 4000))
        let spread = variance * own + (variance * own * own).dividedHalfToEven(by: Int128(max(1, dayCount)))
        let micros = Self.squareRoot(spread)
        return Money(picodollars: (micros * 12_816).dividedHalfToEven(by: 10_000) * 1_000_000)
    }

    /// The whole square root, rounded down.
    static func squareRoot(_ value: Int128) -> Int128 {
        guard value > 1 else { return max(0, value) }
        var guess: Int128 = 1 << ((128 - value.leadingZeroBitCount + 1) / 2)
        while true {
            let next = (guess + value / guess) / 2
            if next >= guess { return guess }
            guess = next
        }
    }
}

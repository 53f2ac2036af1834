import UsageModel

/// The mean of each weekday, and how far the days to come may lie from it.
///
/// The 80 % range is built from what the history shows of its own unrest. With n days, w whole weeks of them and k days to
/// come it is the root of the sum of two squares:
///
/// - The larger of two spreads: that of days, t(n - 7) x s x sqrt(k + k^2 / n), with s the standard deviation of what the
///   weekdays leave unexplained; and that of weeks, t(w - 1) x S x sqrt(k / 7 + (k / 7)^2 / w), with S the standard deviation
///   of the weekly totals. The first term is the spread of the days to come, the second that of the level itself. Weeks are
///   few, but they show what lasts longer than a day, which days alone call chance.
/// - The drift: the mean day of the newer half of the weeks less that of the older half, carried on from the middle of the
///   history to the middle of the days to come, for k days.
///
/// t is Student's factor for 80 % on two sides (any table of the t distribution, 0.90 quantile): four weeks say less of their
/// spread than forty would. Days that are left out count as usual days of their weekday in the weeks, and not at all in s.
struct WeekdayProfile {
    let dayCount: Int
    /// The days that stand out and are left out, in order.
    let leftOut: [CivilDate]
    private let means: [Int: Money]
    private let level: Money
    private let weekCount: Int
    /// Degrees of freedom of the variance of days.
    private let freedom: Int
    /// The variances of days and of weekly totals in square microdollars.
    private let variance: Int128
    private let weekVariance: Int128
    /// How much dearer a mean day is in the newer half of the weeks than in the older one, in microdollars.
    private let drift: Int128

    /// A profile of consecutive days, the newest first.
    init(_ days: [(date: CivilDate, cost: Money)], without leftOut: [CivilDate] = []) {
        self.leftOut = leftOut
        dayCount = days.count
        let kept = days.filter { !leftOut.contains($0.date) }
        level = Self.mean(kept.map(\.cost))
        let groups = Dictionary(grouping: kept) { $0.date.weekday }
        let means = groups.mapValues { Self.mean($0.map(\.cost)) }
        self.means = means
        freedom = max(1, kept.count - means.count)
        let squares = kept.reduce(Int128(0)) { sum, day in
            let residual = Self.micros(day.cost - (means[day.date.weekday] ?? .zero))
            return sum + residual * residual
        }
        variance = squares.dividedHalfToEven(by: Int128(freedom))
        let weekCount = days.count / 7
        let weeks = (0..<weekCount).map { week in
            days[(week * 7)..<(week * 7 + 7)].reduce(Money.zero) { sum, day in
                sum + (leftOut.contains(day.date) ? means[day.date.weekday] ?? .zero : day.cost)
            }
        }
        self.weekCount = weekCount
        weekVariance = Self.variance(of: weeks)
        let half = weekCount / 2
        let newer = weeks.prefix(half).reduce(Money.zero) { $0 + $1 }
        let older = weeks.suffix(half).reduce(Money.zero) { $0 + $1 }
        drift = Self.micros(newer - older).dividedHalfToEven(by: Int128(max(1, half * 7)))
    }

    func mean(of date: CivilDate) -> Money { means[date.weekday] ?? level }

    /// Half the width of the 80 % range of the sum of so many days.
    func reach(days: Int) -> Money {
        let count = Int128(min(days, 4000))
        let (history, weeks) = (Int128(max(1, dayCount)), Int128(max(1, weekCount)))
        let own = Self.squareRoot(
            variance * count + (variance * count * count).dividedHalfToEven(by: history))
        let weekly = Self.squareRoot(
            (weekVariance * count).dividedHalfToEven(by: 7)
                + (weekVariance * count * count).dividedHalfToEven(by: 49 * weeks))
        let spread = max(
            (own * Self.factor(freedom)).dividedHalfToEven(by: 1000),
            (weekly * Self.factor(weekCount - 1)).dividedHalfToEven(by: 1000))
        // From the middle of the weeks to the middle of the days to come, in halves of a day, over the days between
        // the middles of the two halves.
        let apart = 2 * 7 * (weeks - weeks / 2)
        let carried = (drift * count * (7 * weeks + count)).dividedHalfToEven(by: apart)
        let shift = min(Int128(carried.magnitude), Self.microsMax * 1000)
        return Money(picodollars: Self.squareRoot(spread * spread + shift * shift) * 1_000_000)
    }

    /// Student's t, 0.90 quantile, in thousandths, for 1 to 21 degrees of freedom.
    private static func factor(_ freedom: Int) -> Int128 {
        let table: [Int128] = [
            3078, 1886, 1638, 1533, 1476, 1440, 1415, 1397, 1383, 1372, 1363,
            1356, 1350, 1345, 1341, 1337, 1333, 1330, 1328, 1325, 1323,
        ]
        return table[min(max(freedom, 1), table.count) - 1]
    }

    private static func mean(_ costs: [Money]) -> Money {
        let sum = costs.reduce(Money.zero) { $0 + $1 }
        return Money(picodollars: sum.picodollars.dividedHalfToEven(by: Int128(max(1, costs.count))))
    }

    private static func variance(of values: [Money]) -> Int128 {
        let mean = mean(values)
        let squares = values.reduce(Int128(0)) { sum, value in
            let residual = micros(value - mean)
            return sum + residual * residual
        }
        return squares.dividedHalfToEven(by: Int128(max(1, values.count - 1)))
    }

    /// A billion dollars in microdollars: what is above is cut there, so that its square fits.
    private static let microsMax: Int128 = 1_000_000_000_000_000

    private static func micros(_ money: Money) -> Int128 {
        let magnitude = min(Int128(money.magnitude.microdollars ?? .max), microsMax)
        return money < .zero ? -magnitude : magnitude
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

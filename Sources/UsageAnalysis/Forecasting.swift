package import UsageModel

/// Says what a running period may end at.
///
/// The level is the mean day of the last 28 complete days of history (at least 14); each weekday has its own factor, which is
/// the mean of that weekday over the mean of all days, so that the expectation of a day is its weekday's mean. Days without
/// rows after the first one with rows count as zero. Days that stand out by the rule of `Anomalies` are left out, since an
/// incident does not repeat itself, as long as two other days of their weekday remain; where more than three stand out it is
/// a new level and all days count. The range is that of `WeekdayProfile`. All in integers, so that the same history gives
/// the same digits everywhere.
package enum Forecasting {
    /// The least and the most days of history.
    static let daysNeeded = 14
    static let daysMax = 28
    /// More days that stand out than these are no incident.
    static let incidentDaysMax = 3

    /// The outlook of a period after its last complete day; what today cost so far is the least that today can cost.
    package static func outlook(
        _ period: Period, history: CostSeries, lastCompleteDay: CivilDate, dailyBudget: Money? = nil
    ) -> Outlook {
        guard lastCompleteDay < period.last else { return .closed }
        guard let first = history.days.first?.date, first <= lastCompleteDay else {
            return .tooShort(days: 0, needed: daysNeeded)
        }
        let available = lastCompleteDay.daysSince1970 - first.daysSince1970 + 1
        guard available >= daysNeeded else { return .tooShort(days: available, needed: daysNeeded) }
        let days = (0..<min(available, daysMax)).map { lastCompleteDay.adding(days: -$0) }
        let anomalies = Anomalies.find(
            in: history, from: days.last ?? lastCompleteDay, through: lastCompleteDay, reportOn: period,
            dailyBudget)
        let profile = WeekdayProfile(
            days.map { ($0, history.cost(on: $0)) }, without: incidents(anomalies.map(\.date), among: days))
        return .forecast(forecast(period, history, lastCompleteDay, profile))
    }

    /// The days that stand out and are left out, in order.
    private static func incidents(_ dates: [CivilDate], among days: [CivilDate]) -> [CivilDate] {
        guard dates.count <= incidentDaysMax else { return [] }
        return dates.sorted().filter { date in
            let alike = days.filter { $0.weekday == date.weekday }
            return alike.count - alike.count { dates.contains($0) } >= 2
        }
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
        return Forecast(
            days: days, total: total, low: max(total - width, soFar), high: total + width,
            method: method(profile), leftOut: profile.leftOut)
    }

    private static func method(_ profile: WeekdayProfile) -> String {
        var text = "weekday means of the last \(profile.dayCount) complete days"
        let left = profile.leftOut
        if !left.isEmpty {
            text += " without \(Wording.list(left.map { Wording.english.day($0) })), which "
            text += "\(Wording.verb(left.count, "stands", "stand")) out"
        }
        return text + "; 80% range from the spread of days and weeks and their drift"
    }
}

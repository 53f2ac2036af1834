/// A day of the civil calendar; charts label time from it and never from an instant.
public struct ChartDay: Hashable, Sendable, Comparable {
    /// Days since 1 January 1970.
    public var number: Int

    /// The day that many days after 1 January 1970, clamped to the years −9999 to 9999.
    public init(number: Int) {
        self.number = min(max(number, -4_371_222), 2_932_896)
    }

    /// A day of the proleptic Gregorian calendar; a day that does not exist rolls over, as 31 June to 1 July.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        let year = min(max(year, -9999), 9999)
        let month = min(max(month, 1), 12)
        let day = min(max(day, 1), 31)
        // Days from civil, after Howard Hinnant's "chrono-compatible low-level date algorithms".
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month from 1 and day from 1.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The year of the Gregorian calendar.
    public var year: Int { parts.year }

    /// The month, 1 to 12.
    public var month: Int { parts.month }

    /// The day of the month, 1 to 31.
    public var day: Int { parts.day }

    /// The day of the week: 0 is Monday, 6 is Sunday.
    public var weekday: Int {
        let shifted = (number + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    /// The day that many days later.
    public func advanced(by days: Int) -> ChartDay {
        let (sum, overflow) = number.addingReportingOverflow(days)
        return ChartDay(number: overflow ? (days < 0 ? Int.min : Int.max) : sum)
    }

    /// The first day of the month that many months later.
    public func monthStart(advancedBy months: Int = 0) -> ChartDay {
        let parts = parts
        let clamped = min(max(months, -240_000), 240_000)
        let index = parts.year * 12 + parts.month - 1 + clamped
        let year = (index >= 0 ? index : index - 11) / 12
        return ChartDay(year, index - year * 12 + 1, 1)
    }

    /// Earlier days come first.
    public static func < (a: ChartDay, b: ChartDay) -> Bool { a.number < b.number }
}

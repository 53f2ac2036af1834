/// In which order a language writes the parts of a date: "{d}" is the day, "{m}" the month, "{y}" the year.
public struct DateOrder: Hashable, Sendable {
    /// What follows the number of a day: a full stop in German.
    public var dayMark = ""
    /// A day: "8 October".
    public var day = "{d} {m}"
    /// A day with its year: "8 October 2026".
    public var dayAndYear = "{d} {m} {y}"
    /// A day with its month in short: "8 Oct".
    public var dayShort = "{d} {m}"
    /// A day with its month in short and its year: "8 Oct 2026".
    public var dayShortAndYear = "{d} {m} {y}"
    /// A month with its year: "October 2026".
    public var month = "{m} {y}"
    /// A month in short with its year: "Oct 2026".
    public var monthShort = "{m} {y}"
    /// What stands between a weekday and its day: "Thu 8 Oct".
    public var weekdayMark = " "

    /// The order of "8 October 2026".
    public init() {}

    /// Whether the month stands before the day.
    var isMonthFirst: Bool { day.hasPrefix("{m}") }
}

extension NumberText {
    /// A month in full, from 1 to 12.
    public func month(_ month: Int) -> String {
        months.indices.contains(month - 1) ? months[month - 1] : String(month)
    }

    /// A month in short, from 1 to 12.
    public func monthShort(_ month: Int) -> String {
        monthsShort.indices.contains(month - 1) ? monthsShort[month - 1] : String(month)
    }

    /// A weekday in full, from 0 for Monday to 6.
    public func weekday(_ weekday: Int) -> String {
        weekdays.indices.contains(weekday) ? weekdays[weekday] : String(weekday)
    }

    /// A month and its year: "October 2026".
    public func monthAndYear(_ day: ChartDay) -> String {
        filled(order.month, "", month(day.month), day.year)
    }

    /// A month in short and its year: "Oct 2026".
    public func monthShortAndYear(_ day: ChartDay) -> String {
        filled(order.monthShort, "", monthShort(day.month), day.year)
    }

    /// A day in full: "8 October", or "8 October 2026" with its year.
    public func day(_ day: ChartDay, year: Bool = false) -> String {
        written(day, number(of: day), year: year, short: false)
    }

    /// A day in short: "8 Oct", or "8 Oct 2026" with its year.
    public func dayShort(_ day: ChartDay, year: Bool = false) -> String {
        written(day, number(of: day), year: year, short: true)
    }

    /// A day with its weekday: "Thu 8 Oct".
    public func weekdayAndDay(_ day: ChartDay) -> String {
        let isNamed = weekdaysShort.indices.contains(day.weekday)
        let weekday = isNamed ? weekdaysShort[day.weekday] + order.weekdayMark : ""
        return weekday + dayShort(day)
    }

    /// The number of a day as it stands in a date: "8", or "8." in German.
    private func number(of day: ChartDay) -> String { String(day.day) + order.dayMark }

    /// A day of a month whose number may be one of several, as in "1–17 October".
    private func written(_ day: ChartDay, _ number: String, year: Bool, short: Bool) -> String {
        let parts = day.parts
        let months = short ? monthsShort : monthsOfDays
        let month = months.indices.contains(parts.month - 1) ? months[parts.month - 1] : String(parts.month)
        let pattern =
            short
            ? year ? order.dayShortAndYear : order.dayShort : year ? order.dayAndYear : order.day
        return filled(pattern, number, month, parts.year)
    }

    private func filled(_ pattern: String, _ day: String, _ month: String, _ year: Int) -> String {
        pattern.replacing("{d}", with: day).replacing("{y}", with: String(year))
            .replacing("{m}", with: month)
    }

    /// A time of day: "02:00".
    public func time(hour: Int, minute: Int = 0) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(max(value, 0))" : String(value) }
        return two(hour) + ":" + two(minute)
    }

    /// The first and the last day of a period: "1–17 October 2026", "19 August – 17 October 2026".
    public func period(_ first: ChartDay, _ last: ChartDay, year: Bool = true, short: Bool = false) -> String
    {
        let (from, to) = (first.parts, last.parts)
        func write(_ day: ChartDay, year: Bool) -> String {
            written(day, number(of: day), year: year, short: short)
        }
        if first == last { return write(last, year: year) }
        if from.year != to.year {
            return write(first, year: true) + " \u{2013} " + write(last, year: true)
        }
        if from.month != to.month {
            return write(first, year: false) + " \u{2013} " + write(last, year: year)
        }
        return written(last, number(of: first) + "\u{2013}" + number(of: last), year: year, short: short)
    }

    /// The first and the last day of a period apart, for "from … to …": "1" and "17 October".
    public func ends(_ first: ChartDay, _ last: ChartDay) -> (first: String, last: String) {
        let (from, to) = (first.parts, last.parts)
        let hasYear = from.year != to.year
        guard !hasYear, from.month == to.month else {
            return (day(first, year: hasYear), day(last, year: hasYear))
        }
        return order.isMonthFirst
            ? (day(first), number(of: last)) : (number(of: first), day(last))
    }
}

extension NumberText {
    /// A month in full, from 1 to 12.
    public func month(_ month: Int) -> String {
        months.indices.contains(month - 1) ? months[month - 1] : String(month)
    }

    /// A month in short, from 1 to 12.
    public func monthShort(_ month: Int) -> String {
        monthsShort.indices.contains(month - 1) ? monthsShort[month - 1] : String(month)
    }

    /// A month and its year: "October 2026".
    public func monthAndYear(_ day: ChartDay) -> String { "\(month(day.month)) \(day.year)" }

    /// A day in full: "8 October", or "8 October 2026" with its year.
    public func day(_ day: ChartDay, year: Bool = false) -> String {
        let parts = day.parts
        return "\(parts.day) \(month(parts.month))" + (year ? " \(parts.year)" : "")
    }

    /// A day in short: "8 Oct", or "8 Oct 2026" with its year.
    public func dayShort(_ day: ChartDay, year: Bool = false) -> String {
        let parts = day.parts
        return "\(parts.day) \(monthShort(parts.month))" + (year ? " \(parts.year)" : "")
    }

    /// A day with its weekday: "Thu 8 Oct".
    public func weekdayAndDay(_ day: ChartDay) -> String {
        let weekday = weekdaysShort.indices.contains(day.weekday) ? weekdaysShort[day.weekday] + " " : ""
        return weekday + dayShort(day)
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
            short ? dayShort(day, year: year) : self.day(day, year: year)
        }
        if first == last { return write(last, year: year) }
        if from.year != to.year {
            return write(first, year: true) + " \u{2013} " + write(last, year: true)
        }
        if from.month != to.month {
            return write(first, year: false) + " \u{2013} " + write(last, year: year)
        }
        return "\(from.day)\u{2013}" + write(last, year: year)
    }
}

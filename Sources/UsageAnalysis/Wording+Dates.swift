package import UsageModel

extension Wording {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// `8 October`.
    package static func day(_ date: CivilDate) -> String { "\(date.day) \(months[date.month - 1])" }

    /// `Thursday`.
    package static func weekday(_ date: CivilDate) -> String { weekdays[date.weekday - 1] }

    /// The first and last day with an en dash: `1–17 October 2026`, `28 September – 4 October 2026`.
    package static func days(_ period: Period) -> String {
        let (first, last) = (period.first, period.last)
        if first == last { return "\(day(first)) \(first.year)" }
        if first.year != last.year { return "\(day(first)) \(first.year) – \(day(last)) \(last.year)" }
        if first.month != last.month { return "\(day(first)) – \(day(last)) \(last.year)" }
        return "\(first.day)–\(day(last)) \(last.year)"
    }

    /// A period's name: `March`, `the week of 3 March`, `the first quarter of 2025`, `2025`, `8 October`, `1–17 October`.
    package static func name(_ period: Period) -> String {
        switch period.grain {
        case .day: return day(period.first)
        case .week: return "the week of \(day(period.first))"
        case .month: return months[period.first.month - 1]
        case .quarter:
            let words = ["first", "second", "third", "fourth"]
            return "the \(words[(period.first.month - 1) / 3]) quarter of \(period.first.year)"
        case .year: return String(period.first.year)
        case .range:
            if period.first == period.last { return day(period.first) }
            let text = days(period)
            return period.first.year == period.last.year ? String(text.dropLast(5)) : text
        }
    }

    /// The name with a preposition: `in March`, `on 8 October`, `from 1 to 17 October`.
    package static func during(_ period: Period) -> String {
        let (first, last) = (period.first, period.last)
        switch period.grain {
        case .day: return "on \(day(first))"
        case .range where first == last: return "on \(day(first))"
        case .range where first.year != last.year:
            return "from \(day(first)) \(first.year) to \(day(last)) \(last.year)"
        case .range where first.month != last.month: return "from \(day(first)) to \(day(last))"
        case .range: return "from \(first.day) to \(day(last))"
        default: return "in \(name(period))"
        }
    }

    /// The same words with a capital at the beginning.
    static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

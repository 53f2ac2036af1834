package import UsageModel

/// Dates and numbers in English: `1–17 October 2026`, `$8,485.57`.
package struct EnglishFigures: FigureText {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    /// The minus sign, U+2212.
    private static let minus = "\u{2212}"

    package init() {}

    package func number(_ units: Int128, decimals: Int) -> String {
        (units < 0 ? Self.minus : "") + Self.digits(units.magnitude, decimals: decimals)
    }

    package func dollars(_ units: Int128, decimals: Int, in scale: FigureScale) -> String {
        let suffix =
            switch scale {
            case .ones: ""
            case .thousands: "k"
            case .millions: "m"
            }
        return (units < 0 ? Self.minus : "") + "$" + Self.digits(units.magnitude, decimals: decimals) + suffix
    }

    package func percent(_ number: Int128) -> String { self.number(number, decimals: 0) + "%" }

    package func monthName(_ month: Int) -> String { Self.months[month - 1] }

    package func weekdayName(_ date: CivilDate) -> String { Self.weekdays[date.weekday - 1] }

    package func day(_ date: CivilDate, year: Bool) -> String {
        "\(date.day) \(Self.months[date.month - 1])" + (year ? " \(date.year)" : "")
    }

    package func days(_ first: CivilDate, _ last: CivilDate, year: Bool) -> String {
        if first == last { return day(last, year: year) }
        if first.year != last.year { return "\(day(first, year: true)) – \(day(last, year: true))" }
        if first.month != last.month { return "\(day(first, year: false)) – \(day(last, year: year))" }
        return "\(first.day)–\(day(last, year: year))"
    }

    package func ends(_ first: CivilDate, _ last: CivilDate) -> (first: String, last: String) {
        let hasYear = first.year != last.year
        return !hasYear && first.month == last.month
            ? (String(first.day), day(last, year: false))
            : (day(first, year: hasYear), day(last, year: hasYear))
    }

    private static func digits(_ units: UInt128, decimals: Int) -> String {
        var plain = String(units)
        if plain.count <= decimals {
            plain = String(repeating: "0", count: decimals + 1 - plain.count) + plain
        }
        var whole = ""
        let count = plain.count - decimals
        for (index, digit) in plain.prefix(count).enumerated() {
            if index > 0, (count - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        return whole + (decimals > 0 ? "." + plain.suffix(decimals) : "")
    }
}

/// What stands in one cell.
package enum CellValue: Hashable, Sendable {
    /// Text; never taken for a number, a date or a formula.
    case text(String)
    /// A number by its decimal digits, of which a spreadsheet keeps the first fifteen.
    case number(String)
    /// A whole number.
    case count(Int)
    /// A day by its number since 1 January 1970.
    case day(Int)
    /// A moment by its microseconds since 1 January 1970, in whose clock the reader is to see it.
    case moment(Int64)
    /// A formula, with the digits of its value for programs that do not compute it anew.
    case formula(String, value: String)

    /// The first day that a spreadsheet can show as a date: 1 March 1900, behind a leap day that never was.
    private static let firstDay = -25_508

    /// The number of a day in the calendar of spreadsheets, where it has one.
    static func serial(ofDay day: Int) -> Int? { day >= firstDay ? day + 25_569 : nil }
}

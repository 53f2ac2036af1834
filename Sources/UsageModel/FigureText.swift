/// Dates and numbers as one language writes them, for sentences whose words are English.
package protocol FigureText: Sendable {
    /// So many units of 10^-decimals: `5,563`, `−4.9`.
    func number(_ units: Int128, decimals: Int) -> String
    /// So many units of 10^-decimals dollars, or of thousands or millions of them: `$8,485.57`, `−$15.4k`.
    func dollars(_ units: Int128, decimals: Int, in scale: FigureScale) -> String
    /// A whole percentage: `22%`.
    func percent(_ number: Int128) -> String
    /// The name of a month, from 1 to 12: `October`.
    func monthName(_ month: Int) -> String
    /// The name of a day's weekday: `Thursday`.
    func weekdayName(_ date: CivilDate) -> String
    /// A day: `8 October`, or `8 October 2026` with its year.
    func day(_ date: CivilDate, year: Bool) -> String
    /// The first and the last day: `1–17 October`, or `1–17 October 2026` with the year.
    func days(_ first: CivilDate, _ last: CivilDate, year: Bool) -> String
    /// The first and the last day for `from … to …`: `1` and `17 October`.
    func ends(_ first: CivilDate, _ last: CivilDate) -> (first: String, last: String)
}

/// What an amount in few figures counts.
package enum FigureScale: Hashable, Sendable {
    case ones
    case thousands
    case millions
}

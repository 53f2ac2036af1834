internal import UsageModel

/// A month that rows are posted to: year times 100 plus month, as the ledger keeps it.
struct PostingMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    let number: Int

    init(_ number: Int) { self.number = number }

    /// The UTC month of a moment.
    init(_ instant: Instant) {
        let date = instant.date
        number = date.year * 100 + date.month
    }

    /// Reads `2025-03`; nil for anything else.
    init?(_ text: String) {
        guard let first = CivilDate(text + "-01") else { return nil }
        number = first.year * 100 + first.month
    }

    var next: PostingMonth {
        PostingMonth(number % 100 == 12 ? number + 89 : number + 1)
    }

    /// `2025-03`.
    var description: String {
        let (year, month) = (String(number / 100), number % 100)
        return String(repeating: "0", count: max(0, 4 - year.count)) + year + (month < 10 ? "-0" : "-")
            + "\(month)"
    }

    /// The month as a name in a tally.
    var sideName: EventID { EventID(high: 0, low: UInt64(bitPattern: Int64(number))) }

    static func < (a: PostingMonth, b: PostingMonth) -> Bool { a.number < b.number }
}

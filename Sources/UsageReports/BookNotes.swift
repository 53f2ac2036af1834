import Charts
import JSON
import UsageModel

/// What a report says of corrections and closed months.
struct BookNotes {
    private let books: Books
    private let input: ReportInput
    private var words: Wording { Wording(input.text) }

    /// So many closed months are named.
    private static let monthsMax = 3

    init(_ input: ReportInput) {
        self.input = input
        books = input.books
    }

    /// Names and figures for a table; none where there is nothing to tell.
    var facts: [(name: String, figure: String)] {
        var facts: [(name: String, figure: String)] = []
        for (name, rows) in [
            ("Calls taken back", books.reversals), ("Calls entered anew", books.restatements),
        ] where rows.count > 0 {
            facts.append(
                (name, "\(words.text.count(rows.count)), \(words.text.total(rows.cost.picodollars))"))
        }
        for month in books.closedMonths.suffix(Self.monthsMax) {
            facts.append(("Books of \(month.month) closed", closedOn(month, isShort: true)))
        }
        if books.closedMonths.count > Self.monthsMax {
            facts.append(("Closed months in all", words.text.count(books.closedMonths.count)))
        }
        return facts
    }

    /// Whether the books of a report's month hold what its days cost; nil for other periods and open months.
    var sentence: String? {
        guard input.period.grain == .month, input.isClosed, !input.total.isWhollyUnpriced,
            let month = books.closedMonths.first(where: { $0.month == input.period.description })
        else { return nil }
        let closed = "Its books were closed on \(closedOn(month, isShort: false))"
        guard month.total != input.total.cost else { return closed + " and hold the same total." }
        let held = "\(closed) and hold \(words.text.exact(month.total.description)) US dollars in "
        let rows = held + words.count(month.rowCount, "row") + ": "
        return input.period.zone == .utc
            ? rows + "calls that come after a month is closed are posted to the first open month."
            : rows + "books count UTC months, and later calls in the first open month."
    }

    /// How corrections and closed months are counted; nil where there are none.
    var method: String? {
        guard books != Books() else { return nil }
        return "Rows are never changed. A call is taken back by a row that counts against it, and may be "
            + "entered anew by another; both count on the day of the call. A closed month takes no further rows: what comes "
            + "later for its days is posted to the first open month, and counts here on its own day all the same."
    }

    private func closedOn(_ month: ClosedMonth, isShort: Bool) -> String {
        let day = words.chartDay(input.period.zone.date(of: month.closedAt))
        return isShort ? words.text.dayShort(day, year: true) : words.text.day(day, year: true)
    }
}

extension Books {
    /// The books for programs.
    var json: JSONObject {
        func json(_ rows: Corrections) -> JSONValue {
            ["rows": .number("\(rows.count)"), "cost_usd": .string(rows.cost.description)]
        }
        var object = JSONObject()
        object.append("reversals", json(reversals))
        object.append("restatements", json(restatements))
        object.append(
            "closed_months",
            .array(
                closedMonths.map { month in
                    [
                        "month": .string(month.month), "closed_at": .string(month.closedAt.description),
                        "rows": .number("\(month.rowCount)"), "cost_usd": .string(month.total.description),
                    ]
                }))
        return object
    }
}

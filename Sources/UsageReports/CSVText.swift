import UsageModel

/// Writes rows as RFC 4180 wants them: commas, CRLF, quotes doubled inside quotes.
struct CSVText {
    /// A cell: text is guarded against being taken for a formula, a number never is.
    enum Cell {
        case text(String)
        case number(String)
        case empty
    }

    private(set) var bytes: [UInt8] = []

    /// Starts with a row of names.
    init(header: [String]) {
        append(header.map { .text($0) })
    }

    /// Adds one row.
    mutating func append(_ cells: [Cell]) {
        bytes.append(contentsOf: Self.line(cells).utf8)
    }

    /// One row with its end; `raw` leaves texts that look like formulas as they are.
    static func line(_ cells: [Cell], raw: Bool = false) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "," }
            switch cell {
            case .text(let text): line += quoted(raw ? text : FormulaGuard.guarded(text))
            case .number(let digits): line += digits
            case .empty: break
            }
        }
        return line + "\r\n"
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

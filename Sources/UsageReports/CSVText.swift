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
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let text): bytes.append(contentsOf: Self.quoted(Self.guarded(text)).utf8)
            case .number(let digits): bytes.append(contentsOf: digits.utf8)
            case .empty: break
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// The text with an apostrophe in front where a spreadsheet would run it as a formula (OWASP, "CSV injection").
    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) ? "'" + text : text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

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
    mutating func append(_ cells: [Cell]) { Self.append(cells, to: &bytes) }

    /// One row with its end.
    static func line(_ cells: [Cell]) -> [UInt8] {
        var line: [UInt8] = []
        append(cells, to: &line)
        return line
    }

    private static func append(_ cells: [Cell], to line: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(comma) }
            append(cell, to: &line)
        }
        line += lineEnd
    }

    /// What stands between cells.
    static let comma = UInt8(ascii: ",")
    /// What stands behind a row.
    static let lineEnd = Array("\r\n".utf8)

    /// Adds a cell to a line; `raw` leaves a text that looks like a formula as it is.
    static func append(_ cell: Cell, to line: inout [UInt8], raw: Bool = false) {
        switch cell {
        case .text(let text): append(quoted: raw ? text : FormulaGuard.guarded(text), to: &line)
        case .number(let digits): line.append(contentsOf: digits.utf8)
        case .empty: break
        }
    }

    private static func append(quoted text: String, to line: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        guard text.utf8.contains(where: { $0 == quote || $0 == comma || $0 == 0x0D || $0 == 0x0A }) else {
            return line.append(contentsOf: text.utf8)
        }
        line.append(quote)
        for byte in text.utf8 {
            if byte == quote { line.append(quote) }
            line.append(byte)
        }
        line.append(quote)
    }
}

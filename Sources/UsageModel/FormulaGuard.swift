/// Keeps a text of a CSV file from being run as a formula by a spreadsheet (OWASP, "CSV injection").
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a line end, or with such a sign after apostrophes, gets an apostrophe
/// in front; taking it away again gives the text back, whatever it was. Numbers are never guarded.
package enum FormulaGuard {
    /// The last four are the full-width forms of the first four.
    private static let signs: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// The text as it is safe in a cell.
    package static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// The text that a guarded cell stands for.
    package static func unguarded(_ cell: String) -> String {
        cell.unicodeScalars.first == "'" && isFormula(cell) ? String(cell.unicodeScalars.dropFirst()) : cell
    }

    /// Whether a cell of these UTF-8 bytes would be run as a formula.
    package static func isFormula(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.firstIndex(where: { $0 != UInt8(ascii: "'") }) else { return false }
        switch text[first] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D:
            return true
        case 0xEF: return isFormula(String(decoding: text[first...].prefix(3), as: UTF8.self))
        default: return false
        }
    }

    private static func isFormula(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(signs.contains) ?? false
    }
}

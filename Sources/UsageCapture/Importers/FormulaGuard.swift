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

    private static func isFormula(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(signs.contains) ?? false
    }
}

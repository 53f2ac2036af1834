internal import Digest
internal import SQLDatabase

extension SQLValue {
    /// The value as SQL text that means just it, whatever it holds.
    var literal: String {
        switch self {
        case .null: "NULL"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .blob(let bytes): "X'\(Hex.text(bytes))'"
        case .text(let text): Self.literal(text)
        }
    }

    /// A text in quotes; in hexadecimal digits where a terminal or a shell could take it for something else.
    private static func literal(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        return isPlain
            ? "'\(text.replacing("'", with: "''"))'" : "CAST(X'\(Hex.text(Array(text.utf8)))' AS TEXT)"
    }
}

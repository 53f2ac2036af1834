/// A table of GitHub Flavored Markdown, aligned so that it reads well as plain text too.
struct MarkdownTable {
    /// A column's head, and whether figures stand in it.
    struct Column {
        let title: String
        let isFigures: Bool

        init(_ title: String, figures isFigures: Bool = false) {
            self.title = title
            self.isFigures = isFigures
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row of cells that are Markdown already.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells)
    }

    /// The table with its line ends.
    var text: String {
        let widths = columns.indices.map { index in
            ([columns[index].title] + rows.map { $0[index] }).reduce(3) { max($0, $1.count) }
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(zip(cells, widths), columns).map { pair, column in
                let blanks = String(repeating: " ", count: max(0, pair.1 - pair.0.count))
                return column.isFigures ? blanks + pair.0 : pair.0 + blanks
            }
            return "| " + padded.joined(separator: " | ") + " |\n"
        }
        let rule = zip(widths, columns).map { width, column in
            String(repeating: "-", count: width - 1) + (column.isFigures ? ":" : "-")
        }
        return line(columns.map(\.title)) + line(rule) + rows.map(line).joined()
    }

    /// Text as Markdown that shows it as it is: on one line, nothing in it a mark, a link or HTML.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "|", "`", "*", "_", "[", "]", "<", ">", "#", "~", "&", "@":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        // Bare addresses become links too.
        return escaped.replacing("://", with: "\\://").replacing("www.", with: "www\\.")
    }
}

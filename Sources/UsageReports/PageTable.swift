import Charts

/// A table as it is drawn: heads, rows of cells, and the rules between them.
struct PageTable {
    /// What a cell says and how.
    struct Cell {
        /// How a cell stands out.
        enum Tone {
            case name
            case strong
            case body
            case quiet
            case up
            case down
            case upStrong
            case downStrong
        }

        var text: String
        var tone: Tone

        init(_ text: String, _ tone: Tone = .body) {
            self.text = text
            self.tone = tone
        }
    }

    /// One row.
    struct Row {
        /// What kind of row it is, from which its rules and distances follow.
        enum Kind {
            case plain
            /// The first of a group, with more room above.
            case group
            /// The last one, below a rule.
            case total
        }

        var kind = Kind.plain
        var swatch: Colour?
        /// Whether the name stands to the right of where swatches are.
        var isIndented = false
        var name: Cell
        var figures: [Cell]
    }

    /// The names of the columns; empty for a table without a head.
    var heads: [String]
    var rows: [Row]
    /// Whether thin rules part the rows.
    var hasRules: Bool
    /// The amounts that the rows do not add up to by rounding, if any column does not.
    var isRounded: Bool

    /// The table with only some of its columns, by their places from the left.
    func only(_ columns: [Int]) -> PageTable {
        func chosen<Value>(_ values: [Value]) -> [Value] {
            columns.filter(values.indices.contains).map { values[$0] }
        }
        var table = self
        table.heads = chosen(heads)
        for row in rows.indices { table.rows[row].figures = chosen(rows[row].figures) }
        return table
    }
}

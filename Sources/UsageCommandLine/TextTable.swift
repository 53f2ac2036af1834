/// A table for the terminal: figures to the right and never cut, names elided where room is short.
package struct TextTable: Sendable {
    /// What stands in a column.
    package enum Content: Hashable, Sendable {
        /// Words; cut where they do not fit.
        case words(DisplayText.Elision)
        /// Figures with as many decimals each; never cut, since a cut figure is a wrong figure.
        case figures
        /// Figures with decimals of their own; their points stand under each other.
        case decimals
    }

    /// One column.
    package struct Column: Hashable, Sendable {
        package var title: String
        package var content: Content
        /// Whether it may be left out where room is short; the last such column goes first.
        package var isOptional: Bool

        package init(_ title: String, _ content: Content = .words(.middle), isOptional: Bool = false) {
            self.title = title
            self.content = content
            self.isOptional = isOptional
        }
    }

    package let columns: [Column]
    private var rows: [[DisplayText]] = []
    private var totals: [[DisplayText]] = []
    /// A word column is not cut below this.
    private static let wordsColumnsMin = 8
    private static let gap = 2

    package init(_ columns: [Column]) { self.columns = columns }

    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; cells that are missing at its end are empty.
    package mutating func add(_ cells: [String]) { rows.append(displayed(cells)) }

    /// Adds a row below the rule.
    package mutating func addTotal(_ cells: [String]) { totals.append(displayed(cells)) }

    /// The table, ending in a line break.
    ///
    /// - Parameters:
    ///   - columnsMax: What it has to fit into; nil for as wide as it gets.
    ///   - hasColour: Whether the head and rules are set apart by colour.
    package func text(columnsMax: Int? = nil, hasColour: Bool = false) -> String {
        let table = aligned()
        let (shown, widths) = table.fitted(to: columnsMax)
        let ruleWidth = shown.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, shown.count - 1)
        let rule =
            TextStyle.faint.applied(to: String(repeating: "─", count: ruleWidth), if: hasColour) + "\n"
        let head = table.line(columns.map { DisplayText($0.title) }, shown, widths)
        var text = TextStyle.bold.applied(to: head, if: hasColour) + "\n" + rule
        for row in table.rows { text += table.line(row, shown, widths) + "\n" }
        if !table.totals.isEmpty { text += rule }
        for row in table.totals {
            text += TextStyle.bold.applied(to: table.line(row, shown, widths), if: hasColour) + "\n"
        }
        let left = columns.indices.filter { !shown.contains($0) }.map { columns[$0].title }
        if !left.isEmpty { text += "Left out for want of room: \(left.joined(separator: ", "))\n" }
        return text
    }

    private func displayed(_ cells: [String]) -> [DisplayText] {
        columns.indices.map { $0 < cells.count ? DisplayText(cells[$0]) : DisplayText("") }
    }

    private var allRows: [[DisplayText]] { rows + totals }

    /// Puts the points of decimal columns under each other.
    private func aligned() -> TextTable {
        var table = self
        for (index, column) in columns.enumerated() where column.content == .decimals {
            let fractionMax = allRows.map { Self.fractionColumns($0[index].text) }.max() ?? 0
            func padded(_ cell: DisplayText) -> DisplayText {
                guard cell.text.contains(where: \.isNumber) else { return cell }
                let missing = fractionMax - Self.fractionColumns(cell.text)
                return DisplayText(cell.text + String(repeating: " ", count: missing))
            }
            for row in rows.indices { table.rows[row][index] = padded(rows[row][index]) }
            for row in totals.indices { table.totals[row][index] = padded(totals[row][index]) }
        }
        return table
    }

    /// The columns of a point and what follows it.
    private static func fractionColumns(_ text: String) -> Int {
        text.contains(where: \.isNumber) ? text.drop { $0 != "." }.count : 0
    }

    /// Which columns are shown and how wide, so that the table fits where it can.
    private func fitted(to columnsMax: Int?) -> (shown: [Int], widths: [Int]) {
        let natural = columns.indices.map { index in
            max(DisplayText(columns[index].title).columns, allRows.map { $0[index].columns }.max() ?? 0)
        }
        var shown = Array(columns.indices)
        guard let columnsMax else { return (shown, natural) }
        while true {
            let widths = shrunk(natural, shown, to: columnsMax)
            let isFitting = Self.total(widths, shown) <= columnsMax
            guard !isFitting, let last = shown.last(where: { columns[$0].isOptional }) else {
                return (shown, widths)
            }
            shown.removeAll { $0 == last }
        }
    }

    /// Takes columns from the widest words until the table fits or all are at their least.
    private func shrunk(_ natural: [Int], _ shown: [Int], to columnsMax: Int) -> [Int] {
        var widths = natural
        let words = shown.filter { if case .words = columns[$0].content { true } else { false } }
        // No cell can use more than the whole line.
        for index in words { widths[index] = min(widths[index], max(columnsMax, least(index))) }
        while Self.total(widths, shown) > columnsMax {
            let widest = words.filter { widths[$0] > least($0) }.max { widths[$0] < widths[$1] }
            guard let widest else { return widths }
            widths[widest] -= 1
        }
        return widths
    }

    private func least(_ index: Int) -> Int {
        max(Self.wordsColumnsMin, DisplayText(columns[index].title).columns)
    }

    private static func total(_ widths: [Int], _ shown: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + gap * max(0, shown.count - 1)
    }

    private func line(_ cells: [DisplayText], _ shown: [Int], _ widths: [Int]) -> String {
        let parts = shown.map { index in
            switch columns[index].content {
            case .words(let elision):
                let cell = cells[index].elided(to: widths[index], elision)
                return cell.text + String(repeating: " ", count: max(0, widths[index] - cell.columns))
            case .figures, .decimals:
                let missing = max(0, widths[index] - cells[index].columns)
                return String(repeating: " ", count: missing) + cells[index].text
            }
        }
        var line = parts.joined(separator: String(repeating: " ", count: Self.gap))
        while line.last == " " { line.removeLast() }
        return line
    }
}

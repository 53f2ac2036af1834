import Charts

extension PageTable {
    /// The distance between two rows with rules, and without.
    private var pitch: Double { hasRules ? 13.4 : 11.5 }

    /// The room above a group, and above a total that has no rules around it.
    private static let groupGap = 3.2

    private static let columnGap = 12.0
    private static let swatch = 6.4
    private static let indent = 11.0

    /// The room the whole table takes.
    var height: Double {
        let groups = hasRules ? 0 : rows.dropFirst().filter { $0.kind != .plain }.count
        let rest = rows.contains { $0.kind == .total } && !hasRules ? 2.0 : 0
        return (heads.isEmpty ? 0 : pitch) + Double(rows.count) * pitch + Double(groups) * Self.groupGap
            + rest
    }

    /// Draws the table from a top left corner, as wide as told.
    func draw(_ pen: PagePen, at origin: Point, width: Double) {
        let columns = columnRights(pen, left: origin.x, width: width)
        let named = names(pen, width: width - (columns.last?.room ?? 0))
        pen.inside(.table) {
            var y = origin.y
            if !heads.isEmpty {
                pen.inside(.tableHead) { drawHeads(pen, y: y, left: origin.x, rights: columns.map(\.right)) }
                y += pitch
                pen.rule(y, from: origin.x, to: origin.x + width, pen.theme.axis, width: 0.9)
            }
            pen.inside(.tableBody) {
                for (index, row) in rows.enumerated() {
                    if index > 0, !hasRules, row.kind != .plain { y += Self.groupGap }
                    drawRule(above: row, at: index, pen, y: &y, from: origin.x, to: origin.x + width)
                    pen.inside(.tableRow) {
                        draw(row, name: named[index], pen, y: y, left: origin.x, rights: columns.map(\.right))
                    }
                    y += pitch
                }
            }
        }
    }

    /// Where the figures of each column end, and how much all columns from the right end on take together.
    private func columnRights(_ pen: PagePen, left: Double, width: Double) -> [(right: Double, room: Double)]
    {
        let count = max(heads.count, rows.first?.figures.count ?? 0)
        var right = left + width
        var rights: [(right: Double, room: Double)] = []
        for column in (0..<count).reversed() {
            let cells = rows.map { row in
                row.figures.indices.contains(column)
                    ? pen.width(row.figures[column].text, style(row.figures[column].tone, pen)) : 0
            }
            let head = heads.indices.contains(column) ? pen.width(heads[column], pen.style(.head)) : 0
            let columnWidth = max(cells.max() ?? 0, head, 22)
            rights.append((right, left + width - right + columnWidth + Self.columnGap))
            right -= columnWidth + Self.columnGap
        }
        let room = rights.last?.room ?? 0
        return rights.reversed().map { ($0.right, room) }
    }

    /// The names as they fit, no two different ones alike in the whole table.
    private func names(_ pen: PagePen, width: Double) -> [String] {
        let fitting = NameFitting(pen.canvas, style: style(.strong, pen))
        let indent = rows.contains { $0.isIndented } ? Self.indent : 0
        var names = rows.map(\.name.text)
        for (isPlain, room) in [(true, width - indent), (false, width)] {
            let places = rows.indices.filter { (rows[$0].kind == .plain) == isPlain }
            let fitted = fitting.names(places.map { rows[$0].name.text }, width: max(room, 24))
            for (place, name) in zip(places, fitted) { names[place] = name }
        }
        return names
    }

    private func drawHeads(_ pen: PagePen, y: Double, left: Double, rights: [Double]) {
        pen.inside(.tableRow) {
            for (head, right) in zip(heads, rights) {
                pen.inside(.tableHeader) {
                    pen.write(head, at: Point(right, y + 8.6), anchor: .trailing, .head)
                }
            }
        }
    }

    private func drawRule(
        above row: Row, at index: Int, _ pen: PagePen, y: inout Double, from left: Double, to right: Double
    ) {
        switch (row.kind, hasRules) {
        case (.total, true): pen.rule(y, from: left, to: right, pen.theme.ink, width: 1)
        case (.total, false):
            pen.rule(y, from: left, to: right, pen.theme.ink, width: 0.8)
            y += 2
        case (_, true) where index > 0: pen.rule(y, from: left, to: right, pen.theme.hair, width: 0.6)
        default: break
        }
    }

    private func draw(
        _ row: Row, name: String, _ pen: PagePen, y: Double, left: Double, rights: [Double]
    ) {
        let baseline = y + pitch / 2 + 8.5 * 0.36
        let x = left + (row.isIndented ? Self.indent : 0)
        if let swatch = row.swatch {
            let box = Rectangle(
                x: left, y: y + pitch / 2 - Self.swatch / 2, width: Self.swatch, height: Self.swatch)
            pen.canvas.fill(.roundedRectangle(box, radius: 1.6), swatch)
        }
        pen.inside(.tableCell) {
            pen.canvas.text(
                name, at: Point(x, baseline), anchor: .leading, style: style(row.name.tone, pen))
        }
        for (cell, right) in zip(row.figures, rights) {
            pen.inside(.tableCell) {
                pen.canvas.text(
                    cell.text, at: Point(right, baseline), anchor: .trailing, style: style(cell.tone, pen))
            }
        }
    }

    private func style(_ tone: Cell.Tone, _ pen: PagePen) -> TextStyle {
        switch tone {
        case .name: TextStyle(8.5, .medium, pen.theme.ink)
        case .strong: TextStyle(8.5, .semibold, pen.theme.ink)
        case .body: TextStyle(8.5, .regular, pen.theme.body)
        case .quiet: TextStyle(8.5, .regular, pen.theme.mute)
        case .up: TextStyle(8.5, .regular, pen.theme.up)
        case .down: TextStyle(8.5, .regular, pen.theme.down)
        case .upStrong: TextStyle(8.5, .semibold, pen.theme.up)
        case .downStrong: TextStyle(8.5, .semibold, pen.theme.down)
        }
    }
}

import Charts

/// What stands at the top of a page.
protocol PageTop {
    /// Draws from the top of an area and says where the sections may begin.
    func draw(_ pen: PagePen, in area: Rectangle) -> Double
}

/// One A4 page: head, rows of sections and foot, laid out from measured text.
struct Page {
    /// Where a section begins, for the document's outline.
    struct Anchor {
        let word: String
        let title: String
        let point: Point
    }

    var head: any PageTop
    /// What the outline calls the page.
    var title: String
    var rows: [[PageSection]]
    var foot: FootNotes
    var theme: Theme
    /// Its number, from 1, and how many there are.
    var number = 1
    var count = 1
    /// The number of the page that says how the figures are made, where there is one.
    var methodPage: Int?
    /// How many of its characters no font has.
    var missingCharacters = 0

    /// The name of the place at the top of the page.
    var word: String { "page-\(number)" }

    /// A4, in points.
    static let size = Size(595.28, 841.89)

    private static let margin = 44.0
    private static let columnGap = 24.0
    private static let rowGap = 17.0
    private static let footPitch = 10.8
    /// The left of two sections takes this part of the width.
    private static let leftPart = 0.597

    /// Draws the page and says where its sections are.
    @discardableResult
    func draw(on canvas: any Canvas) -> [Anchor] {
        let pen = PagePen(canvas: canvas, theme: theme)
        let area = Rectangle(
            x: Self.margin, y: Self.margin, width: canvas.size.width - 2 * Self.margin,
            height: canvas.size.height - 2 * Self.margin)
        var anchors: [Anchor] = []
        canvas.fill(
            .rectangle(Rectangle(x: 0, y: 0, width: canvas.size.width, height: canvas.size.height)),
            theme.paper)
        let top = head.draw(pen, in: area) + 13
        // The foot's height depends on whether parts are rounded, which depends on what fits: at most once more.
        var fitted = rows
        var notes = footLines(pen, isRounded: false, width: area.width)
        for _ in 0..<2 {
            fitted = shrunk(pen, height: footTop(notes, canvas) - 12 - top, width: area.width)
            let isRounded = fitted.joined().contains { $0.isRounded(theme) }
            notes = footLines(pen, isRounded: isRounded, width: area.width)
        }
        let bottom = footTop(notes, canvas) - 12
        let heights = heights(fitted, pen, height: bottom - top, width: area.width)
        var y = top
        for (row, height) in zip(fitted, heights) {
            let frames = frames(row, pen, x: area.x, y: y, width: area.width, height: height)
            for (section, frame) in zip(row, frames) {
                anchors.append(
                    Anchor(
                        word: section.word, title: section.head(width: frame.width).title,
                        point: Point(frame.x, frame.y)))
                section.draw(pen, in: frame)
            }
            y += height + Self.rowGap
        }
        drawFoot(notes, pen, in: area)
        return anchors
    }

    // MARK: Rows

    /// The rows as the pages that hold them, each with as many as fit with the fewest lines.
    func divided(by measure: any TextMeasuring) -> [[[PageSection]]] {
        let canvas = RecordingCanvas(size: Self.size, measure: measure)
        let pen = PagePen(canvas: canvas, theme: theme)
        let width = canvas.size.width - 2 * Self.margin
        let area = Rectangle(
            x: Self.margin, y: Self.margin, width: width, height: canvas.size.height - 2 * Self.margin)
        let top = head.draw(pen, in: area) + 13
        let room = footTop(footLines(pen, isRounded: true, width: width), canvas) - 12 - top
        var pages: [[[PageSection]]] = [[]]
        for row in rows {
            let longer = pages[pages.count - 1] + [row]
            let fits = total(longer.map { $0.map(\.shrunk) }, pen, width: width) <= room
            if fits || longer.count == 1 { pages[pages.count - 1] = longer } else { pages.append([row]) }
        }
        return pages
    }

    private func widths(_ row: [PageSection], width: Double) -> [Double] {
        guard row.count > 1 else { return [width] }
        let left = (width - Self.columnGap) * Self.leftPart
        return [left, width - Self.columnGap - left]
    }

    private func frames(
        _ row: [PageSection], _ pen: PagePen, x: Double, y: Double, width: Double, height: Double
    ) -> [Rectangle] {
        var left = x
        return widths(row, width: width).map { part in
            defer { left += part + Self.columnGap }
            return Rectangle(x: left, y: y, width: part, height: height)
        }
    }

    private func leastHeight(_ row: [PageSection], _ pen: PagePen, width: Double) -> Double {
        let heights = zip(row, widths(row, width: width)).map { $0.height(pen, width: $1) }
        return PageSection.headHeight + (heights.max() ?? 0)
    }

    private func total(_ rows: [[PageSection]], _ pen: PagePen, width: Double) -> Double {
        rows.reduce(-Self.rowGap) { $0 + leastHeight($1, pen, width: width) + Self.rowGap }
    }

    /// The rows with so many lines taken from the highest tables and lists that all fit.
    private func shrunk(_ pen: PagePen, height: Double, width: Double) -> [[PageSection]] {
        var rows = rows
        while total(rows, pen, width: width) > height {
            let places = rows.indices.flatMap { row in
                zip(rows[row].indices, widths(rows[row], width: width)).map { index, part in
                    (row: row, index: index, height: rows[row][index].height(pen, width: part))
                }
            }.sorted { $0.height > $1.height }
            guard places.contains(where: { rows[$0.row][$0.index].shrink() }) else { break }
        }
        return regrown(rows, pen, height: height, width: width)
    }

    /// The rows with lines given back where a neighbour of the row is higher anyway.
    private func regrown(
        _ shrunk: [[PageSection]], _ pen: PagePen, height: Double, width: Double
    ) -> [[PageSection]] {
        var rows = shrunk
        for row in rows.indices {
            for index in rows[row].indices {
                while rows[row][index].lines < self.rows[row][index].lines {
                    var grown = rows
                    grown[row][index].lines += 1
                    guard total(grown, pen, width: width) <= height else { break }
                    rows = grown
                }
            }
        }
        return rows
    }

    /// What each row gets: its least height, and a share of what is left for those that can grow.
    private func heights(
        _ rows: [[PageSection]], _ pen: PagePen, height: Double, width: Double
    ) -> [Double] {
        var heights = rows.map { leastHeight($0, pen, width: width) }
        let limits = zip(rows, heights).map { row, least in
            max(least, PageSection.headHeight + (row.map(\.heightMax).max() ?? 0))
        }
        var left = height - heights.reduce(0, +) - Self.rowGap * Double(max(rows.count - 1, 0))
        while left > 0.5 {
            let growing = heights.indices.filter { heights[$0] < limits[$0] - 0.01 }
            guard !growing.isEmpty else { break }
            let share = left / Double(growing.count)
            for index in growing {
                let step = min(share, limits[index] - heights[index])
                heights[index] += step
                left -= step
            }
        }
        return heights
    }

    // MARK: Foot

    private var pageWords: String { "Page \(number) of \(count)" }

    private var methodWords: String? {
        methodPage.flatMap { $0 == number ? nil : "Method: page \($0)" }
    }

    private func footLines(_ pen: PagePen, isRounded: Bool, width: Double) -> [String] {
        let right = max(
            pen.width(pageWords, pen.style(.foot)), pen.width(methodWords ?? "", pen.style(.foot)))
        let room = width - right - 24
        let sentences = foot.sentences(
            isRounded: isRounded, isFront: number == 1, hasMethod: methodPage != nil && count > 1)
        let missing = MissingCharacters.note(missingCharacters, place: " on this page")
        let text = ([missing].compactMap { $0 } + sentences).joined(separator: " ")
        return pen.lines(text, width: room, linesMax: 5, .foot)
    }

    /// Where the rule above the foot is: two lines keep it in its place, more push it up.
    private func footTop(_ lines: [String], _ canvas: any Canvas) -> Double {
        canvas.size.height - 46 - Double(max(lines.count - 2, 0)) * Self.footPitch
    }

    private func drawFoot(_ lines: [String], _ pen: PagePen, in area: Rectangle) {
        let top = footTop(lines, pen.canvas)
        pen.rule(top, from: area.x, to: area.maxX, theme.hair, width: 0.75)
        pen.inside(.paragraph) {
            for (index, line) in lines.enumerated() {
                pen.write(line, at: Point(area.x, top + 12 + Double(index) * Self.footPitch), .foot)
            }
        }
        pen.inside(.paragraph) {
            pen.write(pageWords, at: Point(area.maxX, top + 12), anchor: .trailing, .foot)
        }
        guard let words = methodWords, let page = methodPage else { return }
        pen.inside(.paragraph) {
            pen.inside(.link(target: "page-\(page)")) {
                pen.write(
                    words, at: Point(area.maxX, top + 12 + Self.footPitch), anchor: .trailing, .foot)
            }
        }
    }
}

import Charts
import UsageModel

/// A section of a page with its content, which can say how high it is and shrink by a line.
struct PageSection {
    /// What is drawn below heading and subtitle.
    enum Content {
        case chart(any Chart, alternativeText: String, heights: ClosedRange<Double>)
        case models(ModelTable)
        case movers(MoverTable)
        case findings([Finding])
        case lines(any LineTable)
        case notes([(title: String, text: String)])
    }

    /// The section's word, which also names its place in the file.
    let word: String
    let title: String
    let subtitle: String
    /// What stands there instead where the chart's days stand together in weeks.
    var byWeek: (title: String, subtitle: String)?
    let content: Content
    /// How many lines a table or list takes at most.
    var lines: Int

    /// The room that heading and subtitle take.
    static let headHeight = 31.0

    private static let itemPitch = 12.4
    private static let itemGap = 4.6
    private static let itemLinesMax = 6

    /// The least height of the content in a width.
    func height(_ pen: PagePen, width: Double) -> Double {
        switch content {
        case .chart(_, _, let heights): heights.lowerBound
        case .models(let table): table.table(linesMax: lines, theme: pen.theme).height
        case .movers(let table): table.pageTable(linesMax: lines).height
        case .findings(let findings): Self.height(of: items(findings), pen, width: width)
        case .lines(let table): table.table(linesMax: lines).height
        case .notes(let notes): Self.height(of: notes, pen, width: width)
        }
    }

    /// How far the content may grow.
    var heightMax: Double {
        if case .chart(_, _, let heights) = content { return heights.upperBound }
        return 0
    }

    /// Takes a line away; false where nothing can go.
    mutating func shrink() -> Bool {
        let least =
            switch content {
            case .chart, .notes: Int.max
            case .lines(let table): table.linesLeast
            case .models: 4
            case .movers: 2
            case .findings: 1
            }
        guard lines > least else { return false }
        lines -= 1
        return true
    }

    /// The section with the fewest lines.
    var shrunk: PageSection {
        var section = self
        while section.shrink() {}
        return section
    }

    /// Whether any shown parts differ from their total.
    func isRounded(_ theme: Theme) -> Bool {
        switch content {
        case .models(let table): table.table(linesMax: lines, theme: theme).isRounded
        case .movers(let table): table.pageTable(linesMax: lines).isRounded
        case .lines(let table): table.table(linesMax: lines).isRounded
        case .chart, .findings, .notes: false
        }
    }

    /// Heading and subtitle in a width, which decides whether days stand together in weeks.
    func head(width: Double) -> (title: String, subtitle: String) {
        guard let byWeek, case .chart(let chart, _, _) = content, chart.isByWeek(width: width, kind: .page)
        else { return (title, subtitle) }
        return byWeek
    }

    func draw(_ pen: PagePen, in area: Rectangle) {
        let (title, subtitle) = head(width: area.width)
        pen.inside(.section) {
            pen.inside(.heading2) {
                pen.write(
                    pen.fitted(title, width: area.width, .sectionTitle), at: Point(area.x, area.y + 9.5),
                    .sectionTitle)
            }
            if !subtitle.isEmpty {
                pen.inside(.paragraph) {
                    pen.write(
                        pen.fitted(subtitle, width: area.width, .subtitle), at: Point(area.x, area.y + 23),
                        .subtitle)
                }
            }
            let origin = Point(area.x, area.y + Self.headHeight)
            switch content {
            case .chart(let chart, let alternativeText, _):
                let frame = Rectangle(
                    x: origin.x, y: origin.y, width: area.width, height: area.maxY - origin.y)
                pen.inside(.figure(alternativeText: alternativeText)) {
                    chart.draw(on: pen.canvas, in: frame, theme: pen.theme, kind: .page)
                }
            case .models(let table):
                table.table(linesMax: lines, theme: pen.theme).draw(pen, at: origin, width: area.width)
            case .movers(let table):
                table.pageTable(linesMax: lines).draw(pen, at: origin, width: area.width)
            case .findings(let findings):
                // A list has no subtitle and begins where others have theirs.
                draw(items(findings), pen, at: Point(area.x, area.y + 25), width: area.width)
            case .lines(let table):
                table.table(linesMax: lines).draw(pen, at: origin, width: area.width)
            case .notes(let notes): draw(notes, pen, at: Point(area.x, area.y + 25), width: area.width)
            }
        }
    }

    /// The findings that are shown, and a word on those that are not.
    private func items(_ findings: [Finding]) -> [(title: String, text: String)] {
        guard !findings.isEmpty else { return [("Nothing stands out", "No day, model or price differs.")] }
        var items = findings.prefix(lines).map { ($0.headline, $0.text) }
        let rest = findings.count - items.count
        if rest > 0 { items.append(("\(rest) more in report.json", "")) }
        return items
    }

    private static func height(
        of items: [(title: String, text: String)], _ pen: PagePen, width: Double
    ) -> Double {
        items.reduce(0) { height, item in
            let lines = pen.lines(item.text, width: width, linesMax: itemLinesMax, .item).count
            return height + Double(1 + lines) * itemPitch + itemGap
        }
    }

    private func draw(
        _ items: [(title: String, text: String)], _ pen: PagePen, at origin: Point, width: Double
    ) {
        var y = origin.y
        pen.inside(.list) {
            for item in items {
                pen.inside(.listItem) {
                    pen.inside(.listBody) {
                        pen.write(
                            pen.fitted(item.title, width: width, .itemTitle), at: Point(origin.x, y),
                            .itemTitle)
                        y += Self.itemPitch
                        for line in pen.lines(item.text, width: width, linesMax: Self.itemLinesMax, .item) {
                            pen.write(line, at: Point(origin.x, y), .item)
                            y += Self.itemPitch
                        }
                    }
                }
                y += Self.itemGap
            }
        }
    }
}

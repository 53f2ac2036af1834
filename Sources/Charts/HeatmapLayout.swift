/// Where the cells, sums and key of a heatmap go.
struct HeatmapLayout {
    private let chart: HeatmapChart
    private let pen: Pen
    private let frame: Rectangle
    private let cells: Rectangle
    private let shades: HeatmapShades
    private let sums: [String]
    private let barsTop: Double
    /// Room for the bars at the right, and for the amounts beside them.
    private let sideBar: Double
    /// Whether there is room for the sums of the rows, and for those of the columns.
    private let hasRowSums: Bool
    private let hasColumnSums: Bool
    /// Whether there is room for the words of the notice.
    private let hasNotice: Bool
    /// Whether the widest figure fits into its cell; where it does not, none is shown.
    private let hasFigures: Bool

    private static let gap = 1.5
    /// What a figure leaves of the width of its cell.
    private static let margin = 0.5

    init?(_ chart: HeatmapChart, _ pen: Pen, _ frame: Rectangle) {
        self.chart = chart
        self.pen = pen
        self.frame = frame
        let shades = HeatmapShades(chart.cells.joined().compactMap { $0 })
        self.shades = shades
        sums = chart.cells.map { row in
            let known = row.compactMap { $0 }
            return known.isEmpty ? NumberText.none : chart.text.compact(known.saturatingSum)
        }
        let size = pen.size(.axis)
        let left = (chart.text.weekdaysShort.map { pen.width($0, .name) }.max() ?? 0) + 12
        let sumWidth = max(sums.map { pen.width($0, .figure) }.max() ?? 0, 10)
        let widest =
            chart.cells.joined().compactMap { $0 }.map {
                pen.width(shades.words($0, chart.text), .axis)
            }.max() ?? 0
        func side(_ bar: Double) -> Double {
            max(10 + bar + 12 + sumWidth, pen.width(chart.sumName, .note) + 10)
        }
        // The bars give way to figures that would not fit into their cells.
        let bar = size * 3.3
        let isRoomy = (frame.width - left - side(bar)) / 24 - Self.gap - Self.margin >= widest
        sideBar = isRoomy ? bar : -12
        let sums = side(sideBar)
        // So do the sums.
        func isLegible(_ side: Double) -> Bool {
            (frame.width - left - side) / 24 - Self.gap - Self.margin >= widest
        }
        hasRowSums = frame.width - left - sums >= 24 * 6 && (isLegible(sums) || !isLegible(0))
        let side = hasRowSums ? sums : 0
        barsTop = frame.y + size * 2.5
        let bottom = frame.maxY - size * 4.9
        let least = 7 * size * 1.1
        hasColumnSums = bottom - frame.y - size * 5.4 >= least
        hasNotice = chart.notice != nil && (hasColumnSums || bottom - frame.y - size * 2.2 >= least)
        let top = frame.y + size * (hasColumnSums ? 5.4 : hasNotice ? 2.2 : 0.2)
        guard frame.width - left - side >= 24 * 6, bottom - top >= least else { return nil }
        cells = Rectangle(x: frame.x + left, y: top, width: frame.width - left - side, height: bottom - top)
        hasFigures = isLegible(side)
    }

    private func cell(_ row: Int, _ hour: Int) -> Rectangle {
        let (width, height) = (cells.width / 24, cells.height / 7)
        return Rectangle(
            x: cells.x + Double(hour) * width + Self.gap / 2,
            y: cells.y + Double(row) * height + Self.gap / 2,
            width: width - Self.gap, height: height - Self.gap, )
    }

    func draw() {
        for row in 0..<7 {
            for hour in 0..<24 { drawCell(row, hour) }
            drawRowEnds(row)
        }
        drawHours()
        drawNotice()
        drawKey()
    }

    private func drawCell(_ row: Int, _ hour: Int) {
        let box = cell(row, hour)
        guard let amount = chart.cells[row][hour] else {
            pen.canvas.fill(.rectangle(box), pen.theme.band)
            return
        }
        let value = shades.shown(amount)
        let colour = shades.colour(value, pen.theme)
        pen.canvas.fill(.rectangle(box), colour)
        guard hasFigures else { return }
        let words = shades.words(amount, chart.text)
        let isInk = pen.theme.ink.contrast(with: colour) >= pen.theme.paper.contrast(with: colour)
        pen.write(
            words, at: Point(box.x + box.width / 2, box.y + box.height / 2 + pen.drop(.axis)),
            anchor: .middle,
            .axis, colour: isInk ? pen.theme.ink : pen.theme.paper, )
    }

    /// The weekday at the left; the row's sum as a bar and an amount at the right.
    private func drawRowEnds(_ row: Int) {
        let box = cell(row, 0)
        let middle = box.y + box.height / 2
        if chart.text.weekdaysShort.indices.contains(row) {
            pen.write(
                chart.text.weekdaysShort[row], at: Point(frame.x, middle + pen.drop(.name)), .name,
                colour: pen.theme.body, )
        }
        guard hasRowSums else { return }
        let totals = chart.cells.map { max($0.compactMap { $0 }.saturatingSum, 0).clampedToScale }
        let most = Double(totals.max() ?? 0)
        if most > 0, totals[row] > 0, sideBar > 0 {
            let length = Double(totals[row]) / most * sideBar
            let height = min(pen.size(.axis) * 0.9, box.height * 0.6)
            pen.canvas.fill(
                .rectangle(
                    Rectangle(x: cells.maxX + 10, y: middle - height / 2, width: length, height: height)),
                pen.theme.other.opacity(0.65), )
        }
        pen.write(
            sums[row], at: Point(frame.maxX, middle + pen.drop(.figure)), anchor: .trailing, .figure, )
    }

    /// The bars above the columns and the hours below.
    private func drawHours() {
        let totals = (0..<24).map { hour in
            max(chart.cells.compactMap { $0[hour] }.saturatingSum, 0).clampedToScale
        }
        let most = Double(totals.max() ?? 0)
        let base = cells.y - 5
        for hour in 0..<24 where hasColumnSums {
            let box = cell(0, hour)
            if most > 0, totals[hour] > 0 {
                let height = Double(totals[hour]) / most * (base - barsTop)
                pen.canvas.fill(
                    .rectangle(
                        Rectangle(x: box.x + 1, y: base - height, width: box.width - 2, height: height)),
                    pen.theme.other.opacity(0.65), )
            }
        }
        let baseline = cells.maxY + pen.size(.axis) * 1.4
        var end = -Double.infinity
        for hour in stride(from: 0, to: 24, by: 3) {
            let words = chart.text.time(hour: hour)
            let x = cell(0, hour).x
            guard x >= end + 6 else { continue }
            pen.write(words, at: Point(x, baseline), .axis)
            end = x + pen.width(words, .axis)
        }
        guard hasRowSums, hasColumnSums, !chart.sumName.isEmpty else { return }
        pen.write(chart.sumName, at: Point(frame.maxX, base - 1), anchor: .trailing, .note)
    }

    private func drawNotice() {
        guard let notice = chart.notice, (0...6).contains(notice.weekdays.lowerBound),
            (0...6).contains(notice.weekdays.upperBound), (0...23).contains(notice.hours.lowerBound),
            (0...23).contains(notice.hours.upperBound)
        else { return }
        let first = cell(notice.weekdays.lowerBound, notice.hours.lowerBound)
        let last = cell(notice.weekdays.upperBound, notice.hours.upperBound)
        let box = Rectangle(
            x: first.x - 0.5, y: first.y - 0.5, width: last.maxX - first.x + 1,
            height: last.maxY - first.y + 1, )
        pen.canvas.stroke(.rectangle(box), Stroke(pen.theme.ink, width: 1.2))
        let words = TextElision.singleLine(notice.words)
        let width = pen.width(words, .annotation)
        guard hasNotice, width <= frame.maxX - cells.x else { return }
        let x = min(max(first.x, cells.x), frame.maxX - width)
        let baseline = frame.y + pen.size(.annotation) * 1.1
        pen.write(words, at: Point(x, baseline), .annotation)
        pen.canvas.stroke(
            .line(
                Point(first.x + first.width / 2, baseline + 4),
                Point(first.x + first.width / 2, baseline + 9), ),
            Stroke(pen.theme.ink, width: 1), )
    }

    /// The stepped key at the bottom right: each shade with the value at which it starts.
    private func drawKey() {
        let bins = shades.limits.count + 1
        let labels = ([0] + shades.limits).enumerated().map { index, limit in
            if index == 0 { return shades.limit(limit, chart.text) }
            let value = chart.text.count(limit)
            return index == bins - 1 ? value + "+" : value
        }
        let size = pen.size(.axis)
        let width = max((labels.map { pen.width($0, .axis) }.max() ?? 0) + 6, size * 2.7)
        let top = cells.maxY + size * 2.35
        let left = frame.maxX - width * Double(bins)
        guard left >= frame.x else { return }
        for (index, label) in labels.enumerated() {
            let box = Rectangle(
                x: left + Double(index) * width, y: top, width: width - 1, height: size * 0.6, )
            pen.canvas.fill(.rectangle(box), shades.colour(bin: index, pen.theme))
            pen.write(label, at: Point(box.x, top + size * 1.8), .axis)
        }
    }
}

/// Where the rows and columns of a movers chart go.
struct MoversLayout {
    /// The four figures of a row, as text.
    private struct Figures {
        var columns: [String]
    }

    private let chart: MoversChart
    private let pen: Pen
    private let frame: Rectangle
    private let rows: [MoversChart.Row]
    private let folded: Int
    private let names: [String]
    private let figures: [Figures]
    /// Which of previous, current, change and percentage there is room for, and their right edges.
    private let columns: [Int]
    private let rights: [Double]
    private let plot: Rectangle
    private let scale: NumericScale
    private let pitch: Double

    init?(_ chart: MoversChart, _ pen: Pen, _ frame: Rectangle) {
        self.chart = chart
        self.pen = pen
        self.frame = frame
        let head = pen.size(.axis) * 1.5
        let pad = pen.kind == .wide ? 8.0 : 1
        let room = Int((frame.height - head - pad) / (pen.size(.rowName) * 1.5)) - 2
        guard room >= 1 else { return nil }
        let (rows, folded) = chart.ranked(rowsMax: min(chart.rowsMax, room))
        let total = MoversChart.sum(of: chart.rows, name: "Total")
        self.rows = Array(rows.prefix(room + 1)) + [total]
        self.folded = folded
        let figures = self.rows.map { row in
            Figures(columns: [
                row.previous.map(chart.text.label) ?? NumberText.none, chart.text.label(row.current),
                chart.text.change(row.change),
                chart.text.percentChange(from: row.previous ?? 0, to: row.current),
            ])
        }
        self.figures = figures
        let heads = Self.heads(chart)
        let widths = (0...3).map { column in
            let widest = figures.map { pen.width($0.columns[column], .figureStrong) }.max() ?? 0
            return max(
                widest * pen.size(.rowFigure) / pen.size(.figureStrong), pen.width(heads[column], .period))
                + 16
        }
        let elision = TextElision(pen.canvas, style: pen.style(.rowName))
        // A small frame leaves out what the others say as well.
        let choices = [[0, 1, 2, 3], [1, 2, 3], [1, 2], [2]]
        func right(_ columns: [Int]) -> Double { frame.maxX - columns.map { widths[$0] }.reduce(0, +) }
        let least = pen.kind == .tile ? 60.0 : 90
        let usual = frame.width * 0.26
        let natural = self.rows.map { pen.width($0.name, .rowName) }.max() ?? 0
        let columns =
            choices.first { right($0) - 34 - frame.x - min(natural, usual) >= least } ?? [2]
        // Long names take what the dots can spare.
        let spare = right(columns) - 34 - frame.x - max(least, frame.width * 0.3)
        let nameWidth = max(usual, min(spare, frame.width * 0.45))
        names =
            elision.names(
                self.rows.dropLast().map(\.name), width: nameWidth, folded: folded, text: chart.text)
            + [elision.end(total.name, width: nameWidth)]
        let left = frame.x + (names.map { pen.width($0, .rowName) }.max() ?? 0) + 18
        let values: [Int128] = self.rows.dropLast().flatMap { [$0.current, $0.previous ?? 0] }
        self.columns = columns
        rights = columns.indices.map { index in
            frame.maxX - columns[(index + 1)...].map { widths[$0] }.reduce(0, +)
        }
        let length = right(columns) - 16 - left
        guard length >= 60 else { return nil }
        scale = NumericScale.money(
            from: values.min() ?? 0, to: values.max() ?? 0, length: length, pitch: pen.size(.axis) * 6.4,
            text: chart.text, )
        let margin = (scale.labels.last.map { pen.width($0, .axis) } ?? 0) / 2
        guard length - margin >= 40 else { return nil }
        plot = Rectangle(
            x: left, y: frame.y + head, width: length - margin, height: frame.height - head - pad, )
        pitch = min(plot.height / Double(self.rows.count), pen.size(.rowName) * 2)
    }

    private static func heads(_ chart: MoversChart) -> [String] {
        [chart.previousHead, chart.currentHead, "Change", "%"]
    }

    private func x(_ value: Int128) -> Double { plot.x + scale.fraction(value) * plot.width }

    private func middle(_ row: Int) -> Double { plot.y + (Double(row) + 0.5) * pitch }

    func draw() {
        drawHeads()
        for (index, row) in rows.enumerated() {
            let isTotal = index == rows.count - 1
            if !isTotal { drawDots(row, y: middle(index), isOther: isOther(index)) }
            drawWords(index, isTotal: isTotal)
            guard !isTotal else { continue }
            let y = middle(index) + pitch / 2
            if index == rows.count - 2 {
                pen.horizontal(y, from: frame.x, to: frame.maxX, pen.theme.ink, width: 1)
            } else if isOther(index + 1) {
                pen.horizontal(y, from: frame.x, to: frame.maxX, pen.theme.axis, width: 0.75)
            } else {
                pen.horizontal(y, from: frame.x, to: frame.maxX, pen.theme.hair, width: 0.6)
            }
        }
        drawKey()
    }

    private func isOther(_ row: Int) -> Bool { folded > 0 && row == rows.count - 2 }

    private func drawHeads() {
        let baseline = plot.y - pen.size(.axis) * 0.55
        let bottom = plot.y + pitch * Double(rows.count - 1)
        let labels = zip(scale.labels, scale.ticks).map { (text: $0, x: x($1), mustStay: $1 == 0) }
        let heads = Self.heads(chart)
        let first = rights[0] - pen.width(heads[columns[0]], .period) - 4
        let room = Rectangle(x: frame.x, y: plot.y, width: first - frame.x, height: 0)
        for tick in scale.ticks {
            pen.canvas.stroke(
                .line(Point(x(tick), plot.y), Point(x(tick), bottom)),
                Stroke(tick == 0 ? pen.theme.axis : pen.theme.hair, width: tick == 0 ? 1 : 0.75), )
        }
        for index in TimeAxisDrawing.keptApart(labels, pen, in: room) {
            pen.write(labels[index].text, at: Point(labels[index].x, baseline), anchor: .middle, .axis)
        }
        for (right, head) in zip(rights, columns.map { heads[$0] }) where !head.isEmpty {
            pen.write(
                head, at: Point(right, baseline), anchor: .trailing, .period, colour: pen.theme.mute, )
        }
    }

    private func direction(_ change: Int128, isOther: Bool) -> Colour {
        isOther || change == 0 ? pen.theme.mute : change > 0 ? pen.theme.up : pen.theme.down
    }

    private func drawDots(_ row: MoversChart.Row, y: Double, isOther: Bool) {
        let colour = direction(row.change, isOther: isOther)
        let small = pen.kind.lineScale
        let now = Point(x(row.current), y)
        guard let previous = row.previous else {
            pen.canvas.stroke(.line(Point(x(0), y), now), Stroke(colour, width: 1.2, dash: [2, 2]))
            pen.canvas.fill(.circle(now, radius: 4.4 * small), colour)
            return
        }
        let before = Point(x(previous), y)
        pen.canvas.stroke(.line(before, now), Stroke(colour.opacity(0.32), width: 3.2 * small))
        pen.canvas.fill(.circle(before, radius: 3.6 * small), pen.theme.paper)
        pen.canvas.stroke(.circle(before, radius: 3.6 * small), Stroke(colour, width: 1.5 * small))
        pen.canvas.fill(.circle(now, radius: 4.4 * small), colour)
    }

    private func drawWords(_ index: Int, isTotal: Bool) {
        let row = rows[index]
        let baseline = middle(index) + pen.drop(.rowName)
        let colour = direction(row.change, isOther: isOther(index) || isTotal)
        var name = pen.style(isOther(index) ? .rowNameQuiet : .rowName)
        if isTotal { name.weight = .semibold }
        pen.canvas.text(names[index], at: Point(frame.x, baseline), anchor: .leading, style: name)
        let quiet = isOther(index) ? pen.theme.body : pen.theme.ink
        let looks: [(FontWeight, Colour)] =
            isTotal
            ? [
                (.medium, pen.theme.body), (.semibold, pen.theme.ink), (.semibold, pen.theme.ink),
                (.medium, pen.theme.ink),
            ]
            : [
                (.regular, pen.theme.mute), (.regular, pen.theme.body),
                (.semibold, colour == pen.theme.mute ? quiet : colour),
                (.regular, colour == pen.theme.mute ? pen.theme.body : colour),
            ]
        for (column, right) in zip(columns, rights) {
            var style = pen.style(.rowFigure)
            (style.weight, style.colour) = looks[column]
            pen.canvas.text(
                figures[index].columns[column], at: Point(right, baseline), anchor: .trailing, style: style)
        }
    }

    /// What the dots mean, in the row of the total where there is room.
    private func drawKey() {
        let y = middle(rows.count - 1)
        let baseline = y + pen.drop(.note)
        let small = pen.kind.lineScale
        let second = plot.x + 13 + pen.width(chart.previousName, .note) + 12
        let end = second + 9 + pen.width(chart.currentName, .note)
        let figure = figures[rows.count - 1].columns[columns[0]]
        let limit = rights[0] - pen.width(figure, .figureStrong) - 10
        guard !chart.previousName.isEmpty, !chart.currentName.isEmpty, end < limit else { return }
        pen.canvas.stroke(
            .circle(Point(plot.x + 4, y), radius: 3.6 * small), Stroke(pen.theme.mute, width: 1.5 * small), )
        pen.write(chart.previousName, at: Point(plot.x + 13, baseline), .note)
        pen.canvas.fill(.circle(Point(second, y), radius: 4.4 * small), pen.theme.mute)
        pen.write(chart.currentName, at: Point(second + 9, baseline), .note)
    }
}

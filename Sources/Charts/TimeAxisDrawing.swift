/// Draws the two rows of words below a plot.
struct TimeAxisDrawing {
    let axis: TimeAxis
    let text: NumberText
    let pen: Pen
    let plot: Rectangle
    /// The edges that no word may cross.
    let bounds: Rectangle

    private static let apart = 6.0

    /// The room below a plot that the rows take.
    static func height(_ pen: Pen) -> Double {
        let rows = pen.kind == .tile ? 1.36 : 1.36 + 1.45
        return pen.size(.axis) * (rows + TextBox.below) + 1
    }

    private var slot: Double { plot.width / Double(max(axis.count, 1)) }

    private func centre(_ bin: Int) -> Double { plot.x + (Double(bin) + 0.5) * slot }

    func draw() {
        guard axis.count > 0 else { return }
        if pen.kind == .tile { return drawEnds() }
        let baseline = plot.maxY + pen.size(.axis) * 1.36
        let marks = axis.marks(text)
        let labels = marks.map { ($0.label, centre($0.bin), $0.isStart) }
        for index in Self.keptApart(labels, pen, in: bounds) {
            let x = centre(marks[index].bin)
            pen.canvas.stroke(
                .line(Point(x, plot.maxY), Point(x, plot.maxY + pen.size(.axis) * 0.36)),
                Stroke(pen.theme.axis, width: 1), )
            pen.write(marks[index].label, at: Point(x, baseline), anchor: .middle, .axis)
        }
        drawPeriods(baseline: baseline + pen.size(.axis) * 1.45)
    }

    /// Which labels stay when those too close to a neighbour go; those that must stay are set first.
    static func keptApart(
        _ labels: [(text: String, x: Double, mustStay: Bool)], _ pen: Pen, in bounds: Rectangle,
    ) -> [Int] {
        var kept: [(index: Int, from: Double, to: Double)] = []
        for first in [true, false] {
            for (index, label) in labels.enumerated() where label.mustStay == first {
                let half = pen.width(label.text, .axis) / 2
                let (from, to) = (label.x - half, label.x + half)
                guard from >= bounds.x, to <= bounds.maxX else { continue }
                if kept.allSatisfy({ $0.from - to >= apart || from - $0.to >= apart }) {
                    kept.append((index, from, to))
                }
            }
        }
        return kept.map(\.index).sorted()
    }

    /// A small plot names only its first and its last bin.
    private func drawEnds() {
        let baseline = plot.maxY + pen.size(.axis) * 1.36
        let first = text.dayShort(axis.day(of: 0))
        guard axis.count > 1 else {
            pen.write(first, at: Point(plot.x + plot.width / 2, baseline), anchor: .middle, .axis)
            return
        }
        pen.write(first, at: Point(plot.x, baseline), .axis)
        let last = text.dayShort(axis.day(of: axis.count - 1))
        let box = pen.box(last, at: Point(plot.maxX, baseline), anchor: .trailing, .axis)
        if last != first, box.x >= plot.x + pen.width(first, .axis) + Self.apart {
            pen.write(last, at: Point(plot.maxX, baseline), anchor: .trailing, .axis)
        }
    }

    private func drawPeriods(baseline: Double) {
        var periods = axis.periods(text)
        for period in periods.dropFirst() {
            let x = plot.x + Double(period.bin) * slot
            pen.canvas.stroke(
                .line(Point(x, plot.maxY), Point(x, plot.maxY + pen.size(.axis) * 0.55)),
                Stroke(pen.theme.body, width: 1), )
        }
        // A first period that ends before its word does gives its year to the next.
        while periods.count > 1,
            pen.width(periods[0].shortLabel, .period) + Self.apart > slot * Double(periods[1].bin)
        {
            if let year = periods[1].year {
                periods[1].label += " \(year)"
                periods[1].shortLabel += " \(year)"
            }
            periods.removeFirst()
        }
        let isRoomy = zip(periods, periods.dropFirst()).allSatisfy { this, next in
            pen.width(this.label, .period) + Self.apart <= slot * Double(next.bin - this.bin)
        }
        var end = -Double.infinity
        for (index, period) in periods.enumerated() {
            let label = isRoomy ? period.label : period.shortLabel
            let width = pen.width(label, .period)
            let x = min(plot.x + Double(period.bin) * slot, plot.maxX - width)
            guard x >= end + (index == 0 ? 0 : Self.apart), x >= plot.x - 0.5 else { continue }
            pen.write(label, at: Point(x, baseline), .period)
            end = x + width
        }
    }
}

/// Where the lines and words of a percentile chart go.
struct PercentilesLayout {
    private let chart: PercentilesChart
    private let pen: Pen
    private let frame: Rectangle
    private let plot: Rectangle
    private let scale: LatencyScale
    private let axis: TimeAxis
    private let valueWidth: Double
    /// Whether there is room for a second line at the end of each line.
    private let hasMedians: Bool

    init?(_ chart: PercentilesChart, _ pen: Pen, _ frame: Rectangle) {
        self.chart = chart
        self.pen = pen
        self.frame = frame
        axis = TimeAxis(first: chart.firstDay, count: chart.lines.map(\.milliseconds.count).max() ?? 0)
        let top = frame.y + pen.size(.axis) * 0.75
        let bottom = frame.maxY - (pen.kind == .wide ? 48 : TimeAxisDrawing.height(pen))
        let scale = LatencyScale(chart.values, length: max(bottom - top, 1), apart: pen.size(.axis) * 1.6)
        self.scale = scale
        let gutter = (scale.ticks.map { pen.width(chart.text.latencyTick($0), .axis) }.max() ?? 0) + 8
        let hasMedians = pen.kind != .tile
        self.hasMedians = hasMedians
        let values = chart.lines.flatMap { [$0.last?.value, hasMedians ? $0.median : nil] }.compactMap { $0 }
        valueWidth =
            values.map { pen.width(chart.text.duration(milliseconds: $0), .figureStrong) }.max() ?? 0
        let names =
            chart.lines.map { pen.width($0.name, .figureStrong) }
            + (hasMedians ? [pen.width(chart.medianName, .note)] : [])
        let side = 12 + (names.max() ?? 0) + 16 + valueWidth
        let width = frame.width - gutter - side
        guard width >= 60, bottom - top >= 30, axis.count > 0 else { return nil }
        plot = Rectangle(x: frame.x + gutter, y: top, width: width, height: bottom - top)
    }

    /// Lines of so many days that they stand closer than their width are thinner.
    ///
    /// They are not put together in weeks: the percentiles of days do not tell those of a week.
    private var lineWidth: Double { min(max(0.6 * plot.width / Double(axis.count), 1), 2) }

    private func point(_ day: Int, _ value: Int) -> Point {
        let x = plot.x + (Double(day) + 0.5) * plot.width / Double(axis.count)
        return Point(x, plot.maxY - scale.fraction(value) * plot.height)
    }

    /// Three shades of one family, dark to light.
    private func colour(_ line: Int) -> Colour {
        let family = pen.theme.families[0]
        let shades = [
            pen.theme.sequential[pen.theme.paper == Theme.dark.paper ? 7 : 6], family[0], family[1],
        ]
        return shades[min(line, 2)]
    }

    func draw() {
        for tick in scale.ticks {
            let y = plot.maxY - scale.fraction(tick) * plot.height
            let isBottom = tick == scale.ticks[0]
            pen.horizontal(
                y, from: plot.x, to: plot.maxX, isBottom ? pen.theme.axis : pen.theme.hair,
                width: isBottom ? 1 : 0.75, )
            pen.write(
                chart.text.latencyTick(tick), at: Point(plot.x - 8, y + pen.drop(.axis)), anchor: .trailing,
                .axis, )
        }
        TimeAxisDrawing(axis: axis, text: chart.text, pen: pen, plot: plot, bounds: frame).draw()
        var space = FreeSpace(bounds: plot)
        let gaps = MissingDays(chart.missing, first: chart.firstDay, count: axis.count)
        gaps.drawBands(pen, plot: plot)
        for index in chart.lines.indices.reversed() { drawLine(index, &space) }
        gaps.drawWords(MissingDays.word, pen, plot: plot, &space)
        drawAnnotation(&space)
        drawEnds()
    }

    /// The runs of days with values; a day without requests leaves a gap.
    private func runs(_ line: PercentilesChart.Line) -> [[Point]] {
        var runs: [[Point]] = [[]]
        for (day, value) in line.milliseconds.enumerated() {
            if let value, value >= 0 {
                runs[runs.count - 1].append(point(day, value))
            } else {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }

    private func drawLine(_ index: Int, _ space: inout FreeSpace) {
        let colour = colour(index)
        for run in runs(chart.lines[index]) {
            if run.count == 1 {
                pen.canvas.fill(.circle(run[0], radius: 1.6), colour)
                space.take(Rectangle(x: run[0].x - 2, y: run[0].y - 2, width: 4, height: 4))
            }
            pen.canvas.stroke(
                .polyline(run), Stroke(colour, width: lineWidth * pen.kind.lineScale, roundCap: true))
            space.take(line: run)
        }
        guard let last = chart.lines[index].last else { return }
        let dot = point(last.day, last.value)
        pen.canvas.fill(.circle(dot, radius: 4.2 * pen.kind.lineScale), pen.theme.paper)
        pen.canvas.fill(.circle(dot, radius: 2.8 * pen.kind.lineScale), colour)
        space.take(Rectangle(x: dot.x - 4.2, y: dot.y - 4.2, width: 8.4, height: 8.4))
    }

    private func drawAnnotation(_ space: inout FreeSpace) {
        guard let annotation = chart.annotation, let line = chart.lines.first else { return }
        let day = annotation.day.number - chart.firstDay.number
        guard line.milliseconds.indices.contains(day), let value = line.milliseconds[day], value >= 0 else {
            return
        }
        let mark = point(day, value)
        pen.canvas.fill(.circle(mark, radius: 4.2), pen.theme.paper)
        pen.canvas.stroke(.circle(mark, radius: 4.2), Stroke(pen.theme.up, width: 1.6))
        let short = TextElision.singleLine(annotation.headline)
        var choices: [[(words: String, role: TextRole)]] = [[(short, .annotation)]]
        if !annotation.reason.isEmpty {
            choices.insert(
                [(short, .annotation), (TextElision.singleLine(annotation.reason), .annotationReason)], at: 0,
            )
        }
        let step = pen.size(.annotationReason) * 1.35
        for lines in choices {
            let block = Double(lines.count - 1) * step
            let beside = [0, block / 2, block].map { mark.y + pen.drop(.annotation) - $0 }
            let places =
                beside.flatMap { y in [(TextAnchor.trailing, mark.x - 10, y), (.leading, mark.x + 10, y)] }
                + [(.middle, mark.x, mark.y - 8 - block)]
            for (anchor, x, y) in places
            where space.write(lines, at: Point(x, y), anchor: anchor, line: step, pen) {
                return
            }
        }
    }

    private func drawEnds() {
        let ends = chart.lines.enumerated().compactMap { index, line -> (Int, Int, Double)? in
            line.last.map { (index, $0.value, point($0.day, $0.value).y) }
        }.sorted { $0.2 < $1.2 }
        let step = pen.size(.note) * 1.3
        let places = LabelSpread.positions(
            wanted: ends.map(\.2), gap: hasMedians ? 2 * step + 6 : step + 2,
            within: plot.y...max(plot.maxY - step - pen.size(.note) * 0.5, plot.y), )
        for ((index, value, _), place) in zip(ends, places) {
            let line = chart.lines[index]
            let baseline = place + pen.drop(.figureStrong)
            pen.write(line.name, at: Point(plot.maxX + 12, baseline), .figureStrong)
            pen.write(
                chart.text.duration(milliseconds: value), at: Point(frame.maxX, baseline), anchor: .trailing,
                .figure, colour: pen.theme.ink, )
            guard hasMedians, let median = line.median else { continue }
            pen.write(chart.medianName, at: Point(plot.maxX + 12, baseline + step), .note)
            pen.write(
                chart.text.duration(milliseconds: median), at: Point(frame.maxX, baseline + step),
                anchor: .trailing, .note, )
        }
    }
}

extension PercentilesChart.Line {
    /// The last day with a value, which names the line.
    fileprivate var last: (day: Int, value: Int)? {
        milliseconds.indices.reversed().lazy.compactMap { day in
            milliseconds[day].flatMap { $0 >= 0 ? (day, $0) : nil }
        }.first
    }
}

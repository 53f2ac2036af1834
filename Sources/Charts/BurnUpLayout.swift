/// Where everything of a burn-up chart goes.
struct BurnUpLayout {
    /// Words at the right end of a line.
    private struct EndLabel {
        var y: Double
        var lines: [(words: String, role: TextRole)]
    }

    private let chart: BurnUpChart
    private let pen: Pen
    private let frame: Rectangle
    private let plot: Rectangle
    private let scale: NumericScale
    private let actual: [Int128]
    private let forecast: [ForecastRange]
    private let isBudgetAbove: Bool

    /// Measures and places; nothing when the frame is too small for a plot.
    init?(_ chart: BurnUpChart, _ pen: Pen, _ frame: Rectangle) {
        self.chart = chart
        self.pen = pen
        self.frame = frame
        actual = chart.cumulative.prefix(chart.days).map(\.clampedToScale)
        forecast = Array(chart.forecast.prefix(max(chart.days - actual.count, 0)))
        let values = actual + chart.previous.map(\.clampedToScale)
        let data = max(values.max() ?? 0, forecast.map(\.high.clampedToScale).max() ?? 0, 0)
        let budget = chart.budget?.clampedToScale ?? 0
        isBudgetAbove = budget / 2 > data || (data == 0 && budget > .dollar)
        let top = frame.y + (isBudgetAbove ? BudgetMark.arrowHeight(pen) : pen.size(.axis) * 0.75)
        let rows =
            chart.days <= 31 ? pen.size(.axis) * (1.36 + TextBox.below) + 1 : TimeAxisDrawing.height(pen)
        let bottom = frame.maxY - (pen.kind == .wide ? max(rows, 34) : rows)
        guard bottom - top >= 30 else { return nil }
        scale = NumericScale.money(
            from: min(values.min() ?? 0, forecast.map(\.low).min() ?? 0, 0),
            to: isBudgetAbove ? data : max(data, budget), length: bottom - top, pitch: pen.kind.gridPitch,
            text: chart.text, )
        let gutter = (scale.labels.map { pen.width($0, .axis) }.max() ?? 0) + 8
        let lines = Self.endLines(chart, actual, forecast).flatMap { $0 }
        let margin = lines.map { pen.width($0.words, $0.role) + 10 }.max() ?? pen.size(.axis) * 0.7
        let width = frame.width - gutter - margin
        guard width >= 60 else { return nil }
        plot = Rectangle(x: frame.x + gutter, y: top, width: width, height: bottom - top)
    }

    /// The words at the right: the forecast's or the closed period's end, then the period before.
    private static func endLines(
        _ chart: BurnUpChart, _ actual: [Int128], _ forecast: [ForecastRange],
    ) -> [[(words: String, role: TextRole)]] {
        var blocks: [[(words: String, role: TextRole)]] = []
        if let end = forecast.last {
            blocks.append([
                (chart.text.label(end.mean), .annotation), (chart.forecastNote, .note),
                (chart.text.range(end.low, end.high), .note),
            ])
        } else if actual.count == chart.days, let end = actual.last {
            blocks.append([(chart.text.label(end), .annotation), (chart.name, .note)])
        }
        if let end = chart.previous.last {
            blocks.append([(chart.text.label(end), .figure), (chart.previousName, .note)])
        }
        return blocks.map { block in block.filter { !$0.words.isEmpty } }
    }

    private func x(_ day: Double) -> Double { plot.x + day / Double(chart.days) * plot.width }

    private func y(_ value: Int128) -> Double {
        plot.maxY - min(max(scale.fraction(value), 0), 1) * plot.height
    }

    /// The days before the line, of which nothing is known.
    private var daysUnknown: Int { min(max(chart.daysUnknown, 0), max(actual.count - 1, 0)) }

    /// The line of what was spent, from the first day of which anything is known.
    private var spent: [Point] {
        points(
            Array(actual.dropFirst(daysUnknown)), from: daysUnknown,
            start: daysUnknown > 0 ? actual[daysUnknown - 1] : 0)
    }

    /// A line that starts at nothing and has a point at the end of each day.
    private func points(_ values: [Int128], from day: Int = 0, start: Int128 = 0, span: Int? = nil) -> [Point]
    {
        let step = Double(chart.days) / Double(span ?? chart.days)
        return [Point(x(Double(day)), y(start))]
            + values.enumerated().map { Point(x(Double(day + $0 + 1) * step), y($1)) }
    }

    private var dotRadius: Double { 3.4 * pen.kind.lineScale }

    /// Where the forecast ends.
    private var meanEnd: Point? {
        forecast.last.map { Point(x(Double(actual.count + forecast.count)), y($0.mean)) }
    }

    func draw() {
        for tick in scale.ticks {
            let isZero = tick == 0
            pen.horizontal(
                y(tick), from: plot.x, to: plot.maxX, isZero ? pen.theme.axis : pen.theme.hair,
                width: isZero ? 1 : 0.75, )
        }
        for (tick, label) in zip(scale.ticks, scale.labels) {
            pen.write(label, at: Point(plot.x - 8, y(tick) + pen.drop(.axis)), anchor: .trailing, .axis)
        }
        drawDays()
        let rise = isBudgetAbove ? 0 : min(4, plot.y - frame.y)
        var space = FreeSpace(
            bounds: Rectangle(x: plot.x, y: plot.y - rise, width: plot.width, height: plot.height + rise))
        let gap = MissingDays(daysUnknown > 0 ? [0..<daysUnknown] : [], count: chart.days)
        gap.drawBands(pen, plot: plot)
        drawLines(&space)
        gap.drawWords(MissingDays.word, pen, plot: plot, &space)
        drawWords(&space)
        drawEnds()
    }

    /// The numbers below: the first, every fifth and the last day of a month, or the rows of a long period.
    private func drawDays() {
        guard chart.days <= 31 else {
            let axis = TimeAxis(first: chart.firstDay, count: chart.days)
            return TimeAxisDrawing(axis: axis, text: chart.text, pen: pen, plot: plot, bounds: frame).draw()
        }
        let days = (1...chart.days).filter {
            $0 == 1 || $0 == chart.days || ($0 % 5 == 0 && chart.days - $0 > 1)
        }
        let labels = days.map { day in
            let number = chart.firstDay.advanced(by: day - 1).day
            return (text: String(number), x: x(Double(day)), mustStay: day == 1 || day == chart.days)
        }
        let baseline = plot.maxY + pen.size(.axis) * 1.36
        for index in TimeAxisDrawing.keptApart(labels, pen, in: frame) {
            pen.canvas.stroke(
                .line(Point(labels[index].x, plot.maxY), Point(labels[index].x, plot.maxY + 4)),
                Stroke(pen.theme.axis, width: 1), )
            pen.write(labels[index].text, at: Point(labels[index].x, baseline), anchor: .middle, .axis)
        }
    }

    private func drawLines(_ space: inout FreeSpace) {
        let previous = chart.previous.map(\.clampedToScale)
        let weight = 2.4 * pen.kind.lineScale
        let line = spent
        for dot in [line.last, meanEnd].compactMap({ $0 }) {
            let side = 2 * dotRadius + 2
            space.take(Rectangle(x: dot.x - side / 2, y: dot.y - side / 2, width: side, height: side))
        }
        if !forecast.isEmpty {
            let low = points(forecast.map(\.low.clampedToScale), from: actual.count, start: actual.last ?? 0)
            let high = points(
                forecast.map(\.high.clampedToScale), from: actual.count, start: actual.last ?? 0, )
            pen.canvas.fill(.polygon(high + low.reversed()), pen.theme.forecastFill)
            let mean = points(
                forecast.map(\.mean.clampedToScale), from: actual.count, start: actual.last ?? 0, )
            pen.canvas.stroke(
                .polyline(mean), Stroke(pen.theme.accent, width: weight - 0.4, dash: [3.5, 3]), )
            for line in [high, low, mean] { space.take(line: line) }
        }
        if !previous.isEmpty {
            let dotted = points(previous, span: max(previous.count, chart.days))
            pen.canvas.stroke(
                .polyline(dotted), Stroke(pen.theme.mute, width: 1.4, dash: [1.5, 3], roundCap: true), )
            space.take(line: dotted)
        }
        if let budget = chart.budget, budget > 0, !isBudgetAbove {
            let pace = [Point(plot.x, y(0)), Point(plot.maxX, y(budget))]
            pen.canvas.stroke(
                .polyline(pace), Stroke(pen.theme.axis, width: 1, dash: [1.5, 3], roundCap: true), )
            space.take(line: pace)
        }
        if !actual.isEmpty {
            pen.canvas.stroke(.polyline(line), Stroke(pen.theme.accent, width: weight, roundCap: true))
            space.take(line: line)
        }
    }

    private func drawWords(_ space: inout FreeSpace) {
        if let budget = chart.budget, budget > 0 {
            let mark = BudgetMark(words: ["Budget \(chart.text.label(budget))"], pen: pen, plot: plot)
            if isBudgetAbove {
                mark.drawAbove(&space)
            } else {
                mark.drawLine(at: y(budget), &space)
                _ = mark.drawWords(at: y(budget), anywhere: true, &space)
            }
        }
        drawToday(&space)
        drawNoForecast(&space)
        guard let budget = chart.budget, budget > 0, !isBudgetAbove else { return }
        for part in [0.5, 0.55, 0.6, 0.65, 0.7, 0.45, 0.4, 0.35, 0.3] {
            let point = Point(
                plot.x + part * plot.width, y(0) + part * (y(budget) - y(0)) + pen.size(.note) * 1.5, )
            if space.write("even pace", at: point, .note, pen) { return }
        }
    }

    /// Why no line goes on to the period's end, where it would be.
    private func drawNoForecast(_ space: inout FreeSpace) {
        guard forecast.isEmpty, actual.count < chart.days, !chart.noForecast.isEmpty else { return }
        let step = pen.size(.note) * 0.75
        let heights = stride(from: plot.maxY - step, through: plot.y + pen.size(.note), by: -step)
        // A small plot has no room for the reason.
        for words in [chart.noForecast, String(chart.noForecast.prefix { $0 != ":" })] {
            for (anchor, x) in [(TextAnchor.trailing, plot.maxX - 2), (.leading, plot.x + 2)] {
                for y in heights
                where space.write(words, at: Point(x, y), anchor: anchor, .note, pen) { return }
            }
        }
    }

    /// The dot at the last day with data and, while the period is open, its value.
    private func drawToday(_ space: inout FreeSpace) {
        guard let value = actual.last, let dot = points(actual).last else { return }
        pen.canvas.fill(.circle(dot, radius: dotRadius), pen.theme.accent)
        guard actual.count < chart.days else { return }
        let words = chart.text.label(value)
        let rise = pen.size(.annotation)
        let places: [(TextAnchor, Point)] = [
            (.trailing, Point(dot.x - 7, dot.y - rise * 0.6)),
            (.trailing, Point(dot.x - 7, dot.y - rise * 1.2)),
            (.middle, Point(dot.x, dot.y - rise)), (.leading, Point(dot.x + 9, dot.y + rise * 1.3)),
            (.leading, Point(dot.x + 7, dot.y - rise)), (.trailing, Point(dot.x - 9, dot.y + rise * 1.8)),
        ]
        for (anchor, point) in places where space.write(words, at: point, anchor: anchor, .annotation, pen) {
            return
        }
    }

    /// Dots and words at the right end of each line that reaches it.
    private func drawEnds() {
        let blocks = Self.endLines(chart, actual, forecast)
        guard !blocks.isEmpty else { return }
        var ends: [Int128] = []
        if let end = forecast.last {
            ends.append(end.mean)
            if let dot = meanEnd { pen.canvas.fill(.circle(dot, radius: dotRadius), pen.theme.accent) }
        } else if actual.count == chart.days, let end = actual.last {
            ends.append(end)
        }
        if let end = chart.previous.last { ends.append(end) }
        var labels = zip(ends, blocks).map { EndLabel(y: y($0), lines: $1) }
        labels.sort { $0.y < $1.y }
        let line = pen.size(.note) * 1.35
        let rows = Double(labels.map(\.lines.count).max() ?? 1)
        let below = (rows - 1) * line + pen.size(.note)
        let places = LabelSpread.positions(
            wanted: labels.map(\.y), gap: rows * line + 4,
            within: plot.y...max(plot.maxY - below, plot.y), )
        for (label, place) in zip(labels, places) {
            for (index, one) in label.lines.enumerated() {
                let baseline = place + pen.drop(.annotation) + Double(index) * line
                pen.write(one.words, at: Point(plot.maxX + 9, baseline), one.role)
            }
        }
    }
}

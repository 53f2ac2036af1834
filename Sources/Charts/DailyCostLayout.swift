/// Where everything of a daily chart goes, and its drawing in the order in which things may cover each other.
struct DailyCostLayout {
    let chart: DailyCostChart
    let columns: DailyColumns
    let pen: Pen
    let frame: Rectangle
    let plot: Rectangle
    let scale: NumericScale
    let axis: TimeAxis
    let keyColumn: KeyColumn?
    let keyRow: KeyRow?

    private let hasTimeAxis: Bool
    /// The room for words above the plot.
    let headroom: Double

    /// What a plot shares with others above or below it.
    struct Alignment {
        /// The least room at the left for the numbers of the axis.
        var gutterMin = 0.0
        /// The least room at the right for the key.
        var keyWidthMin = 0.0
        /// Whether the days stand below this plot.
        var hasTimeAxis = true
    }

    /// Measures and places; nothing when the frame is too small for a plot.
    init?(
        _ chart: DailyCostChart, _ columns: DailyColumns, _ pen: Pen, _ frame: Rectangle,
        alignment: Alignment = Alignment(),
    ) {
        self.chart = chart
        self.columns = columns
        self.pen = pen
        self.frame = frame
        let placement = chart.placement(pen.kind)
        let entries = zip(columns.series, columns.totals).map { series, total in
            KeyEntry(name: series.name, colour: pen.theme.colour(of: series.colour), total: total)
        }
        let row = placement == .row ? KeyRow(entries, pen, width: frame.width) : nil
        keyRow = row
        // A bar that is cut has its value above it where neighbours leave no room beside it.
        let cut = columns.capped == nil ? 0 : pen.size(.annotation) * 1.25
        let arrow = max(columns.isBudgetAbove ? BudgetMark.arrowHeight(pen) : 0, cut)
        headroom = arrow
        let head =
            switch placement {
            case .column: pen.size(.axis) * 2.2
            case .row: (row?.height ?? 0) + pen.size(.axis)
            case .none: pen.size(.axis) * 0.75
            }
        let top = frame.y + head + arrow
        hasTimeAxis = alignment.hasTimeAxis
        let bottom = frame.maxY - Self.axisHeight(pen, alignment)
        guard bottom - top >= 30 else { return nil }
        let last = chart.firstDay.advanced(by: chart.days - 1)
        let keyColumn =
            placement == .column
            ? KeyColumn(
                entries, pen, text: chart.text, unit: chart.unit,
                headings: [false, true].map { short in
                    chart.text.period(
                        chart.firstDay.advanced(by: columns.keyDays.lowerBound), last, year: false,
                        short: short, )
                },
                widthMax: frame.width * 0.36, ) : nil
        self.keyColumn = keyColumn
        scale = NumericScale(
            chart.unit, from: columns.low, to: columns.high, length: bottom - top, pitch: pen.kind.gridPitch,
            text: chart.text, )
        // The budget's amount stands in the gutter where the plot has no room for its words.
        var wide = pen.style(.axis)
        wide.weight = .semibold
        let budget = columns.isBudgetAbove ? nil : columns.budget.map { chart.text.label($0, chart.unit) }
        let budgetWidth = budget.map { pen.canvas.measure($0, style: wide).width } ?? 0
        let labelWidth = max(scale.labels.map { pen.width($0, .axis) }.max() ?? 0, budgetWidth)
        let gutter = max(labelWidth + 8, alignment.gutterMin)
        let right = keyColumn.map { frame.maxX - max($0.width, alignment.keyWidthMin) - 26 } ?? frame.maxX
        guard right - frame.x - gutter >= 60 else { return nil }
        plot = Rectangle(x: frame.x + gutter, y: top, width: right - frame.x - gutter, height: bottom - top)
        axis = TimeAxis(first: chart.firstDay, count: chart.days + chart.forecast.count)
    }

    private static func axisHeight(_ pen: Pen, _ alignment: Alignment) -> Double {
        guard alignment.hasTimeAxis else { return 1 }
        return pen.kind == .wide ? 48 : TimeAxisDrawing.height(pen)
    }

    /// How many names a key column has room for in a frame of that height; no bound without such a key.
    static func keyRows(
        _ chart: DailyCostChart, _ pen: Pen, height: Double, _ alignment: Alignment = Alignment()
    ) -> Int {
        guard chart.placement(pen.kind) == .column else { return .max }
        return KeyColumn.rows(height: height - pen.size(.axis) * 2.2 - axisHeight(pen, alignment), pen)
    }

    func y(_ value: Int128) -> Double {
        let y = plot.maxY - min(max(scale.fraction(value), 0), 1) * plot.height
        // A picture has two pixels a unit: edges on whole pixels are crisp, and the file is smaller.
        return pen.kind == .page ? y : (2 * y).rounded() / 2
    }

    /// The room of a day.
    var slot: Double { plot.width / Double(max(axis.count, 1)) }

    /// The left edge and the width of a bin's bar.
    func bar(_ bin: Int) -> (x: Double, width: Double) {
        let days = columns.bins.ranges[bin]
        let room = slot * Double(days.count)
        let width = axis.count == 1 ? min(28, room * 0.8) : room * 0.8
        return (plot.x + (Double(days.lowerBound) + Double(days.count) / 2) * slot - width / 2, width)
    }

    /// The rectangle from zero to the top of a bin's bar, or down to its credit.
    func barBox(_ bin: Int) -> Rectangle {
        let (x, width) = bar(bin)
        let column = columns.columns[bin]
        // The stroke of a day that cost nothing stands on the line.
        guard !column.rises.isEmpty || !column.falls.isEmpty else {
            return Rectangle(x: x, y: y(0) - 1.6, width: width, height: 1.6)
        }
        let top = bin == columns.capped ? plot.y : y(column.high)
        return Rectangle(x: x, y: top, width: width, height: max(y(column.low) - top, 1.6))
    }

    func draw() {
        drawGrid()
        missing.drawBands(pen, plot: plot)
        drawForecast()
        for bin in columns.columns.indices { drawColumn(bin) }
        for bin in columns.bins.ranges.indices where columns.isPart(bin) { drawPart(bin) }
        pen.horizontal(y(0), from: plot.x, to: plot.maxX, pen.theme.axis, width: 1)
        for bin in columns.columns.indices { drawZero(bin) }
        var notes = DailyCostNotes(self)
        notes.draw()
        drawLabels(besides: notes.gutter)
        if hasTimeAxis {
            TimeAxisDrawing(axis: axis, text: chart.text, pen: pen, plot: plot, bounds: frame).draw()
        }
        keyRow?.draw(at: Point(frame.x, frame.y))
        keyColumn?.draw(plot: plot, x: plot.maxX + 26, right: frame.maxX, headingY: plot.y - 14)
    }

    private func drawGrid() {
        for tick in scale.ticks where tick != 0 {
            pen.horizontal(y(tick), from: plot.x, to: plot.maxX, pen.theme.hair, width: 0.75)
        }
    }

    /// The numbers at the left; those near a word that had to stand there are left out.
    private func drawLabels(besides taken: Rectangle?) {
        for (tick, label) in zip(scale.ticks, scale.labels) {
            let baseline = y(tick) + pen.drop(.axis)
            let apart = max(12, pen.size(.axis) * 1.1)
            if let taken, abs(taken.y + taken.height / 2 - y(tick)) < apart { continue }
            pen.write(label, at: Point(plot.x - 8, baseline), anchor: .trailing, .axis)
        }
    }

    private func drawColumn(_ bin: Int) {
        let column = columns.columns[bin]
        let (x, width) = bar(bin)
        if bin == columns.capped { return drawCapped(x: x, width: width) }
        if let largest = column.rises.max(by: { $0.amount < $1.amount }), y(0) - y(column.high) < 0.5 {
            // A day that cost next to nothing is still not a day that cost nothing.
            let box = Rectangle(x: x, y: y(0) - 0.75, width: width, height: 0.75)
            pen.canvas.fill(.rectangle(box), pen.theme.colour(of: columns.series[largest.series].colour))
        }
        let alone = columns.series.count == 1
        for isRise in [true, false] {
            var sum: Int128 = 0
            var previous = 0.0
            for part in isRise ? column.rises : column.falls {
                let (from, to) = (y(sum), y(sum + part.amount))
                sum += part.amount
                let box = Rectangle(x: x, y: min(from, to), width: width, height: abs(to - from))
                guard box.height > 0 else { continue }
                let colour =
                    isRise ? pen.theme.colour(of: columns.series[part.series].colour) : pen.theme.down
                pen.canvas.fill(.rectangle(box), colour)
                if !alone, previous > 1.2, box.height > 1.2, width > 2 {
                    pen.horizontal(from, from: x, to: x + width, pen.theme.paper, width: 0.6)
                }
                previous = box.height
            }
        }
    }

    /// A bar that would leave the plot: in the colour of an alert, with a cut through it.
    private func drawCapped(x: Double, width: Double) {
        let box = Rectangle(x: x, y: plot.y, width: width, height: y(0) - plot.y)
        pen.canvas.fill(.rectangle(box), pen.theme.up)
        let cut = plot.y + min(18, plot.height * 0.15)
        let rise = min(width * 0.25, 4)
        pen.canvas.fill(
            .polygon([
                Point(x, cut + rise - 1.3), Point(x + width, cut - rise - 1.3),
                Point(x + width, cut - rise + 1.3), Point(x, cut + rise + 1.3),
            ]), pen.theme.paper, )
    }

    /// A day that cost nothing is a stroke on the line, so that it differs from a day without data.
    private func drawZero(_ bin: Int) {
        let column = columns.columns[bin]
        guard column.hasValue, column.rises.isEmpty, column.falls.isEmpty else { return }
        let (x, width) = bar(bin)
        pen.canvas.fill(
            .rectangle(Rectangle(x: x, y: y(0) - 1.6, width: width, height: 1.6)), pen.theme.accent, )
    }

    private func drawForecast() {
        for one in columns.expected {
            let (x, width) = bar(one.bin)
            func y(_ value: Int128) -> Double { self.y(one.base.saturatingAdd(value.clampedToScale)) }
            let (low, mean, high) = (y(one.range.low), y(one.range.mean), y(one.range.high))
            let base = y(0)
            pen.canvas.fill(
                .rectangle(Rectangle(x: x, y: min(mean, base), width: width, height: abs(base - mean))),
                pen.theme.forecastFill, )
            if low > high {
                pen.canvas.fill(
                    .rectangle(Rectangle(x: x, y: high, width: width, height: low - high)),
                    pen.theme.forecastRange, )
            }
            pen.horizontal(
                mean, from: x, to: x + width, pen.theme.forecastMean, width: 1.3 * pen.kind.lineScale, )
        }
    }

    private var missingRuns: [Range<Int>] {
        MissingDays.joined(
            columns.columns.indices.filter { columns.columns[$0].isMissing }.map { columns.bins.ranges[$0] })
    }

    /// Stripes of paper over a week that is not whole, so that nobody takes it for a cheap one.
    private func drawPart(_ bin: Int) {
        let (x, width) = bar(bin)
        let known = columns.columns.indices.contains(bin) ? columns.columns[bin] : nil
        let top = columns.expected.first { $0.bin == bin }.map {
            $0.base.saturatingAdd($0.range.mean.clampedToScale)
        }
        let high = bin == columns.capped ? plot.y : y(max(known?.high ?? 0, top ?? 0))
        let low = y(min(known?.low ?? 0, top ?? 0))
        pen.stripes(
            Rectangle(x: x, y: high, width: width, height: low - high), pen.theme.paper, width: 1, apart: 4)
    }

    /// The days without data.
    var missing: MissingDays { MissingDays(missingRuns, count: axis.count) }
}

/// What was made from day to day, such as images and seconds of video: one plot for each, by model.
///
///     let chart = MediaChart(
///         firstDay: ChartDay(2026, 10, 1), days: 17, panels: [
///             .init(name: "Images", unit: .count, series: images),
///             .init(name: "Video", unit: .seconds, series: clips)])
public struct MediaChart: Chart, Hashable {
    /// One kind of thing that is made.
    public struct Panel: Hashable, Sendable {
        /// What is made: "Images".
        public var name: String
        /// How it is counted.
        public var unit: ChartUnit
        /// How much of it each model made on each day.
        public var series: [ChartSeries]

        /// Makes a panel.
        public init(name: String, unit: ChartUnit, series: [ChartSeries]) {
            self.name = name
            self.unit = unit
            self.series = series
        }

        var isEmpty: Bool { series.allSatisfy { $0.amounts.allSatisfy { $0 == 0 } } }
    }

    /// The first day.
    public var firstDay: ChartDay
    /// How many days there are.
    public var days: Int
    /// The kinds in their order; at most three that are not empty are drawn.
    public var panels: [Panel]
    /// Days of which nothing is known: a gap, not a zero.
    public var missing: Set<ChartDay>
    /// The first day that the totals count, such as the first of the month.
    public var keyFrom: ChartDay?
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers and dates are written.
    public var text: NumberText

    /// Makes a chart; at most ten years of days are drawn.
    public init(
        firstDay: ChartDay, days: Int, panels: [Panel], missing: Set<ChartDay> = [],
        keyFrom: ChartDay? = nil, emptyNote: String = "", text: NumberText = .english,
    ) {
        self.firstDay = firstDay
        self.days = days
        self.panels = panels
        self.missing = missing
        self.keyFrom = keyFrom
        self.emptyNote = emptyNote
        self.text = text
    }

    /// Whether its days stand together in weeks in a frame of a width, in all plots alike.
    public func isByWeek(width: Double, kind: CanvasKind) -> Bool {
        MediaLayout.isByWeek(self, width: width, kind: kind)
    }

    /// Draws a plot for each kind: one below the other on a slide, beside each other elsewhere.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        guard let layout = MediaLayout(self, pen, frame) else {
            let hasData = days > 0 && panels.contains { !$0.isEmpty }
            EmptyPlot(note: emptyNote, hasData: hasData).draw(pen, in: frame)
            return
        }
        layout.draw()
    }
}

/// Where the plots of a media chart go.
struct MediaLayout {
    private struct Plot {
        var name: String
        var origin: Point
        var layout: DailyCostLayout
    }

    private let pen: Pen
    private let plots: [Plot]

    init?(_ chart: MediaChart, _ pen: Pen, _ frame: Rectangle) {
        self.pen = pen
        let panels = Self.panels(chart)
        guard !panels.isEmpty, chart.days > 0 else { return nil }
        // As many as there is room for; the first ones matter most.
        let fitting = (1...panels.count).reversed().lazy.compactMap { count in
            Self.plots(
                chart, Array(panels.prefix(count)),
                isByWeek: Self.isByWeek(chart, width: frame.width, kind: pen.kind), pen, frame)
        }.first
        guard let fitting else { return nil }
        plots = fitting
    }

    func draw() {
        for plot in plots {
            pen.write(
                plot.name, at: Point(plot.origin.x, plot.origin.y + pen.size(.annotation) * 0.8), .annotation)
            plot.layout.draw()
        }
    }

    /// The kinds that have anything to draw.
    private static func panels(_ chart: MediaChart) -> ArraySlice<MediaChart.Panel> {
        chart.panels.filter { !$0.isEmpty }.prefix(3)
    }

    /// Whether the plots stand below each other.
    private static func isBelow(_ kind: CanvasKind) -> Bool { kind == .wide || kind == .tile }

    static func isByWeek(_ chart: MediaChart, width: Double, kind: CanvasKind) -> Bool {
        let panels = panels(chart)
        guard let first = panels.first else { return false }
        let plot =
            isBelow(kind)
            ? width : columns(panels.count, Rectangle(x: 0, y: 0, width: width, height: 0))[0].width
        return columnsChart(chart, first, kind).isByWeek(width: plot, kind: kind)
    }

    private static func plots(
        _ chart: MediaChart, _ panels: [MediaChart.Panel], isByWeek: Bool, _ pen: Pen, _ frame: Rectangle
    ) -> [Plot]? {
        let isBelow = isBelow(pen.kind)
        let frames = isBelow ? rows(panels.count, pen, frame) : columns(panels.count, frame)
        let head = pen.size(.annotation) * (pen.kind == .wide ? 0.4 : 1.5)
        func layouts(_ alignment: DailyCostLayout.Alignment) -> [DailyCostLayout]? {
            var layouts: [DailyCostLayout] = []
            for (index, (panel, frame)) in zip(panels, frames).enumerated() {
                var alignment = alignment
                alignment.hasTimeAxis = !isBelow || index == panels.count - 1
                let chart = columnsChart(chart, panel, pen.kind)
                let inner = Rectangle(
                    x: frame.x, y: frame.y + head, width: frame.width, height: frame.height - head)
                let room = DailyCostLayout.keyRows(chart, pen, height: inner.height, alignment)
                let columns = DailyColumns(
                    chart, kind: pen.kind, isByWeek: isByWeek, seriesMax: room)
                guard !columns.isEmpty,
                    let layout = DailyCostLayout(chart, columns, pen, inner, alignment: alignment)
                else { return nil }
                layouts.append(layout)
            }
            return layouts
        }
        guard let loose = layouts(DailyCostLayout.Alignment()) else { return nil }
        guard isBelow, panels.count > 1 else { return placed(loose, panels, frames, pen) }
        // Plots below each other have the same days below each other.
        let aligned = DailyCostLayout.Alignment(
            gutterMin: loose.map { $0.plot.x - $0.frame.x }.max() ?? 0,
            keyWidthMin: loose.compactMap { $0.keyColumn?.width }.max() ?? 0)
        return layouts(aligned).flatMap { placed($0, panels, frames, pen) }
    }

    private static func placed(
        _ layouts: [DailyCostLayout], _ panels: [MediaChart.Panel], _ frames: [Rectangle], _ pen: Pen
    ) -> [Plot] {
        zip(panels, zip(layouts, frames)).map { panel, place in
            let (layout, frame) = place
            let room = (layout.keyColumn == nil ? frame.maxX : layout.plot.maxX) - frame.x
            let elision = TextElision(pen.canvas, style: pen.style(.annotation))
            return Plot(
                name: elision.end(panel.name, width: room), origin: Point(frame.x, frame.y), layout: layout)
        }
    }

    /// Frames of equal plots below each other; the last one is higher by the rows of its time axis.
    private static func rows(_ count: Int, _ pen: Pen, _ frame: Rectangle) -> [Rectangle] {
        let axis = pen.kind == .wide ? 48 : TimeAxisDrawing.height(pen)
        let gap = pen.size(.axis) * 0.8
        let height = (frame.height - axis - gap * Double(count - 1)) / Double(count)
        return (0..<count).map { index in
            Rectangle(
                x: frame.x, y: frame.y + Double(index) * (height + gap), width: frame.width,
                height: height + (index == count - 1 ? axis : 0))
        }
    }

    /// Frames of equal plots beside each other.
    private static func columns(_ count: Int, _ frame: Rectangle) -> [Rectangle] {
        let gap = 24.0
        let width = (frame.width - gap * Double(count - 1)) / Double(count)
        return (0..<count).map { index in
            Rectangle(
                x: frame.x + Double(index) * (width + gap), y: frame.y, width: width, height: frame.height)
        }
    }

    private static func columnsChart(
        _ chart: MediaChart, _ panel: MediaChart.Panel, _ kind: CanvasKind
    ) -> DailyCostChart {
        DailyCostChart(
            firstDay: chart.firstDay, days: chart.days, series: panel.series, unit: panel.unit,
            missing: chart.missing, keyFrom: chart.keyFrom,
            // On a page no table beside it names the models.
            key: kind == .page ? .row : nil, text: chart.text)
    }
}

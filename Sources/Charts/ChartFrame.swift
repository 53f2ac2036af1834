/// What stands around a chart: tab, finding, subtitle and foot.
///
///     let frame = ChartFrame(title: "October cost $8,485.57", subtitle: "Cost per day, US dollars")
///     frame.draw(chart, on: canvas, theme: .light)
public struct ChartFrame: Hashable, Sendable {
    /// The finding, in words and one number.
    public var title: String
    /// What is drawn, in which unit, over which period.
    public var subtitle: String
    /// The same of a chart that puts its days together in weeks; empty for the same words.
    public var subtitleByWeek: String
    /// Where the numbers come from, at the bottom left.
    public var source: String
    /// When they were put together, at the bottom right.
    public var generated: String

    /// Makes a frame; a text that is empty takes no room.
    public init(
        title: String, subtitle: String = "", subtitleByWeek: String = "", source: String = "",
        generated: String = ""
    ) {
        self.title = title
        self.subtitle = subtitle
        self.subtitleByWeek = subtitleByWeek
        self.source = source
        self.generated = generated
    }

    /// Draws paper, frame and chart onto a whole canvas, apart from its edges.
    public func draw(
        _ chart: any Chart, on canvas: any Canvas, theme: Theme = .light, kind: CanvasKind = .wide,
    ) {
        let whole = Rectangle(x: 0, y: 0, width: canvas.size.width, height: canvas.size.height)
        canvas.fill(.rectangle(whole), theme.paper)
        draw(chart, on: canvas, in: Self.inner(canvas.size, kind), theme: theme, kind: kind)
    }

    /// The part of a canvas of a size that frame and chart of a picture that stands alone have.
    public static func inner(_ size: Size, _ kind: CanvasKind) -> Rectangle {
        let margin = min(kind.margin, size.width / 2, size.height / 2)
        return Rectangle(
            x: margin, y: margin, width: size.width - 2 * margin, height: size.height - 2 * margin)
    }

    /// Draws frame and chart into a part of a canvas, up to its edges.
    public func draw(
        _ chart: any Chart, on canvas: any Canvas, in area: Rectangle, theme: Theme, kind: CanvasKind,
    ) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        let inner =
            kind == .wide
            ? Rectangle(x: area.x + 28, y: area.y + 18, width: area.width - 56, height: area.height - 18)
            : area
        let isByWeek = !subtitleByWeek.isEmpty && chart.isByWeek(width: inner.width, kind: kind)
        let top = drawHead(pen, subtitle: isByWeek ? subtitleByWeek : subtitle, in: inner)
        let bottom = drawFoot(pen, in: inner)
        guard bottom > top else { return }
        chart.draw(
            on: canvas, in: Rectangle(x: inner.x, y: top, width: inner.width, height: bottom - top),
            theme: theme, kind: kind, )
    }

    /// Draws tab, title and subtitle, and says where the chart may begin.
    private func drawHead(_ pen: Pen, subtitle: String, in area: Rectangle) -> Double {
        let isWide = pen.kind == .wide
        if isWide {
            pen.canvas.fill(
                .rectangle(Rectangle(x: area.x, y: area.y, width: 26, height: 3.5)), pen.theme.accent, )
        }
        var baseline = area.y + (isWide ? 30 : pen.size(.title) * 0.95)
        var last: Double?
        let titles = TextFlow(pen.canvas, style: pen.style(.title))
        for line in title.isEmpty ? [] : titles.lines(title, width: area.width, linesMax: 2) {
            pen.write(line, at: Point(area.x, baseline), .title)
            last = baseline
            baseline += pen.size(.title) * 1.25
        }
        let first = last.map { $0 + (isWide ? 20 : pen.size(.subtitle) * 1.6) } ?? baseline
        baseline = first
        let subtitles = TextFlow(pen.canvas, style: pen.style(.subtitle))
        let linesMax = pen.kind == .tile ? 1 : 2
        for line in subtitle.isEmpty ? [] : subtitles.lines(subtitle, width: area.width, linesMax: linesMax) {
            pen.write(line, at: Point(area.x, baseline), .subtitle)
            last = baseline
            baseline += pen.size(.subtitle) * 1.35
        }
        guard let last else { return area.y }
        return last + (isWide ? 12 : pen.size(.subtitle) * 0.9)
    }

    /// Draws the foot, and says where the chart must end.
    private func drawFoot(_ pen: Pen, in area: Rectangle) -> Double {
        guard !source.isEmpty || !generated.isEmpty else { return area.maxY - (pen.kind == .wide ? 14 : 0) }
        let size = pen.size(.foot)
        let baseline = area.maxY - (pen.kind == .wide ? 14.5 : size * 0.35)
        let elision = TextElision(pen.canvas, style: pen.style(.foot))
        let right = generated.isEmpty ? "" : elision.end(generated, width: area.width * 0.45)
        let room = area.width - pen.width(right, .foot) - (right.isEmpty ? 0 : 16)
        let lines =
            source.isEmpty
            ? []
            : TextFlow(pen.canvas, style: pen.style(.foot)).lines(
                source, width: room, linesMax: pen.kind == .wide ? 2 : 1)
        let pitch = size * 1.3
        let rule = baseline - 16.5 - Double(max(lines.count - 1, 0)) * pitch
        pen.horizontal(rule, from: area.x, to: area.maxX, pen.theme.hair, width: 0.75)
        if !right.isEmpty {
            pen.write(right, at: Point(area.maxX, baseline), anchor: .trailing, .foot)
        }
        for (index, line) in lines.enumerated() {
            let rise = Double(lines.count - 1 - index) * pitch
            pen.write(line, at: Point(area.x, baseline - rise), .foot)
        }
        return rule
    }
}

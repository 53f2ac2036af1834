/// Percentiles of latency from day to day, as lines that name themselves.
public struct PercentilesChart: Chart, Hashable {
    /// One percentile.
    public struct Line: Hashable, Sendable {
        /// What it is called: "p99".
        public var name: String
        /// Milliseconds for each day; nothing where there were no requests, which is a gap.
        public var milliseconds: [Int?]
        /// The period's own value, such as the median of the days; nothing to leave it out.
        public var median: Int?

        /// Makes a line.
        public init(name: String, milliseconds: [Int?], median: Int? = nil) {
            self.name = name
            self.milliseconds = milliseconds
            self.median = median
        }
    }

    /// The first day.
    public var firstDay: ChartDay
    /// At most three lines, the slowest first.
    public var lines: [Line]
    /// Days of which nothing is known, which are a band with "no data".
    public var missing: Set<ChartDay>
    /// What the quiet value below a line's last one is: "60-day median".
    public var medianName: String
    /// The one thing to notice, at the first line.
    public var annotation: Annotation?
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers and dates are written.
    public var text: NumberText

    /// Makes a chart.
    public init(
        firstDay: ChartDay, lines: [Line], missing: Set<ChartDay> = [], medianName: String = "median",
        annotation: Annotation? = nil, emptyNote: String = "", text: NumberText = .english,
    ) {
        self.firstDay = firstDay
        self.lines = Array(lines.prefix(3))
        self.missing = missing
        self.medianName = medianName
        self.annotation = annotation
        self.emptyNote = emptyNote
        self.text = text
    }

    /// Whether the values span so much that the axis is logarithmic; the subtitle must then say so.
    public var isLogarithmic: Bool { LatencyScale(values).isLogarithmic }

    var values: [Int] { lines.flatMap { $0.milliseconds.compactMap { $0 } }.filter { $0 >= 0 } }

    /// Draws grid, lines and words.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        guard !values.isEmpty, let layout = PercentilesLayout(self, pen, frame) else {
            EmptyPlot(note: emptyNote, hasData: !values.isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }
}

/// The largest of many as bars, with amount and share, and the rest in one row.
public struct RankedBarsChart: Chart, Hashable {
    /// One user, model, team or key.
    public struct Row: Hashable, Sendable {
        /// Who or what.
        public var name: String
        /// The exact amount.
        public var amount: Picodollars

        /// Makes a row.
        public init(name: String, amount: Picodollars) {
            self.name = name
            self.amount = amount
        }
    }

    /// All rows, in any order.
    public var rows: [Row]
    /// What the rows are, as in "Other (59 users)".
    public var noun: String
    /// How many rows stand for themselves at most.
    public var rowsMax: Int
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers are written.
    public var text: NumberText

    /// Makes a chart.
    public init(
        rows: [Row], noun: String, rowsMax: Int = 15, emptyNote: String = "", text: NumberText = .english,
    ) {
        self.rows = rows
        self.noun = noun
        self.rowsMax = max(rowsMax, 1)
        self.emptyNote = emptyNote
        self.text = text
    }

    /// The exact sum of all rows, which the foot states.
    public var total: Picodollars { rows.map(\.amount).saturatingSum }

    /// Draws names, bars, amounts and shares.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        let layout = RankedBarsLayout(self, pen, frame)
        guard !rows.isEmpty, let layout else {
            EmptyPlot(note: emptyNote, hasData: !rows.isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }

    /// The rows to draw, largest first, and how many were folded into the last.
    func ranked(rowsMax: Int) -> (rows: [Row], folded: Int) {
        let sorted = rows.sorted { $0.amount == $1.amount ? $0.name < $1.name : $0.amount > $1.amount }
        guard sorted.count > rowsMax + 1 else { return (sorted, 0) }
        let rest = sorted[rowsMax...]
        let name = "Other (\(text.count(rest.count)) \(noun))"
        return (
            sorted[..<rowsMax] + [Row(name: name, amount: rest.map(\.amount).saturatingSum)], rest.count,
        )
    }
}

/// Where the rows of a ranking go.
struct RankedBarsLayout {
    private let chart: RankedBarsChart
    private let pen: Pen
    private let frame: Rectangle
    private let rows: [RankedBarsChart.Row]
    private let folded: Int
    private let names: [String]
    private let amounts: [String]
    private let shares: [String]
    private let bars: Rectangle
    private let pitch: Double
    private let amountRight: Double

    init?(_ chart: RankedBarsChart, _ pen: Pen, _ frame: Rectangle) {
        self.chart = chart
        self.pen = pen
        self.frame = frame
        let pad = pen.kind == .wide ? 10.0 : 0
        let least = pen.size(.rowName) * 1.45
        let room = Int((frame.height - 2 * pad) / least)
        guard room >= 1 else { return nil }
        let (rows, folded) = chart.ranked(rowsMax: min(chart.rowsMax, max(room - 1, 1)))
        self.rows = rows.count > room ? Array(rows.prefix(room)) : rows
        self.folded = folded
        let total = chart.total
        amounts = self.rows.map { row in
            row.amount != 0 && row.amount.magnitude < 10_000_000_000
                ? chart.text.label(row.amount) : chart.text.total(row.amount)
        }
        // A narrow frame leaves the shares to the bars, so that names can be told from each other.
        let isNarrow = frame.width < 240
        shares = isNarrow ? [] : self.rows.map { chart.text.share($0.amount, of: total) }
        let shareWidth = shares.map { pen.width($0, .rowFigure) }.max() ?? 0
        // The largest amounts are medium, which is a little wider.
        let amountWidth = amounts.map { pen.width($0, .rowName) }.max() ?? 0
        amountRight = frame.maxX - (isNarrow ? 0 : shareWidth + 16)
        let elision = TextElision(pen.canvas, style: pen.style(.rowName))
        let part = pen.kind == .wide ? 0.26 : isNarrow ? 0.44 : 0.34
        // Long names take what the bars can spare.
        let spare = amountRight - amountWidth - 33 - frame.x - max(40, frame.width * 0.25)
        names = elision.names(
            self.rows.map(\.name), width: max(frame.width * part, min(spare, frame.width * 0.45)),
            folded: folded, text: chart.text)
        let left = frame.x + (names.map { pen.width($0, .rowName) }.max() ?? 0) + 20
        let right = amountRight - amountWidth - 13
        guard right - left >= 24 else { return nil }
        bars = Rectangle(x: left, y: frame.y + pad, width: right - left, height: frame.height - 2 * pad)
        pitch = min(bars.height / Double(max(self.rows.count, 1)), pen.size(.rowName) * 2)
    }

    func draw() {
        let values = rows.map(\.amount.clampedToScale)
        let named = folded > 0 ? values.dropLast() : values[...]
        // The sum of very many would leave nothing of the bars of those that are named: it is cut, and looks so.
        let isCut = folded > 0 && (named.max() ?? 0) > 0 && (values.last ?? 0) / 2 > (named.max() ?? 0)
        let low = min(values.min() ?? 0, 0)
        let high = max((isCut ? named : values[...]).max() ?? 0, 0)
        let span = high > low ? Double(high - low) : 1
        let zero = bars.x + Double(-low) / span * bars.width
        let height = min(11, pitch * 0.55)
        for (index, row) in rows.enumerated() {
            let isOther = folded > 0 && index == rows.count - 1
            let isTop = index < 3 && !isOther
            let middle = bars.y + (Double(index) + 0.5) * pitch
            let baseline = middle + pen.drop(.rowName)
            pen.write(names[index], at: Point(frame.x, baseline), isOther ? .rowNameQuiet : .rowName)
            let length = min(Double(values[index].magnitude) / span * bars.width, bars.maxX - zero)
            if length > 0 {
                let x = values[index] < 0 ? zero - length : zero
                let box = Rectangle(x: x, y: middle - height / 2, width: max(length, 1), height: height)
                let colour =
                    values[index] < 0
                    ? pen.theme.down
                    : isOther
                        ? pen.theme.other.opacity(0.8)
                        : isTop ? pen.theme.accent : pen.theme.accent.opacity(0.55)
                pen.canvas.fill(.roundedRectangle(box, radius: 1.5), colour)
                if isCut, isOther { drawCut(in: box) }
            }
            let ink: Colour? = row.amount < 0 ? pen.theme.down : isOther ? pen.theme.mute : nil
            var style = pen.style(.rowFigure)
            if isTop {
                style.weight = .medium
                style.colour = pen.theme.ink
            }
            if let ink { style.colour = ink }
            pen.canvas.text(
                amounts[index], at: Point(amountRight, baseline), anchor: .trailing, style: style, )
            guard shares.indices.contains(index) else { continue }
            pen.write(
                shares[index], at: Point(frame.maxX, baseline), anchor: .trailing, .rowFigure,
                colour: pen.theme.mute, )
        }
        if low < 0 {
            pen.canvas.stroke(
                .line(Point(zero, bars.y), Point(zero, bars.y + pitch * Double(rows.count))),
                Stroke(pen.theme.axis, width: 1), )
        }
    }

    /// Two gaps through a bar that goes on much further than there is room for.
    private func drawCut(in box: Rectangle) {
        for left in [box.maxX - 16, box.maxX - 10] {
            var gap = Path()
            gap.move(left + 3, box.y - 1)
            gap.line(left + 5.5, box.y - 1)
            gap.line(left + 2.5, box.maxY + 1)
            gap.line(left, box.maxY + 1)
            gap.close()
            pen.canvas.fill(gap, pen.theme.paper)
        }
    }
}

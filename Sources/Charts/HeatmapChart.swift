/// Mean cost by weekday and hour as shaded cells with their values.
public struct HeatmapChart: Chart, Hashable {
    /// A box around some cells and the words above it: the one thing to notice.
    public struct Notice: Hashable, Sendable {
        /// The rows, 0 for Monday.
        public var weekdays: ClosedRange<Int>
        /// The columns, 0 to 23.
        public var hours: ClosedRange<Int>
        /// What there is to notice.
        public var words: String

        /// Makes a notice.
        public init(weekdays: ClosedRange<Int>, hours: ClosedRange<Int>, words: String) {
            self.weekdays = weekdays
            self.hours = hours
            self.words = words
        }
    }

    /// Seven rows from Monday, each with 24 amounts; a cell without data is nothing.
    public var cells: [[Picodollars?]]
    /// The one thing to notice.
    public var notice: Notice?
    /// What the sums at the right are called.
    public var sumName: String
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers and dates are written.
    public var text: NumberText

    /// Makes a chart; rows and cells that are missing count as no data, more are left out.
    public init(
        cells: [[Picodollars?]], notice: Notice? = nil, sumName: String = "mean a day",
        emptyNote: String = "", text: NumberText = .english,
    ) {
        self.cells = (0..<7).map { row in
            (0..<24).map { hour in
                cells.indices.contains(row) && cells[row].indices.contains(hour) ? cells[row][hour] : nil
            }
        }
        self.notice = notice
        self.sumName = sumName
        self.emptyNote = emptyNote
        self.text = text
    }

    /// What the figures in the cells count: "US cents", "thousands of US dollars", for a currency by its name.
    public func cellUnit(currencyName: String, centsName: String) -> String {
        switch HeatmapShades(cells.joined().compactMap { $0 }).power {
        case 10: centsName
        case 15: "thousands of " + currencyName
        case 18: "millions of " + currencyName
        case 21: "billions of " + currencyName
        default: currencyName
        }
    }

    /// Draws cells, sums and key.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        let isEmpty = cells.allSatisfy { row in row.allSatisfy { $0 == nil } }
        guard !isEmpty, let layout = HeatmapLayout(self, pen, frame) else {
            EmptyPlot(note: emptyNote, hasData: !isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }
}

/// The unit in which cells are written, and the round limits between their shades.
struct HeatmapShades {
    /// Picodollars of one written unit, as a power of ten.
    let power: Int
    /// A value at or above a limit has the next shade.
    let limits: [Int]

    init(_ amounts: [Int128]) {
        let largest = max(amounts.max() ?? 0, 0).clampedToScale
        // The largest cell has two or three digits.
        power = [10, 12, 15, 18, 21].last { UInt128(largest) >= NumberText.power($0 + 1) } ?? 10
        let top = Int(clamping: NumberText.divided(UInt128(largest), by: NumberText.power(power)))
        var nice = 1
        for step in [1, 2, 5, 10, 20, 50, 100, 200, 500] where step <= top { nice = step }
        var limits: [Int] = []
        for part in [4, 10, 20, 40, 60, 80, 100] {
            let limit = max((nice * part + 50) / 100, 1)
            if limit > limits.last ?? 0 { limits.append(limit) }
        }
        self.limits = limits
    }

    /// The value as it is written.
    func shown(_ amount: Int128) -> Int {
        let value = Int(
            clamping: NumberText.divided(amount.clampedToScale.magnitude, by: NumberText.power(power)))
        return amount < 0 ? -value : value
    }

    /// The value in words.
    func words(_ amount: Int128, _ text: NumberText) -> String {
        let value = shown(amount)
        // What costs something is not nothing.
        if value == 0, amount > 0 { return "<" + text.count(1) }
        return (value < 0 ? NumberText.minus : "") + text.count(abs(value))
    }

    /// A limit in the key, with the unit that all values have.
    func limit(_ value: Int, _ text: NumberText) -> String {
        let digits = text.count(value)
        guard power > 10 else {
            return digits + (text.currencyPlace == .before ? "" : NumberText.space) + "\u{00A2}"
        }
        return text.money("", digits, text.scale(power - 12))
    }

    /// The shade of a written value, spread over all shades of the theme.
    func colour(_ value: Int, _ theme: Theme) -> Colour {
        colour(bin: limits.lastIndex { value >= $0 }.map { $0 + 1 } ?? 0, theme)
    }

    func colour(bin: Int, _ theme: Theme) -> Colour {
        theme.sequential[bin * (theme.sequential.count - 1) / max(limits.count, 1)]
    }
}

/// What changed most between two periods: a dot for each, the amounts, the change and the percentage.
public struct MoversChart: Chart, Hashable {
    /// One team, model or user in both periods.
    public struct Row: Hashable, Sendable {
        /// Who or what.
        public var name: String
        /// The amount of the period before; nothing where it did not exist yet.
        public var previous: Picodollars?
        /// The amount of this period.
        public var current: Picodollars

        /// Makes a row.
        public init(name: String, previous: Picodollars?, current: Picodollars) {
            self.name = name
            self.previous = previous
            self.current = current
        }

        var change: Int128 { current.saturatingSubtract(previous ?? 0) }
    }

    /// All rows, in any order.
    public var rows: [Row]
    /// What the rows are, as in "Other (6 teams)".
    public var noun: String
    /// The head of the column before: "1–17 Sep".
    public var previousHead: String
    /// The head of this period's column: "1–17 Oct".
    public var currentHead: String
    /// What the period before is called in the key: "September".
    public var previousName: String
    /// What this period is called in the key: "October".
    public var currentName: String
    /// How many rows stand for themselves at most.
    public var rowsMax: Int
    /// What an empty chart says below "No data to draw".
    public var emptyNote: String
    /// How numbers are written.
    public var text: NumberText

    /// Makes a chart.
    public init(
        rows: [Row], noun: String, previousHead: String, currentHead: String, previousName: String,
        currentName: String, rowsMax: Int = 12, emptyNote: String = "", text: NumberText = .english,
    ) {
        self.rows = rows
        self.noun = noun
        self.previousHead = previousHead
        self.currentHead = currentHead
        self.previousName = previousName
        self.currentName = currentName
        self.rowsMax = max(rowsMax, 1)
        self.emptyNote = emptyNote
        self.text = text
    }

    /// Draws rows, dots, columns and the total.
    public func draw(on canvas: any Canvas, in frame: Rectangle, theme: Theme, kind: CanvasKind) {
        let pen = Pen(canvas: canvas, theme: theme, kind: kind)
        guard !rows.isEmpty, let layout = MoversLayout(self, pen, frame) else {
            EmptyPlot(note: emptyNote, hasData: !rows.isEmpty).draw(pen, in: frame)
            return
        }
        layout.draw()
    }

    /// The rows that moved most, by change, then the rest as one row.
    func ranked(rowsMax: Int) -> (rows: [Row], folded: Int) {
        func isBefore(_ a: Row, _ b: Row) -> Bool {
            a.change == b.change ? a.name < b.name : a.change > b.change
        }
        guard rows.count > rowsMax + 1 else { return (rows.sorted(by: isBefore), 0) }
        let bySize = rows.sorted { a, b in
            let (x, y) = (a.change.magnitude, b.change.magnitude)
            return x == y ? isBefore(a, b) : x > y
        }
        let rest = bySize[rowsMax...]
        return (
            bySize[..<rowsMax].sorted(by: isBefore) + [
                Self.sum(of: rest, name: "Other (\(text.count(rest.count)) \(noun))")
            ], rest.count,
        )
    }

    /// The exact sums of rows.
    static func sum(of rows: some Collection<Row>, name: String) -> Row {
        let previous = rows.compactMap(\.previous)
        return Row(
            name: name, previous: previous.isEmpty ? nil : previous.saturatingSum,
            current: rows.map(\.current).saturatingSum, )
    }
}

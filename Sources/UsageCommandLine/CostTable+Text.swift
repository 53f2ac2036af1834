import UsageModel

/// Sets an answer of the ledger as a table for the terminal.
struct CostTableText {
    let table: CostTable
    /// What stands above the table.
    let title: String
    /// Title words of the first columns, by dimension.
    private let keys: [Dimension]
    private let total: Measures

    init(_ table: CostTable, title: String) {
        self.table = table
        self.title = title
        keys = table.query.groups
        total = table.total
    }

    /// Title, table and notes, fitted to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        var text = TextStyle.bold.applied(to: title, if: hasColour) + "\n\n"
        guard total.calls != 0 || !table.rows.isEmpty else { return text + "There are no such calls.\n" }
        text += textTable.text(columnsMax: columnsMax, hasColour: hasColour) + "\n"
        for note in Self.notes(on: total) {
            text += foldedLines(note, to: columnsMax).joined(separator: "\n") + "\n"
        }
        return text
    }

    /// Figures that a column shows where any call has them.
    private enum Figures: CaseIterable {
        case calls, tokens, images, videoSeconds, audioSeconds, cost, unpriced

        var column: TextTable.Column {
            switch self {
            case .calls: .init("Calls", .figures)
            case .tokens: .init("Tokens", .figures)
            case .images: .init("Images", .figures, isOptional: true)
            case .videoSeconds: .init("Video s", .decimals, isOptional: true)
            case .audioSeconds: .init("Audio s", .decimals, isOptional: true)
            case .cost: .init("Cost, USD", .decimals)
            case .unpriced: .init("No price", .figures)
            }
        }

        func isIn(_ total: Measures) -> Bool {
            switch self {
            case .calls, .cost: true
            case .tokens: total.totalTokens != 0
            case .images: total.images != 0
            case .videoSeconds: total.videoMicroseconds != 0
            case .audioSeconds: total.audioMicroseconds != 0
            case .unpriced: total.unpricedCallCount != 0
            }
        }

        func text(_ measures: Measures) -> String {
            switch self {
            case .calls: Figure.count(measures.calls)
            case .tokens: Figure.count(measures.totalTokens)
            case .images: Self.unlessZero(measures.images)
            case .videoSeconds: Self.seconds(measures.videoMicroseconds)
            case .audioSeconds: Self.seconds(measures.audioMicroseconds)
            case .cost: measures.hasCost ? Figure.amount(measures.cost) : Figure.none
            case .unpriced: Self.unlessZero(Int128(measures.unpricedCallCount))
            }
        }

        private static func unlessZero(_ count: Int128) -> String { count == 0 ? "" : Figure.count(count) }

        private static func seconds(_ microseconds: Int128) -> String {
            microseconds == 0 ? "" : Figure.count(Measures.seconds(microseconds))
        }
    }

    /// Columns that are asked for beside the sums; they do not add up.
    private enum Details: CaseIterable {
        case p50, p95, p99, chats, messages, input, output, agents

        var column: TextTable.Column {
            switch self {
            case .p50: .init("p50 ms", .figures, isOptional: true)
            case .p95: .init("p95 ms", .figures, isOptional: true)
            case .p99: .init("p99 ms", .figures, isOptional: true)
            case .chats: .init("Chats", .figures, isOptional: true)
            case .messages: .init("Messages", .figures, isOptional: true)
            case .input: .init("Input", .figures, isOptional: true)
            case .output: .init("Output", .figures, isOptional: true)
            case .agents: .init("Agents", isOptional: true)
            }
        }

        func isIn(_ table: CostTable) -> Bool {
            switch self {
            case .p50, .p95, .p99: table.query.hasLatency
            case .chats: (table.totalActivity?.conversations ?? 0) > 0 && table.query.groups.first != .chat
            case .messages: (table.totalActivity?.messages ?? 0) > 0
            case .input, .output: table.query.hasActivity && table.total.totalTokens != 0
            case .agents: table.totalActivity?.agents.isEmpty == false
            }
        }

        func text(_ measures: Measures, _ latency: LatencySketch?, _ activity: Activity?) -> String {
            switch self {
            case .p50: Self.milliseconds(latency?.median)
            case .p95: Self.milliseconds(latency?.p95)
            case .p99: Self.milliseconds(latency?.p99)
            case .chats: activity.map { Figure.count($0.conversations) } ?? ""
            case .messages: activity.map { Figure.count($0.messages) } ?? ""
            case .input: Figure.count(measures.inputTokens)
            case .output: Figure.count(measures.outputTokens)
            case .agents: activity?.agents.joined(separator: ", ") ?? ""
            }
        }

        private static func milliseconds(_ latency: Int?) -> String {
            latency.map { Figure.count($0) } ?? Figure.none
        }
    }

    private var textTable: TextTable {
        let figures = Figures.allCases.filter { $0.isIn(total) }
        let details = Details.allCases.filter { $0.isIn(table) }
        var columns: [TextTable.Column] = []
        if let bucket = table.query.bucket { columns.append(.init(capitalised(bucket.grain.rawValue))) }
        columns += keys.enumerated().map { index, key in
            .init(key.title, isOptional: index > 0)
        }
        var text = TextTable(columns + figures.map(\.column) + details.map(\.column))
        let blanks = Array(repeating: "", count: max(0, columns.count - 1))
        if table.earlierCount > 0 {
            let name = "Earlier (\(Figure.count(table.earlierCount)))"
            text.add([name] + blanks + figures.map { $0.text(table.earlier) })
        }
        for row in table.rows {
            var cells: [String] = []
            if let bucket = table.query.bucket { cells.append(row.bucket.map(bucket.name) ?? "") }
            cells += zip(keys, row.keys).map { $0.text($1) }
            cells += figures.map { $0.text(row.measures) }
            text.add(cells + details.map { $0.text(row.measures, row.latency, row.activity) })
        }
        if table.otherCount > 0 {
            let name = "Other (\(Figure.count(table.otherCount)))"
            text.add([name] + blanks + figures.map { $0.text(table.other) })
        }
        text.addTotal(
            ["Total"] + blanks + figures.map { $0.text(total) }
                + details.map { $0.text(total, table.totalLatency, table.totalActivity) })
        return text
    }

    /// The exact total, what is not in it, and what is taken for granted.
    static func notes(on total: Measures) -> [String] {
        var notes: [String] = []
        if total.hasCost { notes.append("Exact total: \(Figure.exact(total.cost)).") }
        if !total.unpricedCalls.isEmpty {
            let verb = total.unpricedCallCount == 1 ? "has" : "have"
            notes.append(
                "\(Figure.counted(total.unpricedCallCount, "call")) \(verb) no price and no cost here: "
                    + reasons(total.unpricedCalls) + ".")
        }
        if total.assumedPriceCalls > 0 {
            notes.append(
                "\(Figure.counted(total.assumedPriceCalls, "call")) priced by the nearest known price: "
                    + "none is dated to the day (price_date: assumed).")
        }
        return notes
    }

    /// Reasons with their counts, the most frequent first; a single one alone, since its count stands beside it.
    static func reasons(_ unpriced: [String: Int]) -> String {
        if unpriced.count == 1, let reason = unpriced.keys.first { return reason }
        return unpriced.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(Figure.count($0.value)) \($0.key)" }.joined(separator: ", ")
    }
}

extension Measures {
    /// Whether any call has a cost, be it zero.
    var hasCost: Bool { calls != unpricedCallCount || cost != .zero }
}

extension Dimension {
    /// The dimension as people call it.
    var words: String {
        switch self {
        case .tag(let name): name
        default: rawValue.replacing("_", with: " ")
        }
    }

    /// The word above a column.
    var title: String { capitalised(words) }

    /// A key as people read it.
    func text(_ key: String?) -> String {
        switch (self, key) {
        case (.user, nil): "(anonymous)"
        case (.tag, nil), (.team, nil), (.chat, nil), (.campaign, nil), (.agent, nil): "(none)"
        case (_, nil): "(not known)"
        case (_, let key?): key
        }
    }
}

private func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

/// A paragraph broken at spaces into lines of at most a width; as it is where there is no width.
func foldedLines(_ text: String, to columnsMax: Int?) -> [String] {
    guard let columnsMax else { return [text] }
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in text.split(separator: " ") {
        let width = DisplayText(String(word)).columns
        if !line.isEmpty, columns + 1 + width > columnsMax {
            lines.append(line)
            (line, columns) = (String(word), width)
        } else {
            columns += width + (line.isEmpty ? 0 : 1)
            line += (line.isEmpty ? "" : " ") + word
        }
    }
    return lines + [line]
}

import Charts
import UsageModel

/// A table that a section shows in as many lines as it gets.
protocol LineTable {
    /// The fewest lines that make sense.
    var linesLeast: Int { get }

    /// The table in at most so many lines, besides "Other" and the total.
    func table(linesMax: Int) -> PageTable
}

/// Who or what the cost belongs to: the dearest by name, the rest in one row, and the total.
struct AllocationTable: LineTable {
    private let input: ReportInput
    private let allocation: ReportInput.Allocation
    private let money: ColumnMoney
    private let ranked: [Comparison]
    private var words: Wording { Wording(input.text) }

    init(_ input: ReportInput, _ allocation: ReportInput.Allocation) {
        self.input = input
        self.allocation = allocation
        let largest = max(input.total.cost.magnitude, input.previousTotal?.cost.magnitude ?? .zero)
        money = ColumnMoney(upTo: largest, text: input.text)
        ranked = allocation.rows.filter { $0.current != .zero || ($0.previous ?? .zero) != .zero }.sorted {
            if $0.current != $1.current { return $0.current > $1.current }
            let (x, y) = ($0.previous ?? .zero, $1.previous ?? .zero)
            return x == y ? Self.key($0) < Self.key($1) : x > y
        }
    }

    private static func key(_ row: Comparison) -> String { (row.keys.first ?? nil) ?? "" }

    var linesLeast: Int { 2 }

    /// The names in the table's order, for the list of full names.
    var names: [String] { ranked.compactMap { $0.keys.first ?? nil } }

    func table(linesMax: Int) -> PageTable {
        let named = ranked.count <= linesMax + 1 ? ranked.count : linesMax
        var parts = Array(ranked.prefix(named))
        var rows = parts.map { row(name($0), $0, kind: .plain, isQuiet: ($0.keys.first ?? nil) == nil) }
        let rest = ranked.dropFirst(named)
        if !rest.isEmpty {
            let sum = Comparison.sum(of: Array(rest))
            parts.append(sum)
            let others = words.count(rest.count, allocation.grouping.noun(words))
            rows.append(row("Other (\(others))", sum, kind: .plain, isQuiet: true))
        }
        let total = Comparison(keys: [], current: input.total.cost, previous: input.previousTotal?.cost)
        rows.append(row("Total", total, kind: .total, isQuiet: false))
        let isRounded =
            parts.reduce(0) { $0 + money.units($1.current) } != money.units(total.current)
            || parts.reduce(0) { $0 + money.units($1.previous ?? .zero) }
                != money.units(total.previous ?? .zero)
        let heads = [
            "Share", words.head(input.comparedWith, besides: input.period),
            words.head(input.counted, besides: input.period), "Change", "%",
        ]
        let table = PageTable(heads: heads, rows: rows, hasRules: true, isRounded: isRounded)
        return input.previousTotal == nil ? table.only([0, 2]) : table
    }

    private func name(_ row: Comparison) -> String {
        guard let key = row.keys.first ?? nil, !key.isEmpty else {
            return "(no \(allocation.grouping.noun(words)))"
        }
        if case .dimension(let dimension) = allocation.grouping { return words.name(key, dimension) }
        return key
    }

    private func row(
        _ name: String, _ comparison: Comparison, kind: PageTable.Row.Kind, isQuiet: Bool
    ) -> PageTable.Row {
        let isTotal = kind == .total
        let isKnown = input.previousTotal != nil
        let change = comparison.change
        let percent = words.text.percentChange(
            from: comparison.previous?.picodollars ?? 0, to: comparison.current.picodollars)
        let moved: PageTable.Cell.Tone = change > .zero ? .up : change < .zero ? .down : .body
        let strong: PageTable.Cell.Tone = isTotal ? .strong : .body
        return PageTable.Row(
            kind: kind, name: .init(name, isTotal ? .strong : isQuiet ? .quiet : .name),
            figures: [
                .init(
                    words.text.share(comparison.current.picodollars, of: input.total.cost.picodollars), .quiet
                ),
                .init(money.amount(comparison.previous == .zero ? nil : comparison.previous), .quiet),
                .init(money.amount(comparison.current), strong),
                .init(
                    isKnown ? money.change(change) : NumberText.none,
                    isTotal ? .strong : isQuiet || !isKnown ? .body : moved),
                .init(
                    isKnown ? percent : NumberText.none,
                    isTotal ? .strong : isQuiet || !isKnown ? .body : moved),
            ])
    }
}

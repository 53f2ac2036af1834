import Charts
import UsageModel

/// The table of what rose and fell most, with the rest in one row and a total.
struct MoverTable {
    private let input: ReportInput
    private let words = Wording()
    private let money: ColumnMoney
    private let ranked: [Comparison]

    /// Sorts the changes.
    init(_ input: ReportInput) {
        self.input = input
        let largest = max(input.total.cost.magnitude, input.previousTotal?.cost.magnitude ?? .zero)
        money = ColumnMoney(upTo: largest, text: words.text)
        ranked = input.movers.rows.sorted { a, b in
            let (x, y) = (a.change.magnitude, b.change.magnitude)
            return x == y ? (a.keys.first ?? nil) ?? "" < (b.keys.first ?? nil) ?? "" : x > y
        }
    }

    /// The lines that the whole table would take, the total included.
    var linesMax: Int { ranked.count + 1 }

    /// The table in at most so many lines of movers; Other and Total come on top.
    func table(linesMax: Int) -> PageTable {
        let named = ranked.count <= linesMax + 1 ? ranked.count : linesMax
        let largest = ranked.prefix(named).sorted { a, b in
            a.change == b.change
                ? (a.keys.first ?? nil) ?? "" < (b.keys.first ?? nil) ?? "" : a.change > b.change
        }
        let dimension = input.movers.dimension
        var parts = largest
        var rows = largest.map { mover in
            row(words.name(mover.keys.first ?? nil, dimension), mover, isQuiet: false)
        }
        let rest = ranked.dropFirst(named)
        if !rest.isEmpty {
            let sum = Comparison.sum(of: Array(rest))
            parts.append(sum)
            let nouns = words.plural(words.noun(dimension))
            rows.append(row("Other (\(words.text.count(rest.count)) \(nouns))", sum, isQuiet: true))
        }
        let total = Comparison(keys: [], current: input.total.cost, previous: input.previousTotal?.cost)
        var last = row("Total", total, isQuiet: false)
        last.kind = .total
        last.name.tone = .strong
        for index in last.figures.indices { last.figures[index].tone = index == 0 ? .body : .strong }
        rows.append(last)
        let heads = [
            words.head(input.comparedWith, besides: input.period),
            words.head(input.counted, besides: input.period), "Change", "%",
        ]
        return PageTable(heads: heads, rows: rows, hasRules: true, isRounded: isRounded(parts, total))
    }

    /// Whether any shown amounts do not add up, down a column or along a row.
    private func isRounded(_ parts: [Comparison], _ total: Comparison) -> Bool {
        func differs(_ value: (Comparison) -> Money) -> Bool {
            parts.reduce(0) { $0 + money.units(value($1)) } != money.units(value(total))
        }
        return differs(\.current) || differs { $0.previous ?? .zero } || differs(\.change)
            || (parts + [total]).contains {
                money.units($0.current) - money.units($0.previous ?? .zero) != money.units($0.change)
            }
    }

    private func row(_ name: String, _ mover: Comparison, isQuiet: Bool) -> PageTable.Row {
        let (rises, falls) = (mover.change > .zero, mover.change < .zero)
        let percent = words.text.percentChange(
            from: mover.previous?.picodollars ?? 0, to: mover.current.picodollars)
        return PageTable.Row(
            name: .init(name, isQuiet ? .quiet : .name),
            figures: [
                .init(money.amount(mover.previous), .quiet), .init(money.amount(mover.current)),
                .init(
                    money.change(mover.change),
                    isQuiet ? .strong : rises ? .upStrong : falls ? .downStrong : .strong),
                .init(percent, isQuiet ? .body : rises ? .up : falls ? .down : .body),
            ])
    }
}

import Charts
import UsageModel

/// The table of what rose and fell most, with the rest in one row and a total.
struct MoverTable {
    private let input: ReportInput
    private var words: Wording { Wording(input.text) }
    private let money: ColumnMoney
    /// What moved, the largest change first.
    private let ranked: [Comparison]
    /// What cost as much as before.
    private let unmoved: [Comparison]
    /// The keys that have calls and none with a price.
    private let unpriced: Set<String?>

    /// Sorts the changes; only models are known to be without a price.
    init(_ input: ReportInput, unpriced models: Set<ReportInput.ModelName>) {
        self.input = input
        let largest = max(input.total.cost.magnitude, input.previousTotal?.cost.magnitude ?? .zero)
        money = ColumnMoney(upTo: largest, text: input.text)
        unpriced =
            input.movers.dimension == .model
            ? Set(models.map(\.model)).filter { model in
                input.models.allSatisfy { $0.keys.last != model || $0.current == .zero }
            } : []
        unmoved = input.movers.rows.filter { $0.change == .zero && $0.current != .zero }
        ranked = input.movers.rows.filter { $0.change != .zero }.sorted { a, b in
            let (x, y) = (a.change.magnitude, b.change.magnitude)
            return x == y ? (a.keys.first ?? nil) ?? "" < (b.keys.first ?? nil) ?? "" : x > y
        }
    }

    /// The table as a page shows it: where there is nothing to compare with, it has no columns for that.
    func pageTable(linesMax: Int) -> PageTable {
        let table = table(linesMax: linesMax)
        return input.previousTotal == nil ? table.only([1]) : table
    }

    /// The table in at most so many lines of movers; Other and Total come on top.
    func table(linesMax: Int) -> PageTable {
        let all = ranked.count + unmoved.count
        let named = all <= linesMax + 1 && unmoved.isEmpty ? all : min(linesMax, ranked.count)
        let largest = ranked.prefix(named).sorted { a, b in
            a.change == b.change
                ? (a.keys.first ?? nil) ?? "" < (b.keys.first ?? nil) ?? "" : a.change > b.change
        }
        let dimension = input.movers.dimension
        var parts = largest
        var rows = largest.map { mover in
            row(
                words.name(mover.keys.first ?? nil, dimension), mover, isQuiet: false,
                isUnpriced: unpriced.contains(mover.keys.first ?? nil))
        }
        let rest = ranked.dropFirst(named) + unmoved
        if !rest.isEmpty {
            let sum = Comparison.sum(of: Array(rest))
            parts.append(sum)
            // One that is left has a line anyway, which says its name.
            if rest.count == 1, let last = rest.first {
                let key = last.keys.first ?? nil
                rows.append(
                    row(words.name(key, dimension), sum, isQuiet: false, isUnpriced: unpriced.contains(key)))
            } else {
                let others = words.count(rest.count, words.noun(dimension))
                rows.append(row("Other (\(others))", sum, isQuiet: true))
            }
        }
        let total = Comparison(keys: [], current: input.total.cost, previous: input.previousTotal?.cost)
        var last = row(
            "Total", total, isQuiet: false, isUnpriced: input.total.isWhollyUnpriced)
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

    private func row(
        _ name: String, _ mover: Comparison, isQuiet: Bool, isUnpriced: Bool = false
    ) -> PageTable.Row {
        // Against a period of which nothing is known, nothing rose.
        let isKnown = input.previousTotal != nil && !isUnpriced
        let (rises, falls) = (isKnown && mover.change > .zero, isKnown && mover.change < .zero)
        let percent = words.text.percentChange(
            from: mover.previous?.picodollars ?? 0, to: mover.current.picodollars)
        return PageTable.Row(
            name: .init(name, isQuiet ? .quiet : .name),
            figures: [
                .init(money.amount(mover.previous == .zero ? nil : mover.previous), .quiet),
                .init(isUnpriced ? NumberText.none : money.amount(mover.current)),
                .init(
                    isKnown ? money.change(mover.change) : NumberText.none,
                    isQuiet ? .strong : rises ? .upStrong : falls ? .downStrong : .strong),
                .init(
                    isKnown ? percent : NumberText.none, isQuiet ? .body : rises ? .up : falls ? .down : .body
                ),
            ])
    }
}

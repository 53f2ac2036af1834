import Charts
import UsageModel

/// The table of providers and models: the dearest by name, the rest of each provider and of all together, a total.
struct ModelTable {
    private struct Model {
        var name: String
        var colour: SeriesColour
        var comparison: Comparison
        /// Whether it has calls and none with a price.
        var isUnpriced: Bool
    }

    private struct Provider {
        var name: String
        var models: [Model]
        var comparison: Comparison
    }

    private let input: ReportInput
    private var words: Wording { Wording(input.text) }
    private let money: ColumnMoney
    private let providers: [Provider]

    /// Groups the comparisons; `colours` are those that the daily chart draws.
    init(
        _ input: ReportInput, unpriced: Set<ReportInput.ModelName>,
        colours: (ReportInput.ModelName) -> SeriesColour
    ) {
        self.input = input
        money = ColumnMoney(upTo: input.total.cost, text: input.text)
        var groups: [String?: [Model]] = [:]
        for comparison in input.models where comparison.keys.count == 2 {
            let name = ReportInput.ModelName(provider: comparison.keys[0], model: comparison.keys[1])
            groups[name.provider, default: []].append(
                Model(
                    name: Wording.english.name(name.model, .model), colour: colours(name),
                    comparison: comparison,
                    isUnpriced: unpriced.contains(name)))
        }
        providers = groups.map { key, models in
            Provider(
                name: Wording.english.name(key, .provider),
                models: models.sorted { Self.isBefore(($0.comparison, $0.name), ($1.comparison, $1.name)) },
                comparison: Comparison.sum(of: models.map(\.comparison)))
        }.sorted { Self.isBefore(($0.comparison, $0.name), ($1.comparison, $1.name)) }
    }

    private static func isBefore(_ a: (Comparison, String), _ b: (Comparison, String)) -> Bool {
        if a.0.current != b.0.current { return a.0.current > b.0.current }
        let (x, y) = (a.0.previous ?? .zero, b.0.previous ?? .zero)
        return x == y ? a.1 < b.1 : x > y
    }

    private static func isUnpriced(_ models: some Collection<Model>) -> Bool {
        !models.isEmpty && models.allSatisfy(\.isUnpriced)
    }

    /// The lines that the whole table would take.
    var linesMax: Int { providers.reduce(1) { $0 + 1 + $1.models.count } }

    /// The table in at most so many lines, the total included; at least four are taken.
    func table(linesMax: Int, theme: Theme) -> PageTable {
        let shown = shownModels(linesMax: max(linesMax, 4))
        var rows: [PageTable.Row] = []
        var parts: [Comparison] = []
        let named = providers.indices.filter { shown[$0] != nil }
        var isRounded = false
        for index in named {
            let provider = providers[index]
            let count = shown[index] ?? 0
            parts.append(provider.comparison)
            rows.append(
                row(
                    provider.name, provider.comparison, isUnpriced: Self.isUnpriced(provider.models),
                    kind: .group,
                    nameTone: .strong, figureTone: .strong))
            for model in provider.models.prefix(count) {
                var line = row(
                    model.name, model.comparison, isUnpriced: model.isUnpriced, nameTone: .body,
                    figureTone: .body)
                line.swatch = theme.colour(of: model.colour)
                rows.append(line)
            }
            guard count > 0 else { continue }
            let rest = provider.models.dropFirst(count)
            let sum = Comparison.sum(of: rest.map(\.comparison))
            let lines = provider.models.prefix(count).map(\.comparison.current) + [sum.current]
            isRounded = isRounded || !money.addUp(lines, to: provider.comparison.current)
            guard !rest.isEmpty else { continue }
            var line = row(
                "\(words.text.count(rest.count)) more", sum, isUnpriced: Self.isUnpriced(rest),
                nameTone: .quiet, figureTone: .quiet)
            line.swatch = theme.other
            rows.append(line)
        }
        let hidden = providers.indices.filter { shown[$0] == nil }.map { providers[$0] }
        if !hidden.isEmpty {
            let sum = Comparison.sum(of: hidden.map(\.comparison))
            parts.append(sum)
            let models = hidden.reduce(0) { $0 + $1.models.count }
            // One that is left has a line anyway, which says its name.
            let isAlone = hidden.count == 1
            let name =
                isAlone
                ? hidden[0].name
                : named.isEmpty
                    ? "All \(words.count(models, "model"))"
                    : "Other (\(words.count(hidden.count, "provider")))"
            let tone: PageTable.Cell.Tone = isAlone ? .strong : .quiet
            rows.append(
                row(
                    name, sum, isUnpriced: Self.isUnpriced(hidden.flatMap(\.models)), kind: .group,
                    nameTone: tone, figureTone: tone))
        }
        let total = Comparison(keys: [], current: input.total.cost, previous: input.previousTotal?.cost)
        rows.append(
            row(
                "Total", total, isUnpriced: input.total.isWhollyUnpriced, kind: .total, nameTone: .strong,
                figureTone: .strong))
        isRounded = isRounded || !money.addUp(parts.map(\.current), to: total.current)
        let table = PageTable(heads: [], rows: rows, hasRules: false, isRounded: isRounded)
        return input.previousTotal == nil ? table.only([0]) : table
    }

    /// How many models of each provider are named, so that the table keeps within its lines; nil leaves the provider out.
    ///
    /// The dearest come first, a provider before its models: a provider of which there is no room for a model has its
    /// line all the same.
    private func shownModels(linesMax: Int) -> [Int?] {
        if self.linesMax <= linesMax { return providers.map(\.models.count) }
        let ranked = providers.indices.flatMap { provider in
            [(provider: provider, model: -1)]
                + providers[provider].models.indices.map { (provider: provider, model: $0) }
        }.sorted { a, b in
            let (x, y) = (cost(of: a), cost(of: b))
            return x == y ? (a.provider, a.model) < (b.provider, b.model) : x > y
        }
        var shown = [Int?](repeating: nil, count: providers.count)
        for candidate in ranked where candidate.model < 0 || shown[candidate.provider] == candidate.model {
            var more = shown
            more[candidate.provider] = candidate.model + 1
            guard lines(more) <= linesMax else { continue }
            shown = more
        }
        // A line for one more model says its name as well.
        return zip(providers, shown).map { provider, count in
            count.map { $0 > 0 && $0 == provider.models.count - 1 ? $0 + 1 : $0 }
        }
    }

    private func cost(of candidate: (provider: Int, model: Int)) -> Money {
        let provider = providers[candidate.provider]
        return candidate.model < 0
            ? provider.comparison.current : provider.models[candidate.model].comparison.current
    }

    /// The lines of a table that names so many models of each provider.
    private func lines(_ shown: [Int?]) -> Int {
        var lines = 1
        for (provider, shown) in zip(providers, shown) {
            guard let count = shown else { continue }
            lines += 1 + count + (count > 0 && count < provider.models.count ? 1 : 0)
        }
        return lines + (shown.contains(nil) ? 1 : 0)
    }

    private func row(
        _ name: String, _ comparison: Comparison, isUnpriced: Bool, kind: PageTable.Row.Kind = .plain,
        nameTone: PageTable.Cell.Tone, figureTone: PageTable.Cell.Tone
    ) -> PageTable.Row {
        let change = words.text.percentChange(
            from: comparison.previous?.picodollars ?? 0, to: comparison.current.picodollars)
        let tone: PageTable.Cell.Tone =
            figureTone != .body || comparison.change == .zero
            ? (figureTone == .strong ? .name : figureTone) : comparison.change > .zero ? .up : .down
        let isComparable = input.previousTotal != nil && !isUnpriced
        return PageTable.Row(
            kind: kind, isIndented: kind == .plain, name: .init(name, nameTone),
            figures: [
                .init(isUnpriced ? NumberText.none : money.amount(comparison.current), figureTone),
                .init(isComparable ? change : NumberText.none, isComparable ? tone : .quiet),
            ])
    }
}

extension Comparison {
    /// The sum of several; the previous one is known where any of them is.
    static func sum(of comparisons: [Comparison]) -> Comparison {
        let known = comparisons.compactMap(\.previous)
        return Comparison(
            keys: [], current: comparisons.reduce(.zero) { $0 + $1.current },
            previous: known.isEmpty ? nil : known.reduce(.zero, +))
    }
}

import Charts
import UsageModel

/// The file `summary.md`: the finding and the tables of a period, to be pasted into a ticket or a wiki.
struct MarkdownSummary {
    /// The file's content.
    var bytes: [UInt8] { Array(text.utf8) }

    private let input: ReportInput
    private let days: ReportDays
    private let name: String
    private var words: Wording { Wording(input.text) }
    private let cents: ColumnMoney

    /// So many models are named; the others are one row.
    private static let modelsMax = 20

    init(_ input: ReportInput, days: ReportDays, name: String) {
        self.input = input
        cents = ColumnMoney(upTo: .zero, text: input.text)
        self.days = days
        self.name = name
    }

    private var text: String {
        var text = "# \(MarkdownTable.escaped(name)), \(words.full(input.counted))\n\n"
        text += "**\(MarkdownTable.escaped(input.headline))**\n\n"
        if !input.lead.isEmpty { text += MarkdownTable.escaped(input.lead) + "\n\n" }
        text += totals.text
        if !days.inPeriod.isEmpty {
            text += "\n## Models\n\n" + models.text + "\n## Days\n\n" + daily.text
        }
        if !input.findings.isEmpty {
            text += "\n## What to look at\n\n"
            for finding in input.findings {
                text +=
                    "- **\(MarkdownTable.escaped(finding.headline))** \(MarkdownTable.escaped(finding.text))\n"
            }
        }
        let notes = FootNotes(input, days: days).sentences(isRounded: isRounded)
        return text + "\n" + notes.map { MarkdownTable.escaped($0) }.joined(separator: " ") + "\n"
    }

    /// The sums of the period, exact.
    private var totals: MarkdownTable {
        var table = MarkdownTable([.init("Total"), .init("", figures: true)])
        let total = input.total
        func add(_ name: String, _ count: Int128) {
            if count != 0 { table.append([name, written(count)]) }
        }
        table.append(["Calls", written(Int128(total.calls))])
        add("Failed calls", Int128(total.failedCalls))
        add("Calls without a price", Int128(total.unpricedCallCount))
        add("Input tokens", total.inputTokens)
        add("Output tokens", total.outputTokens)
        add("Images", total.images)
        if total.videoMicroseconds != 0 {
            table.append(["Video seconds", words.text.exact(DailyCSV.seconds(total.videoMicroseconds))])
        }
        if total.audioMicroseconds != 0 {
            table.append(["Audio seconds", words.text.exact(DailyCSV.seconds(total.audioMicroseconds))])
        }
        table.append(["Cost", cost(total)])
        if !total.isWhollyUnpriced {
            table.append(["Exactly, US dollars", words.text.exact(total.cost.description)])
        }
        return table
    }

    /// What each provider and model used, the dearest first.
    private var sorted: [(key: ReportInput.ModelName, value: Measures)] {
        var sums: [ReportInput.ModelName: Measures] = [:]
        for row in days.inPeriod { sums[row.name, default: Measures()] += row.measures }
        return sums.sorted { a, b in
            a.value.cost == b.value.cost
                ? (a.key.provider ?? "", a.key.model ?? "") < (b.key.provider ?? "", b.key.model ?? "")
                : a.value.cost > b.value.cost
        }
    }

    /// Whether models or days, as they are written, add up to another total.
    private var isRounded: Bool {
        let named = sorted.count > Self.modelsMax + 1 ? Self.modelsMax : sorted.count
        let rest = sorted.dropFirst(named).reduce(Money.zero) { $0 + $1.value.cost }
        var days: [CivilDate: Money] = [:]
        for row in self.days.inPeriod { days[row.date, default: .zero] += row.measures.cost }
        return !cents.addUp(sorted.prefix(named).map(\.value.cost) + [rest], to: input.total.cost)
            || !cents.addUp(Array(days.values), to: input.total.cost)
    }

    /// Providers and models, the dearest first.
    private var models: MarkdownTable {
        let sorted = sorted
        var table = MarkdownTable([
            .init("Provider"), .init("Model"), .init("Calls", figures: true),
            .init("Input tokens", figures: true), .init("Output tokens", figures: true),
            .init("Cost", figures: true),
        ])
        let isCut = sorted.count > Self.modelsMax + 1
        let named = isCut ? sorted.prefix(Self.modelsMax) : sorted[...]
        for (name, sums) in named {
            let names = [words.name(name.provider, .provider), words.name(name.model, .model)]
            table.append(names.map { MarkdownTable.escaped($0) } + figures(sums))
        }
        if isCut {
            let others = sorted.dropFirst(Self.modelsMax)
            let rest = others.reduce(into: Measures()) { $0 += $1.value }
            table.append(["Others", words.count(others.count, "model")] + figures(rest))
        }
        table.append(["**Total**", ""] + figures(input.total))
        return table
    }

    private func figures(_ sums: Measures) -> [String] {
        [
            written(Int128(sums.calls)), written(sums.inputTokens), written(sums.outputTokens),
            cost(sums),
        ]
    }

    /// Days with calls.
    private var daily: MarkdownTable {
        var sums: [CivilDate: Measures] = [:]
        for row in days.inPeriod { sums[row.date, default: Measures()] += row.measures }
        var table = MarkdownTable([
            .init("Day"), .init("Calls", figures: true), .init("Cost", figures: true),
        ])
        for (date, sums) in sums.sorted(by: { $0.key < $1.key }) {
            table.append([date.description, written(Int128(sums.calls)), cost(sums)])
        }
        return table
    }

    private func cost(_ sums: Measures) -> String {
        sums.isWhollyUnpriced ? NumberText.none : MarkdownTable.escaped(cents.amount(sums.cost))
    }

    private func written(_ count: Int128) -> String { words.text.count(Int(clamping: count)) }
}

import UsageModel

/// Sets a reconciliation for the terminal: a table, the reasons by number, what is faulty, the totals.
struct ReconciliationText {
    private let title: String
    private let rows: [Reconciliation.Row]
    private let small: [Reconciliation.Row]
    private let total: Reconciliation.Row

    init(_ reconciliation: Reconciliation, title: String, isAll: Bool) {
        self.title = title
        total = reconciliation.total
        let callsMin = total.calls / 100
        func isSmall(_ row: Reconciliation.Row) -> Bool {
            !isAll && row.faults.isEmpty && row.calls <= callsMin
                && max(row.ours, row.stated) < Money(picodollars: Money.picodollarsPerDollar / 100)
        }
        let found = reconciliation.rows.filter(isSmall)
        small = found.count > 1 ? found : []
        rows = small.isEmpty ? reconciliation.rows : reconciliation.rows.filter { !isSmall($0) }
    }

    /// All of it, fitted to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        let head = TextStyle.bold.applied(to: title, if: hasColour) + "\n\n"
        guard total.calls != 0 else { return head + "There are no such calls.\n" }
        var text = head + table.text(columnsMax: columnsMax, hasColour: hasColour) + "\n"
        let reasons = explanations
        if !reasons.isEmpty { text += reasons.text(columnsMax: columnsMax, hasColour: hasColour) + "\n" }
        return text + totals.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    /// What is stated stands without faulty statements, whose rows have a mark.
    private var table: TextTable {
        var table = TextTable([
            .init("", .figures), .init("Model"), .init("Calls", .figures), .init("Ours", .decimals),
            .init("Stated", .decimals), .init("Diff.", .decimals), .init("No price", .figures),
            .init("Assumed", .figures),
        ])
        var number = 0
        for row in rows {
            if !row.explanations.isEmpty { number += 1 }
            table.add([row.explanations.isEmpty ? "" : "\(number)", Self.name(row)] + Self.cells(row))
        }
        if !small.isEmpty {
            table.add(["", "Other (\(Figure.count(small.count)))"] + Self.cells(Self.sum(small)))
        }
        table.addTotal(["", "Total"] + Self.cells(total))
        return table
    }

    /// The provider stands in front only where the name alone says too little.
    private static func name(_ row: Reconciliation.Row) -> String {
        let model = row.model ?? ""
        guard let provider = row.provider, model == "REDACTED" || model == "None" else { return model }
        return "\(provider)/\(model)"
    }

    private static func cells(_ row: Reconciliation.Row) -> [String] {
        let isPriced = row.calls != row.unpricedCallCount
        let isComparable = isPriced && row.statedCalls > 0
        let mark = row.faults.isEmpty ? "" : "!"
        return [
            Figure.count(row.calls), isPriced ? Figure.amount(row.ours) : Figure.none,
            row.statedCalls > 0 ? mark + Figure.amount(row.plausibleStated) : Figure.none,
            isComparable ? Figure.changeAmount(row.ours - row.plausibleStated) : Figure.none,
            row.unpricedCallCount == 0 ? "" : Figure.count(row.unpricedCallCount),
            row.assumedPriceCalls == 0 ? "" : Figure.count(row.assumedPriceCalls),
        ]
    }

    private static func sum(_ rows: [Reconciliation.Row]) -> Reconciliation.Row {
        var sum = Reconciliation.Row()
        for row in rows {
            sum.calls += row.calls
            sum.ours += row.ours
            sum.stated += row.stated
            sum.statedCalls += row.statedCalls
            sum.unpricedCalls.merge(row.unpricedCalls, uniquingKeysWith: +)
            sum.assumedPriceCalls += row.assumedPriceCalls
        }
        return sum
    }

    private var explanations: FactList {
        var facts = FactList(nameColumns: 4)
        for (index, row) in rows.filter({ !$0.explanations.isEmpty }).enumerated() {
            let number = "\(index + 1)"
            let padding = String(repeating: " ", count: max(0, 2 - number.count))
            facts.add(padding + number, "\(Self.name(row)): \(row.explanations.joined(separator: "; "))")
        }
        return facts
    }

    private var totals: FactList {
        var facts = FactList()
        for fault in total.faults {
            let usual = fault.usual > .zero ? "; such a call costs \(Figure.dollars(fault.usual))" : ""
            facts.add(
                "! Faulty",
                "\(fault.source) states \(Figure.exact(fault.stated)) for a call of \(fault.occurredAt) with "
                    + "\(Figure.count(fault.inputTokens)) input and \(Figure.count(fault.outputTokens)) output "
                    + "tokens of \(fault.model)\(usual)")
            if let id = fault.id { facts.add("", "usageledger explain \(id)") }
        }
        let stated = "\(Figure.dollars(total.stated)), of \(Figure.counted(total.statedCalls, "call"))"
        facts.add("Stated", stated)
        if !total.faults.isEmpty {
            facts.add("", "\(Figure.dollars(total.plausibleStated)) without what is faulty")
        }
        facts.add("Ours", "\(Figure.dollars(total.ours)), exactly \(Figure.exact(total.ours))")
        if !total.unpricedCalls.isEmpty {
            facts.add(
                "No price",
                "\(Figure.counted(total.unpricedCallCount, "call")), not in ours: "
                    + CostTableText.reasons(total.unpricedCalls))
        }
        if total.assumedPriceCalls > 0 {
            facts.add(
                "Assumed",
                "\(Figure.counted(total.assumedPriceCalls, "call")) with a price that no source dates to the day "
                    + "(price_date: assumed)")
        }
        return facts
    }
}

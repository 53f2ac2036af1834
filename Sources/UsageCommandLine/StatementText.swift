import UsageModel

/// Sets a comparison with statements for the terminal: a table, the totals, and what they were compared with.
struct StatementText {
    private let reconciliation: StatementReconciliation
    private let title: String
    private let isDaily: Bool

    init(_ reconciliation: StatementReconciliation, title: String, isDaily: Bool) {
        self.reconciliation = reconciliation
        self.title = title
        self.isDaily = isDaily
    }

    /// All of it, fitted to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        TextStyle.bold.applied(to: title, if: hasColour) + "\n\n"
            + table.text(columnsMax: columnsMax, hasColour: hasColour) + "\n"
            + totals.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    private var table: TextTable {
        var table = TextTable(
            (isDaily ? [.init("Day")] : []) + [
                .init("Model"), .init("Calls", .figures), .init("Ours", .decimals),
                .init("Up to", .decimals), .init("Billed", .decimals), .init("Diff.", .decimals),
                .init("No price", .figures), .init("Failed", .figures),
            ])
        for row in isDaily ? reconciliation.days : reconciliation.models {
            let day = isDaily ? [row.day?.description ?? ""] : []
            table.add(day + [Self.name(row)] + Self.cells(row))
        }
        table.addTotal((isDaily ? [""] : []) + ["Total"] + Self.cells(reconciliation.total))
        return table
    }

    private static func name(_ row: StatementReconciliation.Row) -> String {
        row.model ?? row.provider.map { "\($0), of no model" } ?? ""
    }

    private static func cells(_ row: StatementReconciliation.Row) -> [String] {
        func count(_ count: Int) -> String { count == 0 ? "" : Figure.count(count) }
        let upTo = row.unpricedMax.map { Figure.amount(row.ours + $0) } ?? "?"
        return [
            Figure.count(row.calls), Figure.amount(row.ours), row.unpricedCallCount == 0 ? "" : upTo,
            row.billed.map { Figure.amount($0) } ?? Figure.none,
            row.difference.map { Figure.changeAmount($0) } ?? Figure.none, count(row.unpricedCallCount),
            count(row.failedCalls),
        ]
    }

    private var totals: FactList {
        let total = reconciliation.total
        var facts = FactList()
        for statement in reconciliation.statements {
            facts.add(
                "Statement",
                "\(statement.source) of \(statement.provider.displayName), \(statement.first) to \(statement.last)"
            )
        }
        if let billed = total.billed { facts.add("Billed", Figure.dollars(billed)) }
        facts.add("Ours", "\(Figure.dollars(total.ours)), exactly \(Figure.exact(total.ours))")
        if let difference = total.difference {
            facts.add("Difference", "\(Figure.exact(difference)), billed less ours")
        }
        if total.unpricedCallCount > 0 {
            let most =
                total.unpricedMax.map { "at most \(Figure.dollars($0)) more" }
                ?? "nobody can say how much more"
            facts.add(
                "No price",
                "\(Figure.counted(total.unpricedCallCount, "call")), \(most): "
                    + CostTableText.reasons(total.unpricedCalls))
            switch total.isWithinReach {
            case true?: facts.add("", "the difference may be theirs alone")
            case false?: facts.add("", "they cannot explain the difference alone")
            case nil: break
            }
        }
        if total.failedCalls > 0 {
            facts.add(
                "Failed", "\(Figure.counted(total.failedCalls, "call")), which a provider may bill or not")
        }
        if let requests = total.statedRequests {
            facts.add(
                "Requests", "\(Figure.count(requests)) by the provider, \(Figure.count(total.calls)) recorded"
            )
        }
        return facts
    }
}

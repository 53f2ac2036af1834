import Arguments
import JSON
import UsageLedger
import UsageModel

/// `reconcile`: our cost beside what providers bill or what calls state, with the reasons in words.
struct ReconcileCommand: Sendable {
    let period: PeriodChoice
    let isAll: Bool
    let isDaily: Bool
    let usesCalls: Bool
    let isJSON: Bool

    static let command = Command<Action>(
        "reconcile", "Our cost beside the stated cost, by model, and why they differ",
        details: """
            Where a provider's statement was imported (`usageledger import`), our cost stands beside what is billed, by \
            model and with `--daily` by day in UTC, with what unpriced calls may add at most: at the dearest rates of the \
            provider's other calls. Without one, or with `--calls`, the costs that calls state themselves are taken. A statement that cannot be true is named and counted apart. Models of less than a cent and less than a \
            hundredth of the calls share a row, unless `--all` is given. \(PeriodChoice.details)
            """,
        examples: ["usageledger reconcile", "usageledger reconcile --period 2025-05 --json"],
        PeriodChoice.parameters, Flag("all", "A row for every model"),
        Flag("daily", "A row for every day, beside a statement"),
        Flag("calls", "Take the costs that calls state, also where there is a statement"),
        Flag("json", "Print JSON"),
    ) { period, isAll, isDaily, usesCalls, isJSON in
        ReconcileCommand(
            period: period, isAll: isAll, isDaily: isDaily, usesCalls: usesCalls, isJSON: isJSON
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let span = try period.span(zone: context.zone, now: context.now())
        let ledger = try context.existingLedger(prices: context.priceBook())
        if !usesCalls, let billed = try ledger.reconcileStatements(in: span.instants) {
            return try write(billed, span, context, invocation)
        }
        let reconciliation = try ledger.reconcile(span: span.instants)
        if isJSON {
            try invocation.writeJSON([
                .init(name: "currency", value: "USD"),
                .init(name: "period", value: span.period.map { .string($0.description) } ?? .null),
                .init(name: "zone", value: .string(context.zone.name)),
                .init(name: "rows", value: .array(reconciliation.rows.map { .object($0.json) })),
                .init(name: "total", value: .object(reconciliation.total.json)),
            ])
            return .done
        }
        let text = ReconciliationText(
            reconciliation, title: "Our cost and the stated cost in US dollars, by model, \(span.title)",
            isAll: isAll)
        try invocation.write(text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        return .done
    }

    private func write(
        _ billed: StatementReconciliation, _ span: PeriodSpan, _ context: LedgerContext,
        _ invocation: Invocation
    ) throws -> ExitCode {
        if isJSON {
            try invocation.writeJSON([
                .init(name: "currency", value: "USD"),
                .init(name: "period", value: span.period.map { .string($0.description) } ?? .null),
                .init(name: "zone", value: .string("UTC")),
                .init(name: "statements", value: .array(billed.statements.map { .object($0.json) })),
                .init(name: "rows", value: .array(billed.days.map { .object($0.json) })),
                .init(name: "models", value: .array(billed.models.map { .object($0.json) })),
                .init(name: "total", value: .object(billed.total.json)),
            ])
            return .done
        }
        let text = StatementText(
            billed, title: "Our cost and what is billed in US dollars, by model, \(span.title)",
            isDaily: isDaily)
        try invocation.write(text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        return .done
    }
}

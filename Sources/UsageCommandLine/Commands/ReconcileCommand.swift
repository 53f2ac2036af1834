import Arguments
import JSON
import UsageLedger
import UsageModel

/// `reconcile`: our cost beside what providers and logs state, with the reasons in words.
struct ReconcileCommand: Sendable {
    let period: PeriodChoice
    let isAll: Bool
    let isJSON: Bool

    static let command = Command<Action>(
        "reconcile", "Our cost beside the stated cost, by model, and why they differ",
        details: """
            A statement that cannot be true is named and counted apart. Models of less than a cent and less than a \
            hundredth of the calls share a row, unless `--all` is given. \(PeriodChoice.details)
            """,
        examples: ["usageledger reconcile", "usageledger reconcile --period 2025-05 --json"],
        PeriodChoice.parameters, Flag("all", "A row for every model"), Flag("json", "Print JSON"),
    ) { period, isAll, isJSON in ReconcileCommand(period: period, isAll: isAll, isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let span = try period.span(zone: context.zone, now: context.now())
        let reconciliation = try context.existingLedger().reconcile(span: span.instants)
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
}

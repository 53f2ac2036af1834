import Arguments
import JSON
import UsageLedger
import UsageModel

/// `daily`, `models`, `users` and their like: one question, one table.
struct TableCommand: Sendable {
    let groups: [Dimension]
    let bucket: Period.Grain?
    let options: QueryOptions
    let order: Query.Order
    let limit: Int?
    let isJSON: Bool

    /// All of them.
    static let commands: [Command<Action>] = [
        command("daily", "Cost by day", bucket: .day, order: .key),
        command("weekly", "Cost by ISO week", bucket: .week, order: .key),
        command("monthly", "Cost by month", bucket: .month, order: .key),
        command("models", "Cost by model", groups: [.model, .provider], order: .cost),
        command("users", "Cost by user", groups: [.user], order: .cost),
    ]

    private static func command(
        _ name: String, _ summary: String, groups: [Dimension] = [], bucket: Period.Grain? = nil,
        order: Query.Order,
    ) -> Command<Action> {
        Command(
            name, summary,
            details: "The total is that of all rows, also of those past the limit. " + PeriodChoice.details,
            examples: [
                "usageledger \(name) --period 2025-03", "usageledger \(name) --provider openai --json",
            ],
            QueryOptions.parameters,
            Option("order", .choice(Query.Order.self), default: order, "What comes first"),
            Option("limit", short: "n", .integer(in: 1...1_000_000), "The most rows; the rest is summed up"),
            Flag("json", "Print JSON"),
        ) { options, order, limit, isJSON in
            TableCommand(
                groups: groups, bucket: bucket, options: options, order: order, limit: limit, isJSON: isJSON
            ).run
        }
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let (query, span) = try options.query(
            context, groups: groups, bucket: bucket, order: order, limit: limit)
        let table = try context.existingLedger().answer(query)
        if isJSON {
            try invocation.write(table.json(span, zone: context.zone).prettyText)
            return .done
        }
        var title = "Cost by \(bucket?.rawValue ?? groups.first?.rawValue ?? ""), \(span.title)"
        if bucket != nil || span.instants != nil { title += ", days of \(context.zone)" }
        if let words = options.filterWords { title += "; only \(words)" }
        let text = CostTableText(table, title: title)
        try invocation.write(text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        return .done
    }
}

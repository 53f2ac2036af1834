import Arguments
import JSON
import UsageLedger
import UsageModel

/// `daily`, `models`, `users` and their like: one question, one table.
struct TableCommand: Sendable {
    let groups: [Dimension]
    let bucket: Period.Grain?
    let options: QueryOptions
    let page: PageOptions
    let details: TableDetails
    let form: TableForm

    /// All of them.
    static let commands: [Command<Action>] = [
        command("daily", "Cost by day", bucket: .day, order: .key),
        command("weekly", "Cost by ISO week", bucket: .week, order: .key),
        command("monthly", "Cost by month", bucket: .month, order: .key),
        command("models", "Cost by model", groups: [.model, .provider]),
        command("providers", "Cost by provider", groups: [.provider]),
        command("services", "Cost by kind of service: chat, image, video and so on", groups: [.service]),
        command("users", "Cost by user", groups: [.user], hasActivity: true),
        command("teams", "Cost by team", groups: [.team]),
        command(
            "sessions", "Cost by chat, which others call session or conversation", groups: [.chat],
            hasActivity: true),
        command("agents", "Cost by agent", groups: [.agent]),
        command("keys", "Cost by API key", groups: [.keyID]),
        command("campaigns", "Cost by campaign", groups: [.campaign]),
        command("statuses", "Cost by how calls ended", groups: [.status]),
        tags,
    ]

    private static func command(
        _ name: String, _ summary: String, groups: [Dimension] = [], bucket: Period.Grain? = nil,
        order: Query.Order = .cost, hasActivity: Bool = false,
    ) -> Command<Action> {
        Command(
            name, summary, details: hasActivity ? activity + about : about,
            examples: [
                "usageledger \(name) --period 2025-03", "usageledger \(name) --provider openai --json",
            ],
            QueryOptions.parameters, PageOptions.parameters(order: order), more, TableDetails.parameters,
            TableForm.parameters,
        ) { options, page, more, details, form in
            TableCommand(
                groups: groups + more.filter { !groups.contains($0) }, bucket: bucket, options: options,
                page: page, details: hasActivity ? details.withActivity : details, form: form
            ).run
        }
    }

    private static let activity = """
        Different conversations and messages are counted over the whole period and do not add up; with \
        `--latency` they make room for it. 
        """

    private static let about = """
        The total is that of all rows, also of those on other pages. `--sql` prints the SQL whose result is the \
        table, for `sqlite3` on the ledger's file. 
        """ + PeriodChoice.details

    private static let more = Option(
        repeated: "by", .dimension, "Break the rows down further, as in model or tag:team")

    private static let tags = Command<Action>(
        "tags", "Cost by a label of your own", details: about,
        examples: ["usageledger tags team --period 2025-03", "usageledger tags feature --tag team=search"],
        QueryOptions.parameters, PageOptions.parameters(order: .cost), more, TableDetails.parameters,
        TableForm.parameters, Positional(.label, "The label's name"),
    ) { options, page, more, details, form, label in
        TableCommand(
            groups: [.tag(label)] + more.filter { $0 != .tag(label) }, bucket: nil, options: options,
            page: page, details: details, form: form
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        var (query, span) = try options.query(context)
        query.groups = groups
        query.bucket = bucket.map { Query.Bucket($0, zone: context.zone) }
        query.order = page.order
        query.isReversed = page.isReversed
        query.limit = page.limit
        query.after = page.after
        query.hasLatency = details == .latency
        query.hasActivity = details == .activity
        let ledger = try context.existingLedger()
        if form == .sql {
            try invocation.write(try ledger.sql(query))
            return .done
        }
        let table = try ledger.answer(query)
        if form == .json {
            try invocation.write(table.json(span, zone: context.zone).prettyText)
        } else {
            let text = CostTableText(table, title: title(span, context))
            try invocation.write(
                text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        if let hint = PageOptions.hint(table.next) { invocation.console.say(hint) }
        return .done
    }

    private func title(_ span: PeriodSpan, _ context: LedgerContext) -> String {
        let keys = [bucket?.rawValue].compactMap(\.self) + groups.map(\.words)
        // The provider stands beside a model and is not a question of its own.
        let shown = groups.first == .model ? keys.filter { $0 != Dimension.provider.words } : keys
        var title = "Cost by \(shown.joined(separator: " and ")), \(span.title)"
        if bucket != nil || span.instants != nil { title += ", days of \(context.zone)" }
        if let words = options.filterWords { title += "; only \(words)" }
        return title
    }
}

/// What stands in a table beside the sums.
enum TableDetails: Hashable, Sendable {
    case none
    /// How long calls took.
    case latency
    /// How many different conversations and messages there were, and whose agents called.
    case activity

    /// Who asks for nothing else gets the activity.
    var withActivity: TableDetails { self == .none ? .activity : self }

    /// How they are written.
    static let parameters = OptionGroup(
        Flag("latency", "Show the p50, p95 and p99 of latencies in milliseconds, each within 1 %"),
        Flag("activity", "Show the different conversations, messages and agents"),
    ) { (hasLatency, hasActivity) throws(ArgumentsError) -> TableDetails in
        guard !hasLatency || !hasActivity else {
            throw ArgumentsError(.conflictingOptions, "`--latency` cannot stand beside `--activity`")
        }
        return hasLatency ? .latency : hasActivity ? .activity : .none
    }
}

/// What is printed of a table.
enum TableForm: Hashable, Sendable {
    case text
    case json
    /// The SQL whose result is the table.
    case sql

    /// How it is written.
    static let parameters = OptionGroup(
        Flag("json", "Print JSON"), Flag("sql", "Print the SQL whose result is the table"),
    ) { (isJSON, isSQL) throws(ArgumentsError) -> TableForm in
        guard !isJSON || !isSQL else {
            throw ArgumentsError(.conflictingOptions, "`--json` cannot stand beside `--sql`")
        }
        return isJSON ? .json : isSQL ? .sql : .text
    }
}

extension Syntax where Value == String {
    /// The name of a label.
    static var label: Syntax {
        Syntax("KEY", expected: "a label's name", parse: { $0.isEmpty ? nil : $0 })
    }
}

import Arguments
import JSON
import UsageLedger
import UsageModel

/// `reprice`: recorded calls at the present prices, as a diff, and as corrections where they are asked for.
struct RepriceCommand: Sendable {
    let period: PeriodChoice
    let filters: [Query.Filter]
    let isUnpricedOnly: Bool
    let posting: PostingChoice
    let form: Form

    /// What is printed.
    enum Form: Hashable, Sendable {
        case table
        case json
        /// One JSON object a changed call.
        case calls
    }

    static let command = Command<Action>(
        "reprice", "Price recorded calls anew: a diff, and with --post corrections",
        details: """
            Each call is priced at its own moment with the present catalogue and own prices. Nothing is written, unless \
            `--post` is given: then each call whose cost changes gets a reversal and a restating row, and a second run \
            changes nothing. Corrections of a closed month are posted to the first open one. \(PeriodChoice.details)
            """,
        examples: [
            "usageledger reprice --unpriced", "usageledger reprice --period 2025-03 --json",
            "usageledger reprice --unpriced --post --reason \"price list of 1 April arrived\"",
        ],
        QueryOptions.parameters,
        Flag("unpriced", "Only calls that have no cost"), PostingChoice.parameters,
        Flag("json", "Print JSON"), Flag("calls", "Print one JSON object for each call that changes"),
    ) { (options, isUnpricedOnly, posting, isJSON, isCalls) throws(ArgumentsError) in
        guard !isJSON || !isCalls else {
            throw ArgumentsError(.conflictingOptions, "`--json` cannot stand beside `--calls`")
        }
        return RepriceCommand(
            period: options.period, filters: options.filters,
            isUnpricedOnly: isUnpricedOnly, posting: posting, form: isJSON ? .json : isCalls ? .calls : .table
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let span = try period.span(zone: context.zone, now: context.now())
        let note = try posting.note(invocation)
        let reading = try context.existingLedger(prices: context.priceBook())
        let ledger = note == nil ? reading : try context.ledger()
        let line = ProgressLine(
            on: invocation.console, "pricing anew",
            total: try ledger.rowCount(in: span.instants, filters: filters), unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        let repricing = try ledger.reprice(
            in: span.instants, filters: filters, isUnpricedOnly: isUnpricedOnly, posting: note,
            change: { change in
                guard form == .calls else { return }
                try invocation.write(JSONValue.object(change.json).compactText + "\n")
            }, progress: { line.update(done: $0) })
        line.finish()
        let text = RepricingText(repricing, title: "Calls priced anew, in US dollars, \(span.title)")
        switch form {
        case .table:
            try invocation.write(
                text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        case .json:
            var members: [JSONObject.Member] = [
                .init(name: "currency", value: "USD"),
                .init(name: "period", value: span.period.map { .string($0.description) } ?? .null),
                .init(name: "zone", value: .string(context.zone.name)),
            ]
            members += repricing.json.members
            try invocation.writeJSON(members)
        case .calls: break
        }
        for sentence in text.remarks { invocation.console.say(sentence) }
        return .done
    }
}

/// Whether corrections are posted, why, and by whom.
struct PostingChoice: Hashable, Sendable {
    let reason: String?
    let actor: String?

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "Corrections",
        Flag("post", "Post a reversal and a restating row for each call whose cost changes"),
        Option("reason", .text, "Why, kept with each correction; needed with --post"),
        Option("actor", .text.named("NAME"), "Who answers for it; your login name, unless it is given"),
    ) { (isPosting, reason, actor) throws(ArgumentsError) in
        if isPosting, reason == nil {
            throw ArgumentsError(
                .missingArgument, "`--post` needs `--reason`", hint: "say why, for those who audit the ledger"
            )
        }
        if !isPosting, reason != nil || actor != nil {
            throw ArgumentsError(
                .conflictingOptions, "`--reason` and `--actor` need `--post`",
                hint: "without `--post` nothing is written")
        }
        return PostingChoice(reason: reason, actor: actor)
    }

    /// The note of the corrections; nil where nothing is posted.
    func note(_ invocation: Invocation) throws -> CorrectionNote? {
        guard let reason else { return nil }
        return try CorrectionNote(reason: reason, actor: actor ?? invocation.actor(nil))
    }
}

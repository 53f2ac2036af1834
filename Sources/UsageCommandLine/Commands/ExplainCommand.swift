import Arguments
import JSON
import UsageLedger
import UsageModel

/// `explain`: why a row costs what it costs.
struct ExplainCommand: Sendable {
    let id: EventID
    let isJSON: Bool

    static let command = Command<Action>(
        "explain", "Show which price a row has, from where, and the arithmetic to its cost",
        examples: ["usageledger explain 0195a3c2-8d1e-7f00-8000-0123456789ab"],
        Flag("json", "Print JSON"),
        Positional(.eventID, "The row's identity, as `record` and `export` print it"),
    ) { isJSON, id in ExplainCommand(id: id, isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let ledger = try invocation.context().existingLedger()
        guard let row = try ledger.row(id) else {
            throw CommandLineError(
                .unknownRow, "no row has the identity `\(id)`",
                hint: "`usageledger calls --json` and `usageledger export jsonl` print every row's `id`")
        }
        let corrections = try ledger.corrections(of: id)
        if isJSON {
            try invocation.writeJSON(
                Self.json(row) + [
                    .init(name: "counts", value: .bool(Self.counts(row, corrections))),
                    .init(name: "corrections", value: .array(corrections.map(Self.correction))),
                ])
            return .done
        }
        let event = row.priced.event
        let facts = Self.facts(row, corrections)
        var text = facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        text += "\n"
        text += CostBreakdown(row.priced.costing, statedCost: event.statedCost)
            .text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        try invocation.write(text)
        return .done
    }

    /// Whether the row is in the sums and nothing takes it back.
    private static func counts(_ row: LedgerRow, _ corrections: [LedgerRow]) -> Bool {
        row.kind != .reversal && !corrections.contains { $0.kind == .reversal }
    }

    /// What a row corrects, why and by whom, and what corrects it.
    private static func addCorrections(_ row: LedgerRow, _ corrections: [LedgerRow], to facts: inout FactList)
    {
        if let correction = row.correction {
            facts.add("Kind", "\(row.kind.rawValue) of \(correction.corrects)")
            facts.add("Reason", correction.reason)
            facts.add("By", correction.actor ?? "nobody named")
        }
        for other in corrections {
            let verb = other.kind == .reversal ? "Reversed" : "Restated"
            facts.add(verb, "by \(other.id)")
            facts.add("", "\(other.recordedAt), \(other.postingWords)")
            let actor = other.correctionActor.map { " (\($0))" } ?? ""
            facts.add("", "\(other.correctionReason ?? "no reason given")\(actor)")
        }
    }

    private static func correction(_ row: LedgerRow) -> JSONValue {
        .object(
            JSONObject([
                .init(name: "id", value: .string(row.id.description)),
                .init(name: "kind", value: .string(row.kind.rawValue)),
                .init(name: "reason", value: .string(row.correctionReason ?? "")),
                .init(name: "actor", value: row.correctionActor.map { .string($0) } ?? .null),
                .init(name: "recorded_at", value: .string(row.recordedAt.description)),
                .init(name: "posting_month", value: .string(row.postingMonth)),
                .init(
                    name: "cost_usd",
                    value: row.priced.costing.cost.map {
                        .string((row.sign < 0 ? $0.total.negated : $0.total).description)
                    } ?? .null),
            ]))
    }

    private static func facts(_ row: LedgerRow, _ corrections: [LedgerRow]) -> FactList {
        let event = row.priced.event
        var facts = FactList()
        facts.add("Row", "\(row.id), number \(Figure.count(row.sequence)) in the chain")
        facts.add("Occurred", event.occurredAt.description)
        facts.add("Recorded", "\(row.recordedAt), \(row.postingWords)")
        addCorrections(row, corrections, to: &facts)
        facts.add("Provider", event.call.provider.displayName)
        facts.add("Asked for", event.call.requestedModel)
        if let served = event.call.servedModel { facts.add("Answered", served) }
        if event.call.pricedTier != .standard { facts.add("Tier", event.call.pricedTier.rawValue) }
        if let region = event.call.region { facts.add("Region", region) }
        facts.add("User", event.attribution.user ?? "(anonymous)")
        if let team = event.attribution.team { facts.add("Team", team) }
        facts.add("Status", event.outcome.status.rawValue)
        var usage = event.usage.counts.map { "\(Figure.count($0.value)) \($0.counter.rawValue)" }
        usage += UsageAttribute.allCases.compactMap { name in
            event.usage.attributes[name].map { "\(name.rawValue) \($0)" }
        }
        let state = event.usageState == .measured ? "" : " (\(event.usageState.rawValue))"
        facts.add("Usage", (usage.isEmpty ? "none" : usage.joined(separator: ", ")) + state)
        return facts
    }

    private static func json(_ row: LedgerRow) -> [JSONObject.Member] {
        let event = row.priced.event
        var call: JSONValue = .null
        if let parsed = try? JSONValue(parsing: CallFormats.jsonLine(row)) { call = parsed }
        var members: [JSONObject.Member] = [
            .init(name: "id", value: .string(row.id.description)),
            .init(name: "kind", value: .string(row.kind.rawValue)),
            .init(name: "corrects", value: row.corrects.map { .string($0.description) } ?? .null),
            .init(name: "correction_reason", value: row.correctionReason.map { .string($0) } ?? .null),
            .init(name: "correction_actor", value: row.correctionActor.map { .string($0) } ?? .null),
            .init(name: "sequence", value: .number("\(row.sequence)")),
            .init(name: "hash", value: .string(row.hash)),
            .init(name: "recorded_at", value: .string(row.recordedAt.description)),
            .init(name: "posting_month", value: .string(row.postingMonth)),
            .init(name: "call", value: call),
            .init(name: "cost", value: .object(JSONObject(row.priced.costing.jsonMembers))),
        ]
        if let stated = event.statedCost {
            let difference = row.priced.costing.cost.map { $0.total - stated.amount }
            members.append(
                .init(
                    name: "stated_cost",
                    value: .object(
                        JSONObject([
                            .init(name: "cost_usd", value: .string(stated.amount.description)),
                            .init(name: "source", value: .string(stated.source)),
                            .init(
                                name: "difference_usd",
                                value: difference.map { .string($0.description) } ?? .null),
                        ]))))
        }
        return members
    }
}

extension Syntax where Value == EventID {
    /// A row's UUID.
    static var eventID: Syntax {
        Syntax("ID", expected: "a UUID like 0195a3c2-8d1e-7f00-8000-0123456789ab", parse: { EventID($0) })
    }
}

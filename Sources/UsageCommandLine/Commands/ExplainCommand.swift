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
                hint: "`usageledger export jsonl` prints every row with its `id`")
        }
        if isJSON {
            try invocation.writeJSON(Self.json(row))
            return .done
        }
        let event = row.priced.event
        var text = Self.facts(row).text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        text += "\n"
        text += CostBreakdown(row.priced.costing, statedCost: event.statedCost)
            .text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        try invocation.write(text)
        return .done
    }

    private static func facts(_ row: LedgerRow) -> FactList {
        let event = row.priced.event
        var facts = FactList()
        facts.add("Row", "\(row.id), number \(Figure.count(row.sequence)) in the chain")
        facts.add("Occurred", event.occurredAt.description)
        facts.add("Recorded", "\(row.recordedAt), posted to \(row.postingMonth)")
        if row.kind != .usage {
            facts.add("Kind", "\(row.kind.rawValue)\(row.corrects.map { " of \($0)" } ?? "")")
        }
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

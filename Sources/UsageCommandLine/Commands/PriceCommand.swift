import Arguments
import JSON
import UsageLedger
import UsageModel

/// `price`: what a call costs, without recording it.
struct PriceCommand: Sendable {
    let call: CallOptions
    let isJSON: Bool

    static let command = Command<Action>(
        "price", "Say what calls cost and why, without recording them",
        details: """
            With a model and what was used, prints which price the call gets and the arithmetic. With `--jsonl`, \
            reads objects {"id","provider","model","usage":{...},"timestamp"} from standard input and prints \
            {"id","cost_usd","price_id","lines":[...]} for each, in the same order; exact decimal strings. A bad \
            line is answered with {"id","error":{"code","message"}}, and the exit code at the end is 65.
            """,
        examples: [
            "usageledger price gpt-4o --input 1200 --output 350",
            "usageledger price dall-e-3 --images 2 --image-size 1024x1024 --image-quality hd",
            "usageledger price runway/gen4_turbo --video-seconds 10",
            "usageledger price --jsonl < calls.jsonl",
        ],
        plain, CallOptions.parameters, Flag("jsonl", "Price JSON Lines from standard input"),
        Flag("json", "Print JSON"),
    ) { (plain, call, isStream, isJSON) throws(ArgumentsError) -> Action in
        let call = try call.adding(plain)
        if isStream {
            guard call.isEmpty else {
                throw ArgumentsError(
                    .conflictingOptions, "`--jsonl` cannot stand beside options about the call")
            }
            return priceLines
        }
        guard call.object["model"] != nil else {
            throw ArgumentsError(
                .missingArgument, "the model is missing",
                hint: "`usageledger price gpt-4o --input 1200 --output 350`")
        }
        return PriceCommand(call: call, isJSON: isJSON).run
    }

    /// The words that make a usual call short.
    private static let plain = OptionGroup(
        Positional(optional: .text.named("MODEL"), "The model, as in gpt-4o or runway/gen4_turbo"),
        Option("input", .count, "Short for --input-tokens"),
        Option("output", .count, "Short for --output-tokens"),
    ) { model, input, output in
        var plain = JSONObject()
        plain.append("model", model.map { .string($0) })
        var usage = JSONObject()
        usage.append(Counter.inputTokens.rawValue, input.map { .string($0) })
        usage.append(Counter.outputTokens.rawValue, output.map { .string($0) })
        if !usage.isEmpty { plain.append("usage", .object(usage)) }
        return CallOptions(object: plain)
    }

    private static let priceLines: Action = { invocation in
        let prices = try invocation.context().priceBook()
        return try LineContract { line, now in
            LineContracts.price(line, now: now, prices: prices.list)
        }.run(invocation)
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let prices = try context.priceBook()
        let (costing, statedCost) = try costing(prices, context)
        if isJSON {
            try invocation.writeJSON(costing.jsonMembers)
        } else {
            let breakdown = CostBreakdown(costing, statedCost: statedCost)
            try invocation.write(
                breakdown.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }

    private func costing(_ prices: PriceBook, _ context: LedgerContext) throws -> (Costing, StatedCost?) {
        var call = call
        if call.object["provider"] == nil, let model = call.object["model"]?.string {
            guard let name = prices.name(of: model, provider: nil, at: context.now()) else {
                return (.unpriced(unknown(model, prices, context)), nil)
            }
            call.object = JSONObject(
                call.object.members.filter { $0.name != "model" } + [
                    .init(name: "provider", value: .string(name.provider.rawValue)),
                    .init(name: "model", value: .string(name.model)),
                ])
        }
        let event = try CallFormats.event(
            json: call.json(now: context.now()), tenant: context.settings.tenant)
        return (prices.cost(of: event), event.statedCost)
    }

    /// A name that tells no provider, with those who have it.
    private func unknown(_ model: String, _ prices: PriceBook, _ context: LedgerContext) -> UnpricedReason {
        let providers = prices.providers(of: model, at: context.now())
        let names = providers.prefix(5).map { "`\($0.rawValue)/\(model)`" }.joined(separator: ", ")
        return UnpricedReason(
            .unknownModel,
            hint: names.isEmpty ? prices.hint(forUnknown: model) : "say who serves it: \(names)")
    }
}

extension CallOptions {
    /// These options and further ones; throws where both give the same.
    fileprivate func adding(_ other: CallOptions) throws(ArgumentsError) -> CallOptions {
        var members: [JSONObject.Member] = []
        var usage = object["usage"]?.object?.members ?? []
        for member in other.object.members {
            guard member.name == "usage" else {
                guard object[member.name] == nil else { throw Self.twice(member.name) }
                members.append(member)
                continue
            }
            for count in member.value.object?.members ?? [] {
                guard !usage.contains(where: { $0.name == count.name }) else { throw Self.twice(count.name) }
                usage.append(count)
            }
        }
        members += object.members.filter { $0.name != "usage" }
        if !usage.isEmpty { members.append(.init(name: "usage", value: .object(JSONObject(usage)))) }
        return CallOptions(object: JSONObject(members))
    }

    private static func twice(_ name: String) -> ArgumentsError {
        ArgumentsError(.conflictingOptions, "`\(name)` is given twice")
    }
}

package import JSON
package import UsageModel

/// Reads the session files of Codex: its `token_count` events tell running totals, whose differences are calls.
///
/// Members as in ryoppippi/ccusage, `apps/codex/CLAUDE.md`. `turn_context` names the model of what follows. Cached tokens are inside the input,
/// reasoning is inside the output. Where the totals fall, a session has begun anew, and `last_token_usage` is the call.
package struct CodexMapping: CallMapping {
    package static let format = ImportFormat.codex
    private let options: ImportOptions
    private var model: String?
    private var provider: Provider
    private var session: String?
    private var version: String?
    private var totals = Usage()

    private static let counters: [(Counter, String)] = [
        (.inputTokens, "input_tokens"), (.cacheReadTokens, "cached_input_tokens"),
        (.outputTokens, "output_tokens"), (.reasoningTokens, "reasoning_output_tokens"),
    ]

    package init(options: ImportOptions) {
        self.options = options
        model = options.model
        provider = options.provider ?? Provider(named: "openai")
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        let types = ["session_meta", "turn_context", "event_msg", "response_item"]
        return object["payload"]?.object != nil && object["type"]?.string.map(types.contains) == true
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        switch record["type"]?.string {
        case "session_meta":
            session = try fields.text("payload.id")
            version = try fields.text("payload.cli_version")
            if options.provider == nil, let name = try fields.text("payload.model_provider") {
                provider = Provider(named: name)
            }
        case "turn_context":
            if let named = try fields.text("payload.model") { model = named }
        case "event_msg" where try fields.text("payload.type") == "token_count":
            return try call(fields)
        default: break
        }
        return nil
    }

    private mutating func call(_ fields: Fields) throws(ModelError) -> MappedCall? {
        // Events without figures only tell how much of a plan is used up.
        guard let info = fields.value("payload.info")?.object else { return nil }
        let used = try usage(of: Fields(info))
        guard !used.counts.allSatisfy(\.value.isZero) else { return nil }
        guard let model = try Fields(info).text("model") ?? model else {
            throw ModelError(
                .missingValue, "no line before this one names the model", place: Place(path: "payload.info"),
                hint: "give it, like --model gpt-5-codex")
        }
        var event = UsageEvent(
            occurredAt: try fields.requiredMoment("timestamp"), provider: provider, model: model, usage: used,
            attribution: Attribution(tenant: options.tenant))
        event.attribution.chat = session
        event.metadata.append("version", version.map { .string($0) })
        return MappedCall(event)
    }

    /// What was used since the event before.
    private mutating func usage(of info: Fields) throws(ModelError) -> Usage {
        var last = Usage()
        var total = Usage()
        for (counter, name) in Self.counters {
            try info.count(counter, "last_token_usage.\(name)", into: &last)
            try info.count(counter, "total_token_usage.\(name)", into: &total)
        }
        guard !total.isEmpty else { return last }
        defer { totals = total }
        var used = Usage()
        for count in total.counts {
            guard let more = count.value.subtracting(totals[count.counter] ?? .zero), !more.isNegative else {
                return last.isEmpty ? total : last
            }
            try used.set(count.counter, more)
        }
        return used
    }
}

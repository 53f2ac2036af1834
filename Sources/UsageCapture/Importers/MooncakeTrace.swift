package import JSON
package import UsageModel

/// Reads a trace of Mooncake: milliseconds from its start, lengths, and the ids of the prefix blocks of each input.
///
/// kvcache-ai/Mooncake, `FAST25-release/traces/conversation_trace.jsonl`. A block is 512 tokens and its id stands for all that comes
/// before it too, so that the leading blocks that were met before are cache reads. The trace names neither its day nor a model:
/// the options must. Memory grows with the distinct blocks, by some bytes each.
package struct MooncakeMapping: CallMapping {
    package static let format = ImportFormat.mooncakeTrace
    private static let blockTokens = 512
    private let options: ImportOptions
    private let start: Instant
    private let provider: Provider
    private let model: String
    private var blocks: Set<Int> = []

    package init(options: ImportOptions) throws(CaptureError) {
        guard let start = options.moment, let provider = options.provider, let model = options.model else {
            throw CaptureError(
                .missingOption, "the trace names neither its day nor the model of its calls",
                hint: "give --at, --provider and --model, like --at 2025-02-01T00:00:00Z --provider moonshot "
                    + "--model kimi-k2")
        }
        self.options = options
        self.start = start
        self.provider = provider
        self.model = model
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        object["input_length"] != nil && object["output_length"] != nil && object["timestamp"] != nil
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        guard let offset = try fields.scaled(1000, "timestamp") else {
            throw Fields.expected("milliseconds from the start", record["timestamp"], "timestamp")
        }
        let (moment, over) = start.microseconds.addingReportingOverflow(Int64(offset))
        var event = UsageEvent(
            occurredAt: Instant(microseconds: over ? .max : moment), provider: provider, model: model,
            attribution: Attribution(tenant: options.tenant))
        try fields.count(.inputTokens, "input_length", into: &event.usage)
        try fields.count(.outputTokens, "output_length", into: &event.usage)
        let ids = record["hash_ids"]?.array?.map(\.integer) ?? []
        guard !ids.contains(nil) else {
            throw Fields.expected("whole numbers", record["hash_ids"], "hash_ids")
        }
        let known = ids.prefix { $0.map(blocks.contains) ?? false }.count
        blocks.formUnion(ids.compactMap(\.self))
        let read = min(known * Self.blockTokens, event.usage.integer(.inputTokens))
        if read > 0 { try event.usage.set(.cacheReadTokens, ExactDecimal(read)) }
        return MappedCall(event)
    }
}

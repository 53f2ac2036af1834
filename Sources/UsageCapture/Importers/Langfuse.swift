package import JSON
package import UsageModel

/// Reads observations exported from Langfuse: the blob storage export, the interface's pages, and the table of its web site.
///
/// Names as in langfuse/langfuse-docs, "Blob Storage Export" and "Model Usage & Cost Tracking". Only generations and embeddings
/// are calls. The parts of `usage_details` add up to its total: `input` leaves out what stands under names of its own.
package struct LangfuseMapping: CallMapping {
    package static let format = ImportFormat.langfuse
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        let isTraced = ["trace_id", "traceId", "Trace ID"].contains { object[$0] != nil }
        let isObserved = ["start_time", "startTime", "Start Time"].contains { object[$0] != nil }
        let hasKind = ["type", "Type"].contains { object[$0] != nil }
        return isTraced && isObserved && hasKind
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        let kind = try fields.required("type", "Type").uppercased()
        guard kind == "GENERATION" || kind == "EMBEDDING" else { return nil }
        let written = try fields.text("provided_model_name", "providedModelName", "model", "Model")
        let name = written.flatMap { ModelName(qualified: $0) }
        var event = UsageEvent(
            occurredAt: try fields.requiredMoment("start_time", "startTime", "Start Time"),
            provider: options.provider ?? name?.provider ?? Provider(rawValue: "unknown"),
            model: (options.provider == nil ? name?.model : nil) ?? written ?? options.model ?? "unknown",
            attribution: try attribution(fields))
        event.call.service = kind == "EMBEDDING" ? .embedding : .chat
        event.call.action = try fields.text("name", "Name")
        event.call.parentCall = try fields.text(
            "parent_observation_id", "parentObservationId", "Parent Observation ID")
        try fillUsage(&event, fields)
        try fillOutcome(&event, fields)
        event.statedCost = try fields.cost(
            "total_cost", "totalCost", "cost_details.total", "costDetails.total", "calculatedTotalCost",
            "Total Cost ($)", source: Self.format.rawValue)
        for (name, paths) in [
            ("environment", ["environment", "Environment"]), ("version", ["version", "Version"]),
            ("prompt_name", ["prompt_name", "promptName", "Prompt Name"]),
        ] {
            let value = paths.lazy.compactMap { fields.value($0)?.string }.first
            event.metadata.append(name, value.map { .string($0) })
        }
        return MappedCall(event, key: try fields.required("id", "ID"))
    }

    private func attribution(_ fields: Fields) throws(ModelError) -> Attribution {
        var attribution = Attribution(
            tenant: options.tenant, user: try fields.text("user_id", "userId", "User ID"))
        attribution.chat = try fields.text("session_id", "sessionId", "trace_id", "traceId", "Trace ID")
        return attribution
    }

    private func fillOutcome(_ event: inout UsageEvent, _ fields: Fields) throws(ModelError) {
        let end = try fields.moment("end_time", "endTime", "End Time")
        let first = try fields.moment("completion_start_time", "completionStartTime")
        // An export rounds seconds; moments are exact.
        let seconds = try fields.scaled(1000, "latency", "Latency (s)")
        let firstSeconds = try fields.scaled(
            1000, "time_to_first_token", "timeToFirstToken", "Time To First Token (s)")
        event.outcome.latencyMs = event.milliseconds(to: end) ?? seconds
        event.outcome.timeToFirstTokenMs = event.milliseconds(to: first) ?? firstSeconds
        if try fields.text("level", "Level") == "ERROR" { event.outcome.status = .error }
    }

    /// Parts of the input and output under the names in use.
    private static let parts: [(Counter, [String])] = [
        (
            .cacheReadTokens,
            ["input_cached_tokens", "cache_read_input_tokens", "input_cache_read", "input_cached"]
        ),
        (
            .cacheWriteTokens,
            ["cache_creation_input_tokens", "input_cache_creation", "input_cache_creation_tokens"]
        ),
        (.cacheWrite5mTokens, ["input_cache_creation_5m"]),
        (.cacheWrite1hTokens, ["input_cache_creation_1h"]),
        (.audioInputTokens, ["input_audio_tokens", "input_audio"]),
        (.imageInputTokens, ["input_image_tokens", "input_image"]),
        (.reasoningTokens, ["output_reasoning_tokens", "output_reasoning"]),
        (.audioOutputTokens, ["output_audio_tokens", "output_audio"]),
    ]

    private func fillUsage(_ event: inout UsageEvent, _ fields: Fields) throws(ModelError) {
        let found = fields.value("usage_details") ?? fields.value("usageDetails")
        let written = found?.string.flatMap { try? JSONValue(parsing: $0) } ?? found
        if let details = written?.object, !details.isEmpty {
            try Self.fill(&event.usage, from: Fields(details))
        } else {
            try fields.count(
                .inputTokens, "Input Tokens", "usage.input", "promptTokens", into: &event.usage)
            try fields.count(
                .outputTokens, "Output Tokens", "usage.output", "completionTokens", into: &event.usage)
        }
        if event.usage.isEmpty { event.usageState = .absent }
    }

    private static func fill(_ usage: inout Usage, from details: Fields) throws(ModelError) {
        var input = try details.decimal("input")
        var output = try details.decimal("output")
        var parts: [(counter: Counter, value: ExactDecimal)] = []
        for (counter, names) in Self.parts {
            for name in names {
                guard let value = try details.decimal(name), !value.isZero else { continue }
                parts.append((counter, value))
                break
            }
        }
        // Where the total is that of input and output alone, the parts are inside them.
        let total = try details.decimal("total")
        let isInside = total != nil && total == (input ?? .zero).adding(output ?? .zero)
        for part in parts {
            try usage.set(part.counter, part.value)
            guard !isInside else { continue }
            if part.counter == .reasoningTokens || part.counter == .audioOutputTokens {
                output = (output ?? .zero).adding(part.value)
            } else {
                input = (input ?? .zero).adding(part.value)
            }
        }
        let writes = parts.filter { $0.counter == .cacheWrite5mTokens || $0.counter == .cacheWrite1hTokens }
        if usage[.cacheWriteTokens] == nil, !writes.isEmpty,
            let sum = writes.reduce(ExactDecimal?.some(.zero), { $0?.adding($1.value) })
        {
            try usage.set(.cacheWriteTokens, sum)
        }
        if let input { try usage.set(.inputTokens, input) }
        if let output { try usage.set(.outputTokens, output) }
    }
}

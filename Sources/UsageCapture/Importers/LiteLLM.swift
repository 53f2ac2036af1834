package import JSON
package import UsageModel

/// Reads the spend logs of a LiteLLM proxy: the table `LiteLLM_SpendLogs` as JSON, JSON Lines or CSV.
///
/// Columns as in BerriAI/litellm, `schema.prisma`, and its `metadata` as `ui/litellm-dashboard` reads it. Prompt tokens contain
/// what was read from and written to a cache. What the proxy answered from its own cache reached no provider and is no call.
package struct LiteLLMMapping: CallMapping {
    package static let format = ImportFormat.litellm
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        object["request_id"] != nil && object["call_type"] != nil && object["startTime"] != nil
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        if try fields.text("cache_hit")?.lowercased() == "true" { return nil }
        let name = try model(fields)
        var event = UsageEvent(
            occurredAt: try fields.requiredMoment("startTime"), provider: name.provider, model: name.model,
            attribution: try attribution(fields))
        try Self.fill(&event.usage, fields)
        if event.usage.isEmpty { event.usageState = .absent }
        event.call.action = try fields.text("call_type")
        event.call.service = Self.service(event.call.action ?? "")
        let requestID = try fields.required("request_id")
        event.call.requestID = requestID
        try fillOutcome(&event, fields)
        event.statedCost = try fields.cost("spend", source: Self.format.rawValue)
        event.client.ip = try fields.text("requester_ip_address")
        event.metadata.append("model_group", try fields.text("model_group").map { .string($0) })
        event.metadata.append("request_tags", fields.value("request_tags"))
        return MappedCall(event, key: requestID)
    }

    private func model(_ fields: Fields) throws(ModelError) -> ModelName {
        let written = try fields.required("model", "model_group")
        guard let served = try fields.text("custom_llm_provider") else {
            return ModelName(qualified: written)
                ?? ModelName(provider: options.provider ?? Provider(rawValue: "unknown"), model: written)
        }
        let provider = Provider(named: served)
        // The proxy writes its own prefix, as in `azure/gpt-4o`, in some versions.
        if let name = ModelName(qualified: written), written.contains("/"), name.provider == provider {
            return name
        }
        return ModelName(provider: provider, model: written)
    }

    private func attribution(_ fields: Fields) throws(ModelError) -> Attribution {
        var attribution = Attribution(
            tenant: options.tenant, user: try fields.text("end_user", "user"),
            team: try fields.text("team_id"))
        attribution.keyID = try fields.text("metadata.user_api_key_alias", "api_key")
        attribution.chat = try fields.text("session_id")
        attribution.agent = try fields.text("agent_id")
        return attribution
    }

    private static func fill(_ usage: inout Usage, _ fields: Fields) throws(ModelError) {
        try fields.count(.inputTokens, "prompt_tokens", into: &usage)
        try fields.count(.outputTokens, "completion_tokens", into: &usage)
        let (extra, whole) = ("metadata.additional_usage_values", "metadata.usage_object")
        try fields.count(
            .cacheReadTokens, "\(extra).cache_read_input_tokens",
            "\(extra).prompt_tokens_details.cached_tokens",
            "\(whole).cache_read_input_tokens", "\(whole).prompt_tokens_details.cached_tokens", into: &usage)
        try fields.count(
            .cacheWriteTokens, "\(extra).cache_creation_input_tokens", "\(whole).cache_creation_input_tokens",
            into: &usage)
        try fields.count(
            .reasoningTokens, "\(extra).completion_tokens_details.reasoning_tokens",
            "\(whole).completion_tokens_details.reasoning_tokens", into: &usage)
        try fields.count(
            .webSearches, "\(extra).server_tool_use.web_search_requests",
            "\(whole).server_tool_use.web_search_requests", into: &usage)
        // Details of nothing say nothing, and would only ask for a price.
        for counter in [Counter.cacheReadTokens, .cacheWriteTokens, .reasoningTokens, .webSearches]
        where usage[counter]?.isZero == true {
            usage.remove(counter)
        }
    }

    private func fillOutcome(_ event: inout UsageEvent, _ fields: Fields) throws(ModelError) {
        let end = try fields.moment("endTime")
        event.outcome.latencyMs =
            try fields.scaled(1, "request_duration_ms") ?? event.milliseconds(to: end)
        // Without a stream the first token is said to come with the last one.
        let first = try fields.moment("completionStartTime")
        if first != end { event.outcome.timeToFirstTokenMs = event.milliseconds(to: first) }
        guard try fields.text("status", "metadata.status") == "failure" else { return }
        event.outcome.status = .error
        event.outcome.errorType = try fields.text("metadata.error_information.error_class")
        if let code = try fields.text("metadata.error_information.error_code"), let status = Int(code),
            (100...999).contains(status)
        {
            event.outcome.httpStatus = status
            if status == 429 { event.outcome.status = .rateLimited }
        }
        // A failure is written with counts of zero, which nobody has counted.
        if event.usage.counts.allSatisfy(\.value.isZero) {
            event.usage = Usage()
            event.usageState = .absent
        }
    }

    private static func service(_ callType: String) -> ServiceType {
        let word = callType.hasPrefix("a") ? String(callType.dropFirst()) : callType
        return switch word {
        case "embedding": .embedding
        case "image_generation", "image_edit", "image_variation": .image
        case "transcription", "speech": .audio
        case "rerank", "moderation", "search", "ocr": .other
        default: .chat
        }
    }
}

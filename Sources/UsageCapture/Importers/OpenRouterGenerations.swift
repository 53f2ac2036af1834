package import JSON
package import UsageModel

/// Reads the generations that OpenRouter exports from its activity page: one call a row, with latency and cost.
///
/// Columns are known by name, because their order has changed. Moments have no zone and are UTC; reasoning is inside the completion;
/// with the user's own key the cost is the fee, and the spend is that and what the upstream provider charges.
package struct OpenRouterMapping: CallMapping {
    package static let format = ImportFormat.openRouter
    /// The columns by which the export is known.
    static let columns = ["generation_id", "created_at", "cost_total"]
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        columns.allSatisfy { object[$0] != nil }
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        let id = try fields.required("generation_id")
        var event = UsageEvent(
            occurredAt: try fields.requiredMoment("created_at"), provider: Provider(named: "openrouter"),
            model: try fields.required("model_permaslug", "model"),
            attribution: Attribution(tenant: options.tenant, user: try fields.text("user")))
        event.attribution.keyID = try fields.text("api_key_name")
        event.attribution.agent = try fields.text("app_name")
        try fields.count(.inputTokens, "tokens_prompt", into: &event.usage)
        try fields.count(.cacheReadTokens, "tokens_cached", into: &event.usage)
        try fields.count(.outputTokens, "tokens_completion", into: &event.usage)
        try fields.count(.reasoningTokens, "tokens_reasoning", into: &event.usage)
        event.call.responseID = id
        event.call.route = try fields.text("provider_name")
        event.outcome.latencyMs = try fields.scaled(1, "generation_time_ms")
        event.outcome.timeToFirstTokenMs = try fields.scaled(1, "time_to_first_token_ms")
        event.outcome.stopReason = try fields.text("finish_reason_raw", "finish_reason_normalized")
        if try fields.text("cancelled")?.lowercased() == "true" { event.outcome.status = .cancelled }
        if var spend = try fields.cost("cost_total", source: Self.format.rawValue) {
            let upstream = try fields.cost("byok_usage_inference", source: Self.format.rawValue)
            spend.amount += upstream?.amount ?? .zero
            event.statedCost = spend
        }
        return MappedCall(event, key: id)
    }
}

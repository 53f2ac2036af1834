package import JSON
import UsageModel

/// Reads Anthropic's usage report: pages of `/v1/organizations/usage_report/messages`.
///
/// Fields as in Anthropic's reference of the Admin API.
package struct AnthropicUsageMapping: StatementMapping {
    package static let format = ImportFormat.anthropicUsage
    let options: ImportOptions
    private static let period = ["starting_at", "ending_at"]
    private static let details = [
        "workspace_id", "api_key_id", "service_tier", "context_window", "inference_geo", "speed",
    ]
    private static let counts = AnthropicCounts(
        uncached: "uncached_input_tokens", cacheRead: "cache_read_input_tokens",
        cacheWrite5m: "cache_creation.ephemeral_5m_input_tokens",
        cacheWrite1h: "cache_creation.ephemeral_1h_input_tokens", output: "output_tokens",
        webSearches: "server_tool_use.web_search_requests")

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        first(of: object, names: period)?["uncached_input_tokens"] != nil
    }

    package static func records(in object: JSONObject) -> [JSONObject] { results(of: object, names: period) }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        guard fields.value("uncached_input_tokens") != nil else { return nil }
        let (start, end) = try fields.period("starting_at", "ending_at")
        return StatementLine(
            provider: options.provider ?? Provider(named: "anthropic"), source: "anthropic-usage",
            start: start, end: end, model: try fields.text("model"),
            details: try Self.details(fields, Self.details), usage: try Self.counts.usage(of: fields))
    }
}

/// Reads Anthropic's cost report: pages of `/v1/organizations/cost_report`, whose amounts are cents as decimal texts.
///
/// Fields as in Anthropic's reference of the Admin API, which gives `"123.45"` as 1.2345 US dollars.
package struct AnthropicCostsMapping: StatementMapping {
    package static let format = ImportFormat.anthropicCosts
    let options: ImportOptions
    private static let period = ["starting_at", "ending_at"]
    private static let details = ["workspace_id", "service_tier", "context_window", "inference_geo", "speed"]

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        guard let result = first(of: object, names: period) else { return false }
        return result["amount"] != nil && result["starting_at"] != nil
    }

    package static func records(in object: JSONObject) -> [JSONObject] { results(of: object, names: period) }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        guard let amount = try fields.amount("amount", parts: 100) else { return nil }
        try fields.expectDollars("currency")
        let (start, end) = try fields.period("starting_at", "ending_at")
        return StatementLine(
            provider: options.provider ?? Provider(named: "anthropic"), source: "anthropic-costs",
            start: start, end: end, model: try fields.text("model"),
            item: try fields.text("token_type", "cost_type", "description"),
            details: try Self.details(fields, Self.details), amount: amount)
    }
}

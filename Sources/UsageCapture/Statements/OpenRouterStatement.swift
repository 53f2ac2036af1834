package import JSON
import UsageModel

/// Reads OpenRouter's activity by day and model: the page of `/api/v1/activity`, or the grouped CSV of the web site.
///
/// Names as in OpenRouter's reference, "Get user activity grouped by endpoint". With the user's own keys the spend is the fee and what the
/// upstream provider charges. Reasoning is inside the completion.
package struct OpenRouterActivityMapping: StatementMapping {
    package static let format = ImportFormat.openRouterActivity
    let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        let isTable = ["Date", "Slug", "Usage"].allSatisfy { object[$0] != nil }
        return isTable || ["date", "usage", "byok_usage_inference"].allSatisfy { object[$0] != nil }
    }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        guard let spent = try fields.amount(fields.value("Usage") == nil ? "usage" : "Usage") else {
            return nil
        }
        let own = fields.value("BYOK Usage") == nil ? "byok_usage_inference" : "BYOK Usage"
        let (start, end) = try fields.period("date", "end", orElse: "Date")
        var usage = Usage()
        try fields.count(.inputTokens, "Prompt Tokens", "prompt_tokens", into: &usage)
        try fields.count(.outputTokens, "Completion Tokens", "completion_tokens", into: &usage)
        try fields.count(.reasoningTokens, "Reasoning Tokens", "reasoning_tokens", into: &usage)
        let details = try Self.details(fields, ["endpoint_id", "provider_name"])
        return StatementLine(
            provider: options.provider ?? Provider(named: "openrouter"), source: "openrouter-activity",
            start: start, end: end, model: try fields.text("Slug", "model_permaslug", "model"),
            details: details, requests: try fields.scaled(1, "Requests", "requests"), usage: usage,
            amount: spent + (try fields.amount(own) ?? .zero))
    }
}

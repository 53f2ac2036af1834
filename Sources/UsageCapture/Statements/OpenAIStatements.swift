package import JSON
import UsageModel

/// Reads OpenAI's usage: pages of `/v1/organization/usage/…`, or the usage CSV of the web site.
///
/// Fields as in OpenAI's own OpenAPI description and the CSV header of a real export of 2026-08. Input contains what was read from and
/// written to a cache. A CSV has a row for each day, also for one without use.
package struct OpenAIUsageMapping: StatementMapping {
    package static let format = ImportFormat.openAIUsage
    let options: ImportOptions
    private static let period = ["start_time", "end_time"]
    private static let details = [
        "project_id", "user_id", "api_key_id", "batch", "service_tier", "size", "source",
    ]

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        guard let result = first(of: object, names: period) else { return false }
        let kind = result["object"]?.string ?? ""
        return kind.hasPrefix("organization.usage.")
            || (result["num_model_requests"] != nil && result["start_time"] != nil)
    }

    package static func records(in object: JSONObject) -> [JSONObject] { results(of: object, names: period) }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        let requests = try fields.scaled(
            1, "num_model_requests", "num_requests", "num_sessions")
        guard let requests, requests > 0 || fields.value("model") != nil else { return nil }
        let (start, end) = try fields.period("start_time", "end_time", orElse: "start_time_iso")
        let kind = try fields.text("object")?.split(separator: ".").dropFirst(2).first.map(String.init)
        var usage = Usage()
        for (counter, name) in [
            (Counter.inputTokens, "input_tokens"), (.cacheReadTokens, "input_cached_tokens"),
            (.cacheWriteTokens, "input_cache_write_tokens"), (.audioInputTokens, "input_audio_tokens"),
            (.imageInputTokens, "input_image_tokens"), (.outputTokens, "output_tokens"),
            (.audioOutputTokens, "output_audio_tokens"), (.imageOutputTokens, "output_image_tokens"),
            (.images, "images"), (.characters, "characters"), (.audioSeconds, "seconds"),
            (.codeSessions, "num_sessions"),
        ] {
            try fields.count(counter, name, into: &usage)
            if usage[counter]?.isZero == true, counter != .inputTokens, counter != .outputTokens {
                usage.remove(counter)
            }
        }
        return StatementLine(
            provider: options.provider ?? Provider(named: "openai"),
            source: "openai-usage/\(kind ?? "completions")", start: start, end: end,
            model: try fields.text("model"), details: try Self.details(fields, Self.details),
            requests: requests, usage: usage)
    }
}

/// Reads OpenAI's costs: pages of `/v1/organization/costs`, or the cost CSV of the web site.
///
/// Fields as in OpenAI's own OpenAPI description, columns as several public readers agree. A line item is `MODEL, WHAT`, or the name of a tool.
package struct OpenAICostsMapping: StatementMapping {
    package static let format = ImportFormat.openAICosts
    let options: ImportOptions
    private static let period = ["start_time", "end_time"]
    private static let details = ["project_id", "user_id", "api_key_id", "organization_id"]

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        guard let result = first(of: object, names: period) else { return false }
        return result["object"]?.string == "organization.costs.result"
            || (result["amount_value"] != nil && result["start_time"] != nil)
            || (result["amount"]?["value"] != nil && result["start_time"] != nil)
    }

    package static func records(in object: JSONObject) -> [JSONObject] { results(of: object, names: period) }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        let path = fields.value("amount_value") == nil ? "amount.value" : "amount_value"
        guard let amount = try fields.amount(path) else { return nil }
        try fields.expectDollars(path == "amount_value" ? "amount_currency" : "amount.currency")
        let (start, end) = try fields.period("start_time", "end_time", orElse: "start_time_iso")
        let item = try fields.text("line_item")
        var line = StatementLine(
            provider: options.provider ?? Provider(named: "openai"), source: "openai-costs", start: start,
            end: end, item: item, details: try Self.details(fields, Self.details), amount: amount)
        if let item, let comma = item.ranges(of: ", ").last {
            line.model = String(item[..<comma.lowerBound])
            line.item = String(item[comma.upperBound...])
        }
        return line
    }
}

package import JSON
import UsageModel

/// Reads the tokens that Anthropic's Console exports as CSV, by day or by hour.
///
/// Columns as several public readers of the export agree, known by name, because columns were added in the middle. It is the usage
/// report in other words, so both are one statement, of which the last import stands.
package struct AnthropicConsoleUsageMapping: StatementMapping {
    package static let format = ImportFormat.anthropicUsage
    let options: ImportOptions
    private static let counts = AnthropicCounts(
        uncached: "usage_input_tokens_no_cache", cacheRead: "usage_input_tokens_cache_read",
        cacheWrite5m: "usage_input_tokens_cache_write_5m", cacheWrite1h: "usage_input_tokens_cache_write_1h",
        output: "usage_output_tokens", webSearches: "web_search_count")

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        ["usage_date_utc", "model_version", "usage_output_tokens"].allSatisfy { object[$0] != nil }
    }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        let usage = try Self.counts.usage(of: fields)
        guard !usage.isEmpty else { return nil }
        let (start, end) = try fields.consolePeriod()
        return StatementLine(
            provider: options.provider ?? Provider(named: "anthropic"), source: "anthropic-usage",
            start: start, end: end, model: try fields.text("model_version"),
            details: try Self.consoleDetails(fields), usage: usage)
    }
}

/// Reads the costs that Anthropic's Console exports as CSV: a row for each kind of token, in US dollars.
///
/// Columns as several public readers of five generations of the export agree, known by name. The model is its name for people, of which
/// the details keep the words; `cost_usd` is seen with two decimals, so that a sum may be cents away from the invoice.
package struct AnthropicConsoleCostsMapping: StatementMapping {
    package static let format = ImportFormat.anthropicCosts
    let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        ["usage_date_utc", "model", "cost_usd"].allSatisfy { object[$0] != nil }
    }

    func line(_ fields: Fields) throws(ModelError) -> StatementLine? {
        guard let amount = try fields.amount("cost_usd") else { return nil }
        let (start, end) = try fields.consolePeriod()
        let written = try fields.text("model")
        let model = written.map { Self.modelID(ofDisplayName: $0) ?? $0 }
        var details = try Self.consoleDetails(fields)
        if model != written { details["display_name"] = written }
        return StatementLine(
            provider: options.provider ?? Provider(named: "anthropic"), source: "anthropic-costs",
            start: start, end: end, model: model, item: try fields.text("token_type", "cost_type"),
            details: details, amount: amount)
    }

    /// The id that a model's name for people makes, as `claude-haiku-4-5` of `Claude Haiku 4.5`: in lower case, with hyphens for spaces
    /// and points, and a date at the end in eight digits; nil for a name with other signs.
    static func modelID(ofDisplayName name: String) -> String? {
        var words = name.lowercased().split(separator: " ").map(String.init)
        if let last = words.last, last.utf8.count == 10, (try? Instant(last, zoneless: true)) != nil {
            words[words.count - 1] = last.replacing("-", with: "")
        }
        let folded = words.joined(separator: "-").replacing(".", with: "-")
        let signs = "abcdefghijklmnopqrstuvwxyz0123456789-".utf8
        return !folded.isEmpty && folded.utf8.allSatisfy(signs.contains) ? folded : nil
    }
}

extension StatementMapping {
    /// What a row of the Console says besides; the column of a key's name is called as if it held the key.
    ///
    /// The state of a key is left out: it is that of the day of the export, and would make another line of the same row.
    fileprivate static func consoleDetails(_ fields: Fields) throws(ModelError) -> Tags {
        var details = try details(
            fields, ["workspace", "api_key_id", "usage_type", "context_window", "inference_geo", "speed"])
        details["api_key_name"] = try fields.text("api_key")
        return details
    }
}

extension Fields {
    /// The day of a row, or its hour where the row tells a time.
    fileprivate func consolePeriod() throws(ModelError) -> (start: Instant, end: Instant) {
        let start = try requiredMoment("usage_date_utc")
        let isDay = (value("usage_date_utc")?.string ?? "").trimmedOfSpaces.utf8.count == 10
        return (start, start.adding(seconds: isDay ? 86_400 : 3600))
    }
}

import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// The CSV exports of Anthropic's Console; rows are invented, columns and words are those of the exports.
@Suite struct AnthropicConsoleTests {
    private static func lines(_ text: String, _ format: ImportFormat) -> [StatementLine] {
        let run = ImportRun(text)
        #expect(run.format == format)
        #expect(run.errors.isEmpty)
        return run.records.compactMap(\.statement)
    }

    private static let tokens = """
        usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,\
        usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,\
        web_search_count,inference_geo,speed

        """

    @Test func `the parts of the input add up, by day`() throws {
        let row =
            "2026-03-31,claude-haiku-4-5-20251001,backend,Default,batch,≤ 200k,1500,500,1000,200,50,10,us,fast\n"
        let line = try #require(Self.lines(Self.tokens + row, .anthropicUsage).first)
        #expect(line.source == "anthropic-usage")
        #expect(line.model == "claude-haiku-4-5-20251001")
        #expect(line.start.description == "2026-03-31T00:00:00Z")
        #expect(line.end.description == "2026-04-01T00:00:00Z")
        #expect(line.usage.integer(.inputTokens) == 3200)
        #expect(line.usage.integer(.cacheReadTokens) == 200)
        #expect(line.usage.integer(.cacheWriteTokens) == 1500)
        #expect(line.usage.integer(.cacheWrite5mTokens) == 500)
        #expect(line.usage.integer(.cacheWrite1hTokens) == 1000)
        #expect(line.usage.integer(.outputTokens) == 50)
        #expect(line.usage.integer(.webSearches) == 10)
        #expect(line.details["usage_type"] == "batch")
        #expect(line.details["context_window"] == "≤ 200k")
        #expect(line.details["api_key_name"] == "backend")
        let event = try #require(ImportRun(Self.tokens + row).events.first)
        #expect(event.call.servedTier == .batch)
        #expect(event.call.speed == "fast")
        #expect(event.call.region == "us")
        #expect(event.attribution.keyID == "backend")
    }

    @Test func `a row with a time is an hour`() throws {
        let row = "2026-03-31 23:00,claude-opus-4-6,k,Default,standard,≤ 200k,10,0,0,0,5,0,not_available,\n"
        let line = try #require(Self.lines(Self.tokens + row, .anthropicUsage).first)
        #expect(line.start.description == "2026-03-31T23:00:00Z")
        #expect(line.end.description == "2026-04-01T00:00:00Z")
        #expect(line.usage.json.names == ["input_tokens", "output_tokens"])
    }

    @Test func `the older tokens, with a byte order mark and CRLF, say the same by name`() throws {
        let csv =
            "\u{FEFF}usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,"
            + "usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,"
            + "usage_output_tokens,web_search_count\r\n"
            + "2025-06-12,claude-3-5-haiku-20241022,k,\"Claude Code, team\",standard,8,0,0,4,1,0\r\n"
            + "2025-06-13,claude-3-5-haiku-20241022,k,\"Claude Code, team\",standard,,,,,,\r\n"
        let lines = Self.lines(csv, .anthropicUsage)
        #expect(lines.map { $0.usage.integer(.inputTokens) } == [12])
        #expect(lines.first?.details["workspace"] == "Claude Code, team")
    }

    /// The five generations of the cost export, each with a row of the same day, key and amount.
    static let costs: [(header: String, row: String)] = [
        (
            "usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd",
            "2026-08-04,Claude Haiku 4.5,Default,backend,message,output,0.07"
        ),
        (
            "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,cost_type",
            "2026-08-04,Claude Haiku 4.5,Default,backend,message,≤ 200k,output,0.07,token"
        ),
        (
            "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,cost_type,inference_geo,speed",
            "2026-08-04,Claude Haiku 4.5,Default,backend,message,≤ 200k,output,0.07,token,global,"
        ),
        (
            "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,"
                + "inference_geo,speed",
            "2026-08-04,Claude Haiku 4.5,Default,backend,message,≤ 200k,output,0.07,0.09,token,global,"
        ),
        (
            "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,"
                + "inference_geo,speed,api_key_id,api_key_status",
            "2026-08-04,Claude Haiku 4.5,Default,backend,message,≤ 200k,output,0.07,0.09,token,global,,apikey_1,archived"
        ),
    ]

    @Test(arguments: costs.indices) func `every generation of the costs`(_ generation: Int) throws {
        let (header, row) = Self.costs[generation]
        let line = try #require(Self.lines("\(header)\n\(row)\n", .anthropicCosts).first)
        #expect(line.source == "anthropic-costs")
        #expect(line.model == "claude-haiku-4-5")
        #expect(line.details["display_name"] == "Claude Haiku 4.5")
        #expect(line.item == "output")
        #expect(line.amount?.description == "0.07")
        #expect(line.start.description == "2026-08-04T00:00:00Z")
        #expect(line.end.description == "2026-08-05T00:00:00Z")
        #expect(line.details["context_window"] == (generation == 0 ? nil : "≤ 200k"))
        #expect(line.details["inference_geo"] == (generation < 2 ? nil : "global"))
        #expect(line.details["api_key_id"] == (generation < 4 ? nil : "apikey_1"))
        let event = try #require(ImportRun("\(header)\n\(row)\n").events.first)
        #expect(event.statedCost?.amount.description == "0.07")
        #expect(event.call.servedTier == nil)
        #expect(event.attribution.keyID == (generation < 4 ? "backend" : "apikey_1"))
    }

    /// A name for people, the model of the line, and whether the details keep the name.
    @Test(arguments: [
        ("Claude Opus 4.6", "claude-opus-4-6", true),
        ("Claude 3.5 Sonnet 2024-10-22", "claude-3-5-sonnet-20241022", true),
        ("Claude Sonnet 4 (new)", "Claude Sonnet 4 (new)", false),
        ("claude-3-haiku-20240307", "claude-3-haiku-20240307", false),
        ("Clàude", "Clàude", false), (" ", " ", false),
    ])
    func `a model's name for people becomes its id by one rule`(
        _ name: String, _ model: String, _ isKept: Bool
    ) {
        let (header, row) = Self.costs[4]
        let line = Self.lines(
            "\(header)\n\(row.replacing("Claude Haiku 4.5", with: name))\n", .anthropicCosts
        ).first
        #expect(line?.model == model)
        #expect(line?.details["display_name"] == (isKept ? name : nil))
    }

    @Test func `a cost without token and model is for its kind, exact digits and credits are kept`() {
        let (header, _) = Self.costs[1]
        let lines = Self.lines(
            header + "\n2026-08-04,,Default,k,message,,,0.0123456789,web_search\n"
                + "2026-08-04,,Default,k,message,,,-1.50,credit\n",
            .anthropicCosts)
        #expect(lines.map(\.model) == [nil, nil])
        #expect(lines.map(\.item) == ["web_search", "credit"])
        #expect(lines.map { $0.amount?.description } == ["0.0123456789", "-1.5"])
    }

    @Test(arguments: ["⟦x", "⟦-1", "⟦1.5", "⟦9999999999999999999999999999999999999999"])
    func `a bad count is told with its place, and good rows stay`(_ count: String) {
        let good = "2026-03-31,claude-opus-4-6,k,Default,standard,≤ 200k,10,0,0,0,5,0,global,\n"
        let marked = MarkedText(
            Self.tokens + good
                + "2026-03-31,claude-opus-4-6,k,Default,standard,≤ 200k,\(count),0,0,7,5,0,global,\n")
        let run = ImportRun(marked.text)
        #expect(run.records.count == 1)
        #expect(run.errors.compactMap(\.place?.mark) == marked.marks)
        #expect(run.errors.first?.place?.file == "calls")
    }

    @Test(arguments: [
        "2026-08-04,Claude Haiku 4.5,Default,k,message,≤ 200k,output,⟦seven,token",
        "⟦2026-13-04,Claude Haiku 4.5,Default,k,message,≤ 200k,output,0.07,token",
        "⟦,Claude Haiku 4.5,Default,k,message,≤ 200k,output,0.07,token",
    ])
    func `a bad amount or day is told with its place`(_ row: String) {
        let marked = MarkedText("\(Self.costs[1].header)\n\(row)\n")
        let run = ImportRun(marked.text)
        #expect(run.records.isEmpty)
        #expect(run.errors.compactMap(\.place?.mark) == marked.marks)
    }
}

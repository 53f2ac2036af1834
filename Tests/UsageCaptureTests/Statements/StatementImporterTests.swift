import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// Importers of what providers say that they bill.
@Suite struct StatementImporterTests {
    private static func lines(_ text: String, _ format: ImportFormat) -> [StatementLine] {
        let run = ImportRun(text)
        #expect(run.format == format)
        #expect(run.errors.isEmpty)
        return run.records.compactMap(\.statement)
    }

    /// The example of OpenAI's reference, "Costs", grouped by line item.
    static let openAICosts = """
        {"object":"page","data":[{"object":"bucket","start_time":1730419200,"end_time":1730505600,"results":[
        {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-4o-2024-08-06, input","project_id":null},
        {"object":"organization.costs.result","amount":{"value":1.5e-3,"currency":"usd"},"line_item":"web search tool calls","project_id":"p1"}]},
        {"object":"bucket","start_time":1730505600,"end_time":1730592000,"results":[]}],"has_more":false,"next_page":null}
        """

    @Test func `OpenAI's costs name model and item in one text`() throws {
        let lines = Self.lines(Self.openAICosts, .openAICosts)
        #expect(lines.map(\.model) == ["gpt-4o-2024-08-06", nil])
        #expect(lines.map(\.item) == ["input", "web search tool calls"])
        #expect(lines.map { $0.amount?.description } == ["0.06", "0.0015"])
        #expect(lines[0].start.description == "2024-11-01T00:00:00Z")
        #expect(lines[0].end.description == "2024-11-02T00:00:00Z")
        #expect(lines[1].details["project_id"] == "p1")
    }

    @Test func `the CSV of costs has thirty decimals, quoted items and days without use`() {
        let csv =
            "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,"
            + "user_id,api_key_id,project_id,organization_id\r\n"
            + "1785542400,1785628800,2026-08-01T00:00:00,2026-08-02T00:00:00,0.003835980000000000000000000000,usd,,,"
            + "\"gpt-5-nano, input_tokens\",,,proj_1,org_1\r\n"
            + "1785628800,1785715200,2026-08-02T00:00:00,2026-08-03T00:00:00,,,,,,,,,\r\n"
        let lines = Self.lines(csv, .openAICosts)
        #expect(lines.map { $0.amount?.description } == ["0.00383598"])
        #expect(lines.first?.model == "gpt-5-nano")
        #expect(lines.first?.start.description == "2026-08-01T00:00:00Z")
    }

    @Test func `amounts in another currency are refused, credits are kept`() {
        let euro = ImportRun(Self.openAICosts.replacing("\"usd\"", with: "\"eur\""))
        #expect(euro.errors.count == 2)
        #expect(euro.errors.first?.message.contains("US dollars") == true)
        let credit = Self.lines(Self.openAICosts.replacing("0.06", with: "-0.06"), .openAICosts)
        #expect(credit.first?.amount?.description == "-0.06")
    }

    @Test func `OpenAI's usage contains cached tokens`() {
        let page = """
            {"object":"page","data":[{"object":"bucket","start_time":1785542400,"end_time":1785628800,"results":[{"object":\
            "organization.usage.completions.result","input_tokens":1000,"output_tokens":500,"input_cached_tokens":800,\
            "input_cache_write_tokens":0,"input_audio_tokens":0,"num_model_requests":5,"project_id":null,"model":"gpt-4o-2024-08-06",\
            "batch":false,"service_tier":null}]}]}
            """
        let csv =
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,"
            + "input_tokens,output_tokens,input_cached_tokens\n"
            + "1785542400,1785628800,2026-08-01T00:00:00,2026-08-02T00:00:00,,5.0,,,gpt-4o-2024-08-06,False,1000.0,500.0,800.0\n"
            + "1785628800,1785715200,2026-08-02T00:00:00,2026-08-03T00:00:00,,,,,,,,,\n"
        let (first, second) = (Self.lines(page, .openAIUsage), Self.lines(csv, .openAIUsage))
        #expect(first == second)
        #expect(first.first?.source == "openai-usage/completions")
        #expect(first.first?.requests == 5)
        #expect(first.first?.usage.json.names == ["input_tokens", "cache_read_tokens", "output_tokens"])
    }

    /// Fields of Anthropic's reference, "Get Messages Usage Report" and "Get Cost Report".
    @Test func `Anthropic's parts of the input add up, and its amounts are cents`() throws {
        let usage = """
            {"data":[{"starting_at":"2026-08-01T00:00:00Z","ending_at":"2026-08-02T00:00:00Z","results":[{"uncached_input_tokens":1500,\
            "cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,\
            "output_tokens":500,"server_tool_use":{"web_search_requests":10},"api_key_id":null,"workspace_id":"w","model":\
            "claude-haiku-4-5","service_tier":"standard","context_window":"0-200k"}]}],"has_more":false,"next_page":null}
            """
        let line = try #require(Self.lines(usage, .anthropicUsage).first)
        #expect(line.usage.integer(.inputTokens) == 3200)
        #expect(line.usage.integer(.cacheWriteTokens) == 1500)
        #expect(line.usage.integer(.webSearches) == 10)
        let costs = """
            {"data":[{"starting_at":"2026-08-01T00:00:00Z","ending_at":"2026-08-02T00:00:00Z","results":[{"currency":"USD",\
            "amount":"123.45","workspace_id":null,"description":"Claude Haiku 4.5 Usage - Input Tokens","cost_type":"tokens",\
            "context_window":"0-200k","model":"claude-haiku-4-5","service_tier":"standard","token_type":"uncached_input_tokens"}]}]}
            """
        let cost = try #require(Self.lines(costs, .anthropicCosts).first)
        #expect(cost.amount?.description == "1.2345")
        #expect(cost.item == "uncached_input_tokens")
    }

    /// Names of OpenRouter's reference, "Get user activity grouped by endpoint", and of its grouped CSV.
    @Test func `OpenRouter's activity counts what the upstream provider charges`() {
        let page = """
            {"data":[{"date":"2026-05-12","model":"openai/gpt-4.1","model_permaslug":"openai/gpt-4.1-2025-04-14","endpoint_id":"e",\
            "provider_name":"OpenAI","usage":0.015,"byok_usage_inference":0.012,"requests":5,"prompt_tokens":50,\
            "completion_tokens":125,"reasoning_tokens":25}]}
            """
        let line = Self.lines(page, .openRouterActivity).first
        #expect(line?.amount?.description == "0.027")
        #expect(line?.requests == 5)
        #expect(line?.model == "openai/gpt-4.1-2025-04-14")
        let csv =
            "\"Date\",\"Slug\",\"Usage\",\"BYOK Usage\",\"Requests\",\"Prompt Tokens\",\"Completion Tokens\",\"Reasoning Tokens\"\n"
            + "\"2026-05-12 00:00:00\",\"openai/gpt-4.1\",\"0.015\",\"0.012\",\"5\",\"50\",\"125\",\"25\"\n"
        let row = Self.lines(csv, .openRouterActivity).first
        #expect(row?.amount == line?.amount)
        #expect(row?.start == line?.start)
        #expect(row?.usage == line?.usage)
    }
}

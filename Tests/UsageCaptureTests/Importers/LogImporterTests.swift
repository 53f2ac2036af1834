import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// Importers of logs that gateways and clouds write.
@Suite struct LogImporterTests {
    /// After dheerajoruganty/aws-bedrock-logs-mcp-server, `setup.md`, with a cache and a stream beside it.
    static let bedrock = """
        {"schemaType":"ModelInvocationLog","schemaVersion":"1.0","timestamp":"2025-03-11T00:38:02Z","accountId":"123456789012",\
        "identity":{"arn":"arn:aws:iam::123456789012:user/ann"},"region":"us-east-1",\
        "requestId":"ff4b6c63-5561-4431-93b8-06a817275900","operation":"ConverseStream","modelId":"amazon.nova-lite-v1:0",\
        "requestMetadata":{"team":"search"},"input":{"inputContentType":"application/json","inputBodyJson":{"messages":[]},\
        "inputTokenCount":4,"cacheReadInputTokenCount":100,"cacheWriteInputTokenCount":20},"output":{"outputBodyJson":\
        [{"messageStart":{"role":"assistant"}},{"messageStop":{"stopReason":"end_turn"}},{"metadata":{"usage":\
        {"inputTokens":4,"outputTokens":38,"cacheDetails":[{"ttl":"1h","inputTokens":20}]},"metrics":{"latencyMs":302}}}],\
        "outputTokenCount":38}}
        {"schemaType":"ModelInvocationLog","timestamp":"2025-03-11T00:39:02Z","region":"us-east-1",\
        "inferenceRegion":"us-west-2","requestId":"r2","operation":"InvokeModel","errorCode":"ThrottlingException",\
        "modelId":"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",\
        "input":{"inputContentType":"application/json"}}

        """

    @Test func `a Bedrock log adds the caches to the input and drops the bodies`() throws {
        let run = ImportRun(Self.bedrock)
        #expect(run.format == .bedrock)
        #expect(run.errors.isEmpty)
        let first = try #require(run.events.first)
        #expect(first.call.provider.rawValue == "aws-bedrock")
        #expect(first.call.requestedModel == "amazon.nova-lite-v1:0")
        #expect(first.usage.integer(.inputTokens) == 124)
        #expect(first.usage.integer(.cacheReadTokens) == 100)
        #expect(first.usage.integer(.cacheWriteTokens) == 20)
        #expect(first.usage.integer(.cacheWrite1hTokens) == 20)
        #expect(first.usage.integer(.outputTokens) == 38)
        #expect(first.outcome.latencyMs == 302)
        #expect(first.outcome.stopReason == "end_turn")
        #expect(first.attribution.tags["team"] == "search")
        #expect(first.metadata.isEmpty)
        let second = try #require(run.events.last)
        #expect(second.call.requestedModel == "us.anthropic.claude-sonnet-4-20250514-v1:0")
        #expect(second.outcome.status == .rateLimited)
        #expect(second.usageState == .absent)
        #expect(second.call.route == "us-west-2")
        #expect(run.records.map(\.isNamed) == [true, true])
    }

    /// Columns of `LiteLLM_SpendLogs` (BerriAI/litellm, `schema.prisma`); figures of our own.
    static let litellm = """
        [{"request_id":"chatcmpl-1","call_type":"acompletion","api_key":"88dc28d0","spend":0.00022,"total_tokens":1300,\
        "prompt_tokens":1000,"completion_tokens":300,"startTime":"2025-11-14T00:00:00Z","endTime":"2025-11-14T00:00:02.5Z",\
        "completionStartTime":"2025-11-14T00:00:00.4Z","model":"azure/gpt-4o","custom_llm_provider":"azure","cache_hit":"False",\
        "metadata":{"user_api_key_alias":"gateway","additional_usage_values":{"prompt_tokens_details":{"cached_tokens":600},\
        "completion_tokens_details":{"reasoning_tokens":120}}},"team_id":"search","end_user":"ann","status":"success",\
        "request_tags":["prod"],"requester_ip_address":"192.0.2.7"},
        {"request_id":"chatcmpl-2","call_type":"acompletion","spend":0,"prompt_tokens":0,"completion_tokens":0,\
        "startTime":"2025-11-14 00:01:00.123","endTime":"2025-11-14 00:01:01.123","model":"claude-sonnet-4-5",\
        "custom_llm_provider":"","status":"failure","metadata":{"error_information":{"error_code":"429",\
        "error_class":"RateLimitError"}}},
        {"request_id":"chatcmpl-3","call_type":"acompletion","spend":0,"prompt_tokens":10,"completion_tokens":3,\
        "startTime":"2025-11-14T00:02:00Z","endTime":"2025-11-14T00:02:00Z","model":"gpt-4o","cache_hit":"True"}]
        """

    @Test func `LiteLLM's spend logs come as an array, and answers from its cache are no calls`() throws {
        let run = ImportRun(Self.litellm)
        #expect(run.format == .litellm)
        #expect(run.errors.isEmpty)
        #expect(run.records.count == 2)
        #expect(run.skipped == 1)
        let first = try #require(run.events.first)
        #expect(first.call.provider.rawValue == "azure")
        #expect(first.call.requestedModel == "gpt-4o")
        #expect(first.usage.integer(.inputTokens) == 1000)
        #expect(first.usage.integer(.cacheReadTokens) == 600)
        #expect(first.usage.integer(.reasoningTokens) == 120)
        #expect(first.outcome.latencyMs == 2500)
        #expect(first.outcome.timeToFirstTokenMs == 400)
        #expect(first.statedCost?.amount.description == "0.00022")
        #expect(first.attribution.team == "search")
        #expect(first.attribution.keyID == "gateway")
        let second = try #require(run.events.last)
        #expect(second.call.provider.rawValue == "anthropic")
        #expect(second.outcome.status == .rateLimited)
        #expect(second.outcome.httpStatus == 429)
        #expect(second.usage.isEmpty)
    }

    @Test func `the same table as CSV gives the same calls`() throws {
        let csv = """
            request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,endTime,model,custom_llm_provider,metadata
            chatcmpl-1,acompletion,0.00022,1000,300,2025-11-14 00:00:00,2025-11-14 00:00:02.5,gpt-4o,azure,\
            "{""additional_usage_values"":{""cache_read_input_tokens"":600}}"

            """
        let run = ImportRun(csv)
        #expect(run.format == .litellm)
        #expect(run.errors.isEmpty)
        let event = try #require(run.events.first)
        #expect(event.usage.integer(.cacheReadTokens) == 600)
        #expect(event.outcome.latencyMs == 2500)
        #expect(run.records.first?.content == ImportRun(Self.litellm).records.first?.content)
    }

    /// Names of the blob storage export (langfuse/langfuse-docs, "Blob Storage Export"); figures of our own.
    static let langfuse = """
        {"id":"o1","trace_id":"t1","type":"SPAN","start_time":"2024-05-29 13:46:19.963000","provided_model_name":null}
        {"id":"o2","trace_id":"t1","type":"GENERATION","name":"answer","start_time":"2024-05-29 13:46:19.963000",\
        "end_time":"2024-05-29 13:46:21.963000","completion_start_time":"2024-05-29 13:46:20.213000",\
        "provided_model_name":"gpt-4o-2024-05-13","usage_details":{"input":400,"input_cached_tokens":600,"output":50,\
        "output_reasoning_tokens":30,"total":1080},"total_cost":"0.0042","user_id":"ann","session_id":"s1","level":"DEFAULT",\
        "input":"what was asked","output":"what was answered"}
        {"id":"o3","traceId":"t1","type":"GENERATION","startTime":"2024-05-29T13:47:00Z","model":"claude-sonnet-4-5",\
        "usageDetails":"{\\"input\\":100,\\"output\\":20,\\"total\\":120,\\"input_cached_tokens\\":60}","level":"ERROR","latency":1.25}

        """

    @Test func `Langfuse's parts add up to the total, unless they are inside it`() throws {
        let run = ImportRun(Self.langfuse)
        #expect(run.format == .langfuse)
        #expect(run.errors.isEmpty)
        #expect(run.skipped == 1)
        let first = try #require(run.events.first)
        #expect(first.usage.integer(.inputTokens) == 1000)
        #expect(first.usage.integer(.cacheReadTokens) == 600)
        #expect(first.usage.integer(.outputTokens) == 80)
        #expect(first.usage.integer(.reasoningTokens) == 30)
        #expect(first.outcome.latencyMs == 2000)
        #expect(first.outcome.timeToFirstTokenMs == 250)
        #expect(first.attribution.chat == "s1")
        #expect(first.statedCost?.amount.description == "0.0042")
        #expect(first.metadata.isEmpty)
        let second = try #require(run.events.last)
        #expect(second.call.provider.rawValue == "anthropic")
        #expect(second.usage.integer(.inputTokens) == 100)
        #expect(second.usage.integer(.cacheReadTokens) == 60)
        #expect(second.outcome.status == .error)
        #expect(second.outcome.latencyMs == 1250)
    }

    @Test func `a page of Langfuse's interface and the table of its web site are read too`() {
        let page =
            #"{"data":[{"id":"o2","traceId":"t","type":"GENERATION","startTime":"2024-05-29T13:46:19Z","model":"gpt-4o","#
            + #""promptTokens":10,"completionTokens":2},{"id":"o4","traceId":"t","type":"EVENT","startTime":"2024-05-29"}],"meta":{}}"#
        let run = ImportRun(page)
        #expect(run.format == .langfuse)
        #expect(run.events.map { $0.usage.integer(.inputTokens) } == [10])
        #expect(run.skipped == 1)
        let table = ImportRun(
            "ID,Name,Type,Trace ID,Start Time,Latency (s),Total Cost ($),Model,Input Tokens,Output Tokens\n"
                + "o5,ask,GENERATION,t9,2024-05-29T13:46:19Z,0.5,0.01,gpt-4o,7,3\n")
        #expect(table.format == .langfuse)
        #expect(table.errors.isEmpty)
        #expect(table.events.first?.usage.integer(.outputTokens) == 3)
        #expect(table.events.first?.outcome.latencyMs == 500)
    }

    /// Attributes of open-telemetry/semantic-conventions-genai in the JSON of OTLP; figures of our own.
    static let spans = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"spans":[\
        {"traceId":"t1","spanId":"s0","name":"invoke_agent a","startTimeUnixNano":"1741600000000000000",\
        "endTimeUnixNano":"1741600009000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"invoke_agent"}},\
        {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"999"}}]},\
        {"traceId":"t1","spanId":"s1","parentSpanId":"s0","startTimeUnixNano":"1741600000000000000",\
        "endTimeUnixNano":"1741600001500000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
        {"key":"gen_ai.provider.name","value":{"stringValue":"azure.ai.openai"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},\
        {"key":"gen_ai.response.model","value":{"stringValue":"gpt-4o-2024-08-06"}},\
        {"key":"gen_ai.response.finish_reasons","value":{"arrayValue":{"values":[{"stringValue":"stop"}]}}},\
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1200"}},{"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":1000}},\
        {"key":"gen_ai.usage.output_tokens","value":{"intValue":"50"}}],"status":{}},\
        {"traceId":"t1","spanId":"s2","startTimeUnixNano":"x","attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}}]},\
        {"traceId":"t1","spanId":"s3","startTimeUnixNano":"1741600002000000000","endTimeUnixNano":"1741600002100000000",\
        "attributes":[{"key":"gen_ai.system","value":{"stringValue":"openai"}},{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},\
        {"key":"error.type","value":{"stringValue":"429"}},{"key":"gen_ai.usage.prompt_tokens","value":{"intValue":"5"}}],"status":{"code":2}}]}]}]}
        """

    @Test func `spans of model calls are calls, and those that wrap them are not`() throws {
        let run = ImportRun(Self.spans)
        #expect(run.format == .openTelemetry)
        #expect(run.errors.map(\.code) == [.badDate])
        #expect(run.skipped == 1)
        #expect(run.records.count == 2)
        let first = try #require(run.events.first)
        #expect(first.call.provider.rawValue == "azure")
        #expect(first.call.servedModel == "gpt-4o-2024-08-06")
        #expect(first.usage.integer(.inputTokens) == 1200)
        #expect(first.usage.integer(.cacheReadTokens) == 1000)
        #expect(first.outcome.latencyMs == 1500)
        #expect(first.outcome.stopReason == "stop")
        #expect(first.attribution.tags["service.name"] == "web")
        #expect(first.call.parentCall == "s0")
        #expect(run.events.last?.outcome.status == .rateLimited)
        #expect(run.events.last?.usage.integer(.inputTokens) == 5)
    }

    @Test func `OpenRouter's generations have latency, cost and an id`() throws {
        let run = ImportRun(
            "generation_id,created_at,cost_total,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,"
                + "tokens_cached,model_permaslug,provider_name,cancelled,finish_reason_raw,generation_time_ms,"
                + "time_to_first_token_ms,api_key_name,app_name\n"
                + "gen-1782618417-abc,2026-06-28 03:46:57.713,0.001,0.02,100,50,20,60,deepseek/deepseek-v4.1-flash-20260910,"
                + "Novita,false,stop,1543,210,ci,app\n")
        #expect(run.format == .openRouter)
        #expect(run.errors.isEmpty)
        let event = try #require(run.events.first)
        #expect(event.occurredAt.description == "2026-06-28T03:46:57.713Z")
        #expect(event.call.provider.rawValue == "openrouter")
        #expect(event.call.route == "Novita")
        #expect(event.statedCost?.amount.description == "0.021")
        #expect(event.outcome.timeToFirstTokenMs == 210)
        #expect(event.usage.integer(.reasoningTokens) == 20)
        #expect(run.records.first?.content == "gen-1782618417-abc")
    }
}

import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// What the rules make of a body.
func extraction(
    _ api: String, _ body: String, streaming: Bool = false, status: Int = 200, book: RuleBook = .embedded
) -> Extraction {
    let provider = Provider(named: api.split(separator: ".").first.map(String.init) ?? api)
    var meter = UsageMeter(
        ResponseContext(provider: provider, api: api, isStreaming: streaming, httpStatus: status), book: book)
    meter.feed(Array(body.utf8))
    meter.finish()
    return meter.extraction
}

/// The values of some names of an extraction.
func values(_ extraction: Extraction, of expected: JSONObject) -> JSONObject {
    JSONObject(
        expected.members.map { .init(name: $0.name, value: extraction.json[$0.name] ?? .null) })
}

struct UsageMeterTests {
    /// Streams with what they come to.
    static let streams = [
        (
            "openai.chat_completions",
            """
            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{"content":"a"}}],"usage":null}

            data: {"id":"c1","model":"gpt-x","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            data: {"id":"c1","model":"gpt-x","choices":[],"usage":{"prompt_tokens":8,"completion_tokens":3}}

            data: [DONE]

            """,
            #"{"model":"gpt-x","input_tokens":8,"output_tokens":3,"stop":["stop"],"stream_done":true}"#
        ),
        (
            "anthropic.messages",
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m1","type":"message","model":"claude-x","usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":1,"service_tier":"standard"}}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":12,"cache_read_input_tokens":null,"output_tokens":40}}

            event: message_stop
            data: {"type":"message_stop"}

            """,
            #"{"response_id":"m1","input_tokens":17,"cache_read_tokens":5,"output_tokens":40,"service_tier":"standard","stream_done":true}"#
        ),
        (
            "openai.responses",
            """
            event: response.created
            data: {"type":"response.created","response":{"id":"r1","object":"response","status":"in_progress","service_tier":"auto","usage":null}}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"r1","object":"response","status":"completed","service_tier":"default","usage":{"input_tokens":3,"output_tokens":4}}}

            """,
            #"{"status":"completed","service_tier":"default","input_tokens":3,"output_tokens":4,"stream_done":true}"#
        ),
        (
            "google.generate_content",
            """
            [{"candidates":[{"index":0}],"usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":4,"candidatesTokenCount":1}},
             {"candidates":[{"index":0,"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":6,"thoughtsTokenCount":2}}]
            """,
            #"{"input_tokens":9,"output_tokens":8,"cache_read_tokens":null,"stream_done":true}"#
        ),
        (
            "groq.chat_completions",
            """
            data: {"id":"g1","x_groq":{"usage":{"prompt_tokens":8,"completion_tokens":3}},"choices":[]}

            data: [DONE]

            """,
            #"{"input_tokens":8,"output_tokens":3}"#
        ),
        (
            "ollama.ollama_chat",
            "{\"model\":\"q\",\"done\":false}\n{\"model\":\"q\",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":4,\"eval_count\":5}\n",
            #"{"model":"q","input_tokens":4,"output_tokens":5,"stop":["stop"],"stream_done":true}"#
        ),
        (
            "openai.realtime",
            """
            {"type":"session.created","session":{"model":"rt"}}
            {"type":"response.done","response":{"status":"completed","usage":{"input_tokens":10,"output_tokens":4,"input_token_details":{"audio_tokens":6}}}}
            {"type":"response.done","response":{"status":"completed","usage":{"input_tokens":20,"output_tokens":5,"input_token_details":{"audio_tokens":7}}}}
            """,
            #"{"model":"rt","input_tokens":30,"output_tokens":9,"audio_input_tokens":13,"usage_events":2}"#
        ),
    ]

    @Test(arguments: [
        (
            "openai.chat_completions",
            """
            {"id":"chatcmpl-1","model":"gpt-x-2025-01-01","service_tier":"default","choices":[{"index":0,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":100,"completion_tokens":30,"total_tokens":130,"prompt_tokens_details":{"cached_tokens":64,
             "audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":12}}}
            """,
            """
            {"model":"gpt-x-2025-01-01","response_id":"chatcmpl-1","service_tier":"default","input_tokens":100,
             "output_tokens":30,"cache_read_tokens":64,"reasoning_tokens":12,"usage_present":true,"stop":["stop"]}
            """
        ),
        (
            "openai.responses",
            """
            {"id":"resp_1","object":"response","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},
             "model":"gpt-x","service_tier":"flex","output":[{"type":"web_search_call","action":{"type":"search"}},
             {"type":"web_search_call","action":{"type":"open_page"}}],
             "usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":0},"output_tokens":5,
             "output_tokens_details":{"reasoning_tokens":4}}}
            """,
            """
            {"status":"incomplete","service_tier":"flex","input_tokens":9,"output_tokens":5,"reasoning_tokens":4,
             "web_searches":1,"incomplete_reason":"max_output_tokens"}
            """
        ),
        (
            "anthropic.messages",
            """
            {"id":"msg_1","type":"message","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":10,
             "cache_read_input_tokens":200,"cache_creation_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":20,
             "ephemeral_1h_input_tokens":30},"output_tokens":7,"service_tier":"priority",
             "server_tool_use":{"web_search_requests":2}}}
            """,
            """
            {"input_tokens":260,"cache_read_tokens":200,"cache_write_tokens":50,"cache_write_5m_tokens":20,
             "cache_write_1h_tokens":30,"output_tokens":7,"service_tier":"priority","web_searches":2,"stop":["end_turn"]}
            """
        ),
        (
            "google.generate_content",
            """
            {"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-x","responseId":"r1","usageMetadata":{
             "promptTokenCount":300,"toolUsePromptTokenCount":20,"candidatesTokenCount":40,"thoughtsTokenCount":60,
             "cachedContentTokenCount":100,"promptTokensDetails":[{"modality":"TEXT","tokenCount":50},{"modality":4,
             "tokenCount":250},{"modality":"IMAGE"}],"serviceTier":"standard"}}
            """,
            """
            {"input_tokens":320,"tool_prompt_tokens":20,"output_tokens":100,"reasoning_tokens":60,"cache_read_tokens":100,
             "audio_input_tokens":250,"service_tier":"standard","model":"gemini-x","response_id":"r1"}
            """
        ),
        (
            "xai.chat_completions",
            """
            {"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":115,
             "completion_tokens_details":{"reasoning_tokens":100}}}
            """,
            #"{"output_tokens":105,"reasoning_tokens":100}"#
        ),
        (
            "xai.chat_completions",
            """
            {"usage":{"prompt_tokens":10,"completion_tokens":105,"total_tokens":115,
             "completion_tokens_details":{"reasoning_tokens":100}}}
            """,
            #"{"output_tokens":105}"#
        ),
        (
            "openrouter.chat_completions",
            #"{"provider":"P","usage":{"prompt_tokens":1,"completion_tokens":2,"cost":1.234567890123456789e-5}}"#,
            #"{"provider_cost_usd":0.00001234567890123456789,"upstream_provider":"P"}"#
        ),
    ])
    func `reads a body`(api: String, body: String, expected: String) throws {
        let expected = try #require(JSONValue(parsing: expected).object)
        #expect(values(extraction(api, body), of: expected) == expected)
    }

    @Test(arguments: streams)
    func `folds a stream without adding what is repeated`(api: String, body: String, expected: String) throws
    {
        let expected = try #require(JSONValue(parsing: expected).object)
        #expect(values(extraction(api, body, streaming: true), of: expected) == expected)
    }

    @Test(arguments: [
        ("openai.chat_completions", #"{"result":{"choices":[],"usage":{"prompt_tokens":3}},"success":true}"#),
        (
            "openai.chat_completions",
            #"{"code":0,"data":{"body":{"choices":[],"usage":{"prompt_tokens":3}}}}"#
        ),
        ("google.generate_content", #"[{"response":{"usageMetadata":{"promptTokenCount":3}}}]"#),
        ("cloudflare.run", #"{"result":{"response":"a","usage":{"prompt_tokens":3}}}"#),
        (
            "unheard.of",
            #"{"data":{"type":"message","usage":{"input_tokens":1,"cache_read_input_tokens":2}}}"#
        ),
        ("openai.chat_completions", #"{"usage":{"prompt_tokens":3},"data":{"usage":{"prompt_tokens":9}}}"#),
    ])
    func `opens what a gateway has wrapped`(api: String, body: String) {
        #expect(extraction(api, body).usage.integer(.inputTokens) == 3)
    }

    @Test(arguments: [
        (
            "openai.videos", #"{"id":"v","status":"completed","seconds":"8"}"#,
            #"{"video_seconds":8,"status":"completed"}"#
        ),
        (
            "azure.video_generation", #"{"id":"v","status":"succeeded","n_seconds":5,"generations":[{}]}"#,
            #"{"video_seconds":5,"videos":1,"status":"completed"}"#
        ),
        (
            "kling.video_generation",
            #"{"data":{"task_id":"t","task_status":"succeed","task_result":{"videos":[{"duration":"5.1"}]}}}"#,
            #"{"video_seconds":5.1,"videos":1,"status":"completed","raw_status":"succeed"}"#
        ),
        (
            "google-vertex.video_operation",
            #"{"name":"op","done":true,"response":{"videos":[{"gcsUri":"u"}]}}"#,
            #"{"videos":1,"status":"completed"}"#
        ),
        (
            "google.video_operation", #"{"name":"op","done":true,"error":{"code":3,"message":"no"}}"#,
            #"{"videos":null,"status":"error"}"#
        ),
        (
            "stability.image_generation",
            #"{"artifacts":[{"finishReason":"SUCCESS"},{"finishReason":"CONTENT_FILTERED"}]}"#,
            #"{"images":1}"#
        ),
        (
            "stability.image_generation", #"{"image":"","finish_reason":"CONTENT_FILTERED"}"#,
            #"{"images":null}"#
        ),
        (
            "ideogram.generate", #"{"data":[{"url":"u","resolution":"1024x1024"}]}"#,
            #"{"images":1,"image_size":"1024x1024"}"#
        ),
        ("assemblyai.transcript", #"{"status":"completed","audio_duration":281}"#, #"{"audio_seconds":281}"#),
        (
            "voyage.multimodal_embeddings", #"{"usage":{"text_tokens":5,"total_tokens":35}}"#,
            #"{"input_tokens":35}"#
        ),
        ("jina.rerank", #"{"usage":{"total_tokens":35}}"#, #"{"input_tokens":35}"#),
        (
            "azure.chat_completions",
            #"{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":115,"completion_tokens_details":{"reasoning_tokens":100}}}"#,
            #"{"output_tokens":105}"#
        ),
        (
            "openrouter.chat_completions",
            #"{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":115,"completion_tokens_details":{"reasoning_tokens":100}}}"#,
            #"{"output_tokens":5}"#
        ),
        (
            "perplexity.chat_completions",
            #"{"usage":{"prompt_tokens":33,"completion_tokens":7,"citation_tokens":20,"num_search_queries":18,"reasoning_tokens":73}}"#,
            #"{"output_tokens":80,"reasoning_tokens":73,"web_searches":18,"citation_tokens":20}"#
        ),
        (
            "watsonx.text_generation",
            #"{"model_id":"g","results":[{"input_token_count":3,"generated_token_count":4}]}"#,
            #"{"model":"g","input_tokens":3,"output_tokens":4}"#
        ),
        (
            "anthropic.messages",
            #"{"usage":{"input_tokens":10,"cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4}}}"#,
            #"{"input_tokens":17,"cache_write_tokens":7}"#
        ),
    ])
    func `reads what single providers do differently`(api: String, body: String, expected: String) throws {
        let expected = try #require(JSONValue(parsing: expected).object)
        #expect(values(extraction(api, body), of: expected) == expected)
    }

    @Test(arguments: [
        (
            "anthropic.messages", #"{"usage":{"input_tokens":1e308,"cache_read_input_tokens":5}}"#,
            ["input_tokens is out of range"]
        ),
        (
            "anthropic.messages", #"{"usage":{"input_tokens":-4,"cache_read_input_tokens":5}}"#,
            ["a part of input_tokens < 0"]
        ),
        (
            "openai.realtime",
            """
            {"type":"response.done","response":{"id":"a","usage":{"input_tokens":170141183460469231731687303715884105000}}}
            {"type":"response.done","response":{"id":"b","usage":{"input_tokens":170141183460469231731687303715884105000}}}
            """, ["input_tokens is out of range"]
        ),
    ])
    func `flags what is impossible inside a sum`(api: String, body: String, flags: [String]) {
        let result = extraction(api, body)
        #expect(result.flags == flags)
        #expect(result.usage.integer(.inputTokens) <= 5)
    }

    @Test(arguments: [
        ("anthropic.claude-x", 4, 10), ("us.openai.gpt-x", 4, 10), ("openai.gpt-x", 8, 8),
        ("arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-x", 8, 8), ("anthropic.claude-x", 8, 14),
        ("vendor.openai.x", 8, 14),
    ])
    func `knows the families whose input contains the caches`(model: String, input: Int, expected: Int) {
        var context = ResponseContext(
            provider: Provider(rawValue: "aws-bedrock"), api: "aws-bedrock.converse", httpStatus: 200)
        context.requestModel = model
        let body = #"{"usage":{"inputTokens":\#(input),"cacheReadInputTokens":4,"cacheWriteInputTokens":2}}"#
        let usage = RecordedResponse(context: context, body: Array(body.utf8)).extraction.usage
        #expect(usage.integer(.inputTokens) == expected)
        #expect(usage.integer(.cacheReadTokens) == 4)
    }

    @Test func `adds the responses of one connection, and the same response once`() {
        let body = """
            {"type":"response.completed","response":{"id":"a","object":"response","output":[{"type":"file_search_call"}],"usage":{"input_tokens":10,"output_tokens":1}}}
            {"type":"response.created","response":{"id":"b","object":"response","usage":null}}
            {"type":"response.completed","response":{"id":"b","object":"response","output":[{"type":"file_search_call"}],"usage":{"input_tokens":20,"output_tokens":2}}}
            {"type":"response.completed","response":{"id":"b","object":"response","output":[{"type":"file_search_call"}],"usage":{"input_tokens":20,"output_tokens":2}}}
            """
        let session = extraction("openai.responses", body, streaming: true, status: 101)
        #expect(session.usage.integer(.inputTokens) == 30)
        #expect(session.usage.integer(.outputTokens) == 3)
        #expect(session.usage.integer(.fileSearches) == 2)
        #expect(session.details["usage_events"]?.integer == 2)
        let spoken = extraction(
            "openai.realtime", body.replacing("response.completed", with: "response.done"), status: 101)
        #expect(spoken.usage.integer(.inputTokens) == 30)
    }

    @Test(arguments: streams)
    func `reads a stream the same in pieces of any size`(api: String, body: String, expected: String) throws {
        let whole = extraction(api, body, streaming: true)
        let context = ResponseContext(
            provider: Provider(named: api.split(separator: ".").first.map(String.init) ?? api), api: api,
            isStreaming: true, httpStatus: 200)
        try forAll(seeds: 0..<20) { random in
            var meter = UsageMeter(context)
            for piece in pieces(of: Array(body.utf8), &random) { meter.feed(piece) }
            meter.finish()
            try #require(meter.extraction == whole)
        }
    }

    @Test func `reads a binary event stream`() {
        var meter = UsageMeter(
            ResponseContext(
                provider: Provider(rawValue: "aws-bedrock"), api: "aws-bedrock.converse", isStreaming: true))
        meter.feed(
            binaryMessage(headers: [(":event-type", "messageStop")], payload: #"{"stopReason":"end_turn"}"#))
        meter.feed(
            binaryMessage(
                headers: [(":event-type", "metadata")],
                payload: #"{"usage":{"inputTokens":3,"outputTokens":2,"cacheReadInputTokens":10}}"#))
        meter.finish()
        #expect(meter.extraction.usage.integer(.inputTokens) == 13)
        #expect(meter.extraction.usageState == .measured)
    }

    @Test func `calls a cut stream partial, never zero`() {
        let start = """
            data: {"type":"message_start","message":{"id":"m1","type":"message","model":"c","usage":{"input_tokens":10,"output_tokens":1}}}

            data: {"type":"content_blo
            """
        let floor = extraction("anthropic.messages", start, streaming: true)
        #expect(floor.usageState == .partial)
        #expect(floor.usage.integer(.inputTokens) == 10)
        #expect(floor.json["complete"] == false)
        let unknown = extraction(
            "openai.chat_completions", "data: {\"id\":\"c\",\"choices\":[{\"index\":0}],\"usage\":null}\n\n",
            streaming: true)
        #expect(unknown.usageState == .partial)
        #expect(unknown.usage.isEmpty)
        #expect(!unknown.isUsagePresent)
    }

    @Test func `keeps the usage seen before an error inside a stream`() {
        let result = extraction(
            "anthropic.messages",
            """
            data: {"type":"message_start","message":{"id":"m1","type":"message","usage":{"input_tokens":10,"output_tokens":1}}}

            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

            """, streaming: true)
        #expect(result.status == "error")
        #expect(result.error?.type == "overloaded_error")
        #expect(result.usage.integer(.inputTokens) == 10)
        #expect(result.usageState == .partial)
    }

    @Test(arguments: [
        #"{"error":{"type":"rate_limit_error","message":"slow down"}}"#,
        #"[{"error":{"status":"rate_limit_error","message":"slow down"}}]"#,
        #"{"type":"rate_limit_error","message":"slow down"}"#,
    ])
    func `reads the error of a failure in its usual forms`(body: String) {
        let result = extraction("google.generate_content", body, status: 429)
        #expect(result.status == "error")
        #expect(result.httpStatus == 429)
        #expect(result.error?.type == "rate_limit_error")
        #expect(result.error?.message == "slow down")
        #expect(result.usageState == .absent)
    }

    @Test func `keeps the text of a failure that is no JSON`() {
        let result = extraction("openai.chat_completions", "upstream connect error\n", status: 503)
        #expect(result.error?.message == "upstream connect error")
    }

    @Test(arguments: [
        (#"{"usage":null}"#, [], UsageState.absent),
        (#"{"usage":{}}"#, [], .absent),
        (#"{"usage":{"prompt_tokens":null,"prompt_tokens_details":null}}"#, [], .absent),
        (#"{"usage":{"prompt_tokens":5,"completion_tokens":-9}}"#, ["output_tokens < 0"], .measured),
        (#"{"usage":{"prompt_tokens":1e308}}"#, ["input_tokens is out of range"], .measured),
        (
            #"{"usage":{"prompt_tokens":1e20,"completion_tokens":1}}"#,
            ["input_tokens > 1000000000000000"], .measured
        ),
        (#"{"usage":{"prompt_tokens":5.0,"completion_tokens":3000000000}}"#, [], .measured),
        (#"{"usage":{"prompt_tokens":5.5}}"#, ["input_tokens is a fraction"], .measured),
        (
            #"{"usage":{"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":9}}}"#,
            ["cache_read_tokens > input_tokens"], .measured
        ),
        (
            #"{"usage":{"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":3}}}"#,
            ["cache_read_tokens + cache_write_tokens > input_tokens"], .measured
        ),
        (
            #"{"usage":{"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":9}}}"#,
            ["reasoning_tokens > output_tokens"], .measured
        ),
    ])
    func `survives impossible values`(body: String, flags: [String], state: UsageState) {
        let result = extraction("openai.chat_completions", body)
        #expect(result.flags == flags)
        #expect(result.usageState == state)
        #expect(!result.usage.counts.contains { $0.value.isNegative })
    }

    @Test(
        arguments: [
            ("application/json", [0x1F, 0x8B, 0x08, 0x00], ["unreadable_part"]),
            ("text/event-stream; charset=utf-8", Array("<html>".utf8), ["unreadable_part"]),
            ("audio/mpeg", [0xFF, 0xFB, 0x90], []), (nil, Array("ok".utf8), []),
        ] as [(String?, [UInt8], [String])])
    func `says that a body is not what its content type promises`(
        type: String?, body: [UInt8], flags: [String]
    ) {
        var context = ResponseContext()
        context.contentType = type
        #expect(RecordedResponse(context: context, body: body).extraction.flags == flags)
    }

    @Test func `closes the brackets that the last event lacks`() {
        let cut = #"data: {"id":"c","choices":[],"usage":{"prompt_tokens":8,"completion_tokens":3}"#
        #expect(extraction("openai.chat_completions", cut, streaming: true).usage.integer(.inputTokens) == 8)
        let half = #"data: {"id":"c","choices":[],"usage":{"prompt_tokens":8"#
        #expect(extraction("openai.chat_completions", half, streaming: true).usage.isEmpty)
    }

    @Test func `tells the running usage at any time`() {
        var meter = UsageMeter(
            ResponseContext(
                provider: Provider(rawValue: "anthropic"), api: "anthropic.messages", isStreaming: true))
        #expect(meter.extraction.usage.isEmpty)
        meter.feed(
            Array(
                #"data: {"type":"message_start","message":{"type":"message","usage":{"input_tokens":10,"output_tokens":1}}}"#
                    .utf8))
        #expect(meter.extraction.usage.isEmpty)
        meter.feed(Array("\n\n".utf8))
        #expect(meter.extraction.usage.integer(.outputTokens) == 1)
        meter.feed(Array("data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":9}}\n\n".utf8))
        #expect(meter.extraction.usage.integer(.outputTokens) == 9)
        #expect(meter.extraction.usage.integer(.inputTokens) == 10)
    }
}

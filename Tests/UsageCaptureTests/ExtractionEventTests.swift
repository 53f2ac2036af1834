import JSON
import Testing
import UsageCapture
import UsageModel

struct ExtractionEventTests {
    private func event(_ context: ResponseContext, _ body: String) -> UsageEvent {
        let response = RecordedResponse(context: context, body: Array(body.utf8))
        return response.extraction.event(of: context, occurredAt: Instant(seconds: 0))
    }

    @Test func `makes an event of a response`() throws {
        var context = ResponseContext(
            provider: Provider(rawValue: "openrouter"), api: "openrouter.chat_completions", httpStatus: 200)
        context.requestModel = "vendor/model"
        context.requestParameters["service_tier"] = "auto"
        context.headers["x-request-id"] = "req_1"
        let event = event(
            context,
            """
            {"id":"gen-1","model":"vendor/model-2025","provider":"Host","service_tier":"flex",
             "choices":[{"index":0,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":10,"completion_tokens":4,"cost":0.0021}}
            """)
        #expect(event.call.requestedModel == "vendor/model")
        #expect(event.call.servedModel == "vendor/model-2025")
        #expect(event.call.endpoint == "chat_completions")
        #expect(event.call.route == "Host")
        #expect(event.call.requestID == "req_1")
        #expect(event.call.responseID == "gen-1")
        #expect(event.call.requestedTier == .standard)
        #expect(event.call.servedTier == .flex)
        #expect(event.outcome.status == .success)
        #expect(event.outcome.stopReason == "stop")
        #expect(event.usageState == .measured)
        #expect(event.usage.integer(.outputTokens) == 4)
        #expect(event.statedCost == StatedCost(amount: try Money("0.0021"), source: "openrouter"))
    }

    /// A recorded compaction: the top level leaves out 99,195 of 99,357 input tokens.
    private static let compaction = """
        {"id":"msg_1","type":"message","model":"claude-sonnet-4-6","stop_reason":"end_turn","usage":{"input_tokens":162,
         "output_tokens":11,"service_tier":"priority","server_tool_use":{"web_search_requests":2},"iterations":[
         {"type":"compaction","input_tokens":99195,"output_tokens":81},
         {"type":"message","input_tokens":100,"cache_read_input_tokens":62,"output_tokens":11}]}}
        """
    private static let advisor = """
        {"id":"msg_1","type":"message","model":"claude-sonnet-5","usage":{"input_tokens":2390,"output_tokens":121,
         "server_tool_use":{"web_search_requests":2},"iterations":[
         {"type":"advisor_message","model":"claude-opus-4-8","input_tokens":2518,"output_tokens":22},
         {"type":"message","input_tokens":1128,"output_tokens":110},{"type":"message","input_tokens":1262,"output_tokens":11}]}}
        """

    @Test(arguments: [
        (compaction, ["claude-sonnet-4-6 99195 81 2", "claude-sonnet-4-6 162 11 0"]),
        (
            advisor,
            ["claude-opus-4-8 2518 22 0", "claude-sonnet-5 1128 110 2", "claude-sonnet-5 1262 11 0"]
        ),
        (
            #"{"type":"message","model":"m","usage":{"input_tokens":5,"output_tokens":2,"iterations":[{"input_tokens":5,"output_tokens":2}]}}"#,
            ["m 5 2 0"]
        ),
        (
            #"{"type":"message","model":"m","usage":{"input_tokens":5,"output_tokens":2,"iterations":[{},{"input_tokens":5}]}}"#,
            ["m 5 2 0"]
        ),
        (#"{"type":"message","model":"m","usage":{"input_tokens":5,"iterations":null}}"#, ["m 5 0 0"]),
    ])
    func `bills every step of a call at its own model`(body: String, expected: [String]) {
        let context = ResponseContext(provider: Provider(rawValue: "anthropic"), api: "anthropic.messages")
        let response = RecordedResponse(context: context, body: Array(body.utf8))
        let events = response.extraction.events(of: context, occurredAt: Instant(seconds: 0))
        let found = events.map {
            "\($0.call.requestedModel) \($0.usage.integer(.inputTokens)) \($0.usage.integer(.outputTokens)) \($0.usage.integer(.webSearches))"
        }
        #expect(found == expected)
        if events.count > 1 {
            #expect(events.map(\.call.step) == Array(1...events.count))
            #expect(events.allSatisfy { $0.call.parentCall == "msg_1" && $0.usageState == .measured })
        }
    }

    @Test(arguments: [
        ("anthropic.count_tokens", #"{"input_tokens":43}"#, 0),
        ("xai.videos", #"{"status":"pending","progress":1}"#, 0),
        ("openai.videos", #"{"id":"v","status":"queued","seconds":"8","size":"1280x720"}"#, 0),
        ("openai.videos", #"{"id":"v","status":"completed","seconds":"8","size":"1280x720"}"#, 1),
        ("replicate.predictions", #"{"id":"p","status":"processing","metrics":{}}"#, 0),
        ("replicate.predictions", #"{"id":"p","status":"canceled","metrics":{"predict_time":3.5}}"#, 1),
        ("openai.chat_completions", #"{"error":{"code":402}}"#, 1),
        (
            "openai.responses",
            "data: {\"type\":\"response.created\",\"response\":{\"object\":\"response\",\"status\":\"in_progress\"}}\n\n",
            1
        ),
    ])
    func `bills a job when it has ended, and counting never`(api: String, body: String, count: Int) {
        let context = ResponseContext(provider: Provider(rawValue: "x"), api: api, httpStatus: 200)
        let response = RecordedResponse(context: context, body: Array(body.utf8))
        #expect(response.extraction.events(of: context, occurredAt: Instant(seconds: 0)).count == count)
    }

    @Test func `bills no seconds of a job that failed`() {
        let context = ResponseContext(provider: Provider(rawValue: "openai"), api: "openai.videos")
        let event = event(context, #"{"status":"failed","seconds":"8","error":{"code":"x"}}"#)
        #expect(event.usage.isEmpty)
        #expect(event.outcome.status == .error)
    }

    @Test func `bills nothing where a count is beyond any call`() {
        let context = ResponseContext(provider: Provider(rawValue: "openai"), api: "openai.chat_completions")
        let event = event(context, #"{"usage":{"prompt_tokens":1e99,"completion_tokens":5}}"#)
        #expect(event.usage.isEmpty)
        #expect(event.usageState == .absent)
    }

    @Test func `records what a call used that was refused in its middle`() {
        let context = ResponseContext(
            provider: Provider(rawValue: "openai"), api: "openai.chat_completions", httpStatus: 429)
        let event = event(
            context,
            #"{"error":{"type":"rate_limit_error","code":"slow_down"},"usage":{"prompt_tokens":9,"completion_tokens":1}}"#
        )
        #expect(event.outcome.status == .rateLimited)
        #expect(event.usage.integer(.inputTokens) == 9)
        #expect(event.usageState == .measured)
    }

    @Test(arguments: [
        (#"{"usage":{"cost":0.01,"is_byok":false,"cost_details":{"upstream_inference_cost":0.01}}}"#, "0.01"),
        (
            #"{"usage":{"cost":0.0005,"is_byok":true,"cost_details":{"upstream_inference_cost":0.01}}}"#,
            "0.0105"
        ),
        (#"{"usage":{"cost_in_usd_ticks":123456789}}"#, "0.0123456789"),
        (#"{"usage":{"cost":{"total_cost":0.007}}}"#, "0.007"),
        (#"{"usage":{"prompt_tokens":1}}"#, nil),
    ])
    func `states what the provider says it cost`(body: String, expected: String?) throws {
        let context = ResponseContext(
            provider: Provider(rawValue: "openrouter"), api: "openrouter.chat_completions")
        #expect(event(context, body).statedCost?.amount.description == expected)
    }

    @Test(
        arguments: [
            (429, #"{"error":{"type":"rate_limit_error"}}"#, CallStatus.rateLimited, "rate_limit_error"),
            (500, "oops", .error, "error"),
            (200, #"{"error":{"code":402}}"#, .error, "402"),
            (200, "{}", .success, nil),
        ] as [(Int, String, CallStatus, String?)])
    func `tells how the call ended`(status: Int, body: String, expected: CallStatus, type: String?) {
        let context = ResponseContext(
            provider: Provider(rawValue: "openai"), api: "openai.chat_completions", httpStatus: status)
        let event = event(context, body)
        #expect(event.outcome.status == expected)
        #expect(event.outcome.httpStatus == status)
        #expect(event.outcome.errorType == type)
    }

    @Test(arguments: [
        ("/v1beta/models/gemini-x:generateContent", "gemini-x"),
        ("/model/amazon.nova-pro-v1%3A0/converse", "amazon.nova-pro-v1:0"),
        ("/model/amazon.nova-pro-v1:0/converse?x=/models/y", "amazon.nova-pro-v1:0"),
        ("/v1/models/", "unknown"),
    ])
    func `takes the model from the URL where the request is not known`(path: String, expected: String) {
        var context = ResponseContext()
        context.urlPath = path
        #expect(event(context, "{}").call.requestedModel == expected)
    }
}

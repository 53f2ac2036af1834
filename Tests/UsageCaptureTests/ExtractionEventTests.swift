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

import Testing
import UsageCapture
import UsageLedger
import UsageModel
import UsagePricing

/// From the body of a response to its cost: what providers count inside and beside each other is paid once.
struct ResponseCostTests {
    struct Response: CustomTestStringConvertible, Sendable {
        var provider: String
        var api: String
        var model: String
        var body: String
        /// The total in US dollars, or the reason why there is none.
        var cost: String

        var testDescription: String { "\(provider).\(api) \(model)" }
    }

    static let responses = [
        // 1000 - 200 at 2.50, 200 at 1.25, 100 at 10: cached tokens are inside the prompt, reasoning inside the output.
        Response(
            provider: "openai", api: "chat_completions", model: "gpt-4o",
            body: """
                {"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":1000,"completion_tokens":100,
                 "prompt_tokens_details":{"cached_tokens":200,"audio_tokens":0},
                 "completion_tokens_details":{"reasoning_tokens":40}}}
                """, cost: "0.00325"),
        Response(
            provider: "openai", api: "responses", model: "gpt-5",
            body: """
                {"object":"response","status":"completed","usage":{"input_tokens":1000,"output_tokens":100,
                 "input_tokens_details":{"cached_tokens":400},"output_tokens_details":{"reasoning_tokens":64}}}
                """, cost: "0.0018"),
        // Batch and flex are half price, for cached tokens too.
        Response(
            provider: "openai", api: "chat_completions", model: "gpt-5",
            body: """
                {"service_tier":"flex","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100,
                 "prompt_tokens_details":{"cached_tokens":400}}}
                """, cost: "0.0009"),
        // Input without caches 100 at 5, read 1000 at 0.50, written 300 at 6.25 and 200 at 10, output 10 at 25.
        Response(
            provider: "anthropic", api: "messages", model: "claude-opus-5",
            body: """
                {"type":"message","stop_reason":"end_turn","usage":{"input_tokens":100,"output_tokens":10,
                 "cache_read_input_tokens":1000,"cache_creation_input_tokens":500,"cache_creation":
                 {"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":200},"speed":"standard"}}
                """, cost: "0.005125"),
        Response(
            provider: "anthropic", api: "messages", model: "claude-opus-5",
            body: """
                {"type":"message","usage":{"input_tokens":100,"output_tokens":10,"inference_geo":"us"}}
                """, cost: "0.000825"),
        // A stream that states input and caches twice: the delta does not add to the start.
        Response(
            provider: "anthropic", api: "messages", model: "claude-sonnet-4-5",
            body: """
                event: message_start
                data: {"type":"message_start","message":{"usage":{"input_tokens":100,"cache_read_input_tokens":50,"output_tokens":1}}}

                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":100,"cache_read_input_tokens":50,"output_tokens":20}}

                event: message_stop
                data: {"type":"message_stop"}


                """, cost: "0.000615"),
        // Cached tokens are inside the prompt, thoughts beside the candidates.
        Response(
            provider: "google", api: "generate_content", model: "gemini-2.5-pro",
            body: """
                {"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1000,
                 "cachedContentTokenCount":600,"candidatesTokenCount":50,"thoughtsTokenCount":150}}
                """, cost: "0.002575"),
        Response(
            provider: "aws-bedrock", api: "converse", model: "anthropic.claude-3-haiku-20240307-v1:0",
            body: """
                {"stopReason":"end_turn","usage":{"inputTokens":100,"outputTokens":10,"totalTokens":110}}
                """, cost: "0.0000375"),
        Response(
            provider: "xai", api: "chat_completions", model: "grok-4.7",
            body: """
                {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":160,
                 "completion_tokens_details":{"reasoning_tokens":50}}}
                """, cost: "0.00056"),
        Response(
            provider: "deepseek", api: "chat_completions", model: "deepseek-v4-pro",
            body: """
                {"choices":[],"usage":{"prompt_tokens":1000,"prompt_cache_hit_tokens":400,
                 "prompt_cache_miss_tokens":600,"completion_tokens":100}}
                """, cost: "0.0006028"),
        // A router's estimate of reasoning may exceed the output that is billed.
        Response(
            provider: "openrouter", api: "chat_completions", model: "openai/gpt-5",
            body: """
                {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10,
                 "completion_tokens_details":{"reasoning_tokens":12}}}
                """, cost: "0.000225"),
        Response(
            provider: "azure", api: "chat_completions", model: "gpt-4o",
            body: """
                {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":10,
                 "prompt_tokens_details":{"cached_tokens":9}}}
                """, cost: "impossible_usage:cache_read_tokens>input_tokens"),
        Response(
            provider: "openai", api: "chat_completions", model: "gpt-4o",
            body: #"{"choices":[],"usage":null}"#, cost: "usage_missing"),
        Response(
            provider: "openai", api: "images_generations", model: "gpt-image-1",
            body: """
                {"data":[{"b64_json":""}],"size":"1024x1024","quality":"high","usage":{"input_tokens":50,
                 "output_tokens":4160,"input_tokens_details":{"text_tokens":50,"image_tokens":0}}}
                """, cost: "0.16665"),
        Response(
            provider: "openai", api: "videos", model: "sora-2-pro",
            body: #"{"id":"v","status":"completed","seconds":"8","size":"1280x720"}"#, cost: "2.4"),
        Response(
            provider: "openai", api: "audio_transcriptions", model: "whisper-1",
            body: #"{"text":"a","usage":{"type":"duration","seconds":30}}"#, cost: "0.003"),
    ]

    @Test(arguments: responses) func `every token of a response is paid once`(response: Response) throws {
        var context = ResponseContext(
            provider: Provider(named: response.provider), api: "\(response.provider).\(response.api)",
            httpStatus: 200)
        context.requestModel = response.model
        let extraction = RecordedResponse(context: context, body: Array(response.body.utf8)).extraction
        let event = extraction.event(of: context, occurredAt: try Instant("2026-11-20T12:00:00Z"))
        let costing = Pipeline.price(event)
        #expect((costing.cost?.total.description ?? costing.unpricedReason?.description) == response.cost)
    }
}

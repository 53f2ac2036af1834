import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

struct BatchReaderTests {
    struct Results: CustomTestStringConvertible, Sendable {
        var provider: String
        var api: String
        var body: String
        /// Of every item: id, model, input, output, status, error type; what is not known is `-`.
        var items: [String]

        var testDescription: String { "\(provider) \(api)" }
    }

    static let results = [
        Results(
            provider: "openai", api: "openai.batches",
            body: """
                {"id":"batch_req_1","custom_id":"a","response":{"status_code":200,"request_id":"r","body":{"id":"c1","object":"chat.completion","model":"gpt-x-2025","service_tier":"default","choices":[{"index":0,"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":8}}}},"error":null}
                {"id":"batch_req_2","custom_id":"b","response":{"status_code":200,"body":{"id":"r1","object":"response","status":"completed","model":"gpt-x-2025","usage":{"input_tokens":7,"output_tokens":2}}},"error":null}
                {"id":"batch_req_3","custom_id":"c","response":{"status_code":200,"body":{"object":"list","data":[{"embedding":[0.1]}],"model":"embed-x","usage":{"prompt_tokens":5,"total_tokens":5}}},"error":null}
                {"id":"batch_req_4","custom_id":"d","response":{"status_code":400,"body":{"error":{"type":"invalid_request_error","message":"no"}}},"error":null}
                {"id":"batch_req_5","custom_id":"e","response":null,"error":{"code":"batch_expired","message":"This request could not be executed before the completion window expired."}}
                """,
            items: [
                "a gpt-x-2025 10 4 - -", "b gpt-x-2025 7 2 completed -", "c embed-x 5 - - -",
                "d - - - error invalid_request_error", "e - - - error batch_expired",
            ]),
        Results(
            provider: "anthropic", api: "anthropic.message_batches",
            body: """
                {"custom_id":"a","result":{"type":"succeeded","message":{"id":"msg_1","type":"message","model":"claude-x","stop_reason":"end_turn","usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":4,"service_tier":"batch"}}}}
                {"custom_id":"b","result":{"type":"errored","error":{"type":"error","error":{"type":"invalid_request_error","message":"no"}}}}
                {"custom_id":"c","result":{"type":"canceled"}}
                {"custom_id":"d","result":{"type":"expired"}}
                """,
            items: [
                "a claude-x 15 4 completed -", "b - - - error invalid_request_error", "c - - - cancelled -",
                "d - - - failed -",
            ]),
        Results(
            provider: "google", api: "google.batches",
            body: """
                {"key":"a","response":{"candidates":[{"finishReason":"STOP"}],"modelVersion":"gemini-x","usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":4,"thoughtsTokenCount":6}}}
                {"key":"b","error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}
                """,
            items: ["a gemini-x 10 10 - -", "b - - - error INVALID_ARGUMENT"]),
        Results(
            provider: "google", api: "google.batches",
            body: """
                {"name":"batches/1","metadata":{"model":"models/gemini-x","state":"BATCH_STATE_SUCCEEDED"},"done":true,
                 "response":{"inlinedResponses":{"inlinedResponses":[
                 {"response":{"candidates":[],"modelVersion":"gemini-x","usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2}},"metadata":{"key":"k"}},
                 {"error":{"code":3,"status":"INVALID_ARGUMENT"}}]}}}
                """,
            items: ["k gemini-x 3 2 - -", "- - - - error INVALID_ARGUMENT"]),
        Results(
            provider: "google-vertex", api: "google-vertex.batch_prediction",
            body: """
                {"status":"","processed_time":"2025-01-01T00:00:00Z","request":{"contents":[]},"response":{"candidates":[],"modelVersion":"gemini-x","usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2}}}
                """,
            items: ["- gemini-x 3 2 - -"]),
        Results(
            provider: "aws-bedrock", api: "aws-bedrock.batch",
            body: """
                {"recordId":"r1","modelInput":{},"modelOutput":{"type":"message","model":"claude-x","usage":{"input_tokens":10,"output_tokens":4}}}
                {"recordId":"r2","modelInput":{},"modelOutput":{"inputTextTokenCount":9,"results":[{"tokenCount":3}]}}
                {"recordId":"r3","modelInput":{},"error":{"errorCode":400,"errorMessage":"no"}}
                """,
            items: ["r1 claude-x 10 4 - -", "r2 - 9 3 - -", "r3 - - - error -"]),
    ]

    private func line(_ item: BatchItem) -> String {
        let usage = item.extraction.usage
        return [
            item.id, item.extraction.model, usage[.inputTokens]?.description,
            usage[.outputTokens]?.description,
            item.extraction.status, item.extraction.error.map { $0.type ?? $0.code?.string ?? "-" },
        ].map { $0 ?? "-" }.joined(separator: " ")
    }

    private func context(_ results: Results) -> ResponseContext {
        ResponseContext(provider: Provider(named: results.provider), api: results.api, httpStatus: 200)
    }

    @Test(arguments: results) func `hands out every response of a batch by itself`(results: Results) throws {
        var reader = BatchReader(context(results))
        let items = reader.feed(Array(results.body.utf8)) + reader.finish()
        #expect(items.map(line) == results.items)
        #expect(items.allSatisfy { $0.extraction.serviceTier == "batch" })
        try forAll(seeds: 0..<10) { random in
            var reader = BatchReader(context(results))
            let found = pieces(of: Array(results.body.utf8), &random).flatMap { reader.feed($0) }
            try #require(found + reader.finish() == items)
        }
    }

    @Test(arguments: results) func `sums up a batch as a whole`(results: Results) throws {
        var reader = BatchReader(context(results))
        let items = reader.feed(Array(results.body.utf8))
        let whole = RecordedResponse(context: context(results), body: Array(results.body.utf8)).extraction
        #expect(whole.json["batch_items"]?.integer == items.count)
        #expect(whole.serviceTier == "batch")
        for counter in [Counter.inputTokens, .outputTokens] {
            let sum = items.reduce(0) { $0 + $1.extraction.usage.integer(counter) }
            #expect(whole.usage.integer(counter) == sum)
        }
    }

    @Test func `makes an event of every response, at the batch tier`() throws {
        var reader = BatchReader(context(Self.results[0]))
        let items = reader.feed(Array(Self.results[0].body.utf8))
        let events = items.flatMap { $0.events(occurredAt: Instant(seconds: 0)) }
        #expect(events.count == 5)
        #expect(events.allSatisfy { $0.call.servedTier == .batch })
        #expect(events.map(\.outcome.status) == [.success, .success, .success, .error, .error])
        #expect(events[0].metadata["custom_id"]?.string == "a")
    }

    @Test func `knows a batch by its lines where the API is not named`() {
        for results in Self.results {
            var context = ResponseContext()
            context.provider = Provider(named: results.provider)
            context.urlPath = "/v1/files/file-1/content"
            let whole = RecordedResponse(context: context, body: Array(results.body.utf8)).extraction
            #expect(whole.json["batch_items"]?.integer == results.items.count, "\(results.api)")
        }
    }

    @Test func `takes a batch inside an item for nothing`() {
        let nested = String(repeating: #"{"custom_id":"x","response":{"body":"#, count: 100)
        let body = nested + "{}" + String(repeating: "}}", count: 100)
        var context = ResponseContext()
        context.api = "openai.batches"
        let whole = RecordedResponse(context: context, body: Array(body.utf8)).extraction
        #expect(whole.json["batch_items"]?.integer == 1)
        #expect(whole.usageState == .absent)
    }

    @Test(arguments: [
        (#"{"id":"b","object":"batch","status":"in_progress"}"#, "in_progress", false),
        (
            #"{"id":"b","object":"batch","status":"completed","model":"gpt-x","usage":{"input_tokens":5,"output_tokens":2}}"#,
            "completed", true
        ),
        (#"{"id":"b","type":"message_batch","processing_status":"ended"}"#, "completed", false),
        (#"{"name":"batches/1","metadata":{"state":"BATCH_STATE_PENDING"}}"#, "in_progress", false),
    ])
    func `reads the state of a batch that is not done`(body: String, status: String, isPresent: Bool) {
        let result = extraction("openai.batches", body)
        #expect(result.status == status)
        #expect(result.isUsagePresent == isPresent)
    }
}

import TestSupport
import Testing
import UsageLedger

struct ResponseMeterTests {
    private static let stream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"m1","type":"message","model":"claude-sonnet-4-5","usage":{"input_tokens":100,"output_tokens":1}}}

        event: content_block_delta
        data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Grüße 👋"}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":20}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    private static func request() -> TrackedRequest {
        TrackedRequest(
            provider: Provider(named: "anthropic"), path: "/v1/messages",
            body: Array(#"{"model":"claude-sonnet-4-5","stream":true}"#.utf8))
    }

    @Test func `tells usage and cost while the response passes`() throws {
        let now = try Instant("2026-11-20T12:00:00Z")
        var meter = ResponseMeter(Self.request(), status: 200)
        #expect(meter.usage.isEmpty)
        let bytes = Array(Self.stream.utf8)
        meter.feed(bytes.prefix(220))
        #expect(meter.usage.integer(.inputTokens) == 100)
        #expect(meter.usageState == .partial)
        #expect(meter.model == "claude-sonnet-4-5")
        #expect(meter.cost(at: .builtIn, occurredAt: now).cost.description == "0.000315")
        meter.feed(bytes.dropFirst(220))
        meter.finish()
        #expect(meter.isComplete == true)
        #expect(meter.usageState == .measured)
        #expect(meter.cost(at: .builtIn, occurredAt: now).cost.description == "0.0006")
        #expect(meter.events(occurredAt: now).map(\.call.requestedModel) == ["claude-sonnet-4-5"])
    }

    @Test func `gives the same for pieces of any size`() throws {
        var whole = ResponseMeter(Self.request(), status: 200)
        whole.feed(Array(Self.stream.utf8))
        whole.finish()
        let now = Instant(seconds: 0)
        try forAll(seeds: 0..<50) { random in
            var meter = ResponseMeter(Self.request(), status: 200)
            var rest = Array(Self.stream.utf8)[...]
            while !rest.isEmpty {
                let count = random.below(20)
                meter.feed(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            meter.finish()
            try #require(meter.events(occurredAt: now) == whole.events(occurredAt: now))
        }
    }

    @Test func `prices every step of a response at its own model`() throws {
        var request = TrackedRequest(
            provider: Provider(named: "anthropic"), path: "/v1/messages",
            body: Array(#"{"model":"claude-sonnet-4-5"}"#.utf8))
        request.idempotencyKey = "k"
        var meter = ResponseMeter(request, status: 200)
        meter.feed(
            Array(
                """
                {"id":"m1","type":"message","model":"claude-sonnet-4-5","usage":{"input_tokens":100,"output_tokens":10,"iterations":[
                 {"type":"message","input_tokens":100,"output_tokens":10},
                 {"type":"advisor_message","model":"claude-opus-4-5","input_tokens":1000,"output_tokens":100}]}}
                """.utf8))
        meter.finish()
        let events = meter.events(occurredAt: try Instant("2026-11-20T12:00:00Z"))
        #expect(events.map(\.call.requestedModel) == ["claude-sonnet-4-5", "claude-opus-4-5"])
        #expect(events.map(\.idempotencyKey) == ["k", "k/2"])
        #expect(events.map(\.call.parentCall) == ["m1", "m1"])
        // 100 at 3 and 10 at 15; 1000 at 5 and 100 at 25.
        let cost = meter.cost(at: .builtIn, occurredAt: try Instant("2026-11-20T12:00:00Z"))
        #expect(cost.cost.description == "0.00795")
    }

    @Test func `a request of a loop keeps what is billed apart in its step`() throws {
        var request = Self.request()
        request.parentCall = "run-7"
        request.step = 3
        var meter = ResponseMeter(request, status: 200)
        meter.feed(
            Array(
                #"{"id":"m1","type":"message","model":"a","usage":{"iterations":[{"input_tokens":1},{"input_tokens":2}]}}"#
                    .utf8))
        let events = meter.events(occurredAt: Instant(seconds: 0))
        #expect(events.map(\.call.step) == [3, 3])
        #expect(events.map(\.call.parentCall) == ["run-7", "run-7"])
    }
}

import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageLedger

struct TrackedCallTests {
    private static let stream = """
        data: {"id":"c1","model":"gpt-4o-2024-08-06","choices":[{"delta":{"content":"Hi"}}]}

        data: {"id":"c1","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100}}

        data: [DONE]


        """

    private static func request(
        _ body: String =
            #"{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"a secret plan"}]}"#
    )
        -> TrackedRequest
    {
        TrackedRequest(
            provider: Provider(named: "openai"), path: "/v1/chat/completions", body: Array(body.utf8),
            headers: [("User-Agent", "shop/1.2"), ("X-Forwarded-For", "203.0.113.7")], peer: "10.0.0.1:4000")
    }

    /// The only row that a body of work tracks.
    private static func row(
        _ options: TrackerOptions = TrackerOptions(), _ work: (Tracker) throws -> Void
    ) throws -> (priced: PricedEvent, client: [String]) {
        let folder = try TemporaryFolder()
        let tracker = Tracker(path: folder.path("ledger.sqlite"), tracking: options)
        try work(tracker)
        tracker.close()
        var rows: [LedgerRow] = []
        try Ledger(reading: tracker.path).rows { rows.append($0) }
        #expect(rows.count == 1)
        let client = try SQLiteDatabase(path: tracker.path, options: .init(readOnly: true)).read {
            connection in
            try connection.first("SELECT ip, user_agent FROM personal", []) { [$0.text(0), $0.text(1)] }
        }
        return (try #require(rows.first).priced, client ?? [])
    }

    @Test func `a stream in pieces becomes one priced row`() throws {
        var options = TrackerOptions()
        options.trustedProxies = try TrustedProxies(["10.0.0.0/8"])
        let row = try Self.row(options) { tracker in
            let call = tracker.begin(Self.request())
            call.respond(
                status: 200, headers: [("Content-Type", "text/event-stream"), ("x-request-id", "r1")])
            let bytes = Array(Self.stream.utf8)
            for start in stride(from: 0, to: bytes.count, by: 7) {
                call.feed(Array(bytes[start..<min(start + 7, bytes.count)]))
            }
            #expect(call.usage[.outputTokens]?.description == "100")
            call.finish()
            call.finish()
        }
        let event = row.priced.event
        #expect(row.priced.costing.cost?.total.description == "0.0035")
        #expect(event.usageState == .measured)
        #expect(event.outcome.status == .success)
        #expect(event.outcome.latencyMs != nil)
        #expect(event.outcome.timeToFirstTokenMs != nil)
        #expect(event.call.requestedModel == "gpt-4o")
        #expect(event.call.servedModel == "gpt-4o-2024-08-06")
        #expect(event.call.endpoint == "chat/completions")
        #expect(event.call.requestID == "r1")
        #expect(row.client == ["203.0.113.7", "shop/1.2"])
        #expect(event.metadata.isEmpty)
    }

    @Test func `a call that is let go of was cancelled, and what it used is partial`() throws {
        let row = try Self.row { tracker in
            let call = tracker.begin(Self.request())
            call.respond(status: 200)
            call.feed(Array(Self.stream.utf8.prefix(90)))
        }
        #expect(row.priced.event.outcome.status == .cancelled)
        #expect(row.priced.event.usageState == .partial)
        #expect(row.priced.costing.unpricedReason?.kind == .usageMissing)
        #expect(row.client == ["10.0.0.1", "shop/1.2"])
    }

    @Test func `a stream that is cut while its response is in progress is a cancelled call`() throws {
        let row = try Self.row { tracker in
            var request = Self.request(#"{"model":"gpt-5","stream":true,"input":"Hi"}"#)
            request.path = "/v1/responses"
            let call = tracker.begin(request)
            call.respond(status: 200, headers: [("Content-Type", "text/event-stream")])
            call.feed(
                Array(
                    """
                    event: response.created
                    data: {"type":"response.created","response":{"id":"r","model":"gpt-5","status":"in_progress","usage":null}}

                    event: response.output_text.delta
                    data: {"type":"response.output_text.delta","delta":"Hel

                    """.utf8))
            call.cancel()
        }
        #expect(row.priced.event.outcome.status == .cancelled)
        #expect(row.priced.event.usageState == .partial)
        #expect(row.priced.costing.unpricedReason?.kind == .usageMissing)
    }

    @Test func `a refused request is a rate-limited call that costs nothing`() throws {
        let row = try Self.row { tracker in
            tracker.track(
                Self.request(), status: 429,
                response: Array(#"{"error":{"type":"rate_limit_error","message":"slow down"}}"#.utf8))
        }
        #expect(row.priced.event.outcome.status == .rateLimited)
        #expect(row.priced.event.outcome.httpStatus == 429)
        #expect(row.priced.event.outcome.errorType == "rate_limit_error")
        #expect(row.priced.costing.cost?.total == .zero)
    }

    @Test func `a call without a response failed, and nobody knows what it used`() throws {
        let row = try Self.row { tracker in tracker.begin(Self.request()).fail("timeout") }
        #expect(row.priced.event.outcome.status == .error)
        #expect(row.priced.event.outcome.errorType == "timeout")
        #expect(row.priced.event.usageState == .partial)
        #expect(row.priced.costing.unpricedReason?.kind == .usageMissing)
    }

    @Test func `payload digests hold parameters, lengths and digests, and no word of a prompt`() throws {
        var options = TrackerOptions()
        options.keepsPayloadDigests = true
        let row = try Self.row(options) { tracker in
            tracker.track(Self.request(), status: 200, response: Array(Self.stream.utf8))
        }
        let text = "\(row.priced.event.metadata)"
        #expect(!text.contains("secret"))
        #expect(!text.contains("plan"))
        let payload = try #require(row.priced.event.metadata["request_payload"])
        #expect(payload["parameters"]?["model"]?.string == "gpt-4o")
        #expect(payload["texts"]?.array?.first?["length"]?.integer == 13)
        #expect(payload["texts"]?.array?.first?["path"]?.string == "messages[0].content")
        #expect(payload["sha256"]?.string?.count == 64)
    }

    @Test func `a response that passes as a sequence is metered on its way`() async throws {
        let folder = try TemporaryFolder()
        let tracker = Tracker(path: folder.path("ledger.sqlite"))
        let pieces = Self.stream.utf8.map { [$0] }
        let upstream = AsyncStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish()
        }
        var passed: [UInt8] = []
        let response = upstream.tracked(as: Self.request(), by: tracker)
        response.call.respond(status: 200)
        for try await piece in response { passed += piece }
        #expect(passed == Array(Self.stream.utf8))
        tracker.close()
        let total = try Ledger(reading: tracker.path).answer(Query()).total
        #expect(total.cost.description == "0.0035")
    }
}

import Foundation
import TestSupport
import Testing
import UsageCapture
import UsageModel

/// Importers of traces and tables, on lines of our own and on the published files where they are at hand.
@Suite struct TraceImporterTests {
    private static let start = Instant(microseconds: 1_738_368_000_000_000)
    static let options = ImportOptions(
        file: "trace", provider: Provider(named: "moonshot"), model: "kimi-k2", moment: start)

    @Test func `leading blocks that were met before are cache reads`() {
        let lines = """
            {"timestamp": 0, "input_length": 1100, "output_length": 5, "hash_ids": [0, 1, 2]}
            {"timestamp": 27, "input_length": 1300, "output_length": 6, "hash_ids": [0, 1, 3]}
            {"timestamp": 3000, "input_length": 700, "output_length": 7, "hash_ids": [9, 1]}
            {"timestamp": 3000, "input_length": 1000, "output_length": 7, "hash_ids": [0, 1, 3]}
            """
        let run = ImportRun(lines, options: Self.options)
        #expect(run.format == .mooncakeTrace)
        #expect(run.errors.isEmpty)
        #expect(run.events.map { $0.usage.integer(.cacheReadTokens) } == [0, 1024, 0, 1000])
        #expect(run.events[1].occurredAt.description == "2025-02-01T00:00:00.027Z")
    }

    @Test func `a trace without day and model asks for them once`() {
        let line = #"{"timestamp": 0, "input_length": 1, "output_length": 5, "hash_ids": []}"#
        let run = ImportRun(line + "\n" + line)
        #expect(run.errors.map(\.code) == [.missingOption])
        #expect(run.errors.first?.hint?.contains("--at") == true)
    }

    @Test func `a usage object is read by the rule of its endpoint`() throws {
        let lines = """
            {"timestamp": null, "provider": "groq", "endpoint": "/openai/v1/chat/completions", "request_model": "llama3-8b-8192", \
            "response_model": "llama3-8b-8192", "http_status": 200, "latency_ms": 41, "request_id": null, "usage_key": "x_groq", \
            "usage": {"id": "req_1", "usage": {"prompt_tokens": 12, "completion_tokens": 26}}}
            {"timestamp": "2025-03-31T14:05:45Z", "provider": "bedrock", "endpoint": "/model/amazon.nova-pro-v1%3A0/converse", \
            "request_model": "amazon.nova-pro-v1%3A0", "response_model": null, "http_status": 429, "usage_key": null, "usage": null}
            """
        let run = ImportRun(lines, options: Self.options)
        #expect(run.format == .usageBlocks)
        #expect(run.errors.isEmpty)
        #expect(run.events.map { $0.usage.integer(.inputTokens) } == [12, 0])
        #expect(run.events[0].outcome.latencyMs == 41)
        #expect(run.events[0].occurredAt == Self.start)
        #expect(run.events[1].call.requestedModel == "amazon.nova-pro-v1:0")
        #expect(run.events[1].outcome.status == .rateLimited)
        let withoutMoment = ImportRun(lines)
        #expect(withoutMoment.errors.map { $0.place?.path } == ["timestamp"])
        #expect(withoutMoment.records.count == 1)
    }

    @Test func `aider's table has the time that each call took`() {
        let run = ImportRun(
            "time,time_utc,user_id,main_model,edit_format,prompt_tokens,completion_tokens,total_tokens,cost_usd,elapsed_s\n"
                + "1723560043,2024-08-13T14:40:43Z,ann,gpt-4o-mini,diff,638,25,663,0.0001107,12\n"
                + "1723560044,2024-08-13T14:40:44Z,ann,gpt-4o-mini,,x,25,663,0,\n")
        #expect(run.format == .aiderTable)
        #expect(run.events.first?.outcome.latencyMs == 12_000)
        #expect(run.events.first?.call.provider.rawValue == "openai")
        #expect(
            run.errors.map(\.description) == [
                "calls:3:50 (`prompt_tokens`): `x` is no decimal number of at most 38 digits"
            ])
    }

    /// Rows and sums as the folder's own description gives them, or as a separate reader counted them.
    @Test(
        .enabled(if: Shared.isThere, "the folder of shared data is not there"),
        arguments: [
            ("aider-message-send.jsonl.gz", ImportFormat.aider, 5563, 0, "10182.70"),
            ("aider-usage-derived.csv.gz", .aiderTable, 5563, 4542, "10182.70"),
            ("mooncake-conversation.jsonl.gz", .mooncakeTrace, 12_031, 0, "0.00"),
            ("recorded-usage-blocks.jsonl.gz", .usageBlocks, 2332, 1263, "0.15"),
        ])
    func `the published traces hold what their description says`(
        name: String, format: ImportFormat, rows: Int, timed: Int, stated: String
    ) throws {
        let run = ImportRun(try Self.bytes(name), cuts: [100, 65_537, 100_001], options: Self.options)
        #expect(run.format == format)
        #expect(run.errors.isEmpty)
        #expect(run.records.count == rows)
        #expect(run.events.count { $0.outcome.latencyMs != nil } == timed)
        let sum = run.events.compactMap(\.statedCost).reduce(Money.zero) { $0 + $1.amount }
        #expect(sum.dollars(decimals: 2) == stated)
        if format == .mooncakeTrace {
            func sum(_ counter: Counter) -> Int { run.events.reduce(0) { $0 + $1.usage.integer(counter) } }
            #expect(sum(.inputTokens) == 144_793_823)
            #expect(sum(.outputTokens) == 4_122_048)
            #expect(sum(.cacheReadTokens) == 54_098_411)
        }
        if format == .usageBlocks {
            #expect(
                run.events.count { $0.outcome.status == .error || $0.outcome.status == .rateLimited } == 59)
            let counts = Dictionary(grouping: run.events, by: \.call.provider.rawValue).mapValues(\.count)
            #expect(counts["openai"] == 900)
            #expect(counts["aws-bedrock"] == 211)
            #expect(counts["google-vertex"] == 141)
        }
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        let file = try #require(Shared.file("data/traces/" + name))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let bytes = try #require(try pipe.fileHandleForReading.readToEnd())
        gzip.waitUntilExit()
        return Array(bytes)
    }
}

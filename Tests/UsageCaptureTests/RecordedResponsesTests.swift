import Foundation
import JSON
import TestSupport
import Testing
import UsageCapture

/// Real responses with the usage that was read from them by others, beside the checkout.
@Suite(.enabled(if: Shared.isThere, "the shared data is not there"))
struct RecordedResponsesTests {
    /// The names that decide a bill.
    private static let billing: Set<String> = [
        "usage_present", "model", "response_id", "status", "http_status", "service_tier", "complete",
        "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "cache_write_5m_tokens",
        "cache_write_1h_tokens", "reasoning_tokens", "audio_input_tokens", "audio_output_tokens",
        "image_input_tokens", "image_output_tokens", "video_input_tokens", "tool_prompt_tokens", "images",
        "videos", "video_seconds", "audio_seconds", "pages", "search_units", "web_searches",
        "predict_seconds", "characters", "image_size", "image_quality", "provider_cost_usd", "billable",
    ]

    private static func lines() throws -> [[UInt8]] {
        let file = try #require(Shared.file("data/golden/payloads_public.jsonl.gz"))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        let text = try pipe.fileHandleForReading.readToEnd() ?? Foundation.Data()
        gzip.waitUntilExit()
        return Array(text).split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    @Test func `agrees with every recorded response on what decides the bill`() throws {
        var misses: [String] = []
        let lines = try Self.lines()
        for line in lines {
            let record = try JSONValue(parsing: line)
            let answer = ExtractionLine.answer(line).json
            let found = try #require(answer["expected"]?.object)
            if record["inconsistent"]?.array?.isEmpty == false {
                let flags = found["flags"]?.array ?? []
                if flags.isEmpty { misses.append("\(record["id"]?.string ?? "") is not flagged") }
                continue
            }
            for member in record["expected"]?.object?.members ?? [] where Self.billing.contains(member.name) {
                guard !Self.agrees(member.value, found[member.name]) else { continue }
                misses.append("\(record["id"]?.string ?? "") \(member.name)")
            }
        }
        #expect(lines.count == 1701)
        #expect(misses.isEmpty, "\(misses.prefix(20))")
    }

    /// Every fifth stream, all of them with `USAGELEDGER_TESTS=full`.
    @Test func `reads a recorded stream the same in random pieces`() throws {
        let isFull = ProcessInfo.processInfo.environment["USAGELEDGER_TESTS"] == "full"
        var random = SeededRandom(seed: 7)
        for (number, line) in try Self.lines().enumerated() where isFull || number % 5 == 0 {
            let response = try RecordedResponse(json: JSONValue(parsing: line))
            guard response.context.isStreaming else { continue }
            var meter = UsageMeter(response.context)
            for piece in pieces(of: response.body, &random) { meter.feed(piece) }
            meter.finish()
            try #require(meter.extraction == response.extraction)
        }
    }

    private static func agrees(_ expected: JSONValue, _ found: JSONValue?) -> Bool {
        guard let wanted = expected.double else { return expected == found }
        guard let number = found?.double else { return wanted == 0 && found == nil }
        return abs(wanted - number) <= 1e-9 * max(1, abs(wanted))
    }
}

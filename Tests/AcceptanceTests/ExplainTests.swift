import Foundation
import JSON
import TestSupport
import Testing

/// Whoever doubts a cost can follow it from the price to the last digit.
@Suite struct ExplainTests {
    @Test func `a call with cached tokens is explained from its price to its exact total`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let id = try Self.record(
            #"{"occurred_at":"2026-08-20T12:00:00Z","provider":"deepseek","model":"deepseek-v4-flash","#
                + #""usage":{"input_tokens":10001,"cache_read_tokens":4000,"output_tokens":333}}"#,
            by: command)
        let explanation = try command.run("explain", id)
        #expect(explanation.ending == .exit(0))
        let text = explanation.text
        // The price, where it is from, when it is in force, and that this is known and not assumed.
        #expect(text.contains(/Price +deepseek\/deepseek-v4-flash/))
        #expect(text.contains(/Source +genai-prices@\S+, seen on \d{4}-\d\d-\d\d/))
        #expect(text.contains("https://api-docs.deepseek.com/quick_start/pricing"))
        #expect(text.contains(/In force .*2026-08-17.*2026-09-10/))
        #expect(text.contains(/Price date +dated/))
        // Cached tokens are a part of the input and are paid for once.
        #expect(text.contains(/input +6,001 tokens × \$0\.22 \/ 1,000,000 = +\$0\.00132022/))
        #expect(text.contains(/cache_read +4,000 tokens × \$0\.007 \/ 1,000,000 = +\$0\.000028/))
        #expect(text.contains(/output +333 tokens × \$0\.66 \/ 1,000,000 = +\$0\.00021978/))
        #expect(text.contains(/Total +\$0\.001568/))
        #expect(text.contains(/Cost +\$0\.001568 exactly/))
    }

    @Test func `an assumed price says so, and a stated cost is set against ours`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let id = try Self.record(
            #"{"occurred_at":"2025-03-05T12:00:00Z","provider":"anthropic","#
                + #""model":"claude-3-7-sonnet-20250219","stated_cost_usd":"0.03","#
                + #""usage":{"input_tokens":10001,"cache_read_tokens":4000,"cache_write_tokens":1000}}"#,
            by: command)
        let text = try command.run("explain", id).text
        #expect(text.contains(/Price date +assumed/))
        #expect(text.contains(/Assumed +cache_write=5m/))
        #expect(text.contains(/Cost +\$0\.019953 exactly/))
        #expect(text.contains(/Stated cost +\$0\.03\b/))
        #expect(text.contains(/Difference +.\$0\.010047 is ours less theirs/))
    }

    @Test func `a call without a price has a reason and no cost`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let id = try Self.record(
            #"{"occurred_at":"2025-03-05T12:00:00Z","provider":"openai","model":"nobody-knows-it","#
                + #""usage":{"input_tokens":10}}"#,
            by: command)
        let text = try command.run("explain", id).text
        #expect(text.contains("unknown_model"))
        #expect(!text.contains("$0"))
        let summary = try command.run("summary", "--json").json()
        #expect(summary["total"]?["cost_usd"]?.isNull == true)
        #expect(summary["total"]?["unpriced_reasons"]?["unknown_model"]?.integer == 1)
    }

    private static func record(_ call: String, by command: Command) throws -> String {
        let run = try command.run("record", input: Data((call + "\n").utf8))
        try #require(run.ending == .exit(0), "\(run.talk)")
        return try #require(run.text.split(separator: " ").first.map(String.init))
    }
}

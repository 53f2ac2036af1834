import TestSupport
import Testing
import UsageCapture
import UsageModel

/// Importers of the session files of coding tools.
@Suite struct SessionImporterTests {
    private static func message(
        _ id: String, output: Int, at time: String = "2026-02-09T10:00:00Z", stop: String = "null"
    ) -> String {
        """
        {"type":"assistant","uuid":"u\(output)","timestamp":"\(time)","sessionId":"e848fc35","version":"2.1.39","requestId":"req_\(id)",\
        "isSidechain":false,"message":{"id":"msg_\(id)","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],\
        "stop_reason":\(stop),"usage":{"input_tokens":3,"output_tokens":\(output),"cache_creation_input_tokens":1033,\
        "cache_read_input_tokens":28193,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":1033},\
        "service_tier":"standard"}}}
        """
    }

    /// The usage of 23min/copilot-lens, `docs/research/claude-code-sessions.md`, over the lines of one message.
    static let claude = [
        #"{"type":"file-history-snapshot","messageId":"m","snapshot":{}}"#,
        #"{"type":"user","uuid":"u","timestamp":"2026-02-09T09:59:59Z","sessionId":"e848fc35","version":"2.1.39","message":{"role":"user"}}"#,
        message("a", output: 1),
        message("b", output: 7, stop: #""end_turn""#),
        message("a", output: 14, at: "2026-02-09T10:00:02Z", stop: #""tool_use""#),
    ].joined(separator: "\n")

    @Test func `a message of Claude Code is one call, whose last line counts`() throws {
        let run = ImportRun(Self.claude)
        #expect(run.format == .claudeCode)
        #expect(run.errors.isEmpty)
        #expect(run.skipped == 2)
        #expect(run.records.map(\.content) == ["msg_a req_a", "msg_b req_b"])
        let first = try #require(run.events.first)
        #expect(first.occurredAt.description == "2026-02-09T10:00:00Z")
        #expect(first.usage.integer(.inputTokens) == 3 + 1033 + 28193)
        #expect(first.usage.integer(.cacheReadTokens) == 28193)
        #expect(first.usage.integer(.cacheWrite1hTokens) == 1033)
        #expect(first.usage.integer(.outputTokens) == 14)
        #expect(first.usageState == .measured)
        #expect(first.attribution.chat == "e848fc35")
        #expect(first.call.provider.rawValue == "anthropic")
    }

    @Test func `a message that never ended is known in part`() {
        let run = ImportRun(Self.message("c", output: 2), format: .claudeCode)
        #expect(run.events.map(\.usageState) == [.partial])
    }

    @Test func `many messages are handed out in the order of their beginnings`() {
        let lines = (0..<1000).map { Self.message("\($0 / 2)", output: $0, stop: #""end_turn""#) }
        let run = ImportRun(lines.joined(separator: "\n").utf8, cuts: [1000, 70_000, 300_000])
        #expect(run.records.map(\.content) == (0..<500).map { "msg_\($0) req_\($0)" })
        #expect(run.events.map { $0.usage.integer(.outputTokens) } == (0..<500).map { $0 * 2 + 1 })
        let positions = run.records.compactMap(\.position)
        #expect(positions == positions.sorted())
    }

    private static func tokens(_ input: Int, _ cached: Int, _ output: Int, _ second: Int, last: Int? = nil)
        -> String
    {
        let total =
            #"{"input_tokens":\#(input),"cached_input_tokens":\#(cached),"output_tokens":\#(output),"reasoning_output_tokens":0}"#
        let latest = last.map { #","last_token_usage":{"input_tokens":\#($0),"output_tokens":1}"# } ?? ""
        return
            #"{"timestamp":"2025-11-18T21:55:0\#(second).5Z","type":"event_msg","payload":{"type":"token_count","info":"#
            + #"{"total_token_usage":\#(total)\#(latest)}}}"#
    }

    static let codex = [
        #"{"timestamp":"2025-11-18T21:55:00Z","type":"session_meta","payload":{"id":"019a9776","cli_version":"0.58.0"}}"#,
        #"{"timestamp":"2025-11-18T21:55:00Z","type":"turn_context","payload":{"model":"gpt-5-codex"}}"#,
        #"{"timestamp":"2025-11-18T21:55:00Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{}}}"#,
        tokens(1000, 0, 50, 1), tokens(1000, 0, 50, 2), tokens(2500, 900, 80, 3),
        #"{"timestamp":"2025-11-18T21:55:04Z","type":"turn_context","payload":{"model":"gpt-5"}}"#,
        tokens(300, 100, 9, 5, last: 300),
    ].joined(separator: "\n")

    @Test func `the differences of Codex's running totals are calls`() {
        let run = ImportRun(Self.codex)
        #expect(run.format == .codex)
        #expect(run.errors.isEmpty)
        #expect(run.events.map { $0.usage.integer(.inputTokens) } == [1000, 1500, 300])
        #expect(run.events.map { $0.usage.integer(.cacheReadTokens) } == [0, 900, 0])
        #expect(run.events.map { $0.usage.integer(.outputTokens) } == [50, 30, 1])
        #expect(run.events.map(\.call.requestedModel) == ["gpt-5-codex", "gpt-5-codex", "gpt-5"])
        #expect(run.events.map(\.attribution.chat) == ["019a9776", "019a9776", "019a9776"])
        #expect(run.skipped == 5)
    }

    @Test func `without a model the options must give it`() {
        let line = Self.tokens(10, 0, 1, 1)
        #expect(ImportRun(line).errors.first?.hint?.contains("--model") == true)
        let run = ImportRun(line, options: ImportOptions(model: "gpt-5-codex"))
        #expect(run.events.map(\.call.requestedModel) == ["gpt-5-codex"])
    }
}

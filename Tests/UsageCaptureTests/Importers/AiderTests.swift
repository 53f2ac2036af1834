import Foundation
import JSON
import TestSupport
import Testing
import UsageCapture
import UsageModel

@Suite struct AiderTests {
    static func line(
        model: String = "\"gpt-4o\"", input: String = "638", cost: String = "0.0006200000000000001",
        user: String = "\"u1\"", time: String = "1723560043"
    ) -> String {
        "{\"event\": \"message_send\", \"properties\": {\"main_model\": \(model), \"prompt_tokens\": \(input), "
            + "\"completion_tokens\": 0, \"total_tokens\": 638, \"cost\": \(cost), \"total_cost\": 9.5, "
            + "\"edit_format\": \"diff\", \"os_release\": \"23.6.0\", \"aider_version\": \"0.49.2\"}, "
            + "\"user_id\": \(user), \"time\": \(time)}"
    }

    @Test func `a message is a call with its stated cost`() throws {
        let run = ImportRun(
            Self.line() + "\n" + #"{"event":"launched","properties":{},"user_id":null,"time":1}"#)
        #expect(run.format == .aider)
        #expect(run.errors.isEmpty)
        #expect(run.skipped == 1)
        let event = try #require(run.events.first)
        #expect(event.occurredAt.description == "2024-08-13T14:40:43Z")
        #expect(event.call.provider.rawValue == "openai")
        #expect(event.attribution.user == "u1")
        #expect(event.usage[.inputTokens] == ExactDecimal(638))
        #expect(event.usage[.outputTokens] == .zero)
        #expect(event.statedCost?.source == "aider")
        #expect(event.statedCost?.amount.description == "0.00062")
        #expect(event.metadata.names == ["aider_version", "edit_format"])
    }

    @Test(arguments: [
        ("gpt-4o", "openai", "gpt-4o"),
        ("o3", "openai", "o3"),
        ("o3-mini", "openai", "o3-mini"),
        ("claude-3-5-sonnet-20241022", "anthropic", "claude-3-5-sonnet-20241022"),
        ("gemini-1.5-flash", "google", "gemini-1.5-flash"),
        ("deepseek-chat", "deepseek", "deepseek-chat"),
        ("gemini/gemini-2.5-pro-exp-03-25", "google", "gemini-2.5-pro-exp-03-25"),
        ("openrouter/REDACTED", "openrouter", "REDACTED"),
        ("ollama_chat/REDACTED", "ollama", "REDACTED"),
        ("together_ai/Qwen/Qwen3-235B-A22B-fp8-tput", "together", "Qwen/Qwen3-235B-A22B-fp8-tput"),
        ("None", "unknown", "None"),
        ("house-model", "unknown", "house-model"), ("Qwen/Qwen3-235B", "unknown", "Qwen/Qwen3-235B"),
    ])
    func `names tell provider and model`(written: String, provider: String, model: String) {
        let event = ImportRun(Self.line(model: "\"\(written)\"")).events.first
        #expect(event?.call.provider.rawValue == provider)
        #expect(event?.call.requestedModel == model)
    }

    @Test func `nobody is no user, and a null count or cost is unknown`() {
        let run = ImportRun(Self.line(input: "null", cost: "null", user: "null"))
        #expect(run.events.first?.attribution.user == nil)
        #expect(run.events.first?.usage[.inputTokens] == nil)
        #expect(run.events.first?.statedCost == nil)
    }

    @Test(arguments: [
        ("\"model\"", "3", "-0.1", "1723560043", "properties.cost"),
        ("\"model\"", "\"3\"", "0", "1723560043", "properties.prompt_tokens"),
        ("\"model\"", "3.5", "0", "1723560043", "properties.prompt_tokens"),
        ("null", "3", "0", "1723560043", "properties.main_model"),
        ("\"model\"", "3", "0", "\"today\"", "time"),
        ("\"model\"", "3", "0", "-5", "time"),
        ("\"model\"", "3", "0", "1e30", "time"),
    ])
    func `faults name the property`(model: String, input: String, cost: String, time: String, path: String) {
        let run = ImportRun(Self.line(model: model, input: input, cost: cost, time: time))
        #expect(run.records.isEmpty)
        #expect(run.errors.map { $0.place?.path } == [path])
        #expect((run.errors.first?.place?.column ?? 0) > 20)
    }

    /// Figures of the sample's own README: 5,563 calls, 10,182.70 US dollars, 41 repeated lines.
    @Test func `the sample holds what its source says`() throws {
        let file = Repository.root.appendingPathComponent("samples/aider/aider-message-send.jsonl")
        let run = ImportRun(try Data(contentsOf: file), cuts: [100, 65_537, 700_001])
        #expect(run.format == .aider)
        #expect(run.errors.isEmpty)
        #expect(run.records.count == 5563)
        #expect(Set(run.records.map(\.content)).count == 5563 - 41)
        #expect(Set(run.events.compactMap(\.attribution.user)).count == 5)
        #expect(run.events.count { $0.attribution.user == nil } == 4)
        let stated = run.events.compactMap(\.statedCost).reduce(Money.zero) { $0 + $1.amount }
        #expect(stated.dollars(decimals: 2) == "10182.70")
        #expect(run.events.count { $0.call.provider.rawValue == "unknown" } == 22)
        #expect(run.events.count { $0.call.requestedModel == "gemini-2.5-pro-exp-03-25" } == 757)
    }
}

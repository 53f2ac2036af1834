import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct OwnPricesTests {
    private let run: CommandRun

    init() throws { run = try CommandRun() }

    private func settings(_ text: String) throws -> [String] {
        ["--config", try run.file("usageledger.json5", text)]
    }

    private func priceFile(_ name: String, _ text: String) throws {
        let folder = run.folder.path("prices")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try run.file("prices/\(name)", text)
    }

    private static let house = """
        { source: "contract 7", providers: {
          "in-house": { private: true, models: { "house-model": { input: "0.5", output: "1.25" } } },
          openai: { discount: "10%" } } }
        """

    /// A dry run beside a ledger once priced by the built-in prices alone, and so told another cost than the import.
    @Test func `a dry run prices as the import will, with a ledger and without one`() throws {
        try priceFile("a.json5", Self.house)
        let settings = try settings(#"{ prices: ["prices/a.json5"] }"#)
        func call(_ minute: Int) throws -> String {
            let usage = #""usage":{"input_tokens":1000,"output_tokens":1000}"#
            return try run.file(
                "call-\(minute).jsonl",
                #"{"occurred_at":"2026-11-01T12:0\#(minute):00Z","provider":"in-house","model":"house-model",\#(usage)}"#
            )
        }
        for minute in 0..<2 {
            let rehearsed = run.run(["import", "--dry-run", try call(minute)] + settings)
            #expect(rehearsed.output.contains("exactly $0.00175"))
            #expect(run.run(["import", try call(minute)] + settings).output.contains("exactly $0.00175"))
        }
    }

    @Test func `the settings' own prices and deployments price calls`() throws {
        try priceFile("a.json5", Self.house)
        try priceFile("b.txt", "no prices")
        let settings = try settings(
            #"{ prices: ["prices/*.json5"], azure_deployments: { "my-gpt4": "gpt-4o" } }"#)
        let price = { (words: [String]) in run.run(["price"] + words + ["--json"] + settings) }
        let house = try price(["in-house/house-model", "--input", "1000", "--output", "1000"]).json()
        #expect(house["cost_usd"]?.string == "0.00175")
        #expect(house["source"]?.string == "contract 7")
        #expect(try price(["house-model", "--input", "1000"]).json()["cost_usd"]?.string == "0.0005")
        let discount = try price(["gpt-4o", "--input", "1000"]).json()
        #expect(discount["cost_usd"]?.string == "0.00225")
        #expect(discount["list_cost_usd"]?.string == "0.0025")
        let deployed = try price(["my-gpt4", "--provider", "azure", "--input", "1000"]).json()
        #expect(deployed["match"]?.string == "deployment my-gpt4 -> gpt-4o")
        let line = #"{"id":1,"provider":"in-house","model":"house-model","usage":{"input_tokens":1000}}"#
        let stream = run.run(["price", "--jsonl"] + settings, input: line)
        #expect(try stream.json()["cost_usd"]?.string == "0.0005")
        let margin = run.run(
            ["plan", "margin", "--plan", "A:1000000:5", "--model", "in-house/house-model", "--json"]
                + settings)
        #expect(try margin.json()["plans"]?.array?.first?["cost_usd"]?.string == "0.8")
    }

    @Test func `rows are repriced by a price that came late, and outlive its file`() throws {
        let calls = CommandRun.calls.replacing("gpt-unheard-of", with: "house-model")
            .replacing(#""openai","model":"house-model""#, with: #""in-house","model":"house-model""#)
        #expect(run("record", input: calls).code == .done)
        let before = try run("summary", "--json").json()
        let proof = run("verify").output
        try priceFile("house.json5", Self.house.replacing("openai: { discount: \"10%\" }", with: ""))
        let settings = try settings(#"{ prices: ["prices/house.json5"] }"#)
        let diff = try run.run(["reprice", "--json"] + settings).json()
        #expect(diff["total"]?["newly_priced"]?.integer == 1)
        #expect(diff["total"]?["difference_usd"]?.string == "0.000175")
        #expect(run("verify").output == proof)
        let posted = run.run(
            ["reprice", "--unpriced", "--calls", "--post", "--reason", "contract 7", "--actor", "ada"]
                + settings)
        #expect(posted.code == .done)
        let id = try #require(try posted.json()["restated_by"]?.string)
        #expect(posted.talk.contains("Posted: 1 call reversed and restated, +$0.000175 in all."))
        let after = try run("summary", "--json").json()
        let cost = { (json: JSONValue) in json["total"]?["cost_usd"]?.string ?? json["cost_usd"]?.string }
        #expect(cost(before) == diff["total"]?["old_cost_usd"]?.string)
        #expect(cost(after) == diff["total"]?["new_cost_usd"]?.string)
        #expect(run.run(["reprice", "--calls"] + settings).output.isEmpty)
        try FileManager.default.removeItem(atPath: run.folder.path("prices/house.json5"))
        #expect(run("verify").output.contains(" sound rows=7 "))
        let explained = run("explain", id).output
        #expect(explained.contains("Source        contract 7"))
        #expect(explained.contains("Cost          $0.000175 exactly"))
        let lost = run("reprice", "--calls")
        #expect(try lost.json()["new_reason"]?.string == "unknown_model")
        #expect(lost.talk.contains("is a file of own prices missing?"))
    }

    @Test(arguments: [
        ("{ prices: [\"prices/*.json5\"] }", "no file fits `prices/*.json5`", ExitCode.badInput),
        ("{ prices: [\"none.json5\"] }", "none.json5` cannot be read", .inputOutput),
        ("{ prices: \"x\" }", "expected a list of names", .badInput),
        ("{ prices: [\"usageledger.json5\"] }", "usageledger.json5:1:3", .badInput),
        ("{ azure_deployments: [] }", "expected models by deployment", .badInput),
        ("{ azure_deployment: {} }", "did you mean `azure_deployments`", .badInput),
    ])
    func `what is wrong with settings and prices is said with its place`(
        _ text: String, _ part: String, _ code: ExitCode
    ) throws {
        let settings = try settings(text)
        let outcome = run.run(["price", "gpt-4o", "--input", "1"] + settings)
        #expect(outcome.code == code)
        #expect(outcome.talk.contains(part), "\(outcome.talk)")
        // Nothing is recorded at a price that was not meant.
        let recorded = run.run(["record"] + settings, input: CommandRun.calls)
        #expect(recorded.code == code)
        #expect(!FileManager.default.fileExists(atPath: run.ledger))
    }
}

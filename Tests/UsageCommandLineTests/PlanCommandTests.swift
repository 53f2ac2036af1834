import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct PlanCommandTests {
    private static let plans = [
        "--plan", "Starter:50000:9.99", "--plan", "Pro:200000:29.99", "--plan", "Business:1000000:99.99",
    ]
    private static let prices = ["--input-price", "3", "--output-price", "15"]

    @Test func `margins are set in 80 columns`() throws {
        let outcome = try CommandRun().run(["plan", "margin"] + Self.plans + Self.prices)
        #expect(outcome.code == .done)
        #expect(Snapshot.difference(outcome.output, named: "plan-margin.txt") == nil)
    }

    @Test func `margins at a model's price, from the settings, as JSON`() throws {
        let run = try CommandRun()
        let settings = try run.file(
            "usageledger.json5",
            """
            { plans: [{ name: "Starter", tokens: 50000, price: "9.99" }, { name: "Pro", tokens: 2e5, price: 29.99 }] }
            """)
        let options = ["--model", "anthropic/claude-sonnet-4-5", "--input-share", "0.75", "--json"]
        for source in [["--config", settings], ["--plans", settings]] {
            let outcome = run.run(["plan", "margin"] + options + source, asOf: "2026-10-01T00:00:00Z")
            #expect(outcome.code == .done)
            let json = try outcome.json()
            #expect(json["rates"]?["price_id"]?.string?.hasPrefix("anthropic/claude-sonnet-4-5") == true)
            #expect(json["mix"]?["output_share"]?.string == "0.25")
            #expect(json["plans"]?.array?.compactMap { $0["cost_usd"]?.string } == ["0.3", "1.2"])
            #expect(json["plans"]?.array?.compactMap { $0["margin_usd"]?.string } == ["9.69", "28.79"])
        }
    }

    @Test(arguments: [
        (["--input-share", "101%"], ExitCode.usage, "a share from 0% to 100%"),
        (["--input-share", "60"], .usage, "a share from 0% to 100%"),
        (["--input-price=-3"], .usage, "US dollars of at least 0"),
        (["--plan", "Free:0:1"], .usage, "allows 0 tokens"),
        (["--plan", "Odd:1:-1"], .usage, "costs -1 US dollars"),
        (["--cache-share", "10%"], .badInput, "what they cost is not known"),
        (["--model", "gpt-4o"], .usage, "cannot stand beside"),
        (["--plans", "x.json5"], .usage, "cannot stand beside"),
    ])
    func `what cannot be meant is said`(_ words: [String], _ code: ExitCode, _ part: String) throws {
        var all = ["plan", "margin"] + Self.plans + Self.prices
        if words[0].hasPrefix("--input-price") { all.removeLast(4) }
        let outcome = try CommandRun().run(all + words)
        #expect(outcome.code == code)
        #expect(outcome.talk.contains(part))
        #expect(outcome.output.isEmpty)
    }

    @Test func `an unknown model and settings that are wrong are named`() throws {
        let run = try CommandRun()
        let unknown = run.run(["plan", "margin"] + Self.plans + ["--model", "openai/gpt-4p"])
        #expect(unknown.code == .badInput)
        #expect(unknown.talk.contains("unknown_model"))
        #expect(run.run(["plan", "margin"] + Self.prices).talk.contains("there are no plans"))
        for (text, part) in [
            ("[{ name: \"a\", tokens: 1, prise: 1 }]", "did you mean `price`"),
            ("[{ name: \"a\", tokens: 1.5, price: 1 }]", "a whole number of tokens"),
            ("[{ name: \"a\", tokens: 1, price: \"x\" }]", "a price in US dollars"),
            ("[{ name: \"a\", tokens: 1, price: 1 }, { name: \"a\", tokens: 2, price: 2 }]", "given twice"),
            ("{ plan: 1 }", "expected a list of plans"), ("[1]", "expected a plan in braces"),
        ] {
            let outcome = run.run(
                ["plan", "margin", "--plans", try run.file("plans.json5", text)] + Self.prices)
            #expect(outcome.code == .badInput)
            #expect(outcome.talk.contains(part))
        }
    }
}

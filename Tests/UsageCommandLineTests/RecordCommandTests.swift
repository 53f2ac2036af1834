import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine
import UsageModel

@Suite struct RecordCommandTests {
    private static let call = [
        "record", "--provider", "openai", "--model", "gpt-4o", "--input-tokens", "1200", "--output-tokens",
        "350",
        "--user", "ann", "--usage", "web_searches=0", "--tag", "feature=search", "--at",
        "2025-03-01T12:00:00Z",
    ]

    @Test func `a call from options is recorded and explained to the last digit`() throws {
        let run = try CommandRun()
        let recorded = run.run(Self.call)
        #expect(recorded.code == .done)
        let parts = recorded.output.split(separator: " ").map(String.init)
        let id = try #require(parts.first)
        #expect(EventID(id) != nil)
        #expect(parts.dropFirst().first == "$0.0065")
        let explained = run("explain", id)
        #expect(explained.code == .done)
        #expect(explained.output.contains("1,200 tokens × $2.5 / 1,000,000 =  $0.003"))
        #expect(explained.output.contains("350 tokens × $10 / 1,000,000 =     $0.0035"))
        #expect(explained.output.contains("Cost          $0.0065 exactly"))
        let json = try run("explain", id, "--json").json()
        #expect(json["cost"]?["cost_usd"]?.string == "0.0065")
        #expect(json["call"]?["tags"]?["feature"]?.string == "search")
        #expect(json["cost"]?["lines"]?.array?.count == 2)
    }

    @Test func `the same key records a call once and another call is refused`() throws {
        let run = try CommandRun()
        #expect(run.run(Self.call + ["--key", "k1"]).code == .done)
        let again = run.run(Self.call + ["--key", "k1"])
        #expect(again.code == .done)
        #expect(again.output.hasSuffix("  (was there already)\n"))
        let other = run.run(Self.call.map { $0 == "1200" ? "1201" : $0 } + ["--key", "k1"])
        #expect(other.code == .badInput)
        #expect(other.talk.contains("idempotency key is taken"))
        #expect(run("verify").output.contains(" rows=1 "))
    }

    @Test func `JSON comes a line or a document at a time, and bad lines keep no good one back`() throws {
        let run = try CommandRun()
        var lines = CommandRun.calls.split(separator: "\n").map(String.init)
        lines[1] = lines[1].replacing("input_tokens", with: "input_tokns")
        let outcome = run("record", "--json", input: lines.joined(separator: "\n"))
        #expect(outcome.code == .badInput)
        #expect(outcome.talk.hasPrefix("error: line 2, column "))
        #expect(outcome.talk.contains("hint: did you mean `input_tokens`"))
        let rows = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(rows.count == 4)
        #expect(rows.allSatisfy { $0["outcome"]?.string == "recorded" })
        #expect(rows[2]["cost_usd"] == .null)
        #expect(rows[2]["reason"]?.string == "unknown_model")
        let document = try JSONValue(parsing: lines[0]).prettyText
        let file = try run.file("call.json", document)
        #expect(run("record", "--json-file", file).code == .done)
        #expect(run("verify").output.contains(" rows=5 "))
    }

    @Test func `a call without a price is recorded with the reason and no cost`() throws {
        let run = try CommandRun()
        let outcome = run("record", "--provider", "openai", "--model", "gpt-4p", "--input-tokens", "5")
        #expect(outcome.code == .done)
        #expect(outcome.output.hasSuffix("  –  no price: unknown_model\n"))
        #expect(outcome.talk.contains("hint: "))
    }

    @Test(arguments: [
        (["--model", "gpt-4o"], "`--provider` is missing"),
        (["--provider", "openai"], "`--model` is missing"),
        (["--provider", "openai", "--json-file", "x"], "cannot stand beside"),
        (["--input-tokens", "-5"], "expected a number that is not negative"),
        (["--usage", "images"], "expected a name and a value with `=` between"),
    ])
    func `wrong words record nothing`(_ words: [String], _ part: String) throws {
        let run = try CommandRun()
        let outcome = run.run(["record"] + words)
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains(part))
        #expect(!FileManager.default.fileExists(atPath: run.ledger))
    }
}

@Suite struct ContractTests {
    @Test func `price answers each line in order, and exits with 65 where one was bad`() throws {
        let run = try CommandRun()
        let outcome = run(
            "price", "--jsonl",
            input: """
                {"id":1,"provider":"openai","model":"gpt-4o","usage":{"input_tokens":1000}}
                not json
                {"id":"c","provider":"openai","model":"nobody","usage":{"input_tokens":1}}
                """)
        #expect(outcome.code == .badInput)
        let answers = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(answers.count == 3)
        #expect(answers[0]["id"]?.integer == 1)
        #expect(answers[0]["cost_usd"]?.string == "0.0025")
        #expect(answers[1]["error"]?["code"]?.string != nil)
        #expect(answers[2]["cost_usd"] == .null)
        #expect(answers[2]["reason"]?.string == "unknown_model")
        #expect(!FileManager.default.fileExists(atPath: run.ledger))
    }

    @Test func `extract answers with what the response says`() throws {
        let line = #"""
            {"id":"a","provider":"openai","api":"chat","status":200,"body":"{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}"}
            """#
        let outcome = try CommandRun()("extract", "--jsonl", input: line + "\n")
        #expect(outcome.code == .done)
        let answer = try outcome.json()
        #expect(answer["id"]?.string == "a")
        #expect(answer["expected"]?["input_tokens"]?.integer == 9)
    }

    @Test func `price of one call shows the arithmetic`() throws {
        let outcome = try CommandRun()(
            "price", "--provider", "openai", "--model", "dall-e-3", "--images", "2", "--usage",
            "image_size=1024x1024", "--usage", "image_quality=hd")
        #expect(outcome.code == .done)
        #expect(outcome.output.contains("2 images × $0.08 =  $0.16"))
    }

    @Test(arguments: [
        (["gpt-4o", "--input", "1200", "--output", "350"], "$0.0065 exactly"),
        (["gpt-4o", "--input", "1200", "--cache-read-tokens", "1200"], "$0.0015 exactly"),
        (["runway/gen4_turbo", "--video-seconds", "7.5"], "$0.375 exactly"),
        (
            ["dall-e-3", "--images", "2", "--image-size", "1024x1024", "--image-quality", "hd"],
            "$0.16 exactly"
        ),
        (["whisper-1", "--audio-seconds", "90"], "$0.009 exactly"),
        (["tts-1", "--characters", "2000"], "$0.03 exactly"),
        (["gen4_turbo", "--video-seconds", "1"], "say who serves it: `runway/gen4_turbo`"),
        (["gpt-4p", "--provider", "openai", "--input", "1"], "no price: unknown_model"),
    ])
    func `price of one call on the line`(_ words: [String], _ part: String) throws {
        let outcome = try CommandRun().run(["price"] + words)
        #expect(outcome.code == .done)
        #expect(outcome.output.contains(part))
    }

    @Test(arguments: [
        (["--input", "1"], "the model is missing"),
        (["gpt-4o", "--input", "1", "--input-tokens", "1"], "`input_tokens` is given twice"),
        (["gpt-4o", "--model", "gpt-4o"], "`model` is given twice"),
        (["gpt-4o", "--jsonl"], "cannot stand beside"), (["gpt-4o", "--input", "x"], "not negative"),
    ])
    func `price of words that contradict each other`(_ words: [String], _ part: String) throws {
        let outcome = try CommandRun().run(["price"] + words)
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains(part))
    }
}

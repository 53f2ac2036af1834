import Foundation
import JSON
import TestSupport
import Testing

/// What the command tells the program that started it.
@Suite struct ExitCodeTests {
    @Test(arguments: [
        (["sumary"], "did you mean `summary`?"), (["summary", "--jsn"], "did you mean `--json`?"),
    ])
    func `a word that nobody knows is 64, with the word that was meant`(words: [String], hint: String) throws
    {
        let run = try Command().run(words)
        #expect(run.ending == .exit(64))
        #expect(run.talk.contains(hint), "\(run.talk)")
        #expect(run.output.isEmpty)
    }

    @Test(arguments: [
        ["report", "--period", "2025-13", "--out", "x"], ["report", "--period", "2025-03"], [],
        ["explain", "not-an-id"], ["summary", "--zone", "Mars/Olympus"],
        ["record", "--model", "gpt-4o", "--provider", "openai", "--input-tokens", "-1"],
    ])
    func `words that are wrong are 64`(words: [String]) throws {
        let run = try Command().run(words)
        #expect(run.ending == .exit(64), "\(run.talk)")
        #expect(!run.talk.isEmpty)
    }

    @Test(arguments: ["summary", "verify", "models", "daily", "doctor"])
    func `a ledger that is not there is 74, and none is made`(word: String) throws {
        let folder = try TemporaryFolder()
        let run = try Command(db: folder.path("none.sqlite")).run(word)
        #expect(run.ending == .exit(74))
        #expect(run.talk.contains("there is no ledger"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
    }

    @Test func `a file that cannot be read is 74, and so is one that is no ledger`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        for name in [folder.path("none.jsonl"), folder.url.path] {
            let run = try command.run("import", name)
            #expect(run.ending == .exit(74))
            #expect(run.talk.contains(name), "\(run.talk)")
        }
        try String(repeating: "no ledger at all\n", count: 500)
            .write(toFile: folder.path("text.sqlite"), atomically: true, encoding: .utf8)
        let run = try Command(db: folder.path("text.sqlite")).run("summary")
        #expect(run.ending == .exit(74), "\(run.talk)")
    }

    @Test func `every line for price is answered in order, and a bad one makes it 65`() throws {
        let lines = [
            #"{"id":"a","provider":"openai","model":"gpt-4o","usage":{"input_tokens":1000},"timestamp":"2025-03-05T12:00:00Z"}"#,
            #"{"id":"b","provider":"openai","model":"gpt-4o","usage":"#,
            #"{"id":"c","provider":"openai","model":"nobody-knows-it","usage":{"input_tokens":1}}"#,
            #"{"id":"d","provider":"openai","model":"gpt-4o","usage":{"input_tokens":-1}}"#,
            #"{"id":"e","provider":"openai","model":"gpt-4o","usage":{"output_tokens":1000},"timestamp":"2025-03-05T12:00:00Z"}"#,
        ]
        let run = try Command().run("price", "--jsonl", input: Data(lines.joined(separator: "\n").utf8))
        #expect(run.ending == .exit(65))
        let answers = try run.lines.map { try JSONValue(parsing: $0) }
        try #require(answers.count == 5)
        #expect(answers[0]["id"]?.string == "a")
        #expect(answers[0]["cost_usd"]?.string == "0.0025")
        #expect(answers[1]["error"]?["code"]?.string != nil)
        #expect(answers[2]["id"]?.string == "c")
        #expect(answers[2]["cost_usd"]?.isNull == true)
        #expect(answers[2]["reason"]?.string == "unknown_model")
        #expect(answers[3]["id"]?.string == "d")
        #expect(answers[3]["error"]?["message"]?.string?.contains("-1") == true)
        #expect(answers[4]["cost_usd"]?.string == "0.01")

        let good = try Command().run("price", "--jsonl", input: Data(lines[0].utf8))
        #expect(good.ending == .exit(0))
    }

    @Test(arguments: ["export jsonl", "export csv"])
    func `a reader who leaves early is no failure`(words: String) throws {
        var command = Command()
        command.environment["USAGELEDGER_DB"] = try Sample.ledger()
        let run = try command.shell("{ \"$BIN\" \(words); echo \"code $?\" >&2; } | head -n 1")
        #expect(run.lines.count == 1)
        #expect(run.talk == "code 0\n")
    }
}

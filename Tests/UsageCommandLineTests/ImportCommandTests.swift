import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct ImportCommandTests {
    @Test func `a file imports once, and says what it did`() throws {
        let run = try CommandRun()
        let file = try run.file("calls.jsonl", CommandRun.calls)
        let first = run("import", file)
        #expect(first.code == .done)
        #expect(first.talk.isEmpty)
        #expect(Snapshot.difference(run.withoutFolder(first.output), named: "import.txt") == nil)
        let second = try run("import", file, "--json").json()
        #expect(second["files"]?[0]?["recorded"]?.integer == 0)
        #expect(second["files"]?[0]?["unchanged"]?.integer == 5)
    }

    @Test func `a broken line 3 of 5 is named with its place, and the corrected file adds exactly one row`()
        throws
    {
        let run = try CommandRun()
        var lines = CommandRun.calls.split(separator: "\n").map(String.init)
        let good = lines[2]
        lines[2] = good.replacing(#""input_tokens":7"#, with: #""input_tokens":-7"#)
        let broken = try run.file("calls.jsonl", lines.joined(separator: "\n"))
        let first = run("import", broken)
        let column = lines[2].utf8.count - (lines[2].components(separatedBy: "-7").last ?? "").utf8.count - 1
        #expect(first.code == .badInput)
        #expect(first.talk.hasPrefix("error: \(broken):3:\(column) (`usage.input_tokens`): "))
        #expect(first.talk.contains("\nhint: "))
        #expect(first.output.contains("4 new rows of 5 records"))
        #expect(first.output.contains("Failed      1 record\n"))
        lines[2] = good
        let second = run("import", try run.file("calls.jsonl", lines.joined(separator: "\n")))
        #expect(second.code == .done)
        #expect(second.output.contains("1 new row of 5 records"))
        #expect(run("verify").output.contains(" rows=5 "))
    }

    @Test func `repeated records are counted and named`() throws {
        let run = try CommandRun()
        let line = CommandRun.calls.split(separator: "\n")[0]
        let file = try run.file("calls.jsonl", Array(repeating: line, count: 14).joined(separator: "\n"))
        let outcome = run("import", file)
        #expect(outcome.output.contains("14 new rows of 14 records"))
        let words = outcome.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
        #expect(
            words.contains(
                "13 of these repeat an earlier record: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more"))
    }

    @Test func `standard input and files compressed with gzip are read as well`() throws {
        let run = try CommandRun()
        let file = try run.file("calls.jsonl", CommandRun.calls)
        #expect(run("import", "-", input: CommandRun.calls).output.contains("5 new rows"))
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-k", file]
        try gzip.run()
        gzip.waitUntilExit()
        let packed = run("import", file + ".gz")
        #expect(packed.code == .done)
        #expect(packed.output.contains("5 records had a row already"))
        let whole = try Data(contentsOf: URL(fileURLWithPath: file + ".gz"))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: file + ".cut.gz"))
        let cut = run("import", file + ".cut.gz")
        #expect(cut.code == .badInput)
        #expect(cut.talk.contains("is damaged or cut: gzip cannot unpack it to its end"))
    }

    @Test func `what records do not say comes from options`() throws {
        let run = try CommandRun()
        let trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n"
        let file = try run.file("trace.csv", trace)
        #expect(run("import", file).code == .badInput)
        let outcome = run("import", file, "--provider", "azure", "--model", "gpt-4o", "--user", "eve")
        #expect(outcome.code == .done)
        let users = try run("users", "--json").json()
        #expect(users["rows"]?[0]?["user"]?.string == "eve")
        #expect(users["total"]?["input_tokens"]?.integer == 4808)
    }

    @Test(arguments: [
        (["import"], ExitCode.usage, "`FILE...`"),
        (["import", "nowhere.jsonl"], .inputOutput, "`nowhere.jsonl` cannot be read: there is no such file"),
        (["import", "/"], .inputOutput, "`/` cannot be read: it is a folder"),
        (["import", "-", "--format", "jsnl"], .usage, "did you mean `jsonl`?"),
    ])
    func `mistakes are told`(_ words: [String], _ code: ExitCode, _ part: String) throws {
        let outcome = try CommandRun().run(words)
        #expect(outcome.code == code)
        #expect(outcome.talk.contains(part))
        #expect(outcome.output.isEmpty)
    }
}

import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine
import UsageModel

@Suite struct FileCommandTests {
    private static func imported() throws -> CommandRun {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        return run
    }

    @Test(arguments: ["csv", "jsonl"])
    func `an export imports into an empty ledger as the same content`(_ format: String) throws {
        let run = try Self.imported()
        let path = run.folder.path("out.\(format)")
        let export = run("export", format, "--out", path)
        #expect(export.code == .done)
        #expect(export.output.isEmpty)
        #expect(export.talk == "5 rows written to \(path)\n")
        let other = try CommandRun()
        #expect(other("import", path).output.contains("5 new rows"))
        let digests = try [run, other].map { try $0("verify", "--json").json()["content_digest"]?.string }
        #expect(digests[0] == digests[1])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: run.folder.url.path).count {
                $0.contains("part")
            } == 0)
    }

    @Test func `JSON is one array, also of nothing`() throws {
        let run = try Self.imported()
        #expect(try run("export", "json").json().array?.count == 5)
        #expect(try run("export", "json", "--user", "bob").json().array?.count == 2)
        #expect(try run("export", "json", "--period", "2024").json() == .array([]))
    }

    @Test func `an export to a folder that is not there fails and leaves nothing`() throws {
        let run = try Self.imported()
        let outcome = run("export", "csv", "--out", run.folder.path("no/where.csv"))
        #expect(outcome.code == .inputOutput)
        #expect(outcome.talk.contains("see that its folder exists"))
    }

    @Test func `verify prints one line that does not change, and names the row that was changed`() throws {
        let run = try Self.imported()
        let first = run("verify")
        #expect(first.code == .done)
        #expect(
            first.output.hasPrefix("usageledger sound rows=5 total_usd=0.04426535 unpriced=1 content=sha256:")
        )
        #expect(first.output == run("verify").output)
        let sqlite = Process()
        sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        sqlite.arguments = [
            "sqlite3", run.ledger,
            "DROP TRIGGER api_usage_no_update; UPDATE api_usage SET input_tokens = 41 WHERE sequence = 5;",
        ]
        try sqlite.run()
        sqlite.waitUntilExit()
        try #require(sqlite.terminationStatus == 0)
        let second = run("verify")
        #expect(second.code == .failed)
        #expect(second.output.hasPrefix("usageledger NOT SOUND rows=5 "))
        #expect(second.talk.contains("error: row 5, "))
        #expect(try run("verify", "--json").json()["sound"] == .bool(false))
        #expect(run("doctor").code == .failed)
    }

    @Test func `settings give zone, tenant and allowed metadata, and unknown names are errors`() throws {
        let run = try Self.imported()
        let good = try run.file(
            "good.json5",
            "{ // ours\n zone: 'Europe/Berlin', budgets: { month: 200.5 }, metadata: ['feature'], }")
        let json = try run("daily", "--config", good, "--json").json()
        #expect(json["zone"]?.string == "Europe/Berlin")
        for (text, part) in [
            ("{ zoen: 'UTC' }", "did you mean `zone`"), ("{ zone: 'Mars' }", "`Mars` is not known"),
            ("{ budgets: { month: 'much' } }", "expected an amount"), ("[1]", "expected an object"),
            ("{ budgets: { moth: 1 } }", "did you mean `month`"), ("{ zone: ", "it is no JSON5"),
        ] {
            let outcome = run("daily", "--config", try run.file("bad.json5", text))
            #expect(outcome.code == .badInput)
            #expect(outcome.talk.contains(part), "\(text): \(outcome.talk)")
        }
        #expect(run("daily", "--config", run.folder.path("none.json5")).code == .inputOutput)
    }

    @Test func `explain of an unknown row and of no identity are told apart`() throws {
        let run = try Self.imported()
        #expect(run("explain", "0195a3c2-8d1e-7f00-8000-0123456789ab").code == .badInput)
        #expect(run("explain", "7").code == .usage)
    }

    @Test func `prices are listed, searched and shown`() throws {
        let run = try CommandRun()
        let all = try run("prices", "list", "--json").json()
        #expect(all["providers"]?.array?.contains { $0["provider"]?.string == "openai" } == true)
        #expect(run("prices", "list", "--provider", "openai", "dall-e").output.contains("dall-e-3"))
        let shown = try run("prices", "show", "o3", "--json").json()
        #expect(shown["model_id"]?.string == "o3")
        #expect(shown["prices"]?.array?.isEmpty == false)
        #expect(run("prices", "show", "gtp-4o").talk.contains("did you mean `gpt-4o`"))
        #expect(run("prices", "list", "--provider", "opanai").code == .badInput)
    }
}

@Suite struct FigureTests {
    @Test(arguments: [
        ("0", "$0.00", "$0"), ("0.045075", "$0.05", "$0.045075"), ("0.00062", "$0.00062", "$0.00062"),
        ("0.000000000001", "$0.000000000001", "$0.000000000001"), ("1234.5", "$1,234.50", "$1,234.5"),
        ("-0.0025", "−$0.0025", "−$0.0025"),
        ("9223372.036854775807", "$9,223,372.04", "$9,223,372.036854775807"),
        ("0.0099999", "$0.0100", "$0.0099999"),
    ])
    func `amounts show cents, or two digits below a cent, and the exact text in full`(
        _ text: String, _ rounded: String, _ exact: String
    ) throws {
        #expect(try Figure.dollars(Money(text)) == rounded)
        #expect(try Figure.exact(Money(text)) == exact)
    }
}

@Suite struct ReportCommandTests {
    @Test func `a report lists its files, whose totals are those of the summary`() throws {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        let folder = run.folder.path("report")
        let outcome = run("report", "--period", "2025-03", "--out", folder, "--budget", "200")
        #expect(outcome.code == .done)
        #expect(outcome.output.contains("Cost      $0.04, exactly $0.04426535\n"))
        for name in ["report.pdf", "daily.csv", "report.json"] {
            #expect(outcome.output.contains("\n\(name), "))
            #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)"))
        }
        let json = try run("report", "--period", "2025-03", "--out", folder, "--budget", "200", "--json")
            .json()
        let files = try #require(json["files"]?.array)
        // The same ledger gives the same bytes.
        #expect(files.allSatisfy { outcome.output.contains("sha256:\($0["sha256"]?.string ?? "?")\n") })
        let summary = try run("summary", "--period", "2025-03", "--json").json()
        #expect(json["cost_usd"] == summary["total"]?["cost_usd"])
        let daily = try String(contentsOfFile: "\(folder)/daily.csv", encoding: .utf8)
        #expect(!daily.isEmpty)
    }

    @Test(arguments: [
        (["report"], "--out"), (["report", "--period", "2025-03"], "--out"),
        (["report", "--period", "2025-3", "--out", "x"], "`2025-3` is no period"),
        (
            ["report", "--period", "2025-03", "--out", "x", "--budget", "0"],
            "an amount of US dollars above zero"
        ),
    ])
    func `wrong words write nothing`(_ words: [String], _ part: String) throws {
        let outcome = try CommandRun().run(words)
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains(part))
    }
}

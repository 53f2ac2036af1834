import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct NightlyCommandTests {
    private let run: CommandRun
    private let config: String

    init() throws {
        run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        config = try run.file(
            "usageledger.json5",
            """
            {
              budgets: { month: "0.08" },
              mail: {
                from: "AI cost <usage@example.com>", outbox: "out",
                lists: [
                  { name: "finance", to: ["ann@example.com", "Bob <bob@example.com>"] },
                  { name: "board", to: ["cher@example.com"], every: "month", attach: ["report.pdf"] },
                ],
              },
            }
            """)
    }

    private func nightly(_ words: String..., asOf: String) -> CommandRun.Outcome {
        run.run(["nightly", "--config", config] + words, asOf: asOf)
    }

    private func files(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: run.folder.path(folder))) ?? []).sorted()
    }

    @Test func `the template of the reports is that which was asked for`() throws {
        #expect(nightly("--template", "none", asOf: "2025-03-03T01:00:00Z").talk.contains("none"))
        let outcome = nightly("--template", "nightly", asOf: "2025-03-03T01:00:00Z")
        #expect(outcome.code == .done, "\(outcome.talk)")
        let file = run.folder.path("reports/2025-03-02/summary.md")
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("# AI cost, every night"))
    }

    @Test func `settings name the template and its folder, and the words of the command win`() throws {
        let folder = run.folder.url.appendingPathComponent("own/report")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("{ name: \"Ours\", files: [\"markdown\"] }".utf8)
            .write(to: folder.appendingPathComponent("ours.json5"))
        let settings = try run.file("own.json5", "{ template: \"ours\", templates: \"own\" }")
        let cases = [(2, [], "# Ours"), (3, ["--template", "nightly"], "# AI cost, every night")]
        for (day, words, name) in cases {
            let reports = run.folder.path("reports")
            let outcome = run.run(
                [
                    "nightly", "--config", settings, "--out", reports, "--outbox",
                    run.folder.path("out"), "--to", "ann@example.com",
                ] + words,
                asOf: "2025-03-0\(day + 1)T01:00:00Z")
            #expect(outcome.code == .done, "\(outcome.talk)")
            let file = reports + "/2025-03-0\(day)/summary.md"
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(name))
        }
    }

    @Test func `a night is made and mailed once`() throws {
        let first = nightly("--json", asOf: "2025-03-03T01:00:00Z")
        #expect(first.code == .done, "\(first.talk)")
        #expect(files("out") == ["2025-03-02.finance.eml"])
        #expect(files("reports") == ["2025-03-02"])
        #expect(files("reports/2025-03-02").contains("report.pdf"))
        let json = try first.json()
        #expect(json["complete"]?.bool == true)
        #expect(json["reports"]?[0]?["cost_usd"]?.string == "0.04416535")
        #expect(json["mails"]?[0]?["sent_before"]?.bool == false)
        let file = run.folder.path("out/2025-03-02.finance.eml")
        let message = FileManager.default.contents(atPath: file)
        try FileManager.default.removeItem(atPath: file)
        let again = nightly(asOf: "2025-03-03T05:00:00Z")
        #expect(again.code == .done)
        #expect(again.talk.contains("2025-03-02: made and mailed before"))
        #expect(files("out").isEmpty)
        let other = try NightlyCommandTests()
        #expect(other.nightly(asOf: "2025-03-03T09:30:00Z").code == .done)
        #expect(
            FileManager.default.contents(atPath: other.run.folder.path("out/2025-03-02.finance.eml"))
                == message)
    }

    @Test func `missed nights are made up for, a month gets its own edition, and old nights are left out`()
        throws
    {
        #expect(nightly(asOf: "2025-03-28T01:00:00Z").code == .done)
        let later = nightly(asOf: "2025-04-01T01:00:00Z")
        #expect(later.code == .done)
        #expect(
            files("out") == [
                "2025-03-27.finance.eml", "2025-03-28.finance.eml", "2025-03-29.finance.eml",
                "2025-03-30.finance.eml",
                "2025-03-31.finance.eml", "2025-03.board.eml",
            ])
        #expect(files("reports").contains("2025-03"))
        let muchLater = nightly("--quiet", asOf: "2025-05-10T01:00:00Z")
        #expect(muchLater.talk == "warning: nights: 32 nights before 2025-05-03 left out\n")
        #expect(files("out").count == 6 + 7 + 1)
        #expect(files("out").contains("2025-04.board.eml"))
        let years = nightly("--quiet", asOf: "2027-06-02T01:00:00Z")
        #expect(years.talk.contains("weeks and months that ended before 2026-06-01 left out"))
        #expect(files("out").count { $0.contains("board") } == 1 + 1 + 12)
    }

    @Test func `a state that is broken holds no other mail up`() throws {
        #expect(nightly(asOf: "2025-03-03T01:00:00Z").code == .done)
        let state = run.ledger + ".deliveries/2025-03-02.finance.outbox.json"
        try Data("{".utf8).write(to: URL(fileURLWithPath: state))
        for moment in ["2025-03-03T02:00:00Z", "2025-03-04T01:00:00Z"] {
            let outcome = nightly(asOf: moment)
            #expect(outcome.code == .failed)
            #expect(outcome.talk.contains("\(state)") && outcome.talk.contains("hint: mend the file"))
        }
        #expect(files("out") == ["2025-03-02.finance.eml", "2025-03-03.finance.eml"])
        let list = run("mail", "list", "--config", config)
        #expect(list.code == .failed && list.output.contains("2025-03-03 to the list finance: sent"))
    }

    @Test func `a letter that was given up is named until somebody decides`() throws {
        try Data().write(to: URL(fileURLWithPath: run.folder.path("out")))
        #expect(nightly(asOf: "2025-03-03T01:00:00Z").code == .failed)
        for hour in 10..<24 {
            #expect(
                nightly(asOf: "2025-03-03T\(hour):00:00Z").talk.contains("it waits for the next run"))
        }
        #expect(nightly(asOf: "2025-03-17T01:00:00Z").talk.contains("given up after 16 tries"))
        try FileManager.default.removeItem(atPath: run.folder.path("out"))
        let next = nightly(asOf: "2025-03-17T02:00:00Z")
        #expect(next.code == .failed)
        #expect(next.talk.contains("usageledger mail again 2025-03-02 --list finance"))
        let list = run("mail", "list", "--config", config)
        #expect(list.code == .failed && list.output.contains("2025-03-02 to the list finance: given up"))
        #expect(run("mail", "again", "2025-03-02", "--list", "finance", "--config", config).code == .done)
        #expect(nightly(asOf: "2025-03-17T03:00:00Z").code == .done)
        #expect(run("mail", "list", "--config", config).code == .done)
    }

    @Test func `a test that fails makes no later night fail`() throws {
        try Data().write(to: URL(fileURLWithPath: run.folder.path("out")))
        let test = run("mail", "test", "--to", "ann@example.com", "--config", config)
        #expect(test.code == .failed)
        try FileManager.default.removeItem(atPath: run.folder.path("out"))
        #expect(run("mail", "list", "--config", config).code == .done)
        #expect(nightly(asOf: "2025-03-03T01:00:00Z").code == .done)
        #expect(files("out") == ["2025-03-02.finance.eml"])
    }

    @Test func `steps are said one a line, with the budget and what passed it`() throws {
        let outcome = nightly(asOf: "2025-04-01T01:00:00Z")
        let lines = outcome.talk.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("aggregate: ") == true)
        #expect(
            lines.contains { $0.hasPrefix("2025-03-31: budget: ") && $0.contains("of 0.08 US dollars spent") }
        )
        #expect(lines.contains { $0.contains("passed 50% on 2025-03-01") })
        #expect(lines.last == "done: 2 reports, 2 mails")
        #expect(outcome.output.isEmpty)
        #expect(nightly("--quiet", asOf: "2025-04-02T01:00:00Z").talk.isEmpty)
    }

    @Test func `a dry run says what would be done and leaves everything as it is`() throws {
        let outcome = nightly("--dry-run", asOf: "2025-04-01T01:00:00Z")
        #expect(outcome.code == .done)
        #expect(outcome.talk.contains("2025-03-31: report: would write"))
        #expect(outcome.talk.contains("to 2 recipients of the list finance"))
        #expect(files("out").isEmpty && files("reports").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: run.ledger + ".deliveries"))
    }

    @Test func `a mail that cannot be written fails the run, waits, and goes with the next one`() throws {
        try Data().write(to: URL(fileURLWithPath: run.folder.path("out")))
        let outcome = nightly(asOf: "2025-03-03T01:00:00Z")
        #expect(outcome.code == .failed)
        #expect(outcome.talk.contains("it waits for the next run"))
        try FileManager.default.removeItem(atPath: run.folder.path("out"))
        let next = nightly(asOf: "2025-03-03T02:00:00Z")
        #expect(next.code == .done, "\(next.talk)")
        #expect(files("out") == ["2025-03-02.finance.eml"])
    }

    @Test func `a letter that was broken off is named every night until somebody decides`() throws {
        #expect(nightly(asOf: "2025-03-03T01:00:00Z").code == .done)
        let state = run.ledger + ".deliveries/2025-03-02.finance.outbox.json"
        let text = try String(contentsOfFile: state, encoding: .utf8)
        try text.replacing("\"state\": \"sent\",\n  \"message", with: "\"state\": \"reserved\",\n  \"message")
            .write(toFile: state, atomically: true, encoding: .utf8)
        for moment in ["2025-03-03T02:00:00Z", "2025-03-04T01:00:00Z"] {
            let outcome = nightly(asOf: moment)
            #expect(outcome.code == .failed)
            #expect(outcome.talk.contains("nobody knows whether it arrived"))
            #expect(outcome.talk.contains("usageledger mail settle 2025-03-02 --list finance"))
        }
        let list = run("mail", "list", "--config", config)
        #expect(list.code == .failed && list.output.contains("2025-03-02 to the list finance: in doubt"))
        #expect(run("mail", "settle", "2025-03-02", "--list", "finance", "--config", config).code == .done)
        #expect(nightly(asOf: "2025-03-04T02:00:00Z").code == .done)
        #expect(run("mail", "list", "--config", config).code == .done)
        let again = run("mail", "again", "2025-03-02", "--list", "finance", "--config", config)
        #expect(again.output.contains("2025-03-02 to the list finance: sent"))
        #expect(run("mail", "again", "2025-01-01", "--list", "finance", "--config", config).code == .badInput)
    }

    @Test func `the workbook goes along, and a list that asks for no file holds the night back`() throws {
        func settings(_ attached: String) throws -> String {
            try run.file(
                "named.json5",
                """
                {
                  mail: {
                    from: "usage@example.com", outbox: "named",
                    lists: [
                      { name: "books", to: ["ann@example.com"], attach: ["usage.xlsx", "focus-1.2.csv"] },
                      { name: "wrong", to: ["bob@example.com"], attach: ["\(attached)"] },
                    ],
                  },
                }
                """)
        }
        let mistyped = run("mail", "list", "--config", try settings("report.pfd"))
        #expect(mistyped.code == .badInput)
        #expect(mistyped.talk.contains("asks for `report.pfd`, which is no file of any report"))
        let wrong = run.run(
            ["nightly", "--config", try settings("top-none.png")], asOf: "2025-03-03T01:00:00Z")
        #expect(wrong.code == .badInput)
        #expect(wrong.talk.contains("the list wrong asks for `top-none.png`, which is no file of the report"))
        #expect(files("named").isEmpty)
        let right = run.run(
            ["nightly", "--config", try settings("report.pdf")], asOf: "2025-03-03T02:00:00Z")
        #expect(right.code == .done, "\(right.talk)")
        #expect(files("named") == ["2025-03-02.books.eml", "2025-03-02.wrong.eml"])
        let mail = try String(contentsOfFile: run.folder.path("named/2025-03-02.books.eml"), encoding: .utf8)
        #expect(mail.contains("focus-1.2.csv"))
        #expect(mail.contains("ai-cost-2025-03-02.xlsx"))
    }

    @Test func `without a ledger, and with a template that is wrong, nothing is mailed`() throws {
        let none = try CommandRun()
        #expect(none("nightly").code == .inputOutput)
        #expect(!FileManager.default.fileExists(atPath: none.ledger))
        let templates = run.folder.url.appendingPathComponent("templates/mail")
        try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
        try Data("{{nothing}}".utf8).write(to: templates.appendingPathComponent("report.txt"))
        let wrong = run.run(
            ["nightly", "--config", config, "--templates", run.folder.path("templates")],
            asOf: "2025-03-03T01:00:00Z")
        #expect(wrong.code == .badInput)
        #expect(wrong.talk.contains("report.txt:1"))
        #expect(files("out").isEmpty)
        #expect(nightly(asOf: "2025-03-03T01:00:00Z").code == .done)
        #expect(files("out") == ["2025-03-02.finance.eml"])
    }

    @Test func `without any settings an outbox gets the mail all the same`() throws {
        let outcome = run("nightly", "--outbox", run.folder.path("mails"), "--to", "ann@example.com")
        #expect(outcome.code == .done, "\(outcome.talk)")
        #expect(files("mails") == ["2025-03-31.given.eml"])
        let mail = try String(
            contentsOfFile: run.folder.path("mails/2025-03-31.given.eml"), encoding: .utf8)
        #expect(mail.replacing("=\r\n", with: "").contains("which stands in the option `--to`."))
    }
}

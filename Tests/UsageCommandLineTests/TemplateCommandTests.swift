import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine

/// What a template says of language, zone and budget, through the command.
@Suite struct TemplateCommandTests {
    private static let pdftotext = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private let run: CommandRun

    init() throws {
        run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        let teams = (1...9).map { day in
            """
            {"occurred_at":"2025-03-0\(day)T12:00:00Z","provider":"anthropic","model":"claude-3-5-sonnet-20241022",\
            "team":"research","latency_ms":\(day * 700),"usage":{"input_tokens":\(day * 1_234_567),"output_tokens":\(day * 98_765)}}
            """
        }
        _ = run("import", "-", input: teams.joined(separator: "\n") + "\n")
    }

    /// A folder of templates with one report of one's own, or a copy of one that is built in by another name.
    private func templates(_ report: String, named name: String = "ours") throws -> String {
        let folder = run.folder.path("templates/report")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try run.file("templates/report/\(name).json5", report)
        return run.folder.path("templates")
    }

    private func settings(_ text: String) throws -> String { try run.file("usageledger.json5", text) }

    private func report(_ words: String..., json: Bool = false) throws -> CommandRun.Outcome {
        let outcome = run.run(
            ["report", "--template", "ours", "--out", run.folder.path("report")] + words
                + (json ? ["--json"] : []))
        try #require(outcome.code == .done, "\(outcome.talk)")
        return outcome
    }

    private func file(_ name: String) throws -> String {
        try String(contentsOfFile: run.folder.path("report/\(name)"), encoding: .utf8)
    }

    @Test(.enabled(if: pdftotext != nil, "pdftotext (poppler-utils) is not installed"))
    func `the pages list every other file with its digest, however many names are long`() throws {
        let calls = (1...30).map { number in
            """
            {"occurred_at":"2025-03-04T12:00:00Z","provider":"fireworks",\
            "model":"accounts/fireworks/models/of-a-long-name-\(number)","usage":{"input_tokens":9}}
            """
        }
        _ = run("import", "-", input: calls.joined(separator: "\n") + "\n")
        let outcome = run.run([
            "report", "--period", "2025-03", "--out", run.folder.path("report"), "--json",
        ])
        let files = try #require(outcome.json()["files"]?.array)
        let names = files.compactMap { $0["name"]?.string }
        #expect(names.contains("focus-1.4.csv") && names.contains("focus-unpriced.csv"))
        let text = try (1...5).map { try texts(ofPage: $0) }.joined()
        for file in files where file["name"]?.string != "report.pdf" {
            #expect(text.contains(try #require(file["sha256"]?.string)), "\(file["name"]?.string ?? "")")
        }
    }

    @Test(.enabled(if: pdftotext != nil, "pdftotext (poppler-utils) is not installed"))
    func `an image and a second of video have what they cost each`() throws {
        let calls = [
            #"{"occurred_at":"2025-03-02T12:00:00Z","provider":"openai","model":"sora-2","usage":{"video_seconds":8}}"#,
            #"{"occurred_at":"2025-03-02T13:00:00Z","provider":"openai","model":"dall-e-3","usage":{"images":3,"#
                + #""image_size":"1024x1024","image_quality":"standard"}}"#,
        ]
        let recorded = run("record", input: calls.joined(separator: "\n") + "\n")
        try #require(recorded.code == .done, "\(recorded.talk)")
        let ours = try templates(
            """
            {
              name: "Units", theme: "house", files: ["pdf"], pictures: [], history_days: 31, ranking_rows_max: 10,
              pages: [{ title: "Units", rows: [[{ section: "unit_costs", title: "Unit costs" }]] }],
            }
            """)
        _ = try report("--period", "2025-03", "--templates", ours)
        let text = try texts(ofPage: 1)
        #expect(text.contains("1 image $0.0400\n"), "\(text)")
        #expect(text.contains("1 second of video $0.1000\n"), "\(text)")
    }

    @Test func `files of an earlier report that are left in the folder are told`() throws {
        let folder = run.folder.path("report")
        #expect(run("report", "--period", "2025-03", "--out", folder).talk == "")
        _ = try run.file("report/notes.png", "mine")
        let ours = try templates(
            """
            {
              name: "Short", theme: "house", files: ["pdf", "csv"], pictures: [], history_days: 31,
              ranking_rows_max: 10, pages: [{ title: "Summary", rows: [[{ section: "daily", title: "Daily" }]] }],
            }
            """)
        let talk = try report("--period", "2025-02", "--templates", ours).talk
        #expect(talk.contains("warning: \(folder) also has "), "\(talk)")
        #expect(talk.contains("report.json, summary.md"))
        #expect(talk.contains("which this report has not written"))
        #expect(!talk.contains("notes.png") && !talk.contains("daily.csv"))
    }

    private func texts(ofPage page: Int) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.pdftotext ?? "")
        let out = run.folder.path("page.txt")
        process.arguments = [
            "-raw", "-enc", "UTF-8", "-f", "\(page)", "-l", "\(page)", run.folder.path("report/report.pdf"),
            out,
        ]
        try process.run()
        process.waitUntilExit()
        return try String(contentsOfFile: out, encoding: .utf8).replacing("\u{C}", with: "")
    }

    @Test(.enabled(if: pdftotext != nil, "pdftotext (poppler-utils) is not installed"))
    func `a page in German is as recorded`() throws {
        let folder = try templates("{ language: 'de' }")
        _ = try report("--templates", folder, "--period", "2025-03", "--budget", "1234.5")
        let text = try texts(ofPage: 1)
        #expect(Snapshot.difference(text, named: "report-page-1-de.txt") == nil)
        #expect(try file("summary.md").contains("März 2025"))
        #expect(try file("report.json").contains("\"headline\": \"March cost $"))
    }

    @Test func `a mail speaks the language of its template, and its subject too`() throws {
        let folder = try templates("{ language: 'de' }", named: "monthly")
        let outcome = run.run(
            ["nightly", "--templates", folder, "--outbox", run.folder.path("out"), "--json"],
            asOf: "2025-04-01T01:00:00Z")
        #expect(outcome.code == .done, "\(outcome.talk)")
        let mail = try String(contentsOfFile: run.folder.path("out/2025-03-31.outbox.eml"), encoding: .utf8)
        let subject = try #require(mail.split(separator: "\r\n").first { $0.hasPrefix("Subject: ") })
        let words = Self.decoded(String(subject))
        #expect(words.contains("März") && !words.contains("March"), "\(subject)")
        #expect(try outcome.json()["reports"]?[0]?["headline"]?.string?.hasPrefix("March cost $") == true)
    }

    /// Analysis has its own English figures, and charts have theirs: a reader must not see two.
    @Test func `English reads the same for programs and for people`() throws {
        _ = try report("--templates", try templates("{ language: 'en' }"), "--period", "2025-03")
        let json = try JSONValue(parsing: Array(try file("report.json").utf8))
        let summary = try file("summary.md").replacing("\\", with: "")
        let headline = try #require(json["headline"]?.string)
        let lead = try #require(json["lead"]?.string)
        #expect(summary.contains("**\(headline)**"))
        #expect(!lead.isEmpty && summary.contains(lead), "\(lead)")
    }

    /// A header's words, those in base64 or quoted-printable (RFC 2047) included.
    private static func decoded(_ header: String) -> String {
        header.replacing(/=\?[^?]+\?([BbQq])\?([^?]*)\?=/) { match in
            let (form, word) = (match.output.1.lowercased(), String(match.output.2))
            guard form == "q" else {
                return Data(base64Encoded: word).map { String(decoding: $0, as: UTF8.self) } ?? word
            }
            let percent = word.replacing("_", with: " ").replacing("%", with: "%25").replacing("=", with: "%")
            return percent.removingPercentEncoding ?? word
        }
    }

    @Test func `an unknown language is an error with its place and what there is`() throws {
        let folder = try templates("{\n  language: 'de-CH',\n}\n")
        let outcome = run(
            "report", "--template", "ours", "--templates", folder, "--period", "2025-03", "--out", "x")
        #expect(outcome.code == .badInput)
        #expect(outcome.talk.contains("ours.json5:2:"))
        #expect(outcome.talk.contains("`de-CH` is no language"))
        #expect(outcome.talk.contains("did you mean `de`; there are en, en-GB, en-US, de, fr"))
    }

    // MARK: Zone and budget

    /// The call at 23:30 UTC on 1 March is of 2 March in Tokyo.
    @Test func `a template's zone decides the bounds of a period, settings and option come before it`() throws
    {
        let folder = try templates("{ zone: 'Asia/Tokyo' }")
        let day = ["--templates", folder, "--period", "2025-03-01"]
        func zone(_ words: String...) throws -> (name: String?, cost: String?) {
            let outcome = run.run(
                ["report", "--template", "ours", "--out", run.folder.path("report"), "--json"] + day + words)
            let json = try outcome.json()
            return (json["zone"]?.string, json["cost_usd"]?.string)
        }
        let config = try settings("{ zone: 'Asia/Kolkata' }")
        let (tokyo, kolkata, utc) = (try zone(), try zone("--config", config), try zone("--zone", "UTC"))
        #expect(tokyo.name == "Asia/Tokyo" && kolkata.name == "Asia/Kolkata" && utc.name == "UTC")
        #expect(tokyo.cost == kolkata.cost && tokyo.cost != utc.cost)
        #expect(try zone("--config", config, "--zone", "UTC").name == "UTC")
        _ = try report("--templates", folder, "--period", "2025-03-01")
        #expect(try file("report.json").contains("\"zone\": \"Asia/Tokyo\""))
    }

    @Test func `a template's budget stands behind that of the settings, which stands behind the option`()
        throws
    {
        let folder = try templates("{ budget: '300' }")
        func budget(_ words: String...) throws -> Bool? {
            _ = run.run(
                ["report", "--template", "ours", "--templates", folder, "--period", "2025-03", "--out"]
                    + [run.folder.path("report")] + words)
            return try file("report.json").contains("\"budget_usd\": \"300\"")
        }
        let config = try settings("{ budgets: { month: '200', week: '50' } }")
        #expect(try budget() == true)
        #expect(try budget("--config", config) == false)
        #expect(try file("report.json").contains("\"budget_usd\": \"200\""))
        #expect(try budget("--config", config, "--budget", "100") == false)
        #expect(try file("report.json").contains("\"budget_usd\": \"100\""))
    }

    @Test func `the nightly run asks its template last, and takes its budget for months`() throws {
        let folder = try templates("{ budget: '300', zone: 'Asia/Tokyo' }", named: "monthly")
        let mail = """
            mail: { from: "AI cost <usage@example.com>", outbox: "out",
              lists: [{ name: "week", to: ["ann@example.com"], every: "week" }] }
            """
        // 16:00 UTC on Sunday 30 March is Monday 31 March in Tokyo: the week is over there alone.
        func nightly(_ config: String, _ words: String...) -> CommandRun.Outcome {
            run.run(
                ["nightly", "--templates", folder, "--dry-run", "--config", config] + words,
                asOf: "2025-03-30T16:00:00Z")
        }
        let silent = try settings("{ \(mail) }")
        let talk = nightly(silent).talk
        #expect(talk.contains("2025-03-30: budget: ") && talk.contains("of 300 US dollars"), "\(talk)")
        #expect(talk.contains("2025-W13: budget: none"), "\(talk)")
        #expect(nightly(silent, "--zone", "UTC").talk.contains("2025-03-29: budget: "))
        let said = try settings("{ zone: 'UTC', budgets: { month: '200' }, \(mail) }")
        let other = nightly(said).talk
        #expect(other.contains("2025-03-29: budget: ") && other.contains("of 200 US dollars"), "\(other)")
        #expect(!other.contains("W13"))
    }
}

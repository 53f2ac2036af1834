import Foundation
import JSON
import TestSupport
import Testing
import UsageModel

/// One total, wherever it is written.
@Suite struct TotalsTests {
    private static let hasPDFToText = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")

    @Test func `daily.csv, report.json and summary are equal to the last digit`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: try Sample.ledger())
        let report = try command.run("report", "--period", "2025-03", "--out", folder.url.path)
        try #require(report.ending == .exit(0), "\(report.talk)")
        let summary = try command.run("summary", "--period", "2025-03", "--json").json()
        let total = try #require(summary["total"]?["cost_usd"]?.string)
        #expect(try Money(total) > .zero)

        let document = try JSONValue(parsing: [UInt8](Data(contentsOf: file("report.json", in: folder))))
        #expect(document["total"]?["cost_usd"]?.string == total)
        for name in ["calls", "unpriced_calls", "input_tokens", "output_tokens"] {
            #expect(document["total"]?[name] == summary["total"]?[name], "\(name)")
        }

        let rows = try Self.rows(of: file("daily.csv", in: folder))
        let costs = rows.compactMap { $0["cost_usd"] }.filter { !$0.isEmpty }
        #expect(costs.count > 30)
        #expect(try costs.reduce(Money.zero) { try $0 + Money($1) }.description == total)
        let calls = rows.compactMap { $0["calls"].flatMap(Int.init) }.reduce(0, +)
        #expect(calls == summary["total"]?["calls"]?.integer)
    }

    @Test func `CSV, JSON, JSONL and FOCUS are equal to the last digit, in the report and as exports`() throws
    {
        let folder = try TemporaryFolder()
        let command = Command(db: try Sample.ledger())
        let report = try command.run("report", "--period", "2025-03", "--out", folder.url.path)
        try #require(report.ending == .exit(0), "\(report.talk)")
        let summary = try command.run("summary", "--period", "2025-03", "--json").json()
        let total = try #require(summary["total"]?["cost_usd"]?.string)
        func column(_ name: String, of table: [[String: String]]) throws -> String {
            try table.reduce(Money.zero) { try $0 + Money($1[name].flatMap { $0.isEmpty ? nil : $0 } ?? "0") }
                .description
        }
        func costs(ofLines text: String) throws -> String {
            try text.split(separator: "\n").reduce(Money.zero) { sum, line in
                try sum + Money(JSONValue(parsing: String(line))["cost_usd"]?.string ?? "0")
            }.description
        }
        let daily = try String(contentsOf: file("daily.jsonl", in: folder), encoding: .utf8)
        #expect(try costs(ofLines: daily) == total)
        let words = try String(contentsOf: file("summary.md", in: folder), encoding: .utf8)
        #expect(words.contains("| \(total) |"))
        for version in ["1.2", "1.4"] {
            let focus = try CSVRows.named(
                String(contentsOf: file("focus-\(version).csv", in: folder), encoding: .utf8))
            #expect(focus.count > 30)
            #expect(try column("BilledCost", of: focus) == total)
        }
        let leftOut = try CSVRows.named(
            String(contentsOf: file("focus-unpriced.csv", in: folder), encoding: .utf8))
        #expect(
            leftOut.reduce(0) { $0 + (Int($1["calls"] ?? "") ?? 0) }
                == summary["total"]?["unpriced_calls"]?.integer ?? -1)
        #expect(
            try costs(ofLines: command.run("export", "jsonl", "--period", "2025-03").text) == total)
        let csv = try CSVRows.named(command.run("export", "csv", "--period", "2025-03").text)
        #expect(try column("cost_usd", of: csv) == total)
        for grain in ["day", "hour", "call"] {
            let run = try command.run("export", "focus", "--grain", grain, "--period", "2025-03")
            #expect(try column("BilledCost", of: CSVRows.named(run.text)) == total, "\(grain)")
        }
    }

    @Test func `the workbook names the digest of its calls as JSON Lines`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: try Sample.ledger())
        let path = folder.path("march.xlsx")
        let run = try command.run("export", "xlsx", "--period", "2025-03", "--out", path)
        try #require(run.ending == .exit(0), "\(run.talk)")
        let program = """
            import sys, zipfile, re
            archive = zipfile.ZipFile(sys.argv[1])
            parts = [archive.read(name).decode() for name in archive.namelist()]
            print(*{found for part in parts for found in re.findall("sha256:([0-9a-f]{64})", part)})
            """
        try Data(program.utf8).write(to: file("digest.py", in: folder))
        let named = try command.shell("python3 \(folder.path("digest.py")) \(path)").text
        let digest = try command.shell(
            "\"$BIN\" --db \(Sample.ledger()) export jsonl --period 2025-03 | sha256sum | cut -c1-64"
        ).text
        #expect(named.count == 65 && named == digest, "\(named) \(digest)")
    }

    @Test(.enabled(if: Validators.areThere, "`make focus-check` installs the validators of others"))
    func `FOCUS files pass the validators of others, the workbook is right as others read it`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: try Sample.ledger())
        let report = try command.run("report", "--period", "2025-03", "--out", folder.url.path)
        try #require(report.ending == .exit(0), "\(report.talk)")
        let scripts = Repository.root.appendingPathComponent("scripts").path
        let focus = try command.shell(
            "\(scripts)/check-focus \(Validators.folder) \(folder.path("focus-1.2.csv")) "
                + folder.path("focus-1.4.csv"))
        #expect(focus.ending == .exit(0), "\(focus.talk)")
        #expect(focus.text.contains("Fail: 1 |") && focus.text.contains("lint OK"))
        let workbook = try command.shell(
            "\(Validators.folder)/workbook/bin/python \(scripts)/check-workbook \(folder.path("usage.xlsx"))")
        #expect(workbook.ending == .exit(0), "\(workbook.talk)")
        let total = try command.run("summary", "--period", "2025-03", "--json").json()["total"]?["cost_usd"]?
            .string
        #expect(workbook.text.contains("right as written"))
        #expect(workbook.text.contains("exact total \(total ?? "?")"))
    }

    @Test(.enabled(if: hasPDFToText, "pdftotext of poppler-utils is not there"))
    func `the PDF shows the total in cents, and the exact total once`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: try Sample.ledger())
        try #require(
            try command.run("report", "--period", "2025-03", "--out", folder.url.path).ending == .exit(0))
        let summary = try command.run("summary", "--period", "2025-03", "--json").json()
        let total = try #require(summary["total"]?["cost_usd"]?.string)
        let text = try Self.text(of: file("report.pdf", in: folder))
        #expect(text.contains("$\(try Self.cents(total))"), "\(text)")
        #expect(text.components(separatedBy: total).count == 2, "the exact total \(total) stands once")
    }

    /// Totals that lie half way between two cents go to the even one.
    @Test(
        .enabled(if: hasPDFToText, "pdftotext of poppler-utils is not there"),
        arguments: [("4938000", "12.345", "12.34"), ("4942000", "12.355", "12.36")])
    func `a total half way between two cents is shown as the even one`(
        tokens: String, exact: String, shown: String
    ) throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let call =
            #"{"occurred_at":"2025-03-05T12:00:00Z","provider":"openai","model":"gpt-4o","#
            + #""usage":{"input_tokens":\#(tokens)}}"#
        try #require(try command.run("record", input: Data(call.utf8)).ending == .exit(0))
        let out = folder.url.appendingPathComponent("report")
        try #require(
            try command.run("report", "--period", "2025-03", "--out", out.path).ending == .exit(0))
        let text = try Self.text(of: out.appendingPathComponent("report.pdf"))
        let summary = try command.run("summary", "--period", "2025-03", "--json").json()
        #expect(summary["total"]?["cost_usd"]?.string == exact)
        #expect(try Self.cents(exact) == shown)
        #expect(text.contains("$\(shown)"))
        #expect(text.components(separatedBy: exact).count == 2, "\(text)")
    }

    /// Cents by the decimal arithmetic of Foundation, which shares nothing with ours.
    private static func cents(_ total: String) throws -> String {
        let exact = try #require(Decimal(string: total, locale: Locale(identifier: "en_US_POSIX")))
        return exact.formatted(
            .number.precision(.fractionLength(2)).rounded(rule: .toNearestOrEven)
                .locale(Locale(identifier: "en_US_POSIX")))
    }

    private static func text(of file: URL) throws -> String {
        let run = try Command().shell("pdftotext -layout '\(file.path)' -")
        try #require(run.ending == .exit(0), "\(run.talk)")
        return run.text
    }

    /// Rows by column; no cell of the report's file holds a quote or a comma here, which is checked.
    private static func rows(of file: URL) throws -> [[String: String]] {
        let lines = try String(contentsOf: file, encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { $0.components(separatedBy: ",") }
        let header = try #require(lines.first)
        return try lines.dropFirst().map { cells in
            try #require(cells.count == header.count && !cells.contains { $0.contains("\"") })
            return Dictionary(uniqueKeysWithValues: zip(header, cells))
        }
    }

    private func file(_ name: String, in folder: TemporaryFolder) -> URL {
        folder.url.appendingPathComponent(name)
    }
}

/// The tools of others that `make focus-check` installs.
enum Validators {
    static let folder = Repository.root.appendingPathComponent(".build/validators").path
    static let areThere = ["focus-1.2", "focus-1.4", "workbook"].allSatisfy {
        FileManager.default.fileExists(atPath: "\(folder)/\($0)/tools")
    }
}

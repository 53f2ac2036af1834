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

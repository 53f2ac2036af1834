import Charts
import Foundation
import JSON
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct MarkdownSummaryTests {
    private func file(_ name: String, of invented: Invented) throws -> String {
        let files = try Report(invented.input, theme: .light).tables()
        return String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
    }

    @Test func `a small month is written as recorded`() throws {
        #expect(Snapshot.difference(try file("summary.md", of: .small), named: "summary.md") == nil)
    }

    @Test func `names cannot break the table or become marks, links or HTML`() throws {
        var month = Invented.small
        month.calls = [
            Invented.Calls(
                date: month.period.first, provider: "a|b\nc", model: "<img> [x](http://y) `z` *w* @all #1",
                cost: Invented.dollars("1"))
        ]
        let lines = try file("summary.md", of: month).split(separator: "\n")
        let row = try #require(lines.first { $0.contains("img") })
        #expect(row.contains(#"a\|b c"#))
        #expect(row.contains(##"\<img\> \[x\](http\://y) \`z\` \*w\* \@all \#1"##))
        #expect(row.replacing(#"\|"#, with: "").count { $0 == "|" } == 7)
    }

    @Test func `the exact total stands in it, and a month of many models names the dearest`() throws {
        try forAll(seeds: 0..<4) { random in
            let month = Invented.busy(&random, models: 10 + random.below(40))
            let text = try file("summary.md", of: month)
            #expect(text.contains("| \(month.input.total.cost) |"))
            let table = text.components(separatedBy: "## Models")[1].components(separatedBy: "## Days")[0]
            #expect(table.split(separator: "\n").count <= 2 + 21 + 1)
            #expect(table.contains("**Total**"))
        }
    }

    @Test func `daily.jsonl has the rows of daily.csv`() throws {
        let csv = CSVRows.named(try file("daily.csv", of: .small))
        let lines = try file("daily.jsonl", of: .small).split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
        #expect(lines.count == csv.count)
        for (line, row) in zip(lines, csv) {
            #expect(line["date"]?.string == row["date"])
            #expect(line["model"]?.string ?? "" == row["model"]?.drop { $0 == "'" } ?? "")
            #expect(line["cost_usd"]?.string ?? "" == row["cost_usd"])
        }
    }
}

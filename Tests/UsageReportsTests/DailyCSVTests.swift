import Charts
import Foundation
import JSON
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct DailyCSVTests {
    private func file(_ name: String, of invented: Invented) throws -> String {
        let files = try Report(invented.input, theme: .light).tables()
        let file = try #require(files.first { $0.name == name })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test func `a small month is written as recorded`() throws {
        let csv = try file("daily.csv", of: .small)
        #expect(Snapshot.difference(csv, named: "daily.csv") == nil)
        #expect(csv.hasSuffix("\r\n"))
        #expect(csv.split(separator: "\r\n").count == 6)
    }

    @Test func `text that a spreadsheet would run is guarded, a negative number is not`() throws {
        var month = Invented.small
        month.calls = ["=1+1", "+1", "-1", "@sum", "\tx", "＝1", "plain", "a,b", "say \"hi\""].map {
            Invented.Calls(
                date: month.period.first, provider: "openai", model: $0, cost: Invented.dollars("-0.25"))
        }
        let csv = try file("daily.csv", of: month)
        for cell in [
            ",'=1+1,", ",'+1,", ",'-1,", ",'@sum,", ",'\tx,", ",'＝1,", ",plain,", ",\"a,b\",",
            ",\"say \"\"hi\"\"\",",
        ] {
            #expect(csv.contains(cell))
        }
        #expect(csv.contains(",-0.25\r\n"))
    }

    @Test func `the costs of the rows add up to the exact total of all files`() throws {
        try forAll(seeds: 0..<6) { random in
            let month = Invented.busy(&random, models: 1 + random.below(20))
            let total = month.input.total.cost
            let rows = try file("daily.csv", of: month).split(separator: "\r\n").dropFirst()
            let sum = try rows.reduce(Money.zero) { sum, row in
                sum
                    + (try Money(
                        String(row.split(separator: ",", omittingEmptySubsequences: false).last ?? "0")))
            }
            #expect(sum == total)
            let json = try JSONValue(parsing: Array(file("report.json", of: month).utf8))
            #expect(json["total"]?["cost_usd"]?.string == total.description)
        }
    }
}

import Charts
import JSON
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct ReportJSONTests {
    private func json(_ invented: Invented) throws -> JSONValue {
        let files = try Report(invented.input, theme: .light).tables()
        let file = try #require(files.first { $0.name == "report.json" })
        return try JSONValue(parsing: file.bytes)
    }

    @Test func `a small month is written as recorded`() throws {
        let files = try Report(Invented.small.input, theme: .light).tables()
        let file = try #require(files.first { $0.name == "report.json" })
        #expect(Snapshot.difference(String(decoding: file.bytes, as: UTF8.self), named: "report.json") == nil)
    }

    @Test func `a summary prints the same text of the total`() throws {
        let input = Invented.small.input
        let summary = SummaryJSON.value(of: input.ranking, period: input.period)
        #expect(try json(.small)["total"] == summary["total"])
        #expect(summary["total"]?["cost_usd"] == "3.734567890124")
        #expect(summary["period"]?["name"] == "2025-03")
    }

    @Test func `an unknown cost is null, a free one is zero`() throws {
        let days = try #require(try json(.small)["days"]?.array)
        let costs = days.map { ($0["provider"]?.string, $0["cost_usd"]) }
        #expect(costs.first { $0.0 == "openrouter" }?.1 == .null)
        #expect(costs.first { $0.0 == "google" }?.1 == "0")
    }

    @Test func `a model keeps its colour while others come and go`() throws {
        func colours(_ months: [(Int, [String])]) throws -> [String: Int] {
            var report = Invented.small
            report.calls = months.flatMap { month, models in
                models.map {
                    Invented.Calls(
                        date: report.period.first.adding(days: month * 30), provider: "openai", model: $0,
                        cost: Invented.dollars("1"))
                }
            }
            let places = try #require(try json(report)["colours"]?.array)
            return Dictionary(
                places.map { ($0["model"]?.string ?? "", $0["step"]?.integer ?? -1) }, uniquingKeysWith: max)
        }
        let first: [(Int, [String])] = [(-3, ["a"]), (-2, ["b"]), (-1, ["c"])]
        #expect(try colours(first + [(0, ["a", "b", "c"])]) == ["a": 0, "b": 1, "c": 2])
        // A fourth one has no colour of its own while the others are in use.
        #expect(try colours(first + [(0, ["a", "b", "c", "d"])]) == ["a": 0, "b": 1, "c": 2])
        // It takes the place of one that has cost nothing for long.
        #expect(try colours([(-9, ["a"])] + first.dropFirst() + [(0, ["d"])]) == ["d": 0, "b": 1, "c": 2])
    }
}

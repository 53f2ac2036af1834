import Foundation
import JSON
import TestSupport
import Testing

@Suite struct ImportTests {
    @Test func `the sample is recorded once, and its repeated records are counted and named`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))

        let first = try command.run("import", "--json", Sample.file)
        #expect(first.ending == .exit(0))
        #expect(first.talk.isEmpty)
        let done = try first.json()["files"]?[0]
        #expect(done?["recorded"]?.integer == Sample.records)
        #expect(done?["repeated"]?.integer == Sample.repeated)
        #expect(done?["unchanged"]?.integer == 0)
        let lines = done?["repeated_lines"]?.array?.compactMap(\.integer) ?? []
        #expect(lines == (try Self.linesThatRepeatAnEarlierOne()))
        let proof = try command.run("verify")

        let second = try command.run("import", Sample.file)
        #expect(second.ending == .exit(0))
        #expect(second.text.contains("Recorded    0 new rows of 5,563 records\n"))
        #expect(second.text.contains("Unchanged   5,563 records"))
        #expect(try command.run("verify").output == proof.output)
    }

    @Test func `the first lines of what is repeated stand in the summary`() throws {
        let folder = try TemporaryFolder()
        let line = try #require(String(data: Sample.cut(lines: 1), encoding: .utf8))
        let file = folder.path("twice.jsonl")
        try "\(line)\n\(line)\n".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try Command(db: folder.path("ledger.sqlite")).run("import", file)
        #expect(run.ending == .exit(0))
        #expect(run.text.contains("Recorded    2 new rows of 2 records\n"))
        #expect(run.text.contains("Repeated    1 of these repeats an earlier record: line 2\n"))
    }

    @Test func `a broken line keeps no good one back, and the corrected file adds exactly it`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let file = folder.path("calls.jsonl")
        let good = (1...5).map(Self.call)
        var broken = good
        broken[2] = broken[2].replacingOccurrences(of: "103", with: "1o3")
        let column = try #require(broken[2].range(of: "1o3")).lowerBound.utf16Offset(in: broken[2]) + 1

        try broken.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let first = try command.run("import", file)
        #expect(first.ending == .exit(65))
        // The parser stops at the letter, which is the second character of the number.
        #expect(first.talk.contains("\(file):3:\(column + 1)"), "\(first.talk)")
        #expect(first.text.contains("Recorded    4 new rows of 5 records\n"))
        #expect(first.text.contains("Failed      1 record\n"))

        try good.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let second = try command.run("import", file)
        #expect(second.ending == .exit(0))
        #expect(second.talk.isEmpty)
        #expect(second.text.contains("Recorded    1 new row of 5 records\n"))
        #expect(second.text.contains("Unchanged   4 records"))
    }

    @Test(.enabled(if: Shared.isThere, "the folder of traces is not there"))
    func `a trace of Azure without model names is imported as the model that is given`() throws {
        let trace = try #require(Shared.file("data/traces/azure-llm-2023-conv.csv.gz")).path
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        let run = try command.run("import", "--provider", "azure", "--model", "gpt-4o", "--json", trace)
        #expect(run.ending == .exit(0))
        let done = try run.json()["files"]?[0]
        #expect(done?["format"]?.string == "azure-trace")
        #expect(done?["recorded"]?.integer == 19_366)

        let models = try command.run("models", "--json").json()
        let rows = try #require(models["rows"]?.array)
        #expect(rows.count == 1)
        #expect(rows.first?["provider"]?.string == "azure")
        #expect(rows.first?["model"]?.string == "gpt-4o")
        #expect(models["total"]?["calls"]?.integer == 19_366)
        #expect(models["total"]?["input_tokens"]?.integer == 22_361_870)
        #expect(models["total"]?["output_tokens"]?.integer == 4_088_665)
    }

    private static func call(_ number: Int) -> String {
        #"{"occurred_at":"2025-03-01T12:00:0\#(number)Z","provider":"openai","model":"gpt-4o","#
            + #""usage":{"input_tokens":10\#(number),"output_tokens":5}}"#
    }

    private static func linesThatRepeatAnEarlierOne() throws -> [Int] {
        var seen: Set<Substring> = []
        let lines = try String(contentsOfFile: Sample.file, encoding: .utf8).split(separator: "\n")
        return lines.indices.filter { !seen.insert(lines[$0]).inserted }.map { $0 + 1 }
    }
}

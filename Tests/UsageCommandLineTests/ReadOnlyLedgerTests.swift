import Foundation
import TestSupport
import Testing
import UsageCommandLine

/// A ledger on a disk that may only be read.
@Suite(.enabled(if: UnwritableFolder.isPossible)) struct ReadOnlyLedgerTests {
    private static let reading = [
        ["summary"], ["models"], ["daily"], ["verify"], ["doctor"], ["export", "csv"],
    ]

    @Test func `commands that read do, and say how; commands that write say that they cannot`() throws {
        let run = try CommandRun()
        let file = try run.file("calls.jsonl", CommandRun.calls)
        #expect(run("import", file).code == .done)
        let writable = run.ledger
        let expected = Self.reading.map { run.run($0) }
        let files = try FileManager.default.contentsOfDirectory(atPath: run.folder.url.path)
        let door = try #require(UnwritableFolder(of: run.folder))
        run.ledger = door.path("ledger.sqlite")
        for (words, before) in zip(Self.reading, expected) {
            let found = run.run(words)
            #expect(found.code == before.code, "\(words): \(found.talk)")
            #expect(
                found.output.replacing(run.ledger, with: "L") == before.output.replacing(writable, with: "L"),
                "\(words)")
            let warnings = found.talk.components(separatedBy: "warning: nothing can be written").count - 1
            #expect(warnings == 1, "\(words)")
        }
        for words in [
            ["import", file], ["aggregate"], ["close-month", "2025-03", "--actor", "ann"],
            ["record", "--provider", "openai", "--model", "gpt-4o", "--input-tokens", "5"],
        ] {
            let found = run.run(words)
            #expect(found.code == .inputOutput, "\(words)")
            #expect(found.talk.contains("error: `\(run.ledger)` cannot be written, only read"), "\(words)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder.url.path) == files)
    }
}

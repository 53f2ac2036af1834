import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine
import UsageModel

@Suite struct PricesCommandTests {
    @Test func `where the lists differ is shown with who says what`() throws {
        let run = try CommandRun()
        let all = try run("prices", "diff", "--json").json()["disagreements"]?.array ?? []
        #expect(all.count > 1000)
        let first = try #require(all.first)
        #expect(first["claims"]?.array?.allSatisfy { $0["seen"]?.string != nil } == true)
        #expect(MergeClause(rawValue: first["clause"]?.string ?? "") != nil)
        let some = run("prices", "diff", "--provider", "openai")
        #expect(some.code == .done)
        #expect(some.output.split(separator: "\n").allSatisfy { DisplayText(String($0)).columns <= 80 })
        #expect(run("prices", "diff", "--provider", "opanai").code == .badInput)
    }

    @Test func `lists that cannot be read are named`() throws {
        let run = try CommandRun()
        let outcome = run("prices", "diff", run.folder.url.path)
        #expect(outcome.code == .inputOutput)
        #expect(outcome.talk.contains("genai_prices_data.json` cannot be read"))
    }

    @Test(.enabled(if: Shared.isThere, "the shared data are not beside this checkout"))
    func `the lists that the catalogue was built from change nothing`() throws {
        let run = try CommandRun()
        let lists = try #require(Shared.file("data/prices"))
        let outcome = run("prices", "diff", lists.path)
        #expect(outcome.code == .done)
        #expect(outcome.output.isEmpty)
        #expect(outcome.talk.hasSuffix("the lists change nothing\n"))
    }

    @Test func `the built-in catalogue is sound`() throws {
        let run = try CommandRun()
        let outcome = run("prices", "check", "--json")
        #expect(outcome.code == .done)
        #expect(try outcome.json()["sound"]?.bool == true)
    }

    @Test(arguments: [
        (#"{ providers: { openai: { models: { "gpt-4o": { input: "2.50", output: "10" } } } } }"#, nil),
        (
            #"{ providers: { openai: { models: { "gpt-4o": { input: "250", output: "1000" } } } } }"#,
            "own.json5: openai/gpt-4o: `input` is 250, 100 times that, as if cents were dollars"
        ),
        (#"{ providers: { openai: { models: { "gpt-4o": { inptu: "2.50" } } } } }"#, "own.json5:1:"),
    ])
    func `a price file of one's own is checked`(text: String, words: String?) throws {
        let run = try CommandRun()
        let path = run.folder.path("own.json5")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let outcome = run("prices", "check", path)
        #expect(outcome.code == (words == nil ? .done : .failed))
        if let words {
            #expect(run.withoutFolder(outcome.output).contains(words))
        } else {
            #expect(outcome.output.isEmpty)
        }
        let json = try run("prices", "check", "--json", path).json()
        #expect(json["findings"]?.array?.isEmpty == (words == nil))
    }
}

import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct RepriceCommandTests {
    @Test func `prices that did not change give no difference`() throws {
        let run = try CommandRun()
        _ = run("record", input: CommandRun.calls)
        let outcome = run("reprice")
        #expect(outcome.code == .done)
        #expect(outcome.output.contains("Unchanged (3 models)"))
        #expect(outcome.talk == "No cost changes; nothing is posted.\n1 call still without a price.\n")
        let json = try run("reprice", "--period", "2025-03", "--json").json()
        #expect(json["period"]?.string == "2025-03")
        #expect(json["total"]?["calls"]?.integer == 5)
        #expect(json["total"]?["changed"]?.integer == 0)
        #expect(json["posted"] == .null)
        #expect(run("reprice", "--model", "nobody").output.hasSuffix("There are no such calls.\n"))
    }

    @Test(arguments: [
        (["--post"], "`--post` needs `--reason`"), (["--reason", "x"], "need `--post`"),
        (["--actor", "x"], "need `--post`"), (["--json", "--calls"], "cannot stand beside"),
    ])
    func `nothing is posted by accident`(_ words: [String], _ part: String) throws {
        let run = try CommandRun()
        _ = run("record", input: CommandRun.calls)
        let proof = run("verify").output
        let outcome = run.run(["reprice"] + words)
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains(part))
        #expect(run("verify").output == proof)
    }

    @Test func `a ledger that is not there is not made`() throws {
        let outcome = try CommandRun()("reprice", "--post", "--reason", "why")
        #expect(outcome.code == .inputOutput)
        #expect(outcome.talk.contains("there is no ledger"))
    }
}

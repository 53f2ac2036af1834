import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct AggregateCommandTests {
    /// A ledger with the five calls of March 2025.
    private func filled() throws -> CommandRun {
        let run = try CommandRun()
        let file = try run.file("calls.jsonl", CommandRun.calls)
        #expect(run("import", file).code == .done)
        return run
    }

    @Test func `aggregate says how many users and rows it took, and then that nothing is left`() throws {
        let run = try filled()
        let before = run("models", "--json").output
        let first = run("aggregate")
        #expect(first.code == .done)
        #expect(first.output.contains("Days      4 made anew\n"))
        #expect(first.output.contains("Users     2 processed\n"))
        #expect(first.output.contains("Calls     5 rows read\n"))
        #expect(first.output.contains(" created, 0 replaced, 0 unchanged\n"))
        #expect(run("aggregate").output == "Nothing to do: all rollups are up to date.\n")
        #expect(run("models", "--json").output == before)
        #expect(run("verify").code == .done)
    }

    @Test func `aggregate takes a user, days and force`() throws {
        let run = try filled()
        let bob = try run("aggregate", "--user", "bob", "--json").json()
        #expect(bob["days"]?.integer == 2)
        let march = try run("aggregate", "--from", "2025-03-02", "--to", "2025-03-17", "--json").json()
        #expect(march["days"]?.integer == 2)
        #expect(march["users"]?.integer == 1)
        #expect(try run("aggregate", "--json").json()["days"]?.integer == 0)
        let forced = try run("aggregate", "--force", "--json").json()
        #expect(forced["days"]?.integer == 4)
        #expect(forced["created"]?.integer == 0)
        #expect(forced["replaced"]?.integer == 0)
    }

    @Test func `backfill prints a line for each batch and goes on where days are missing`() throws {
        let run = try filled()
        let first = run("backfill", "--batch", "2")
        #expect(first.code == .done)
        let lines = first.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("batch 1 of 2: 2025-03-01 to 2025-03-02, 3 rows read, ") == true)
        #expect(run("backfill").output == "Nothing to do: all rollups are up to date.\n")
        let json = try run("backfill", "--json").json()
        #expect(json["days"]?.integer == 0)
    }

    @Test func `wrong words and a ledger that is not there`() throws {
        let run = try CommandRun()
        #expect(run("aggregate").code == .inputOutput)
        #expect(run("aggregate").talk.contains("there is no ledger"))
        #expect(run("backfill", "--batch", "0").code == .usage)
        #expect(run("aggregate", "--from", "2025-03-02", "--to", "2025-03-01").code == .usage)
    }
}

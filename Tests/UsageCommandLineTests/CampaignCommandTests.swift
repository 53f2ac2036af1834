import JSON
import TestSupport
import Testing
import UsageCommandLine

@Suite struct CampaignCommandTests {
    /// A call of a quarter of a dollar a day for ten days, one before them, and one of another campaign.
    private static func recorded() throws -> CommandRun {
        let run = try CommandRun()
        let days = ["2025-02-28"] + (1...10).map { "2025-03-\($0 < 10 ? "0" : "")\($0)" }
        let calls = days.map { day in
            #"{"occurred_at":"\#(day)T10:00:00Z","provider":"openai","model":"gpt-4o","campaign":"launch","#
                + #""usage":{"input_tokens":100000}}"#
        }
        let other =
            #"{"occurred_at":"2025-03-04T10:00:00Z","provider":"openai","model":"gpt-4o","campaign":"sprng","#
            + #""usage":{"input_tokens":4}}"#
        _ = run("record", input: (calls + [other]).joined(separator: "\n"))
        return run
    }

    @Test func `an entry has days and a budget, and tells what it has cost`() throws {
        let run = try Self.recorded()
        #expect(run("campaign", "list").output.hasPrefix("No campaign has an entry"))
        let made = run(
            "campaign", "set", "launch", "--from", "2025-03-01", "--to", "2025-03-20", "--budget", "4")
        #expect(made.output == "Made: launch, 2025-03-01..2025-03-20, budget $4.00\n")
        #expect(
            run("campaign", "set", "launch", "--note", "new site").output
                == "Changed: launch, 2025-03-01..2025-03-20, budget $4.00\n")
        let shown = run("campaign", "show", "launch", asOf: "2025-03-11T12:00:00Z")
        #expect(Snapshot.difference(shown.output, named: "campaign-show.txt") == nil)
        let list = run("campaign", "list", asOf: "2025-03-11T12:00:00Z")
        #expect(Snapshot.difference(list.output, named: "campaign-list.txt") == nil)
        #expect(list.talk == "1 campaign of calls has no entry; `usageledger campaigns` shows all\n")
        let json = try run("campaign", "show", "launch", "--json", asOf: "2025-03-11T12:00:00Z").json()
        #expect(json["spent_usd"]?.string == "2.5")
        #expect(json["left_usd"]?.string == "1.5")
        #expect(json["other_days_usd"]?.string == "0.25")
        #expect(json["projected_usd"]?.string == "5")
        #expect(json["budget_lasts_through"]?.string == "2025-03-16")
        #expect(json["phase"]?.string == "running")
    }

    @Test(arguments: [
        ("2025-02-20T00:00:00Z", "planned"), ("2025-03-05T00:00:00Z", "running"),
        ("2025-03-21T00:00:00Z", "over"),
    ])
    func `there is no outlook before a week is complete, nor after the end`(_ now: String, _ phase: String)
        throws
    {
        let run = try Self.recorded()
        _ = run("campaign", "set", "launch", "--from", "2025-03-01", "--to", "2025-03-20", "--budget", "4")
        let json = try run("campaign", "show", "launch", "--json", asOf: now).json()
        #expect(json["phase"]?.string == phase)
        #expect(json["projected_usd"] == nil)
    }

    @Test func `a campaign's budget has alerts`() throws {
        let run = try Self.recorded()
        #expect(run("alerts").talk.contains("`--period` or `--campaign` is missing"))
        #expect(run("alerts", "--campaign", "launch").talk.contains("there is no campaign `launch`"))
        _ = run("campaign", "set", "launch", "--from", "2025-03-01", "--to", "2025-03-20", "--budget", "2")
        let outcome = run("alerts", "--campaign", "launch")
        #expect(outcome.code == .limitExceeded)
        #expect(outcome.output.contains("passed 2025-03-08T10:00:00Z at $2.00"))
        _ = run("campaign", "set", "sprng", "--budget", "2")
        #expect(run("alerts", "--campaign", "sprng").code == .done)
    }

    @Test func `an entry can be removed, its calls stay`() throws {
        let run = try Self.recorded()
        _ = run("campaign", "set", "launch", "--budget", "4")
        #expect(run("campaign", "remove", "launch").output == "Removed: launch\n")
        let again = run("campaign", "remove", "launch")
        #expect(again.code == .badInput)
        let shown = try run("campaign", "show", "launch", "--json").json()
        #expect(shown["calls"]?.integer == 11)
        #expect(shown["budget_usd"] == .null)
    }

    @Test(arguments: [
        (["show", "lunch"], "did you mean `launch`?"), (["set", "x"], "there is nothing to set"),
        (["set", "x", "--from", "2025-03-02", "--to", "2025-03-01"], "before its first day"),
        (["set", "x", "--budget", "-1"], "above zero"), (["set", "", "--note", "x"], "has a name"),
        (["set", "x", "--budget", "99999999"], "99999999"), (["st", "x"], "did you mean `set`?"),
    ])
    func `what is wrong is told`(_ words: [String], _ part: String) throws {
        let run = try Self.recorded()
        let outcome = run.run(["campaign"] + words)
        #expect(outcome.code == .usage || outcome.code == .badInput)
        #expect(outcome.talk.contains(part), "\(outcome.talk)")
    }
}

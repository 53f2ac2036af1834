import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine
import UsageModel

@Suite struct TableCommandTests {
    private static func imported() throws -> CommandRun {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        return run
    }

    @Test(arguments: [
        "summary", "summary --period 2025-03", "daily", "weekly", "monthly", "models", "models --limit 1",
        "users",
        "users --model gpt-4o --sort calls", "daily --zone Europe/Berlin --user bob", "reconcile",
        "models --limit 1 --asc", "sessions", "tags team", "daily --by model --desc --limit 2",
        "providers --not model=gpt-4o", "summary --period 2024-01", "models --period 2024-01", "doctor",
        "prices show dall-e-3",
    ])
    func `tables read as recorded in 80 columns`(_ line: String) throws {
        let run = try Self.imported()
        let outcome = run.run(line.split(separator: " ").map(String.init))
        #expect(outcome.code == .done)
        #expect(outcome.talk.isEmpty || outcome.talk.hasPrefix("next page: the same command with --after "))
        let output = run.withoutFolder(outcome.output)
        #expect(output.split(separator: "\n").allSatisfy { DisplayText(String($0)).columns <= 80 })
        let name = line.replacing(" --", with: "_").replacing(" ", with: "-").replacing("/", with: "-")
        let difference = Snapshot.difference(output, named: "\(name).txt")
        #expect(difference == nil)
    }

    @Test(arguments: ["summary", "daily", "weekly", "monthly", "models", "users", "reconcile"])
    func `every table is JSON with one exact total`(_ name: String) throws {
        let json = try Self.imported()(name, "--json").json()
        #expect(json["total"]?["calls"]?.integer == 5)
        #expect(json["total"]?["unpriced_calls"]?.integer == 1)
        let total = try Money(#require(json["total"]?["cost_usd"]?.string))
        #expect(total.description == "0.04426535")
        guard name != "summary" else { return }
        let rows = try #require(json["rows"]?.array)
        let sum = try rows.reduce(Money.zero) { try $0 + Money($1["cost_usd"]?.string ?? "0") }
        #expect(sum == total)
    }

    @Test func `the rows past the limit are summed up, so that the parts make the total`() throws {
        let json = try Self.imported()("models", "--limit", "1", "--json").json()
        #expect(json["rows"]?.array?.count == 1)
        #expect(json["other_rows"]?.integer == 2)
        let parts = try [json["rows"]?[0], json["other"]].reduce(Money.zero) {
            try $0 + Money(#require($1?["cost_usd"]?.string))
        }
        #expect(try parts == Money(#require(json["total"]?["cost_usd"]?.string)))
    }

    @Test func `days are those of the zone`() throws {
        let run = try Self.imported()
        let utc = try run("daily", "--user", "bob", "--json").json()
        let berlin = try run("daily", "--user", "bob", "--zone", "Europe/Berlin", "--json").json()
        #expect(utc["rows"]?[0]?["day"]?.string == "2025-03-01")
        #expect(berlin["rows"]?[0]?["day"]?.string == "2025-03-02")
        #expect(utc["total"] == berlin["total"])
    }

    @Test(arguments: [
        (["daily", "--period", "2025-13"], "`2025-13` is no period"),
        (["daily", "--period", "last-mont"], "did you mean `last-month`"),
        (["daily", "--period", "2025", "--from", "2025-01-01"], "cannot stand beside"),
        (["daily", "--from", "2025-02-01", "--to", "2025-01-01"], "is before"),
        (["daily", "--status", "sucess"], "did you mean `success`?"),
        (["models", "--limit", "0"], "a whole number from 1 to 1000000"),
        (["models", "--asc", "--desc"], "cannot stand beside"),
        (["models", "--sql", "--json"], "cannot stand beside"),
        (["models", "--by", "usr"], "did you mean `user`?"),
        (["models", "--not", "usr=x"], "did you mean `user`?"),
        (["models", "--not", "user"], "with `=` between"), (["models", "--after", "x"], "a cursor"),
        (["modles"], "did you mean `models`?"), (["tags"], "KEY"),
    ])
    func `wrong words are told`(_ words: [String], _ part: String) throws {
        let outcome = try CommandRun().run(words)
        #expect(outcome.code == .usage)
        #expect(outcome.talk.contains(part))
    }

    @Test(arguments: ["summary", "daily", "export", "verify", "doctor", "reconcile"])
    func `a ledger that is not there is said to be missing, and is not made`(_ name: String) throws {
        let run = try CommandRun()
        let outcome = run.run(name == "export" ? [name, "csv"] : [name])
        #expect(outcome.code == .inputOutput)
        #expect(outcome.talk.contains("there is no ledger at"))
        #expect(!FileManager.default.fileExists(atPath: run.ledger))
    }

    @Test func `names of months are counted from the time that stands for now`() throws {
        let run = try Self.imported()
        let last = try run("summary", "--period", "last-month", "--json").json()
        #expect(last["period"]?.string == "2025-03")
        #expect(last["total"]?["calls"]?.integer == 5)
        let this = try run("summary", "--period", "this-month", "--json").json()
        #expect(this["total"]?["calls"]?.integer == 0)
        let words = ["summary", "--period", "month-to-date", "--json"]
        let toDate = try run.run(words, asOf: "2025-03-17T00:00:00Z").json()
        #expect(toDate["period"]?.string == "2025-03-01..2025-03-17")
        #expect(toDate["total"]?["calls"]?.integer == 4)
    }

    @Test func `all time stands beside today and the month to date`() throws {
        let run = try Self.imported()
        let periods = try run.run(["summary", "--json"], asOf: "2025-03-17T23:00:00Z").json()["periods"]
        let calls = ["today", "yesterday", "week_to_date", "month_to_date", "last_month", "lifetime"].map {
            periods?[$0]?["calls"]?.integer
        }
        #expect(calls == [1, 0, 1, 4, 0, 5])
    }
}

extension TableCommandTests {
    private static let conversations = """
        {"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","user":"ann","chat":"c1","message":"m1","agent":"planner","latency_ms":100,"usage":{"input_tokens":1200,"output_tokens":350}}
        {"occurred_at":"2025-03-01T12:01:00Z","provider":"openai","model":"gpt-4o","user":"ann","chat":"c1","message":"m1","agent":"coder","latency_ms":2000,"usage":{"input_tokens":100,"output_tokens":30}}
        {"occurred_at":"2025-03-02T12:00:00Z","provider":"openai","model":"gpt-4o","user":"ann","chat":"c1","message":"m2","agent":"coder","latency_ms":300,"usage":{"input_tokens":1500,"output_tokens":10}}
        {"occurred_at":"2025-03-02T13:00:00Z","provider":"openai","model":"gpt-4o-mini","user":"bob","chat":"c2","usage":{"input_tokens":7,"output_tokens":3}}

        """

    private static func conversing() throws -> CommandRun {
        let run = try CommandRun()
        _ = run("import", "-", input: conversations)
        return run
    }

    @Test(arguments: [
        "users --by team", "users --latency", "models --latency", "daily --activity", "sessions --by user",
    ])
    func `conversations and latencies read as recorded`(_ line: String) throws {
        let outcome = try Self.conversing().run(line.split(separator: " ").map(String.init))
        #expect(outcome.output.split(separator: "\n").allSatisfy { DisplayText(String($0)).columns <= 80 })
        let name = "conversing-" + line.replacing(" --", with: "_").replacing(" ", with: "-")
        let difference = Snapshot.difference(outcome.output, named: "\(name).txt")
        #expect(difference == nil)
    }

    @Test func `a conversation of two days counts once in the whole`() throws {
        let run = try Self.conversing()
        for _ in 0..<2 {
            let json = try run("daily", "--activity", "--json").json()
            #expect(json["rows"]?.array?.map { $0["conversations"]?.integer } == [1, 2])
            #expect(json["total"]?["conversations"]?.integer == 2)
            #expect(json["total"]?["messages"]?.integer == 2)
            let user = try run("users", "--json").json()["rows"]?[0]
            #expect(user?["agents"]?.array?.map(\.string) == ["coder", "planner"])
            #expect(user?["messages"]?.integer == 2)
            _ = run("aggregate")
        }
    }

    @Test func `latencies are those of the calls that have one`() throws {
        let run = try Self.conversing()
        for _ in 0..<2 {
            let latency = try run("models", "--latency", "--json").json()["total"]?["latency_ms"]
            #expect(latency?["calls"]?.integer == 3)
            // The middle of the bucket that 300 falls in, and those of 2,000: each within 1/128.
            #expect(abs((latency?["p50"]?.integer ?? 0) - 300) <= 2)
            #expect(abs((latency?["p99"]?.integer ?? 0) - 2_000) <= 15)
            _ = run("aggregate")
        }
    }
}

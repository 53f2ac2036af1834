import Foundation
import JSON
import TestSupport
import Testing
import UsageCommandLine
import UsageModel

/// `calls`, `correct`, `close-month` and what `explain` says of them.
@Suite struct BooksCommandTests {
    private static let id = "0195a3c2-8d1e-7f00-8000-0123456789ab"
    private static let call = """
        {"id":"\(id)","occurred_at":"2025-03-05T10:00:00Z","provider":"openai","model":"gpt-4o","user":"ann",\
        "tags":{"team":"search"},"usage":{"input_tokens":1200,"output_tokens":350}}

        """

    private static func recorded() throws -> CommandRun {
        let run = try CommandRun()
        _ = run("record", input: call)
        return run
    }

    @Test func `the last calls come newest first, page by page`() throws {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        let outcome = run("calls", "--limit", "3")
        #expect(outcome.code == .done)
        #expect(Snapshot.difference(outcome.output, named: "calls_limit-3.txt") == nil)
        #expect(outcome.output.split(separator: "\n").allSatisfy { DisplayText(String($0)).columns <= 80 })
        let first = try run("calls", "-n", "3", "--json").json()
        let next = try #require(first["next"]?.string)
        #expect(outcome.talk == "next page: the same command with --after \(next)\n")
        let second = try run("calls", "-n", "3", "--json", "--after", next).json()
        #expect(second["next"] == nil)
        let moments = [first, second].flatMap { $0["rows"]?.array ?? [] }.compactMap {
            $0["occurred_at"]?.string
        }
        #expect(moments.count == 5)
        #expect(moments == moments.sorted(by: >))
        #expect(run("calls", "--after", next, "--user", "ann").code == .badInput)
        #expect(run("calls", "--after", "x").code == .usage)
        #expect(run("calls", "--user", "nobody").output.hasSuffix("There are no such calls.\n"))
    }

    @Test func `a row is reversed once, with reason and actor, and says so`() throws {
        let run = try Self.recorded()
        #expect(run("correct", Self.id).code == .usage)
        let outcome = run("correct", Self.id, "--reason", "counted twice", "--actor", "mia", "--json")
        #expect(outcome.code == .done, "\(outcome.talk)")
        let json = try outcome.json()
        #expect(json["difference_usd"]?.string == "-0.0065")
        #expect(json["restatement"] == .null)
        #expect(json["posting_month"]?.string == "2025-03")
        #expect(json["late"] == false)
        let again = run("correct", Self.id, "--reason", "counted twice")
        #expect(again.code == .badInput)
        #expect(again.talk.contains("is reversed already"))
        let total = try run("summary", "--json").json()["total"]
        #expect(total?["calls"]?.integer == 0)
        #expect(total?["input_tokens"]?.integer == 0)
        #expect(total?["cost_usd"] == .null)
        let explained = run("explain", Self.id).output
        #expect(explained.contains("counted twice (mia)"))
        let reversal = try #require(json["reversal"]?.string)
        #expect(run("explain", reversal).output.contains("reversal of \(Self.id)"))
        #expect(run("correct", reversal, "--reason", "why").talk.contains("is itself a reversal"))
        #expect(run("verify").code == .done)
    }

    @Test(arguments: [
        (["--set", "user=bob", "--set", "input_tokens=2400", "--set", "tags.team=ads"], ""),
        (["--patch", "-"], #"{"user":"bob","usage":{"input_tokens":2400},"tags":{"team":"ads"}}"#),
    ])
    func `a row is put right by what changes, and priced anew`(_ words: [String], _ input: String) throws {
        let run = try Self.recorded()
        let outcome = run.run(["correct", Self.id, "--reason", "wrong user", "--json"] + words, input: input)
        #expect(outcome.code == .done, "\(outcome.talk)")
        let json = try outcome.json()
        #expect(json["cost_before_usd"]?.string == "0.0065")
        #expect(json["cost_usd"]?.string == "0.0095")
        #expect(json["difference_usd"]?.string == "0.003")
        let tags = try run("tags", "team", "--json").json()
        #expect(tags["rows"]?[0]?["tag:team"]?.string == "ads")
        #expect(tags["rows"]?[0]?["cost_usd"]?.string == "0.0095")
        #expect(tags["total"]?["calls"]?.integer == 1)
        let restatement = try #require(json["restatement"]?.string)
        let explained = try run("explain", restatement, "--json").json()
        #expect(explained["corrects"]?.string == Self.id)
        #expect(explained["correction_reason"]?.string == "wrong user")
        #expect(explained["counts"] == true)
        #expect(try run("explain", Self.id, "--json").json()["counts"] == false)
    }

    @Test func `an empty value takes one away, and a call may move to another moment`() throws {
        let run = try Self.recorded()
        let outcome = run(
            "correct", Self.id, "--reason", "clock was wrong", "--set", "user=", "--set",
            "occurred_at=2025-02-05T10:00:00Z")
        #expect(outcome.code == .done, "\(outcome.talk)")
        #expect(outcome.output.contains("posted to 2025-02"))
        let months = try run("monthly", "--by", "user", "--json").json()
        #expect(months["rows"]?[0]?["month"]?.string == "2025-02")
        #expect(months["rows"]?[0]?["user"] == .null)
        #expect(try run("explain", Self.id, "--json").json()["corrections"]?.array?.count == 2)
    }

    @Test(arguments: [
        (["--set", "usr=bob"], "did you mean `user`"), (["--set", "cost_usd=1"], "cannot be corrected"),
        (["--set", "id=1"], "cannot be corrected"), (["--set", "user=ann"], "changes nothing"),
        (["--set", "input_tokens=-1"], "input_tokens"), (["--patch", "-"], "is no JSON"),
        (["--set", "user.name=x"], "expected a text"),
    ])
    func `a wrong change is told, and nothing is written`(_ words: [String], _ part: String) throws {
        let run = try Self.recorded()
        let proof = run("verify").output
        let outcome = run.run(["correct", Self.id, "--reason", "why"] + words, input: "{")
        #expect(outcome.code == .badInput)
        #expect(outcome.talk.contains(part), "\(outcome.talk)")
        #expect(run("verify").output == proof)
    }

    @Test func `a closed month keeps its books, and what comes later says where it went`() throws {
        let run = try Self.recorded()
        #expect(run("close-month").output == "No month is closed.\n")
        #expect(run("close-month", "2025-04").talk.contains("is not over"))
        #expect(run("close-month", "2025-4").code == .usage)
        let closed = run("close-month", "2025-03", "--actor", "mia")
        #expect(
            closed.output == """
                2025-03 is closed by mia: 1 call, $0.0065 exactly.
                Later rows of its days, and corrections, are posted to 2025-04.

                """)
        #expect(run("close-month", "2025-03").talk.contains("is closed already"))
        let outcome = run("correct", Self.id, "--reason", "counted twice", "--actor", "mia")
        #expect(outcome.output.contains("posted to 2025-04, because 2025-03 is closed"))
        let list = try run("close-month", "--json").json()
        #expect(list["closed_months"]?[0]?["cost_usd"]?.string == "0.0065")
        #expect(list["closed_months"]?[0]?["actor"]?.string == "mia")
        #expect(run("close-month").output.contains("mia"))
        let books = try run("monthly", "--by", "posting-month", "--json").json()
        #expect(books["rows"]?.array?.map { $0["posting_month"]?.string } == ["2025-03", "2025-04"])
        #expect(books["rows"]?[1]?["cost_usd"]?.string == "-0.0065")
        #expect(books["total"]?["calls"]?.integer == 0)
    }

    @Test func `a report says what the books of its month hold, and what was taken back`() throws {
        let run = try CommandRun()
        _ = run("import", "-", input: CommandRun.calls)
        func report() throws -> (json: JSONValue, summary: String) {
            let folder = run.folder.path("report")
            let outcome = run("report", "--period", "2025-03", "--out", folder)
            try #require(outcome.code == .done, "\(outcome.talk)")
            func file(_ name: String) throws -> String {
                try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            }
            return (try JSONValue(parsing: file("report.json")), try file("summary.md"))
        }
        let open = try report()
        #expect(!open.summary.contains("books"))
        #expect(open.json["books"]?["closed_months"]?.array == [])
        let total = try #require(open.json["total"]?["cost_usd"]?.string)
        _ = run("close-month", "2025-03", "--actor", "mia")
        #expect(try report().summary.contains("Its books were closed on "))
        #expect(try report().summary.contains(" and hold the same total."))

        // A call of March that comes in April, and one of March that is restated in April.
        _ = run("record", input: Self.call)
        let known = run("calls", "-n", "9", "--user", "bob", "--json")
        let id = try #require(known.json()["rows"]?[0]?["id"]?.string)
        #expect(run("correct", id, "--reason", "wrong count", "--set", "input_tokens=50").code == .done)
        let late = try report()
        #expect(late.summary.contains(" and hold \(total) US dollars in 5 rows: "))
        let books = late.json["books"]
        #expect(books?["closed_months"]?[0]?["cost_usd"]?.string == total)
        #expect(books?["closed_months"]?[0]?["rows"]?.integer == 5)
        #expect(books?["reversals"]?["rows"]?.integer == 1)
        #expect(books?["restatements"]?["rows"]?.integer == 1)
        let taken = try Money(#require(books?["reversals"]?["cost_usd"]?.string))
        let entered = try Money(#require(books?["restatements"]?["cost_usd"]?.string))
        let now = try Money(#require(late.json["total"]?["cost_usd"]?.string))
        #expect(try now == Money(total) + Money("0.0065") - taken + entered)
    }

    @Test(arguments: ["correct", "close-month", "calls"])
    func `a ledger that is not there is not made`(_ name: String) throws {
        let words = ["correct": [Self.id, "--reason", "why"], "close-month": ["2025-03"]]
        let outcome = try CommandRun().run([name] + (words[name] ?? []))
        #expect(outcome.code == .inputOutput)
        #expect(outcome.talk.contains("there is no ledger"))
    }
}

import Foundation
import JSON
import TestSupport
import Testing

private let hasShell = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

/// `--sql` prints SQL whose result in the `sqlite3` shell is the table.
@Suite(.enabled(if: hasShell, "the shell sqlite3 is not there"))
struct TableSQLTests {
    private static let names = [
        "calls", "failed_calls", "unpriced_calls", "input_tokens", "output_tokens", "total_tokens", "images",
        "video_seconds", "audio_seconds", "cost_usd",
    ]

    @Test(arguments: [
        "summary", "summary --period 2025-03 --zone Asia/Kolkata", "models", "models -n 3",
        "daily --zone Europe/Berlin --period 2025-03", "weekly --desc -n 5",
        "monthly --by provider --zone Australia/Lord_Howe", "users --sort tokens --asc -n 4",
        "providers --not provider=openai", "sessions --model o3 -n 2", "statuses", "teams --sort calls",
        "tags team", "keys --period 1999", "agents --by model --not model=o3 --not user= -n 6",
        "daily --by posting_month -n 9 --posting-month 2025-03",
    ])
    func `the result of the SQL is the table, to the digit`(line: String) throws {
        try Self.check(line.split(separator: " ").map(String.init), ledger: Sample.ledger())
    }

    @Test func `pages after a cursor have SQL too, and rows that came later are in neither`() throws {
        let folder = try TemporaryFolder()
        let ledger = folder.path("ledger.sqlite")
        try FileManager.default.copyItem(atPath: Sample.ledger(), toPath: ledger)
        let command = Command(db: ledger)
        let words = ["models", "-n", "5"]
        let first = try command.run(words + ["--json"]).json()
        let next = try #require(first["next"]?.string)
        let call =
            #"{"provider":"openai","model":"gpt-4o","occurred_at":"2025-03-05","usage":{"input_tokens":9}}"#
        try #require(try command.run("record", input: Data(call.utf8)).ending == .exit(0))
        try Self.check(words + ["--after", next], ledger: ledger)
        let second = try command.run(words + ["--json", "--after", next]).json()
        #expect(second["total"] == first["total"])
        #expect(second["earlier_rows"]?.integer == 5)
    }

    /// Names that try to be something else than a name.
    @Test(arguments: ["o'brien'); DROP TABLE api_usage; --", "a\"b\\c", "$1", "line\nbreak", "ünï$2'"])
    func `a name is only ever a name`(name: String) throws {
        let folder = try TemporaryFolder()
        let ledger = folder.path("ledger.sqlite")
        let command = Command(db: ledger)
        let call = JSONValue.object(
            JSONObject([
                .init(name: "provider", value: "openai"), .init(name: "model", value: "gpt-4o"),
                .init(name: "occurred_at", value: "2025-03-05"), .init(name: "user", value: .string(name)),
                .init(name: "tags", value: .object(JSONObject([.init(name: name, value: .string(name))]))),
                .init(name: "usage", value: ["input_tokens": 1_200]),
            ]))
        try #require(try command.run("record", input: Data(call.compactText.utf8)).ending == .exit(0))
        try Self.check(["tags", name, "--user", name, "--tag", "\(name)=\(name)"], ledger: ledger)
        try Self.check(["users", "--not", "tag:\(name)=\(name)x"], ledger: ledger)
        let found = try command.run("tags", name, "--user", name, "--json").json()
        #expect(found["rows"]?[0]?["tag:\(name)"]?.string == name)
        #expect(found["total"]?["calls"]?.integer == 1)
    }

    @Test func `reversals beyond the page and sums below zero are exact`() throws {
        let folder = try TemporaryFolder()
        let ledger = folder.path("ledger.sqlite")
        let command = Command(db: ledger)
        let call = """
            {"id":"0195a3c2-8d1e-7f00-8000-0123456789ab","provider":"openai","model":"gpt-4o",\
            "occurred_at":"2025-03-05","usage":{"input_tokens":3}}
            """
        try #require(try command.run("record", input: Data(call.utf8)).ending == .exit(0))
        let close = try command.run("--as-of", "2025-04-02T00:00:00Z", "close-month", "2025-03")
        try #require(close.ending == .exit(0), "\(close.talk)")
        let reversal = try command.run(
            "--as-of", "2025-04-03T00:00:00Z", "correct", "0195a3c2-8d1e-7f00-8000-0123456789ab", "--reason",
            "counted twice")
        try #require(reversal.ending == .exit(0), "\(reversal.talk)")
        try Self.check(["models", "--posting-month", "2025-04"], ledger: ledger)
        let books = try command.run("models", "--posting-month", "2025-04", "--json").json()
        #expect(books["total"]?["cost_usd"]?.string == "-0.0000075")
        try Self.check(["monthly", "--by", "posting-month"], ledger: ledger)
    }

    private static func check(_ words: [String], ledger: String) throws {
        let command = Command(db: ledger)
        let table = try command.run(words + ["--json"])
        try #require(table.ending == .exit(0), "\(table.talk)")
        let json = try table.json()
        let sql = try command.run(words + ["--sql"])
        try #require(sql.ending == .exit(0), "\(sql.talk)")
        var shell = Command()
        shell.environment["LEDGER"] = ledger
        shell.environment["SQL"] = sql.text
        let result = try shell.shell("printf %s \"$SQL\" | sqlite3 -json \"$LEDGER\"")
        try #require(result.ending == .exit(0) && result.talk.isEmpty, "\(result.talk)\n\(sql.text)")
        let rows = try #require(result.json().array)
        #expect(rows.last?["part"]?.string == "total")
        try compare(rows.last, json["total"])
        try compare(rows.first { $0["part"]?.string == "other" }, json["other"])
        try compare(rows.first { $0["part"]?.string == "earlier" }, json["earlier"])
        let shown = rows.filter { $0["part"]?.string == "row" }
        let expected = json["rows"]?.array ?? []
        #expect(shown.count == expected.count)
        for (row, wanted) in zip(shown, expected) {
            try compare(row, wanted)
            let keys = wanted.object?.names.prefix { $0 != "calls" } ?? []
            for key in keys { #expect(row[key] == wanted[key]) }
        }
    }

    private static func compare(_ row: JSONValue?, _ wanted: JSONValue?) throws {
        #expect((row == nil) == (wanted == nil))
        guard let row, let wanted else { return }
        for name in names { #expect(row[name] == wanted[name], "\(name)") }
    }
}

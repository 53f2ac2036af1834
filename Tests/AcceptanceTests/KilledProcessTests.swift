import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// What a process that is killed leaves behind is never lost and never counted twice.
@Suite struct KilledProcessTests {
    /// What must be equal whatever happened on the way.
    private struct Proof: Hashable {
        var isSound: Bool
        var rows: Int
        var total: String
        var content: String

        init(of command: Command) throws {
            let proof = try command.run("verify", "--json").json()
            isSound = try #require(proof["sound"]?.bool as Bool?)
            rows = try #require(proof["rows"]?.integer)
            total = try #require(proof["total_usd"]?.string)
            content = try #require(proof["content_digest"]?.string)
        }
    }

    @Test func `an import killed at 20 random points and run again ends like one left alone`() throws {
        let folder = try TemporaryFolder()
        // In the short form still one transaction in the middle, with repeated records on both of its sides.
        let lineCount = isFullTier ? Sample.records : 3_000
        let file = folder.path("calls.jsonl")
        try Sample.cut(lines: lineCount).write(to: URL(fileURLWithPath: file))
        let whole = Command(db: folder.path("whole.sqlite"))
        let start = ContinuousClock.now
        try #require(try whole.run("import", file).ending == .exit(0))
        let duration = start.duration(to: .now)
        let expected = try Proof(of: whole)
        try #require(expected.isSound && expected.rows == lineCount)

        var random = SeededRandom(seed: 20)
        var (kills, runs, resumed, scale) = (0, 0, 0, 1.0)
        var command = Command(db: folder.path("0.sqlite"))
        while runs < 100, kills < 20 || resumed == 0 {
            runs += 1
            let share = Double.random(in: 0..<1, using: &random)
            let run = try command.run("import", "--json", file, killedAfter: duration * (share * scale))
            guard run.ending != .signal(SIGKILL) else {
                kills += 1
                // Where the machine has become slower, or faster, the points still spread over the whole import.
                scale *= 1.05
                continue
            }
            try #require(run.ending == .exit(0), "\(run.talk)")
            if try run.json()["files"]?[0]?["resumed_after_line"]?.integer ?? 0 > 0 { resumed += 1 }
            #expect(try Proof(of: command) == expected)
            command = Command(db: folder.path("\(runs).sqlite"))
            scale *= 0.8
        }
        try #require(try command.run("import", file).ending == .exit(0))
        #expect(try Proof(of: command) == expected)
        #expect(kills >= 20)
        #expect(resumed > 0, "no import was taken up in the middle")
    }

    @Test func `a call is on the disk when its identity has been printed`() throws {
        let folder = try TemporaryFolder()
        let command = Command(db: folder.path("ledger.sqlite"))
        // A pipe that stays open: the command prints the row and waits for more, and is killed while it waits.
        let run = try command.shell(
            """
            mkfifo calls rows || exit 1
            "$BIN" --db "\(folder.path("ledger.sqlite"))" record <calls >rows &
            exec 3>calls 4<rows
            printf '%s\\n' '\(Self.call)' >&3
            read -r id rest <&4
            kill -KILL $!
            wait $!
            echo "$id $?"
            """)
        let words = run.text.split(whereSeparator: \.isWhitespace)
        try #require(words.count == 2, "\(run.talk)")
        #expect(words[1] == "137")
        let row = try command.run("explain", "--json", String(words[0])).json()
        #expect(row["id"]?.string == String(words[0]))
        #expect(row["call"]?["usage"]?["input_tokens"]?.integer == 1_200)
        let proof = try Proof(of: command)
        #expect(proof.isSound)
        #expect(proof.rows == 1)
    }

    private static let call =
        #"{"occurred_at":"2025-03-05T12:00:00Z","provider":"openai","model":"gpt-4o","usage":{"input_tokens":1200}}"#
}

import Foundation
import SQLite
import TestSupport
import UsageLedger
import UsageModel

extension KillScene {
    /// A client that records calls and waits for each answer; what was not answered is sent again.
    func record(calls count: Int) throws {
        let ledger = path("ledger.sqlite")
        let lines = try calls.lines(0..<count)
        let ids = try (0..<count).compactMap { try calls.event($0).id }
        var (acknowledged, kills) = (0, 0)
        // The first kills come while the process starts.
        var times = KillTimes(seed: random.next(), whole: .milliseconds(120))
        while acknowledged < count {
            let victim = try start(["--db", ledger, "record"], isTalking: true)
            if kills < self.kills { victim.kill(after: times.next()) }
            let before = acknowledged
            try talk(victim, lines, &acknowledged)
            let ending = victim.wait()
            times.learn(hasHit: ending.isKilled)
            guard ending.isKilled || acknowledged == count else {
                return tally.fail("seed \(seed): `record` ended with \(ending): \(victim.talk())")
            }
            tally.acknowledged += acknowledged - before
            guard ending.isKilled else { continue }
            kills += 1
            tally.runs += 1
            try check(ledger, acknowledged: ids.prefix(acknowledged))
        }
        let whole = path("whole.sqlite")
        _ = try Ledger(path: whole).record(calls.events(0..<count))
        try compare(ledger, with: whole, "record")
    }

    /// Says groups of calls and hears their rows until all are said or the process is gone.
    private func talk(_ victim: Victim, _ lines: [String], _ acknowledged: inout Int) throws {
        var heard = Data()
        while acknowledged < lines.count {
            let group = lines[acknowledged...].prefix(1 + random.below(8))
            guard victim.say(group.joined()) else { return }
            let target = acknowledged + group.count
            while acknowledged < target {
                let piece = victim.hear()
                guard !piece.isEmpty else { return }
                heard.append(piece)
                // A line without its end is no answer.
                while let end = heard.firstIndex(of: UInt8(ascii: "\n")) {
                    heard.removeSubrange(...end)
                    acknowledged += 1
                }
            }
        }
    }

    /// An import that is run again until it comes to its end.
    func importFile(records count: Int) throws {
        // Records without an id of their own, some of them more than once.
        var lines = try (0..<count).map { number in
            var event = try calls.event(number)
            if number % 3 > 0 { (event.id, event.idempotencyKey) = (nil, nil) }
            return CallMaker.line(event)
        }
        for number in stride(from: 1, to: count, by: 50) where number % 3 > 0 { lines.append(lines[number]) }
        let file = path("calls.jsonl")
        try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
        let whole = path("whole.sqlite")
        let duration = try finish(["--db", whole, "import", file])
        let ids = Set(try RowCensus(of: whole).counts.keys)
        guard ids.count == lines.count else { throw Unfit("\(ids.count) rows of \(lines.count) records") }
        var round = 0
        let before = tally.runs
        while tally.runs - before < kills {
            let ledger = path("\(round).sqlite")
            try killUntilDone(
                ["--db", ledger, "import", file], whole: duration, kills: min(6, kills + before - tally.runs)
            ) {
                try check(ledger, acknowledged: [])
                let strange = (try? RowCensus(of: ledger).counts.keys.count { !ids.contains($0) }) ?? 0
                tally.doubled += strange
                if strange > 0 { tally.note("seed \(seed): \(strange) rows that no record made") }
            }
            tally.acknowledged += ids.count
            try compare(ledger, with: whole, "import \(round)")
            round += 1
        }
    }

    /// An export, whose file is the old one or the whole new one.
    func export(calls count: Int) throws {
        let ledger = path("ledger.sqlite")
        _ = try Ledger(path: ledger).record(calls.events(0..<count))
        tally.acknowledged += count
        let before = tally.runs
        while tally.runs - before < kills {
            let format = random.pick(["csv", "jsonl", "json"])
            let (file, whole) = (path("rows.\(format)"), path("whole.\(format)"))
            let duration = try finish(["--db", ledger, "export", format, "--out", whole])
            let new = try Data(contentsOf: URL(fileURLWithPath: whole))
            let old: Data? = random.below(2) == 0 ? nil : Data("what was there before\n".utf8)
            try? FileManager.default.removeItem(atPath: file)
            try old?.write(to: URL(fileURLWithPath: file))
            let words = ["--db", ledger, "export", format, "--out", file]
            try killUntilDone(words, whole: duration, kills: min(6, kills + before - tally.runs)) {
                let found = FileManager.default.contents(atPath: file)
                tally.count(found == new ? "exports whole" : "exports absent or old")
                guard found != old, found != new else { return }
                tally.fail("seed \(seed): a half-written `rows.\(format)` of \(found?.count ?? 0) bytes")
            }
            if FileManager.default.contents(atPath: file) != new {
                tally.fail("seed \(seed): another export than the one left alone")
            }
        }
    }

    /// Corrections of prices that arrived late.
    func reprice(calls count: Int) throws {
        let prices = #"{source:"own",providers:{"in-house":{models:{"house-model":{input:"1",output:"2"}}}}}"#
        try prices.write(toFile: path("prices.json5"), atomically: true, encoding: .utf8)
        let settings = path("settings.json5")
        try #"{ prices: ["prices.json5"] }"#.write(toFile: settings, atomically: true, encoding: .utf8)
        let original = path("original.sqlite")
        _ = try Ledger(path: original).record(calls.events(0..<count))
        func words(_ ledger: String) -> [String] {
            ["--db", ledger, "--config", settings, "reprice", "--post", "--reason", "late", "--actor", "ada"]
        }
        func copy(_ name: String) throws -> String {
            let copy = path(name)
            try FileManager.default.copyItem(atPath: original, toPath: copy)
            return copy
        }
        let whole = try copy("whole.sqlite")
        let duration = try finish(words(whole))
        let expected = try LedgerImage(of: whole)
        guard expected.rows > count else { throw Unfit("nothing was priced anew") }
        let ids = Array(try RowCensus(of: original).counts.keys)
        var round = 0
        let before = tally.runs
        while tally.runs - before < kills {
            let ledger = try copy("\(round).sqlite")
            try killUntilDone(words(ledger), whole: duration, kills: min(6, kills + before - tally.runs)) {
                try check(ledger, acknowledged: ids)
            }
            tally.acknowledged += expected.rows
            let found = try LedgerImage(of: ledger)
            // The corrections' identities are made anew in each run.
            if found.rows != expected.rows || found.sums != expected.sums || !found.isSound {
                tally.fail(
                    "seed \(seed), reprice \(round): \(found.rows) rows of \(found.total) dollars, left alone "
                        + "\(expected.rows) of \(expected.total)")
            }
            round += 1
        }
    }

    /// Rollups that are made from rows, some of which come between one attempt and the next.
    func roll(calls count: Int, _ words: [String]) throws {
        let original = path("original.sqlite")
        _ = try Ledger(path: original).record(calls.events(0..<count))
        func copy(_ name: String) throws -> String {
            let copy = path(name)
            try FileManager.default.copyItem(atPath: original, toPath: copy)
            return copy
        }
        let whole = try copy("whole.sqlite")
        let duration = try finish(["--db", whole] + words)
        var round = 0
        let before = tally.runs
        while tally.runs - before < kills {
            let ledger = try copy("\(round).sqlite")
            var next = count
            try killUntilDone(
                ["--db", ledger] + words, whole: duration, kills: min(6, kills + before - tally.runs)
            ) {
                try check(ledger, acknowledged: [])
                _ = try Ledger(path: ledger).record(calls.events(next..<(next + 3)))
                next += 3
            }
            tally.acknowledged += next
            let rows = path("rows-\(round).sqlite")
            _ = try Ledger(path: rows).record(calls.events(0..<next))
            try compare(ledger, with: rows, "\(words[0]) \(round)")
            round += 1
        }
    }

    /// The first call of a ledger that is not there yet.
    func open() throws {
        try recordOne { _ in }
    }

    /// The first call that a new program records in the ledger of an older one.
    func migrate() throws {
        let old = random.pick(OldLedger.allCases)
        try recordOne { path in try old.write(to: path) }
    }

    private func recordOne(prepare: (String) throws -> Void) throws {
        let file = path("call.jsonl")
        try calls.lines(9_000..<9_001).joined().write(toFile: file, atomically: true, encoding: .utf8)
        func words(_ ledger: String) -> [String] { ["--db", ledger, "record", "--json-file", file] }
        let (whole, before) = (path("whole.sqlite"), path("before.sqlite"))
        try prepare(before)
        let ids = Array(try RowCensus(orEmpty: before).counts.keys)
        try prepare(whole)
        let duration = try finish(words(whole))
        var round = 0
        let killsBefore = tally.runs
        while tally.runs - killsBefore < kills {
            let ledger = path("\(round).sqlite")
            try prepare(ledger)
            try killUntilDone(words(ledger), whole: duration, kills: min(6, kills + killsBefore - tally.runs))
            {
                try check(ledger, acknowledged: ids)
            }
            tally.acknowledged += ids.count + 1
            try compare(ledger, with: whole, "record in \(round)")
            round += 1
        }
    }
}

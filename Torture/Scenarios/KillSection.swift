import Foundation
import TestSupport
import UsageLedger
import UsageModel

/// Processes of the product that are killed at random points of their work, and clients that send again what nobody
/// acknowledged.
package struct KillSection: Sendable {
    private let workshop: Workshop
    /// How much work there is to be killed in.
    private let size: Double

    package init(_ workshop: Workshop, size: Double = 1) {
        self.workshop = workshop
        self.size = size
    }

    /// The kinds of work.
    package enum Work: String, CaseIterable, Sendable {
        case record, importFiles, export, reprice, aggregate, backfill, open, migrate
    }

    /// So many kills, of every kind of work in turn; at least one of each.
    package func run(seed: UInt64, kills: Int, works: [Work] = Work.allCases) throws -> Tally {
        var tally = Tally()
        var round: UInt64 = 0
        while tally.runs < kills {
            for work in works {
                let before = tally.runs
                try run(work, seed: seed &+ round, kills: max(1, kills / works.count), &tally)
                tally.count("kills in \(work.rawValue)", tally.runs - before)
                if tally.runs >= kills { break }
            }
            round += 1
        }
        return tally
    }

    private func run(_ work: Work, seed: UInt64, kills: Int, _ tally: inout Tally) throws {
        let scene = try KillScene(workshop, seed: seed, kills: min(kills, 60))
        switch work {
        case .record: try scene.record(calls: Int(1_600 * size))
        case .importFiles: try scene.importFile(records: Int(2_000 * size))
        case .export: try scene.export(calls: Int(1_500 * size))
        case .reprice: try scene.reprice(calls: Int(800 * size))
        case .aggregate: try scene.roll(calls: Int(4_000 * size), ["aggregate"])
        case .backfill: try scene.roll(calls: Int(4_000 * size), ["backfill", "--batch", "1"])
        case .open: try scene.open()
        case .migrate: try scene.migrate()
        }
        tally += scene.tally
    }
}

/// One ledger and the processes that are killed while they work on it.
final class KillScene {
    let workshop: Workshop
    let seed: UInt64
    let kills: Int
    let folder: WorkFolder
    let calls: CallMaker
    var random: SeededRandom
    var tally = Tally()
    /// The moment that stands for now, so that two ledgers can be equal.
    static let moment = "2026-01-01T00:00:00Z"

    init(_ workshop: Workshop, seed: UInt64, kills: Int) throws {
        self.workshop = workshop
        self.seed = seed
        self.kills = kills
        folder = try WorkFolder()
        calls = CallMaker(seed: seed)
        random = SeededRandom(seed: seed ^ 0x4B49_4C4C)
    }

    func path(_ name: String) -> String { folder.path(name) }

    func start(_ words: [String], isTalking: Bool = false) throws -> Victim {
        try Victim(
            workshop.command, ["--as-of", Self.moment] + words, in: folder, isTalking: isTalking)
    }

    /// Runs a command to its end, which must be a good one.
    @discardableResult
    func finish(_ words: [String]) throws -> Duration {
        let (victim, duration) = try ContinuousClock.timed {
            let victim = try start(words)
            let ending = victim.wait()
            guard ending == .exit(0) else {
                throw Unfit("`\(words.joined(separator: " "))` ended with \(ending): \(victim.talk())")
            }
            return victim
        }
        _ = victim
        return duration
    }

    /// Runs a command again and again, killing it, until it was quicker or has been killed often enough; then to its end.
    ///
    /// `afterKill` looks at what is left behind.
    func killUntilDone(
        _ words: [String], whole: Duration, kills: Int? = nil, _ afterKill: () throws -> Void
    ) throws {
        var times = KillTimes(seed: random.next(), whole: whole)
        var count = 0
        while count < kills ?? self.kills {
            let victim = try start(words)
            victim.kill(after: times.next())
            let ending = victim.wait()
            times.learn(hasHit: ending.isKilled)
            if ending == .exit(0) { return }
            guard ending.isKilled else {
                return tally.fail("seed \(seed): `\(words[0])` ended with \(ending): \(victim.talk())")
            }
            count += 1
            tally.runs += 1
            try afterKill()
        }
        try finish(words)
    }

    /// Counts what is not as it must be after a kill: acknowledged rows that are gone, rows that are there twice.
    func check(_ path: String, acknowledged: some Sequence<EventID>) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            if acknowledged.contains(where: { _ in true }) { tally.fail("seed \(seed): the ledger is gone") }
            return
        }
        // A ledger whose first transaction was cut short is not one yet; the next command makes it.
        let proof = try Ledger(path: path).verify()
        let census = try RowCensus(of: path)
        let lost = census.lost(of: acknowledged)
        tally.lost += lost
        tally.doubled += census.doubled
        if lost > 0 || census.doubled > 0 {
            tally.note("seed \(seed): \(lost) acknowledged rows lost, \(census.doubled) doubled")
        }
        if let flaw = proof.flaws.first { tally.fail("seed \(seed): \(flaw.message)") }
    }

    /// Compares two ledgers in all that their calls say.
    func compare(_ path: String, with whole: String, _ what: String) throws {
        let (found, expected) = (try LedgerImage(of: path), try LedgerImage(of: whole))
        if let flaw = (found.flaws + expected.flaws).first { tally.fail("seed \(seed), \(what): \(flaw)") }
        tally.doubled += max(0, found.rows - expected.rows)
        tally.lost += max(0, expected.rows - found.rows)
        guard found.content != expected.content else { return }
        tally.fail(
            "seed \(seed), \(what): \(found.rows) rows of \(found.total) dollars, left alone \(expected.rows) of "
                + expected.total)
    }
}

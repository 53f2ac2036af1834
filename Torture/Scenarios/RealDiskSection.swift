package import Foundation
import TestSupport
import UsageLedger
import UsageModel

/// Disks as the system has them: full ones, files that may not grow, folders that may not be written.
///
/// What needs a disk of its own is left out where mounting one is not allowed, and not counted.
package struct RealDiskSection: Sendable {
    private let workshop: Workshop
    private let records: Int

    package init(_ workshop: Workshop, records: Int = 3_000) {
        self.workshop = workshop
        self.records = records
    }

    /// Each disk once.
    package func run(seed: UInt64) throws -> Tally {
        let scene = try RealDiskScene(workshop, seed: seed, records: records)
        try scene.fullDisk()
        try scene.limitedFile()
        try scene.readOnlyFolder()
        try scene.spillToFullDisk()
        try scene.spillToLimitedFile()
        return scene.tally
    }

    /// What a process that tracks says at its end.
    struct Report: Codable {
        var tracked, spilled, dropped, refused, recorded, waiting: Int
    }

    /// Tracks calls of which none can reach the ledger; what is printed.
    package static func track(ledger: String, spill: String, seed: UInt64, calls: Int) throws -> Data {
        ignoreFileLimits()
        var tracking = TrackerOptions()
        tracking.spillFolder = spill
        tracking.batchMax = 7
        tracking.queueMax = .max
        let tracker = Tracker(path: ledger, tracking: tracking)
        for event in try CallMaker(seed: seed).events(0..<calls) { tracker.track(event) }
        tracker.close()
        let report = tracker.report
        return try JSONEncoder().encode(
            Report(
                tracked: report.tracked, spilled: report.spilled, dropped: report.dropped,
                refused: report.refused, recorded: report.recorded, waiting: report.waiting))
    }
}

/// The commands that meet such disks.
private final class RealDiskScene {
    private let workshop: Workshop
    private let seed: UInt64
    private let folder: WorkFolder
    private let file: String
    private let whole: String
    /// Room for some of an import's transactions, not for all.
    private let tightBytes: Int
    private let expected: LedgerImage
    private(set) var tally = Tally()

    init(_ workshop: Workshop, seed: UInt64, records: Int) throws {
        self.workshop = workshop
        self.seed = seed
        folder = try WorkFolder()
        file = folder.path("calls.jsonl")
        whole = folder.path("whole.sqlite")
        try CallMaker(seed: seed).lines(0..<records).joined()
            .write(toFile: file, atomically: true, encoding: .utf8)
        guard try Victim(workshop.command, ["--db", whole, "import", file], in: folder).wait() == .exit(0)
        else { throw Unfit("the calls cannot be imported") }
        expected = try LedgerImage(of: whole)
        let size = try FileManager.default.attributesOfItem(atPath: whole)[.size] as? Int
        tightBytes = (size ?? 0) / 5 * 4
    }

    private func run(
        _ words: [String], program: URL? = nil, fileBytesMax: Int? = nil
    ) throws -> (ending: Victim.Ending, output: String, talk: String) {
        let program = program ?? workshop.command
        let victim: Victim
        if let fileBytesMax {
            // The shell counts blocks of 512 bytes.
            let script = "ulimit -f \(fileBytesMax / 512); exec \"$0\" \"$@\""
            victim = try Victim(
                URL(fileURLWithPath: "/bin/sh"), ["-c", script, program.path] + words, in: folder)
        } else {
            victim = try Victim(program, words, in: folder)
        }
        let ending = victim.wait()
        return (ending, victim.outputText(), victim.talk())
    }

    private static let fileFailed = Victim.Ending.exit(74)

    /// An import that fills the disk, and goes on when there is room.
    func fullDisk() throws {
        guard let disk = try SmallDisk(bytes: tightBytes) else { return tally.count("not allowed to mount") }
        let ledger = disk.path("ledger.sqlite")
        try expectRefusal("a full disk", of: ["--db", ledger, "import", file], saying: "full")
        try disk.grow(to: 256 << 20)
        try expectWhole(ledger, "a full disk that was tidied up")
    }

    /// An import whose files may not grow.
    func limitedFile() throws {
        let ledger = folder.path("limited.sqlite")
        try expectRefusal(
            "a limited file", of: ["--db", ledger, "import", file], fileBytesMax: tightBytes)
        try expectWhole(ledger, "a limited file without its limit")
    }

    private func expectRefusal(
        _ what: String, of words: [String], saying word: String? = nil, fileBytesMax: Int? = nil
    ) throws {
        tally.runs += 1
        let result = try run(words, fileBytesMax: fileBytesMax)
        tally.count("refused by \(what)")
        let isWorded = word.map { result.talk.contains($0) } ?? true
        if result.ending != Self.fileFailed || !result.talk.contains("error: ") || !isWorded {
            tally.fail("seed \(seed), \(what): ended with \(result.ending): \(result.talk)")
        }
    }

    /// The same command again brings what is missing, and nothing twice.
    private func expectWhole(_ ledger: String, _ what: String) throws {
        let partial = try Ledger(path: ledger).verify()
        if let flaw = partial.flaws.first { tally.fail("seed \(seed), \(what): \(flaw.message)") }
        tally.count("rows kept before", partial.rows)
        let again = try run(["--db", ledger, "import", file])
        if again.ending != .exit(0) { tally.fail("seed \(seed), \(what): \(again.ending): \(again.talk)") }
        let found = try LedgerImage(of: ledger)
        tally.acknowledged += found.rows
        tally.lost += max(0, expected.rows - found.rows)
        tally.doubled += max(0, found.rows - expected.rows)
        if let flaw = found.flaws.first { tally.fail("seed \(seed), \(what): \(flaw)") }
        if found.content != expected.content {
            tally.fail("seed \(seed), \(what): \(found.rows) rows of \(expected.rows)")
        }
    }

    /// A ledger on a disk that may only be read.
    func readOnlyFolder() throws {
        guard let disk = try SmallDisk(bytes: 256 << 20) else { return tally.count("not allowed to mount") }
        let ledger = disk.path("ledger.sqlite")
        try FileManager.default.copyItem(atPath: whole, toPath: ledger)
        try disk.setReadOnly(true)
        try expectRefusal(
            "a read-only disk", of: ["--db", ledger, "import", file], saying: "cannot be written")
        try expectReading(ledger)
        try disk.setReadOnly(false)
        try expectWhole(ledger, "a read-only disk that may be written again")
    }

    /// Commands that read a ledger where nothing can be written, and say so.
    private func expectReading(_ ledger: String) throws {
        for words in [["verify"], ["summary"]] {
            tally.runs += 1
            tally.count("read on a read-only disk")
            let (found, before) = (
                try run(["--db", ledger] + words), try run(["--db", whole] + words)
            )
            let isSaid = found.talk.contains("warning: ")
            let isSame =
                found.output.replacing(ledger, with: "") == before.output.replacing(whole, with: "")
            if found.ending != .exit(0) || !isSame || !isSaid {
                tally.fail("seed \(seed), \(words[0]) on a read-only disk: \(found.ending): \(found.talk)")
            }
        }
    }

    /// A tracker whose ledger is gone and whose spill folder becomes full.
    func spillToFullDisk() throws {
        guard let disk = try SmallDisk(bytes: 256 << 10) else { return tally.count("not allowed to mount") }
        try spill(to: disk.path("spill"), "spill to a full disk") { try disk.grow(to: 64 << 20) }
    }

    /// A tracker whose ledger is gone and whose spill file may not grow.
    func spillToLimitedFile() throws {
        try spill(to: folder.path("spill"), "spill to a limited file", fileBytesMax: 100_000) {}
    }

    private func spill(
        to spill: String, _ what: String, fileBytesMax: Int? = nil, tidyUp: () throws -> Void
    ) throws {
        tally.runs += 1
        let calls = 2_000
        // A file stands where the ledger's folder would be.
        let words = ["--track", file + "/ledger.sqlite", spill, "\(seed)", "\(calls)"]
        let result = try run(words, program: workshop.driver, fileBytesMax: fileBytesMax)
        guard result.ending == .exit(0),
            let report = try? JSONDecoder().decode(
                RealDiskSection.Report.self, from: Data(result.output.utf8))
        else { return tally.fail("seed \(seed), \(what): \(result.ending): \(result.talk)") }
        tally.count("calls of \(what) kept", report.spilled)
        tally.count("calls of \(what) dropped and counted", report.dropped)
        tally.acknowledged += report.spilled
        let isAccounted =
            report.tracked == calls && report.spilled + report.dropped == calls && report.spilled > 0
            && report.dropped > 0
        if !isAccounted { tally.fail("seed \(seed), \(what): \(report)") }
        try tidyUp()
        let ledger = folder.path("\(what).sqlite")
        var tracking = TrackerOptions()
        tracking.spillFolder = spill
        let tracker = Tracker(path: ledger, tracking: tracking)
        tracker.close()
        let census = try RowCensus(of: ledger)
        tally.lost += max(0, report.spilled - census.counts.count)
        tally.doubled += census.doubled + max(0, census.counts.count - report.spilled)
        if census.counts.count != report.spilled || tracker.report.recovered != report.spilled {
            tally.fail(
                "seed \(seed), \(what): \(report.spilled) calls were kept, \(census.counts.count) are rows, "
                    + "\(tracker.report.refused) refused")
        }
    }
}

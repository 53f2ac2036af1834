package import Foundation
import Synchronization
import TestSupport
import UsageLedger
import UsageModel

/// Many processes, each with several threads, that write one file while others read and prove it.
package struct WritersSection: Sendable {
    private let workshop: Workshop
    private let processes: Int
    private let threads: Int

    package init(_ workshop: Workshop, processes: Int = 8, threads: Int = 4) {
        self.workshop = workshop
        self.processes = processes
        self.threads = threads
    }

    /// What a writing process says at its end.
    private struct Report: Codable {
        var recorded = 0
        var errors: [String] = []
    }

    /// So many rounds, in each of which every thread records `calls` calls, alone and in groups.
    package func run(seed: UInt64, rounds: Int, calls: Int) throws -> Tally {
        var tally = Tally()
        for round in 0..<rounds {
            tally.runs += 1
            try run(seed: seed &+ UInt64(round), calls: calls, &tally)
        }
        return tally
    }

    private func run(seed: UInt64, calls: Int, _ tally: inout Tally) throws {
        let folder = try WorkFolder()
        let path = folder.path("ledger.sqlite")
        let writers = try (0..<processes).map { number in
            try Victim(
                workshop.driver,
                ["--writer", path, "\(seed)", "\(number)", "\(threads)", "\(calls)"], in: folder)
        }
        let isDone = Mutex(false)
        let readers = DispatchGroup()
        let readings = Mutex((count: 0, errors: [String]()))
        DispatchQueue.global().async(group: readers) {
            Self.read(path, until: { isDone.withLock { $0 } }) { error in
                readings.withLock { found in
                    found.count += 1
                    if let error { found.errors.append(error) }
                }
            }
        }
        for writer in writers {
            let ending = writer.wait()
            let report = try? JSONDecoder().decode(Report.self, from: Data(writer.outputText().utf8))
            guard ending == .exit(0), let report else {
                tally.fail("seed \(seed): a writer ended with \(ending): \(writer.talk())")
                continue
            }
            tally.acknowledged += report.recorded
            for error in report.errors { tally.fail("seed \(seed): a writer was refused: \(error)") }
        }
        isDone.withLock { $0 = true }
        readers.wait()
        let found = readings.withLock { $0 }
        tally.count("proofs meanwhile", found.count)
        for error in found.errors { tally.fail("seed \(seed): a reader met: \(error)") }
        try compare(path, seed: seed, calls: calls, &tally)
    }

    /// Reads and proves the ledger over and over; each proof must be sound, and no row may ever go.
    private static func read(_ path: String, until isDone: () -> Bool, _ told: (String?) -> Void) {
        var before = 0
        while !isDone() {
            do {
                guard FileManager.default.fileExists(atPath: path) else { continue }
                let ledger = try Ledger(reading: path)
                let proof = try ledger.verify()
                _ = try ledger.answer(Query(groups: [.user]))
                told(proof.flaws.first?.message ?? (proof.rows < before ? "rows went away" : nil))
                before = proof.rows
            } catch let fault as any UsageFault where fault.code.name == "schema_too_old" {
                // Nobody has made the tables yet.
            } catch {
                told("\(error)")
            }
        }
    }

    private func compare(_ path: String, seed: UInt64, calls: Int, _ tally: inout Tally) throws {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let whole = folder.path("whole.sqlite")
        let one = try Ledger(path: whole)
        for process in 0..<processes {
            for thread in 0..<threads {
                _ = try one.record(Self.events(seed: seed, process, thread, calls))
            }
        }
        let (found, expected) = (try LedgerImage(of: path), try LedgerImage(of: whole))
        tally.lost += max(0, expected.rows - found.rows)
        tally.doubled += max(0, found.rows - expected.rows)
        if let flaw = found.flaws.first { tally.fail("seed \(seed): \(flaw)") }
        guard found.content != expected.content else { return }
        tally.fail(
            "seed \(seed): \(found.rows) rows of \(found.total) dollars, by one writer \(expected.rows) of "
                + expected.total)
    }

    private static func events(
        seed: UInt64, _ process: Int, _ thread: Int, _ calls: Int
    ) throws -> [UsageEvent] {
        let first = (process * 100 + thread) * calls
        return try CallMaker(seed: seed).events(first..<(first + calls))
    }

    /// The work of one process; what it prints.
    package static func write(
        path: String, seed: UInt64, process: Int, threads: Int, calls: Int
    ) throws -> Data {
        let report = Mutex(Report())
        let group = DispatchGroup()
        let ledger = Result { try Ledger(path: path) }
        for thread in 0..<threads {
            DispatchQueue(label: "writer \(thread)").async(group: group) {
                do {
                    try write(to: ledger.get(), seed: seed, process, thread, calls) { count in
                        report.withLock { $0.recorded += count }
                    }
                } catch {
                    report.withLock { $0.errors.append("\(error)") }
                }
            }
        }
        group.wait()
        return try JSONEncoder().encode(report.withLock { $0 })
    }

    private static func write(
        to ledger: Ledger, seed: UInt64, _ process: Int, _ thread: Int, _ calls: Int, _ told: (Int) -> Void
    ) throws {
        var random = SeededRandom(seed: seed &+ UInt64(process * 100 + thread))
        var rest = try events(seed: seed, process, thread, calls)[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(random.below(2) == 0 ? 1 : 1 + random.below(20)))
            rest = rest.dropFirst(group.count)
            for receipt in try ledger.record(group) { _ = try receipt.get() }
            told(group.count)
        }
    }
}

import Foundation
import TestSupport
import UsageLedger
import UsageModel

/// Files whose bytes somebody or something has changed: refused, reported, or without any effect on what the ledger says;
/// never a wrong sum that `verify` takes for right.
package struct CorruptSection: Sendable {
    /// The mutations that share one ledger.
    private static let mutationsOfLedger = 100
    private let steps: Int

    package init(steps: Int = 50) { self.steps = steps }

    /// So many mutations.
    package func run(seed: UInt64, mutations: Int) throws -> Tally {
        var tally = Tally()
        var round = seed
        while tally.runs < mutations {
            let victim = try CorruptVictim(seed: round, steps: steps)
            for number in 0..<min(Self.mutationsOfLedger, mutations - tally.runs) {
                tally.runs += 1
                try victim.mutate(number, &tally)
            }
            tally.acknowledged += victim.rows
            round += 1
        }
        return tally
    }
}

/// A ledger that is copied, changed and asked what it says.
private final class CorruptVictim {
    private let seed: UInt64
    private let folder: WorkFolder
    /// The files of the ledger; the log is there where the program was broken off.
    private let file: [UInt8]
    private let log: [UInt8]
    private let said: Answers
    /// What the ledger said after each step whose rows may be in the log alone.
    private var earlier: [Answers] = []
    var rows: Int { said.rows }
    private var path: String { folder.path("ledger.sqlite") }

    /// What a ledger answers to those who read it.
    struct Answers: Hashable {
        var rows: Int
        var total: String
        var unpricedCalls: Int
        var digest: String
        var chainHead: String
        var sums: [CostTable]

        init(of ledger: Ledger, _ proof: Verification) throws {
            rows = proof.rows
            total = proof.total.description
            unpricedCalls = proof.unpricedCalls
            digest = proof.contentDigest
            chainHead = proof.chainHead
            sums = try [
                Query(groups: [.provider, .model], bucket: Query.Bucket(.day, zone: .utc)),
                Query(groups: [.user]), Query(groups: [.chat]), Query(groups: [.campaign, .status]),
            ].map(ledger.answer)
        }
    }

    init(seed: UInt64, steps: Int) throws {
        self.seed = seed
        folder = try WorkFolder(in: Workshop.quickFolder)
        let workload = Workload(seed: seed, steps: steps)
        let path = folder.path("whole.sqlite")
        let run = WorkloadRun(workload, path: path)
        let keepsLog = seed % 2 == 0
        // The first step may be one that makes no ledger.
        try run.open()
        for step in workload.steps {
            try run.perform(step)
            guard keepsLog else { continue }
            let reader = try Ledger(reading: path)
            earlier.append(try Answers(of: reader, reader.verify()))
        }
        if !keepsLog { run.close() }
        file = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        log = keepsLog ? Array((try? Data(contentsOf: URL(fileURLWithPath: path + "-wal"))) ?? Data()) : []
        let ledger = try Ledger(reading: path)
        let proof = try ledger.verify()
        guard proof.isSound else { throw Unfit("seed \(seed): \(proof.flaws)") }
        said = try Answers(of: ledger, proof)
        run.close()
    }

    func mutate(_ number: Int, _ tally: inout Tally) throws {
        var random = SeededRandom(seed: seed &+ UInt64(number) << 32)
        let hasLog = !self.log.isEmpty
        let mutation = random.pick(Mutation.allCases.filter { hasLog || !$0.isOfLog })
        var (file, log) = (self.file, self.log)
        try folder.empty()
        mutation.apply(to: &file, &log, &random)
        try Data(file).write(to: URL(fileURLWithPath: path))
        if !log.isEmpty { try Data(log).write(to: URL(fileURLWithPath: path + "-wal")) }
        let edit = try mutation.edit.map { try CellEdit($0, of: path, &random) }
        let detail = edit.map { ": \($0.words)" } ?? ""
        let words = "seed \(seed), mutation \(number) (\(mutation.rawValue)\(detail))"
        do {
            let outcome = try judge(words, &tally)
            tally.count(outcome)
            guard let edit, edit.isDone else { return }
            if outcome == "without effect" {
                tally.count("\(mutation.rawValue) of `\(edit.name)` without effect")
                if edit.mustBeSeen { tally.fail("\(words): nobody saw it") }
            } else if edit.mustBeProved, outcome != "found by verify" {
                tally.fail("\(words): \(outcome), and not by verify")
            } else if mutation == .removedSideRow {
                tally.count("\(mutation.rawValue): `\(edit.name)`")
            }
        } catch let fault as any UsageFault {
            tally.count("refused")
            tally.count("refused as \(fault.code)")
        } catch {
            tally.fail("\(words): \(type(of: error)) is thrown: \(error)")
        }
    }

    /// What came of it, in a word.
    private func judge(_ words: String, _ tally: inout Tally) throws -> String {
        let ledger = try Ledger(reading: path)
        let proof = try ledger.verify()
        if !proof.isSound {
            if proof.flaws.contains(where: { $0.sequence != nil || $0.id != nil }) {
                tally.count("row named")
            }
            return "found by verify"
        }
        let found = try Answers(of: ledger, proof)
        if found == said { return "without effect" }
        if try ledger.diagnose().contains(where: { $0.severity == .problem }) { return "found by doctor" }
        // A log that was cut short is what the ledger was before: only the line that was filed tells.
        if earlier.contains(found), found.chainHead != said.chainHead { return "told by the filed line" }
        tally.fail(
            "\(words): \(found.rows) rows of \(found.total) dollars pass for \(said.rows) of \(said.total)")
        return "slipped through"
    }
}

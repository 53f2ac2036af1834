import Foundation
import SQLite
import TestSupport
import UsageLedger
import UsageModel

/// Loss of power at any point of a program's work; what the disk had not been told to keep is kept, torn or dropped.
///
/// The ledger must hold what was acknowledged, and of a transaction under way all or nothing.
package struct PowerSection: Sendable {
    /// What the disk is told at each commit; anything but `full` is to show that losses would be seen.
    var synchronous = SQLiteDatabase.Options.Synchronous.full
    /// The points of one recording.
    private static let pointsOfRound = 250

    package init() {}

    init(synchronous: SQLiteDatabase.Options.Synchronous) { self.synchronous = synchronous }

    /// So many crash points, in rounds of which each records the work of one program.
    package func run(seed: UInt64, points: Int, steps: Int = 40) throws -> Tally {
        var tally = Tally()
        var round = seed
        while tally.runs < points {
            let count = min(Self.pointsOfRound, points - tally.runs)
            let recording = try Recording(seed: round, steps: steps, synchronous)
            tally.acknowledged += recording.acknowledged.reduce(0) { $0 + $1.count }
            var replay = try Replay(recording)
            tally += try replay.run(points: count)
            round += 1
        }
        return tally
    }
}

/// All that a program wrote, and what it was told.
private struct Recording {
    let seed: UInt64
    let workload: Workload
    let operations: [FaultDisk.Operation]
    /// The rows of each acknowledgement, of which 0 is that the ledger is open.
    private(set) var acknowledged: [[EventID]] = [[]]

    init(seed: UInt64, steps: Int, _ synchronous: SQLiteDatabase.Options.Synchronous) throws {
        self.seed = seed
        workload = Workload(seed: seed, steps: steps)
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let disk = try FaultDisk(folder)
        FaultDisk.seedRandomness(seed)
        disk.record(true)
        let run = WorkloadRun(
            workload, path: folder.path("ledger.sqlite"), database: .init(synchronous: synchronous))
        try run.open()
        disk.acknowledge(0)
        for (index, step) in workload.steps.enumerated() {
            acknowledged.append(try run.perform(step))
            disk.acknowledge(index + 1)
        }
        disk.record(false)
        run.close()
        operations = disk.operations()
    }
}

/// Opens what is left after a loss of power at many points of a recording.
private struct Replay {
    private let recording: Recording
    private let folder: WorkFolder
    private var path: String { folder.path("ledger.sqlite") }
    /// The ledger after each transaction, and how many operations that took.
    private var states: [(operations: Int, image: LedgerImage)] = []
    private var tally = Tally()

    init(_ recording: Recording) throws {
        self.recording = recording
        folder = try WorkFolder(in: Workshop.quickFolder)
        states = [(0, try LedgerImage(of: path))]
        var disk = DiskState()
        var commit = CommitDetector()
        for (index, operation) in recording.operations.enumerated() {
            disk.apply(operation)
            guard commit.isCommitted(by: operation) else { continue }
            try write(disk.now())
            states.append((index + 1, try LedgerImage(of: path)))
        }
        guard states.count > recording.workload.steps.count / 2 else {
            throw Unfit("seed \(recording.seed): \(states.count) transactions were seen")
        }
        try checkAcknowledgements()
    }

    /// What was acknowledged must be in the state that the program itself would have read.
    private mutating func checkAcknowledgements() throws {
        try write([:])
        var disk = DiskState()
        for operation in recording.operations { disk.apply(operation) }
        try write(disk.now())
        let census = try RowCensus(of: path)
        let lost = census.lost(of: recording.acknowledged.joined())
        tally.lost += lost
        tally.doubled += census.doubled
        if lost > 0 { tally.note("seed \(recording.seed): \(lost) acknowledged rows were never written") }
        for state in states where !state.image.isSound {
            tally.fail("seed \(recording.seed), whole state \(state.operations): \(state.image.flaws[0])")
        }
    }

    mutating func run(points: Int) throws -> Tally {
        var random = SeededRandom(seed: recording.seed ^ 0x504F_5745)
        let chosen = (0..<points).map { _ in random.below(recording.operations.count + 1) }.sorted()
        var disk = DiskState()
        var (done, acknowledged) = (0, -1)
        for (number, point) in chosen.enumerated() {
            while done < point {
                let operation = recording.operations[done]
                disk.apply(operation)
                if case .acknowledge(let number) = operation { acknowledged = number }
                done += 1
            }
            var chance = SeededRandom(seed: recording.seed &+ UInt64(number) << 32)
            var files = disk.afterPowerLoss(&chance)
            if chance.below(4) == 0 { files["ledger.sqlite-shm"] = Self.noise(&chance) }
            try write(files)
            tally.runs += 1
            do {
                try check(point: point, acknowledged: acknowledged)
                if number % 8 == 0 { try retry(after: acknowledged) }
            } catch {
                tally.fail("\(words(point)): the ledger cannot be opened: \(error)")
            }
        }
        return tally
    }

    /// The index of the log, which is shared memory in a file that nobody ever syncs.
    private static func noise(_ random: inout SeededRandom) -> [UInt8] {
        (0..<32_768).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    private func words(_ point: Int) -> String {
        "seed \(recording.seed), power lost after operation \(point) of \(recording.operations.count)"
    }

    /// The ledger must be one of the states from what was acknowledged to what was written.
    private mutating func check(point: Int, acknowledged: Int) throws {
        let image = try LedgerImage(of: path)
        let safe = acknowledged < 0 ? 0 : states.lastIndex { $0.operations <= place(of: acknowledged) } ?? 0
        let last = states.lastIndex { $0.operations <= point } ?? 0
        let allowed = states[safe...max(safe, last)]
        if !image.isSound { return tally.fail("\(words(point)): \(image.flaws[0])") }
        guard !allowed.contains(where: { $0.image == image }) else { return }
        let told = recording.acknowledged.prefix(acknowledged + 1).joined()
        let census = try RowCensus(of: path)
        let lost = census.lost(of: told)
        tally.lost += lost
        tally.doubled += census.doubled
        tally.fail(
            "\(words(point)): \(image.rows) rows, \(lost) acknowledged ones lost, \(census.doubled) doubled, "
                + "where the ledger had \(allowed.map { "\($0.image.rows)" }.joined(separator: " or "))")
    }

    /// The operation that acknowledged a step.
    private func place(of acknowledged: Int) -> Int {
        recording.operations.firstIndex {
            if case .acknowledge(acknowledged) = $0 { true } else { false }
        } ?? 0
    }

    /// The client sends again what it was not told of; every call is there once then.
    private mutating func retry(after acknowledged: Int) throws {
        let next = max(0, acknowledged)
        guard next < recording.workload.steps.count,
            case .record(let numbers) = recording.workload.steps[next]
        else { return }
        let run = WorkloadRun(recording.workload, path: path)
        let ids = try run.perform(recording.workload.steps[next])
        run.close()
        let census = try RowCensus(of: path)
        let lost = census.lost(of: ids)
        tally.lost += lost
        tally.doubled += census.doubled
        tally.count("retried")
        guard lost > 0 || census.doubled > 0 else { return }
        tally.note("seed \(recording.seed): the retry of \(numbers) lost \(lost), doubled \(census.doubled)")
    }

    private func write(_ files: [String: [UInt8]]) throws {
        try folder.empty()
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        }
    }
}

/// Tells the end of a transaction in what is written to a log: a frame that names the size of the database.
private struct CommitDetector {
    private var logs: Set<Int> = []
    private var isLastFrame = false
    private static let frameHeaderBytes = 24

    mutating func isCommitted(by operation: FaultDisk.Operation) -> Bool {
        switch operation {
        case .create(let file, let name):
            if name.hasSuffix("-wal") { logs.insert(file) }
        case .write(let file, _, let bytes) where logs.contains(file):
            if bytes.count == Self.frameHeaderBytes {
                isLastFrame = bytes[4..<8].contains { $0 != 0 }
            } else if isLastFrame, bytes.count > Self.frameHeaderBytes {
                isLastFrame = false
                return true
            }
        default: break
        }
        return false
    }
}

import Foundation
import SQLDatabase
import SQLite
import TestSupport
import UsageLedger
import UsageModel

/// Ledgers of older programs that are opened by this one when the disk is full or does not answer, when the process is
/// killed and when the power is lost: they stay as they were or become what they become, and can always be opened again.
package struct MigrationSection: Sendable {
    package init() {}

    /// So many faults, spread evenly over all that opening each of the old ledgers does to the disk.
    package func run(seed: UInt64, runs: Int) throws -> Tally {
        var tally = Tally()
        let shares = OldLedger.allCases.count * 2
        for old in OldLedger.allCases {
            let scene = try MigrationScene(old, seed: seed)
            try scene.failingDisks(runs / shares)
            try scene.endings((runs + shares - 1) / shares)
            tally += scene.tally
        }
        return tally
    }
}

/// One old ledger and what becomes of it.
private final class MigrationScene {
    private let old: OldLedger
    private let seed: UInt64
    private let folder: WorkFolder
    /// All tables before, and after a migration that nothing disturbs.
    private let before: String
    private let expected: LedgerImage
    private(set) var tally = Tally()
    private var random: SeededRandom
    private var path: String { folder.path("ledger.sqlite") }

    init(_ old: OldLedger, seed: UInt64) throws {
        (self.old, self.seed) = (old, seed)
        random = SeededRandom(seed: seed ^ 0x4D49_4752)
        folder = try WorkFolder(in: Workshop.quickFolder)
        let path = folder.path("ledger.sqlite")
        try old.write(to: path)
        before = try Self.cells(of: path)
        try Self.open(path)
        expected = try LedgerImage(of: path)
        guard expected.isSound, expected.rows > 0, try Self.cells(of: path) != before else {
            throw Unfit("\(old.rawValue): \(expected.flaws)")
        }
    }

    /// Opens it as a program does that may write.
    private static func open(_ path: String) throws {
        _ = try Ledger(
            path: path, options: LedgerOptions(now: { CallMaker.start }, random: { 1 }))
    }

    /// Every cell of every table, whatever the tables are.
    private static func cells(of path: String) throws -> String {
        let database = try SQLiteDatabase(path: path)
        return try database.read { connection in
            let complaints = try LedgerImage.complaints(in: connection)
            guard complaints.isEmpty else { throw Unfit("the database is damaged: \(complaints[0])") }
            return try LedgerImage.cells(in: connection)
        }
    }

    /// Lets each call fail in turn, once or for good, while the ledger is opened.
    func failingDisks(_ runs: Int) throws {
        for (fault, isLasting) in [
            (FaultDisk.Fault.full, false), (.full, true), (.io, false), (.io, true),
        ] {
            let calls = try callCount(fault)
            let wanted = max(1, min(runs / 4, calls))
            for index in 0..<wanted { try fail(fault, at: index * calls / wanted, isLasting: isLasting) }
        }
    }

    private func callCount(_ fault: FaultDisk.Fault) throws -> Int {
        try folder.empty()
        let disk = try FaultDisk(folder)
        try old.write(to: path)
        disk.fail(fault, at: .max, isLasting: false)
        try Self.open(path)
        return disk.callCount
    }

    private func fail(_ fault: FaultDisk.Fault, at call: Int, isLasting: Bool) throws {
        let words =
            "\(old.rawValue), \(fault.rawValue) at call \(call)\(isLasting ? " and after" : "")"
        try folder.empty()
        let disk = try FaultDisk(folder)
        try old.write(to: path)
        tally.runs += 1
        disk.fail(fault, at: call, isLasting: isLasting)
        var isRefused = false
        do {
            try Self.open(path)
        } catch let refusal as any UsageFault {
            isRefused = true
            tally.count("refused as \(refusal.code.name)")
            if refusal.code.category != .io { tally.fail("\(words): refused as \(refusal.code)") }
        } catch {
            tally.fail("\(words): \(type(of: error)) is thrown: \(error)")
        }
        disk.heal()
        // A commit that could not be told may stand even so.
        check(words, mustStay: isRefused && fault == .full)
    }

    /// Kills the program, or takes the power, at points of what opening does.
    func endings(_ points: Int) throws {
        try folder.empty()
        let operations: [FaultDisk.Operation]
        do {
            let disk = try FaultDisk(folder)
            FaultDisk.seedRandomness(seed)
            disk.record(true)
            try old.write(to: path)
            disk.acknowledge(0)
            try Self.open(path)
            disk.record(false)
            operations = disk.operations()
        }
        var state = DiskState()
        var (isOpening, number) = (false, 0)
        let wanted = max(1, points)
        let start = operations.firstIndex { if case .acknowledge = $0 { true } else { false } } ?? 0
        let chosen = (0..<wanted).map { start + 1 + $0 * (operations.count - start) / wanted }
        for (index, operation) in operations.enumerated() {
            state.apply(operation)
            if case .acknowledge = operation { isOpening = true }
            guard isOpening else { continue }
            while number < chosen.count, chosen[number] == index + 1 {
                let isKill = number % 2 == 0
                let files = isKill ? state.now() : state.afterPowerLoss(&random)
                try write(files)
                tally.runs += 1
                tally.count(isKill ? "killed" : "power lost")
                check(
                    "\(old.rawValue), seed \(seed), \(isKill ? "killed" : "power lost") after operation "
                        + "\(index + 1) of \(operations.count)", mustStay: false)
                number += 1
            }
        }
    }

    private func write(_ files: [String: [UInt8]]) throws {
        try folder.empty()
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
        }
    }

    /// The ledger is the old one or the new one, and opening it makes the new one.
    private func check(_ words: String, mustStay: Bool) {
        do {
            let found = try Self.cells(of: path)
            tally.count(found == before ? "as it was" : "done")
            if found != before {
                let image = try LedgerImage(of: path)
                if image != expected { tally.fail("\(words): neither the old nor the new ledger") }
                if mustStay { tally.fail("\(words): refused, though it is done") }
            }
            try Self.open(path)
            let image = try LedgerImage(of: path)
            tally.acknowledged += expected.rows
            tally.lost += max(0, expected.rows - image.rows)
            tally.doubled += max(0, image.rows - expected.rows)
            if image != expected {
                tally.fail("\(words): \(image.flaws.first ?? "opened again, it is another ledger")")
            }
        } catch {
            tally.fail("\(words): it cannot be opened again: \(error)")
        }
    }
}

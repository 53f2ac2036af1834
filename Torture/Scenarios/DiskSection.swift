import Foundation
import TestSupport
import UsageLedger
import UsageModel

/// A disk that is full, that does not answer or that may not be written: each step of a program is done or refused with
/// a reason, never half of it, and goes on when the disk is back.
package struct DiskSection: Sendable {
    private let steps: Int

    package init(steps: Int = 16) { self.steps = steps }

    /// What fails, from which call on.
    private struct Case {
        var fault: FaultDisk.Fault
        var isLasting: Bool
        var call: Int
    }

    /// So many failing calls, spread evenly over all that a program makes; all of them where there are so many runs.
    package func run(seed: UInt64, runs: Int) throws -> Tally {
        var tally = Tally()
        var round = seed
        while tally.runs < runs {
            let workload = Workload(seed: round, steps: steps, batchMax: 8)
            let expected = try undisturbed(workload)
            var cases: [Case] = []
            for fault in FaultDisk.Fault.allCases {
                let count = try calls(of: workload, countedFor: fault)
                for isLasting in [false, true] {
                    cases += (0..<count).map { Case(fault: fault, isLasting: isLasting, call: $0) }
                }
            }
            let wanted = min(runs - tally.runs, cases.count)
            for index in 0..<wanted {
                let chosen = cases[index * cases.count / wanted]
                try run(workload, chosen, expected, &tally)
            }
            round += 1
        }
        return tally
    }

    private func undisturbed(_ workload: Workload) throws -> LedgerImage {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let run = WorkloadRun(workload, path: folder.path("ledger.sqlite"))
        for step in workload.steps { try run.perform(step) }
        run.close()
        return try LedgerImage(of: run.path)
    }

    /// How many calls could fail in a run in which none does.
    private func calls(of workload: Workload, countedFor fault: FaultDisk.Fault) throws -> Int {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let disk = try FaultDisk(folder)
        disk.fail(fault, at: .max, isLasting: false)
        let run = WorkloadRun(workload, path: folder.path("ledger.sqlite"))
        for step in workload.steps { try run.perform(step) }
        run.close()
        return disk.callCount
    }

    private func run(
        _ workload: Workload, _ fault: Case, _ expected: LedgerImage, _ tally: inout Tally
    ) throws {
        let folder = try WorkFolder(in: Workshop.quickFolder)
        let disk = try FaultDisk(folder)
        let words =
            "seed \(workload.calls.seed), \(fault.fault.rawValue) at call \(fault.call)"
            + (fault.isLasting ? " and after" : "")
        let run = WorkloadRun(workload, path: folder.path("ledger.sqlite"))
        disk.fail(fault.fault, at: fault.call, isLasting: fault.isLasting)
        var ids: [EventID] = []
        for step in workload.steps {
            let attempt = Attempt(words: words, disk: disk)
            guard let kept = attempt.perform(step, by: run, &tally) else {
                return tally.fail("\(words): \(step) is not done when the disk is back")
            }
            ids += kept
        }
        if disk.failureCount > 0 { tally.count("faults met") }
        disk.heal()
        run.close()
        tally.runs += 1
        tally.acknowledged += ids.count
        let image = try LedgerImage(of: run.path)
        let census = try RowCensus(of: run.path)
        let lost = census.lost(of: ids)
        tally.lost += lost
        tally.doubled += census.doubled + max(0, image.rows - expected.rows)
        if lost > 0 { tally.note("\(words): \(lost) acknowledged rows lost") }
        if let flaw = image.flaws.first { tally.fail("\(words): \(flaw)") }
        // The corrections' identities are made anew in each attempt.
        guard image.rows != expected.rows || image.sums != expected.sums else { return }
        tally.fail(
            "\(words): \(image.rows) rows of \(image.total) dollars, else \(expected.rows) of \(expected.total)"
        )
    }
}

/// The attempts at a step while the disk fails, and after it is back.
private struct Attempt {
    let words: String
    let disk: FaultDisk

    private static let attemptsMax = 5

    /// Does a step, again where it fails; nil where it never works.
    ///
    /// The disk is healed after two failures.
    func perform(_ step: Workload.Step, by run: WorkloadRun, _ tally: inout Tally) -> [EventID]? {
        for attempt in 0..<Self.attemptsMax {
            do {
                return try run.perform(step)
            } catch let fault as any UsageFault {
                // The step was done, though nobody was told.
                if attempt > 0, fault.code.name == "cannot_correct" || fault.code.name == "month_closed" {
                    tally.count("done, though refused")
                    return []
                }
                tally.count("refused as \(fault.code.name)")
                if fault.code.category != .io { tally.fail("\(words): \(step) is refused as \(fault.code)") }
            } catch {
                tally.fail("\(words): \(step) throws \(type(of: error)): \(error)")
            }
            if attempt == 1 { disk.heal() }
        }
        return nil
    }
}

import Foundation
import Testing
import TortureScenarios

/// The short form of each section of `make torture`; a failure prints the seed that shows it again.
@Suite struct SectionTests {
    private static func workshop() throws -> Workshop {
        try Workshop(besides: URL(fileURLWithPath: CommandLine.arguments[0]))
    }

    private static func expectClean(_ tally: Tally, runs: Int) {
        #expect(tally.runs >= runs)
        #expect(tally.acknowledged > 0)
        #expect(tally.lost == 0)
        #expect(tally.doubled == 0)
        #expect(tally.wrong == 0)
        #expect(tally.failures == [])
    }

    @Test(arguments: KillSection.Work.allCases)
    func `processes that are killed lose and double nothing`(work: KillSection.Work) throws {
        let section = KillSection(try Self.workshop(), size: 0.25)
        Self.expectClean(try section.run(seed: 1, kills: 4, works: [work]), runs: 4)
    }

    @Test func `a disk that fails refuses with a reason and goes on when it is back`() throws {
        let tally = try DiskSection(steps: 10).run(seed: 1, runs: 24)
        Self.expectClean(tally, runs: 24)
        #expect(tally.counts["faults met"] ?? 0 > 0)
        #expect(tally.counts["refused as disk_full"] ?? 0 > 0)
    }

    @Test func `old ledgers that cannot be brought up to date stay as they were and open again`() throws {
        let tally = try MigrationSection().run(seed: 1, runs: 96)
        Self.expectClean(tally, runs: 90)
        for outcome in ["as it was", "done", "killed", "power lost", "refused as disk_full"] {
            #expect(tally.counts[outcome] ?? 0 > 0, "\(outcome)")
        }
    }

    @Test func `disks of the system refuse with a reason, and spilled calls are kept or counted`() throws {
        let tally = try RealDiskSection(try Self.workshop()).run(seed: 1)
        Self.expectClean(tally, runs: 2)
        #expect(tally.counts["calls of spill to a limited file dropped and counted"] ?? 0 > 0)
    }

    @Test func `changed files are refused or found, or say what they said`() throws {
        let tally = try CorruptSection(steps: 24).run(seed: 2, mutations: 60)
        Self.expectClean(tally, runs: 60)
        for outcome in ["refused", "found by verify", "row named"] {
            #expect(tally.counts[outcome] ?? 0 > 0, "\(outcome)")
        }
        #expect(tally.counts.contains { $0.key.hasPrefix("removed row beside the calls") && $0.value > 0 })
    }

    @Test func `8 processes of 4 threads write one file while it is read`() throws {
        let section = WritersSection(try Self.workshop())
        Self.expectClean(try section.run(seed: 1, rounds: 1, calls: 6), runs: 1)
    }

    @Test func `clocks that jump change neither order nor sums`() throws {
        Self.expectClean(try ClockSection().run(seed: 1, runs: 3), runs: 3)
    }

    @Test func `calls in any order and more than once make the same ledger`() throws {
        Self.expectClean(try OrderSection(calls: 16).run(seed: 1, sequences: 30), runs: 30)
    }
}

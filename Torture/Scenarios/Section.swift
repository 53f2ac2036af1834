/// A part of `make torture`.
package enum Section: String, CaseIterable, Sendable {
    case kill, power, disk, migrate, corrupt, writers, clock, order, proof

    /// What is done to the product.
    package var title: String {
        switch self {
        case .kill: "processes killed at random points"
        case .power: "power lost at random points"
        case .disk: "disk calls that fail"
        case .migrate: "faults while an old ledger is opened"
        case .corrupt: "changed files"
        case .writers: "rounds of 8 processes x 4 threads"
        case .clock: "ledgers of jumping clocks"
        case .order: "orders and repetitions"
        case .proof: "the harness itself"
        }
    }

    /// How often it is done unless another number is given.
    package var runs: Int {
        switch self {
        case .kill: 1_000
        case .power: 10_000
        case .disk: 2_000
        case .migrate: 1_000
        case .corrupt: 1_000
        case .writers: 4
        case .clock: 300
        case .order: 10_000
        case .proof: 200
        }
    }

    /// Into how many processes the runs can be divided.
    package var partsMax: Int { self == .writers || self == .proof ? 1 : .max }

    /// Does it so often, from a seed on.
    package func run(seed: UInt64, runs: Int, _ workshop: Workshop) throws -> Tally {
        switch self {
        case .kill: try KillSection(workshop).run(seed: seed, kills: runs)
        case .power: try PowerSection().run(seed: seed, points: runs)
        case .disk: try disks(seed: seed, runs: runs, workshop)
        case .migrate: try MigrationSection().run(seed: seed, runs: runs)
        case .corrupt: try CorruptSection().run(seed: seed, mutations: runs)
        case .writers: try WritersSection(workshop).run(seed: seed, rounds: runs, calls: 60)
        case .clock: try ClockSection().run(seed: seed, runs: runs)
        case .order: try OrderSection().run(seed: seed, sequences: runs)
        case .proof: try ProofSection().run(seed: seed, runs: runs)
        }
    }

    private func disks(seed: UInt64, runs: Int, _ workshop: Workshop) throws -> Tally {
        var tally = try DiskSection().run(seed: seed, runs: runs)
        tally += try RealDiskSection(workshop).run(seed: seed)
        return tally
    }
}

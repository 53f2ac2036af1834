import Foundation
import TortureScenarios

/// A section divided among processes of our own, so that both cores work and a crash is found and counted.
struct Parts {
    private let section: Section
    private let seed: UInt64
    private let runs: Int
    private let program: URL

    /// Seeds of different parts never meet.
    private static let seedsOfPart: UInt64 = 100_000

    init(_ section: Section, seed: UInt64, runs: Int, program: URL) {
        self.section = section
        self.seed = seed
        self.runs = runs
        self.program = program
    }

    /// What all parts have found.
    func tally() throws -> Tally {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let count = max(1, min(cores, section.partsMax, runs / 8))
        let parts = try (0..<count).map { number in
            let share = runs / count + (number < runs % count ? 1 : 0)
            return try Part(section, seed: seed &+ UInt64(number) * Self.seedsOfPart, runs: share, program)
        }
        var tally = Tally()
        for part in parts { tally += part.tally() }
        return tally
    }
}

/// One process with its share.
private struct Part {
    private let process = Process()
    private let output: URL
    private let words: String

    init(_ section: Section, seed: UInt64, runs: Int, _ program: URL) throws {
        words = "\(section.rawValue) from seed \(seed), \(runs) runs"
        output = FileManager.default.temporaryDirectory.appendingPathComponent("torture-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        process.executableURL = program
        process.arguments = ["--part", section.rawValue, "\(seed)", "\(runs)"]
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
    }

    func tally() -> Tally {
        process.waitUntilExit()
        defer { try? FileManager.default.removeItem(at: output) }
        let data = (try? Data(contentsOf: output)) ?? Data()
        if process.terminationStatus == 0, process.terminationReason == .exit,
            let tally = try? JSONDecoder().decode(Tally.self, from: data)
        {
            return tally
        }
        var broken = Tally()
        broken.wrong = 1
        broken.failures = ["\(words): ended with \(process.terminationStatus)"]
        return broken
    }
}

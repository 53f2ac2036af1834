import Foundation
import TortureScenarios

/// Tortures the product and prints what came of it; ends with 1 where anything was lost, doubled or wrong.
///
///     Torture [SECTION…]      sections and their parts; SEED and RUNS in the environment choose others than usual
@main
struct Torture {
    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("Torture: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ words: [String]) throws {
        switch words.first {
        case "--part": try part(words)
        case "--writer": try writer(words)
        case "--track": try track(words)
        default: try sections(words)
        }
    }

    /// `--part SECTION SEED RUNS`: one process's share of a section, as JSON.
    private static func part(_ words: [String]) throws {
        guard words.count == 4, let section = Section(rawValue: words[1]), let seed = UInt64(words[2]),
            let runs = Int(words[3])
        else { return misuse("--part SECTION SEED RUNS") }
        let tally = try section.run(seed: seed, runs: runs, Workshop(besides: program))
        FileHandle.standardOutput.write(try JSONEncoder().encode(tally))
    }

    /// `--writer PATH SEED PROCESS THREADS CALLS`: one of many processes that write a file.
    private static func writer(_ words: [String]) throws {
        let numbers = words.dropFirst(3).compactMap { Int($0) }
        guard words.count == 6, numbers.count == 3, let seed = UInt64(words[2]) else {
            return misuse("--writer PATH SEED PROCESS THREADS CALLS")
        }
        let report = try WritersSection.write(
            path: words[1], seed: seed, process: numbers[0], threads: numbers[1], calls: numbers[2])
        FileHandle.standardOutput.write(report)
    }

    /// `--track LEDGER SPILL SEED CALLS`: a process whose ledger cannot be written.
    private static func track(_ words: [String]) throws {
        guard words.count == 5, let seed = UInt64(words[3]), let calls = Int(words[4]) else {
            return misuse("--track LEDGER SPILL SEED CALLS")
        }
        let report = try RealDiskSection.track(
            ledger: words[1], spill: words[2], seed: seed, calls: calls)
        FileHandle.standardOutput.write(report)
    }

    private static func sections(_ words: [String]) throws {
        let environment = ProcessInfo.processInfo.environment
        func number(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let chosen = words.isEmpty ? Section.allCases : words.compactMap { Section(rawValue: $0) }
        guard chosen.count == max(words.count, words.isEmpty ? Section.allCases.count : 0) else {
            return misuse("sections are \(Section.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        // A run without a given seed is another one each day, and says which.
        let seed =
            number("SEED").flatMap { UInt64($0) } ?? UInt64(Date().timeIntervalSince1970 / 86_400) * 1_000_000
        var table = ResultTable()
        for section in chosen {
            let runs = number("RUNS").flatMap { Int($0) } ?? section.runs
            let start = ContinuousClock.now
            let tally = try Parts(section, seed: seed, runs: runs, program: program).tally()
            table.add(section, tally, seed: seed, start.duration(to: .now))
        }
        table.printEnd()
        exit(table.isClean ? 0 : 1)
    }

    private static var program: URL { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath() }

    private static func misuse(_ message: String) {
        FileHandle.standardError.write(Data("Torture: \(message)\n".utf8))
        exit(64)
    }
}

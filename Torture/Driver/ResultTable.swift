import Foundation
import TortureScenarios

/// What the sections have found, as a table with what lies behind its figures.
struct ResultTable {
    private(set) var isClean = true
    private var lines: [String] = []
    private static let heads = [
        "section", "runs", "acknowledged", "lost", "doubled", "wrong", "seed", "seconds",
    ]
    private static let widths = [8, 9, 13, 7, 8, 7, 13, 9]

    /// Adds a section and prints what it counted.
    mutating func add(_ section: Section, _ tally: Tally, seed: UInt64, _ duration: Duration) {
        isClean = isClean && tally.isClean
        let seconds = String(format: "%.1f", duration / .seconds(1))
        lines.append(
            Self.line([
                section.rawValue, "\(tally.runs)", "\(tally.acknowledged)", "\(tally.lost)",
                "\(tally.doubled)", "\(tally.wrong)", "\(seed)", seconds,
            ]))
        say("\(section.rawValue): \(tally.runs) \(section.title), \(seconds) s")
        for (name, count) in tally.counts.sorted(by: { $0.key < $1.key }) { say("    \(name): \(count)") }
        for failure in tally.failures { say("    FAILED \(failure)") }
    }

    /// Prints the table.
    func printEnd() {
        say("\n" + Self.line(Self.heads))
        for line in lines { say(line) }
        say(isClean ? "\nNothing was lost, doubled or wrong." : "\nFAILED")
    }

    /// Written at once, also where the output is a file that somebody follows.
    private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    private static func line(_ cells: [String]) -> String {
        zip(cells, widths).map { cell, width in
            String(repeating: " ", count: max(0, width - cell.count)) + cell
        }.joined(separator: " ")
    }
}

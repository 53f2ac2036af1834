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
        print("\(section.rawValue): \(tally.runs) \(section.title), \(seconds) s")
        for (name, count) in tally.counts.sorted(by: { $0.key < $1.key }) { print("    \(name): \(count)") }
        for failure in tally.failures { print("    FAILED \(failure)") }
    }

    /// Prints the table.
    func printEnd() {
        print("\n" + Self.line(Self.heads))
        for line in lines { print(line) }
        print(isClean ? "\nNothing was lost, doubled or wrong." : "\nFAILED")
    }

    private static func line(_ cells: [String]) -> String {
        zip(cells, widths).map { cell, width in
            String(repeating: " ", count: max(0, width - cell.count)) + cell
        }.joined(separator: " ")
    }
}

import Arguments
import TestSupport
import Testing

@Suite struct HelpTests {
    @Test(arguments: [
        ([], "help.txt"), (["report"], "help-report.txt"), (["import"], "help-import.txt"),
        (["prices"], "help-prices.txt"), (["prices", "show"], "help-prices-show.txt"),
        (["explain"], "help-explain.txt"), (["completions"], "help-completions.txt"),
    ])
    func `help reads as recorded`(_ path: [String], _ name: String) {
        #expect(Snapshot.difference(program.help(for: path), named: name) == nil)
    }

    @Test func `help keeps to its width`() {
        for columns in [40, 60, 80, 120] {
            for path in [[], ["report"], ["import"], ["prices", "show"]] {
                let lines = program.help(for: path, columns: columns).split(separator: "\n")
                let tooLong = lines.filter { $0.count > columns && !$0.hasPrefix("  usageledger") }
                #expect(tooLong == [], "\(columns) columns")
            }
        }
    }

    @Test func `the reference holds the help of every command`() {
        let reference = program.reference
        for path in [["report"], ["import"], ["prices"], ["prices", "list"], ["completions"]] {
            #expect(reference.contains("## usageledger \(path.joined(separator: " "))\n"))
            #expect(reference.contains(program.help(for: path)))
        }
    }
}

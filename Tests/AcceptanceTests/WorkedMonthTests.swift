import Foundation
import TestSupport
import Testing

/// The worked month: usage, close, late row, reversal, restatement, reprice, with every figure explained.
@Suite struct WorkedMonthTests {
    @Test func `the worked month prints what is recorded beside it`() throws {
        let folder = try TemporaryFolder()
        let sample = Repository.root.appendingPathComponent("samples/worked-month")
        var command = Command()
        command.environment["SCRIPT"] = sample.appendingPathComponent("run").path
        command.environment["OUT"] = folder.path("month")
        let run = try command.shell("\"$SCRIPT\" \"$BIN\" \"$OUT\"")
        #expect(run.ending == .exit(0), "\(run.talk)")
        let file = sample.appendingPathComponent("output.txt")
        let recorded = try String(contentsOf: file, encoding: .utf8)
        let pairs = zip(recorded.components(separatedBy: "\n"), run.text.components(separatedBy: "\n"))
        for (index, (wanted, found)) in pairs.enumerated() where wanted != found {
            Issue.record("output.txt:\(index + 1): recorded `\(wanted)`, now `\(found)`")
            return
        }
        #expect(recorded.utf8.count == run.text.utf8.count)
    }
}

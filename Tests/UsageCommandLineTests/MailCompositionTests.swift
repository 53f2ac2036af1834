import Testing
import UsageReports

@testable import UsageReporting

/// What a mail that is too large leaves out.
@Suite struct MailCompositionTests {
    private func files(_ sizes: [(name: String, count: Int)]) -> [ReportFile] {
        sizes.map { ReportFile(name: $0.name, mediaType: "", bytes: [UInt8](repeating: 0, count: $0.count)) }
    }

    /// The names of the files that are left out, one after the other, until so many bytes of the mail are spared.
    private func leftOut(_ files: [ReportFile], over excess: Int) -> [String] {
        var (files, excess, names) = (files, excess, [String]())
        while excess > 0, let index = MailComposition.next(in: files, over: excess) {
            let file = files.remove(at: index)
            names.append(file.name)
            // A mail holds three bytes of a file in four.
            excess -= file.bytes.count * 4 / 3
        }
        return names
    }

    @Test func `of the files that are enough alone the workbook goes, then the CSV, the page last`() {
        let files = files([("report.pdf", 70_000), ("usage.xlsx", 300_000), ("daily.csv", 900_000)])
        #expect(leftOut(files, over: 10_000) == ["usage.xlsx"])
        #expect(leftOut(files, over: 300_000) == ["usage.xlsx"])
        #expect(leftOut(files, over: 500_000) == ["daily.csv"])
    }

    @Test func `where no file is enough alone the largest goes first, and the page last`() {
        let files = files([("report.pdf", 1_000_000), ("usage.xlsx", 900_000), ("daily.csv", 300_000)])
        #expect(leftOut(files, over: 1_500_000) == ["usage.xlsx", "daily.csv"])
        #expect(leftOut(files, over: 9_000_000) == ["usage.xlsx", "daily.csv", "report.pdf"])
    }

    @Test func `of files of one size the order decides`() {
        let names = ["report.pdf", "daily.jsonl", "usage.xlsx", "report.json", "daily.csv"]
        let files = files(names.map { ($0, 50_000) })
        let order = ["usage.xlsx", "daily.csv", "report.json", "daily.jsonl", "report.pdf"]
        #expect(leftOut(files, over: 9_000_000) == order)
        #expect(leftOut(files, over: 1_000) == ["usage.xlsx"])
        #expect(MailComposition.next(in: [], over: 1) == nil)
    }
}

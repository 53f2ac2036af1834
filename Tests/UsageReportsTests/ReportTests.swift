import Charts
import Foundation
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct ReportTests {
    /// Runs a program of the machine on a file.
    private func output(_ tool: String, _ arguments: [String], on bytes: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(tool)")
        process.arguments = arguments + [file.path] + (tool == "pdftotext" ? ["-"] : [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    private static func isInstalled(_ tool: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)")
    }

    @Test func `a report is a page, two pictures and two tables, the same bytes every time`() throws {
        let first = try Report(Invented.small.input, theme: .light).files()
        #expect(
            first.files.map(\.name) == [
                "report.pdf", "daily-cost.png", "users.png", "daily.csv", "daily.jsonl", "report.json",
                "summary.md",
            ])
        #expect(first.files.allSatisfy { !$0.bytes.isEmpty })
        let second = try Report(Invented.small.input, theme: .light).files()
        #expect(first.files == second.files)
    }

    @Test(.enabled(if: isInstalled("pdftotext") && isInstalled("pdfinfo")))
    func `the page shows the total to the cent, and exactly once in full`() throws {
        var random = SeededRandom(seed: 5)
        var month = Invented.busy(&random, models: 6)
        month.headline = "March was like February"
        month.lead = "Nothing happened."
        let input = month.input
        let files = try Report(input, theme: .light).files().files
        let page = try #require(files.first { $0.name == "report.pdf" })
        let text = try output("pdftotext", ["-layout"], on: page.bytes)
        let exact = input.total.cost.description
        #expect(exact.count > 8)
        #expect(text.ranges(of: exact).count == 1)
        #expect(text.contains("$" + input.total.cost.dollars(decimals: 2)))
        #expect(text.contains("Page 1 of 4"))
        let facts = try output("pdfinfo", [], on: page.bytes)
        #expect(facts.contains("Pages:           4"))
        #expect(facts.contains("Tagged:          yes"))
        #expect(page.bytes.count < 4 * 80_000)
    }

    @Test func `days that do not add up to the total are refused`() throws {
        var input = Invented.small.input
        input.total.cost += Money(picodollars: 1)
        #expect {
            try Report(input, theme: .light)
        } throws: { error in
            (error as? ReportsError)?.code == .totalsDiffer
        }
    }

    @Test func `a ranking that does not add up to the total is refused`() throws {
        var input = Invented.small.input
        input.ranking.rows.removeLast()
        input.ranking.rows.removeLast()
        #expect {
            try Report(input, theme: .light)
        } throws: { error in
            (error as? ReportsError)?.code == .totalsDiffer
        }
    }

    @Test func `days of another shape are refused`() throws {
        var input = Invented.small.input
        input.days.query.groups = [.user]
        #expect {
            try Report(input, theme: .light)
        } throws: { error in
            (error as? ReportsError)?.code == .badReportInput
        }
    }

    @Test func `a closed month has no forecast, a budget has its tile`() throws {
        func words(_ invented: Invented) throws -> [String] {
            let canvas = RecordingCanvas(size: Size(595.28, 841.89))
            try Report(invented.input, theme: .light).drawPage(on: canvas)
            return canvas.words
        }
        var month = Invented.small
        #expect(try !words(month).contains { $0.contains("Forecast") || $0.contains("Budget") })
        month.budget = Invented.dollars("4")
        #expect(try words(month).contains("Budget used"))
        #expect(try words(month).contains("93.4%"))
        #expect(try !words(month).contains { $0.contains("Forecast") })
    }

    @Test func `a cost that nobody knows is never written as zero`() throws {
        var month = Invented.small
        month.calls = month.calls.filter { $0.provider == "openrouter" }
        let canvas = RecordingCanvas(size: Size(595.28, 841.89))
        try Report(month.input, theme: .light).drawPage(on: canvas)
        #expect(!canvas.words.contains { $0.contains("$0") })
        #expect(canvas.words.contains("3 calls without a price"))
        let wide = RecordingCanvas(size: CanvasKind.wide.size)
        try Report(month.input, theme: .light).draw(.ranking, on: wide)
        #expect(wide.words.contains("No call of March 2025 has a price"))
    }

    @Test func `the title of a ranking is true of its rows`() throws {
        var month = Invented.small
        month.calls = [("a", "6"), ("b", "3"), ("c", "2"), ("d", "1")].map { user, dollars in
            Invented.Calls(
                date: month.period.first, provider: "openai", model: "gpt-4o", user: user,
                cost: Invented.dollars(dollars))
        }
        func title() throws -> String? {
            let canvas = RecordingCanvas(size: CanvasKind.wide.size)
            try Report(month.input, theme: .light).draw(.ranking, on: canvas)
            return canvas.words.first
        }
        #expect(try title() == "a made up 50% of March\u{2019}s $12.00")
        month.calls[0].cost = Invented.dollars("4")
        #expect(try title() == "Two of 4 users made up 70% of March\u{2019}s $10.00")
        month.calls = [month.calls[0]]
        #expect(try title() == "a made up all of March\u{2019}s $4.00")
    }
}

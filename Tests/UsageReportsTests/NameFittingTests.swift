import Charts
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct NameFittingTests {
    private func words(_ models: [String]) throws -> [String] {
        var report = Invented.small
        report.calls = models.enumerated().map { index, model in
            Invented.Calls(
                date: report.period.first, provider: "openai", model: model,
                cost: Invented.dollars("1000\(index)"))
        }
        let page = RecordingCanvas(size: Size(595.28, 841.89))
        try Report(report.input, theme: .light).drawPage(on: page)
        return page.words
    }

    @Test(arguments: [
        ("accounts/fireworks/models/deepseek-reasoner", "\u{2026}/deepseek-reasoner"),
        ("claude-3-7-sonnet-latest-20250219", "claude-3-7-sonnet-latest\u{2026}"),
        ("gpt-4o-realtime-preview-2024-08-06", "gpt-4o-realtime-preview\u{2026}"),
        ("gpt-4o", "gpt-4o"),
    ])
    func `a long name loses its path and its date first`(name: String, shown: String) throws {
        #expect(try words([name]).contains(shown))
    }

    @Test func `two names that would look alike keep what parts them`() throws {
        let shown = try words(["claude-3-7-sonnet-latest-20250219", "claude-3-7-sonnet-latest-20240101"])
        #expect(!shown.contains("claude-3-7-sonnet-latest\u{2026}"))
        #expect(shown.contains { $0.hasPrefix("claude") && $0.hasSuffix("0219") })
        #expect(shown.contains { $0.hasPrefix("claude") && $0.hasSuffix("0101") })
    }
}

import Charts
import TestSupport
import Testing
import UsageModel

@testable import UsageReports

/// Characters that no font has: readers are told so where the boxes stand.
@Suite struct MissingCharactersTests {
    /// Measures by the fixed table, and has no shape for one character.
    private struct Measure: TextMeasuring {
        func measure(_ text: String, style: TextStyle) -> TextExtent {
            var extent = FixedTextMeasure().measure(text, style: style)
            extent.missingCharacters = text.count { $0 == "\u{10FFFD}" }
            return extent
        }
    }

    private func month(_ model: String) -> Invented {
        var month = Invented.small
        month.calls = [
            Invented.Calls(
                date: month.period.first, provider: "openai", model: model, cost: Invented.dollars("4"))
        ]
        return month
    }

    @Test func `a slide says in its foot what it could not show`() throws {
        for (model, note) in [
            ("a\u{10FFFD}b\u{10FFFD}", "2 characters could not be shown: no font here has them."),
            ("a\u{10FFFD}", "1 character could not be shown: no font here has it."),
        ] {
            let canvas = RecordingCanvas(size: CanvasKind.wide.size, measure: Measure())
            try Report(month(model).input, theme: .light).draw(.daily, on: canvas)
            #expect(canvas.words.contains { $0.hasPrefix(note) })
            #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas) == [])
        }
    }

    @Test(arguments: CanvasKind.allCases)
    func `a picture of any canvas has a foot for it`(kind: CanvasKind) {
        let chart = RankedBarsChart(
            rows: [.init(name: "\u{10FFFD}", amount: 1_000_000_000_000)], noun: "users")
        let canvas = RecordingCanvas(size: kind.pictureSize, measure: Measure())
        ChartFrame(title: "").drawHonestly(chart, on: canvas, theme: .light, kind: kind)
        #expect(canvas.words.contains { $0.hasPrefix("1 character could not be shown") })
        #expect(CanvasCheck(kind, theme: .light).problems(in: canvas) == [])
    }

    @Test func `a file, a mail and their readers are told alike`() throws {
        let report = try Report(month("model-\u{10FFFD}").input, theme: .light)
        let pages = report.pages(listing: [], measure: Measure())
        let canvas = RecordingCanvas(size: Page.size, measure: Measure())
        let trial = RecordingCanvas(size: Page.size, measure: Measure())
        pages[0].draw(on: trial)
        #expect(trial.missingCharacters > 0)
        var page = pages[0]
        page.missingCharacters = trial.missingCharacters
        page.draw(on: canvas)
        #expect(canvas.words.contains { $0.contains("on this page could not be shown") })
        let drawn = try MailPictures(report.mailCharts, theme: .light)
        #expect(drawn.missingCharacters > 0)
    }
}

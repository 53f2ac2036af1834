import Charts
import Testing

/// What stands at the edges of pictures, and how large the words of a mail are.
struct CanvasMarginTests {
    @Test(arguments: CanvasKind.allCases)
    func `a picture that stands alone has no words at its edges`(kind: CanvasKind) {
        for odd in OddKind.allCases {
            for seed in 0..<12 {
                let canvas = recording(odd.chart(UInt64(seed)), kind)
                for case .text(let text, at: _, _, _, let box) in canvas.calls {
                    let isApart =
                        box.x >= 7.9 && box.maxX <= canvas.size.width - 7.9 && box.y >= 7.5
                        && box.maxY <= canvas.size.height - 7.5
                    #expect(isApart, "\(text) of \(odd) \(seed)")
                }
            }
        }
    }

    @Test func `a page and a mail place a chart without margins`() {
        let canvas = RecordingCanvas(size: CanvasKind.mail.size)
        Invented.daily().draw(
            on: canvas, in: Rectangle(x: 0, y: 0, width: canvas.size.width, height: canvas.size.height),
            theme: .light, kind: .mail)
        let edges = canvas.calls.compactMap { call -> Rectangle? in
            guard case .text(_, at: _, _, _, let box) = call else { return nil }
            return box
        }
        #expect(edges.contains { $0.x < 1 })
        #expect(CanvasCheck(.mail, theme: .light).problems(in: canvas) == [])
    }

    @Test func `the words of a mail can be read on a telephone`() {
        // 375 px wide, of which the mail leaves 24 at either side.
        let shown = (375.0 - 48) / CanvasKind.mail.size.width
        for role in TextRole.allCases {
            #expect(CanvasKind.mail.style(role, .light).size * shown >= 10, "\(role)")
        }
    }

    @Test func `a long name takes the room that a small plot can spare`() {
        let rows = ["search-quality", "documentation-team", "voice"].map {
            MoversChart.Row(name: $0, previous: 10 * dollar, current: 30 * dollar)
        }
        let chart = MoversChart(
            rows: rows, noun: "teams", previousHead: "Sep", currentHead: "Oct", previousName: "September",
            currentName: "October")
        #expect(recording(chart, .tile).words.contains("search-quality"))
    }
}

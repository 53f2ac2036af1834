import Charts
import Testing

/// The sum of all others, which may be far more than anybody of those that are named.
struct RankedBarsCutTests {
    private func bars(_ count: Int) -> (widths: [Double], gaps: Int) {
        let rows = (0..<count).map {
            RankedBarsChart.Row(name: "user-\($0)", amount: Int128(1_000 - $0) * 1_000_000_000_000)
        }
        let canvas = RecordingCanvas(size: CanvasKind.wide.size)
        let frame = Rectangle(x: 0, y: 0, width: canvas.size.width, height: canvas.size.height)
        RankedBarsChart(rows: rows, noun: "users").draw(on: canvas, in: frame, theme: .light, kind: .wide)
        var widths: [Double] = []
        var gaps = 0
        for case .fill(let path, let colour) in canvas.calls {
            if colour == Theme.light.paper {
                gaps += 1
            } else {
                widths.append(path.bounds?.width ?? 0)
            }
        }
        return (widths, gaps)
    }

    @Test func `others that are far more than anybody leave the bars their length, and are cut`() {
        let (widths, gaps) = bars(200)
        #expect(widths.count == 16 && gaps == 2)
        #expect(abs(widths[0] - widths[15]) < 1e-9)
        #expect(abs(widths[14] / widths[0] - 986.0 / 1_000) < 1e-9)
    }

    @Test func `others that are not much more than the largest are as long as they are`() {
        let (widths, gaps) = bars(17)
        #expect(gaps == 0 && widths.count == 16)
        #expect(abs(widths[0] / widths[15] - 1_000.0 / (985 + 984)) < 1e-9)
    }
}

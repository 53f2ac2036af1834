import Charts
import Testing

/// Days without calls, which are known to be silent, beside days of which nothing is known.
struct SilentDaysTests {
    private let first = ChartDay(2026, 10, 5)

    private func fills(_ canvas: RecordingCanvas, _ colour: Colour) -> [Rectangle] {
        canvas.calls.compactMap { call in
            guard case .fill(let path, colour) = call else { return nil }
            return path.bounds
        }
    }

    /// The corners of the lines that are no grid.
    private func lines(_ canvas: RecordingCanvas) -> [[Point]] {
        canvas.calls.compactMap { call in
            guard case .stroke(let path, _) = call else { return nil }
            let points = path.steps.compactMap { step -> Point? in
                switch step {
                case .move(let point), .line(let point): point
                case .curve, .close: nil
                }
            }
            return points.count > 2 ? points : nil
        }
    }

    @Test func `a day without calls has no error rate, neither zero nor unknown`() {
        func canvas(missing: Set<ChartDay>) -> RecordingCanvas {
            recording(
                ErrorRateChart(
                    firstDay: first, calls: [100, 100, 0, 100, 100],
                    causes: [ChartSeries(name: "error", amounts: [2, 0, 0, 3, 1])], missing: missing), .mail)
        }
        let silent = canvas(missing: [])
        #expect(fills(silent, Theme.light.band).isEmpty)
        #expect(!silent.words.contains("no data") && !silent.words.contains("no calls"))
        // Three columns and a swatch; the stroke of the day without failures is its own.
        #expect(fills(silent, Theme.light.accent).count == 5)
        let unknown = canvas(missing: [first.advanced(by: 2)])
        #expect(fills(unknown, Theme.light.band).count == 1 && unknown.words.contains("no data"))
    }

    @Test func `a day without calls costs nothing`() {
        let chart = DailyCostChart(
            firstDay: first, days: 3,
            series: [ChartSeries(name: "all", amounts: [dollar, 0, dollar])])
        let canvas = recording(chart, .page)
        #expect(fills(canvas, Theme.light.accent).map { $0.height < 2 } == [false, false, true])
        #expect(fills(canvas, Theme.light.band).isEmpty)
    }

    @Test func `latency has a gap where there were no calls`() {
        let values = [900, 1_000, nil, nil, 1_100, 1_200, 1_000, nil]
        let chart = PercentilesChart(firstDay: first, lines: [.init(name: "p99", milliseconds: values)])
        let canvas = recording(chart)
        #expect(lines(canvas).map(\.count) == [3])
        #expect(!canvas.words.contains("no data"))
        // The line keeps its name where the last day is silent.
        #expect(canvas.words.contains("p99") && canvas.words.contains("1 s"))
        var unknown = chart
        unknown.missing = [first.advanced(by: 2), first.advanced(by: 3)]
        let band = recording(unknown)
        #expect(band.words.contains("no data") && fills(band, Theme.light.band).count == 1)
        #expect(CanvasCheck(.wide, theme: .light).problems(in: band) == [])
    }

    @Test(arguments: CanvasKind.allCases)
    func `the sum of a month begins where the ledger does`(kind: CanvasKind) {
        let amounts = (0..<20).map { $0 < 9 ? 0 : 5 * dollar }
        var chart = BurnUpChart(
            firstDay: ChartDay(2026, 10, 1), days: 31, cumulative: BurnUpChart.cumulative(amounts),
            budget: 200 * dollar)
        let whole = recording(chart, kind)
        #expect(!whole.words.contains("no data") && lines(whole).map(\.count) == [21])
        chart.daysUnknown = 9
        let canvas = recording(chart, kind)
        #expect(canvas.words.contains("no data") && lines(canvas).map(\.count) == [12])
        #expect(CanvasCheck(kind, theme: .light).problems(in: canvas) == [])
    }
}

import Charts
import Testing

/// Two hundred seeded data sets of every kind of trouble; a failure names its seed.
struct OddChartsTests {
    private func problems(_ chart: any Chart, _ seed: UInt64) -> [String] {
        let kind = CanvasKind.allCases[Int(seed % 4)]
        let theme = seed % 2 == 0 ? Theme.light : .dark
        let canvas = recording(chart, kind, theme: theme)
        var check = CanvasCheck(kind, theme: theme)
        // A heatmap's figures stand on its cells.
        if chart is HeatmapChart { check.grounds.formUnion(theme.sequential) }
        return check.problems(in: canvas).map { "seed \(seed), \(kind): \($0)" }
    }

    @Test func `daily cost is clean for any data`() {
        for seed in 0..<200 { #expect(problems(Invented.daily(odd: UInt64(seed)), UInt64(seed)) == []) }
    }

    @Test func `burn-up is clean for any data`() {
        for seed in 0..<200 { #expect(problems(Invented.burnUp(odd: UInt64(seed)), UInt64(seed)) == []) }
    }

    @Test func `ranked bars are clean for any data`() {
        for seed in 0..<200 { #expect(problems(Invented.ranking(odd: UInt64(seed)), UInt64(seed)) == []) }
    }

    @Test func `movers are clean for any data`() {
        for seed in 0..<200 { #expect(problems(Invented.movers(odd: UInt64(seed)), UInt64(seed)) == []) }
    }

    @Test func `percentiles are clean for any data`() {
        for seed in 0..<200 {
            #expect(problems(Invented.percentiles(odd: UInt64(seed)), UInt64(seed)) == [])
        }
    }

    @Test func `heatmaps are clean for any data`() {
        for seed in 0..<200 { #expect(problems(Invented.heatmap(odd: UInt64(seed)), UInt64(seed)) == []) }
    }

    @Test func `no frame is too small to survive`() {
        for side in [0.0, 1, 10, 40, 90, 140] {
            for kind in CanvasKind.allCases {
                let charts: [any Chart] = [
                    Invented.daily(), Invented.burnUp(odd: 4), Invented.ranking(odd: 4),
                    Invented.movers(odd: 4),
                    Invented.percentiles(odd: 4), Invented.heatmap(odd: 4),
                ]
                for chart in charts {
                    let canvas = RecordingCanvas(size: Size(side * 1.5, side))
                    ChartFrame(title: "A title", subtitle: "A subtitle", source: "x", generated: "y")
                        .draw(chart, on: canvas, kind: kind)
                    let faults = CanvasCheck(kind, theme: .light).problems(in: canvas)
                    #expect(!faults.contains { $0.contains("not finite") || $0.contains("balanced") })
                }
            }
        }
    }
}

struct CanvasCheckTests {
    private let style = TextStyle(11, .regular, Theme.light.ink)
    private let check = CanvasCheck(.wide, theme: .light)

    private func problems(_ draw: (RecordingCanvas) -> Void) -> [String] {
        let canvas = RecordingCanvas(size: Size(200, 100))
        draw(canvas)
        return check.problems(in: canvas)
    }

    @Test func `a clean drawing has no problems`() {
        #expect(
            problems { canvas in
                canvas.fill(.rectangle(Rectangle(x: 0, y: 0, width: 200, height: 100)), Theme.light.paper)
                canvas.text("one", at: Point(10, 20), anchor: .leading, style: style)
                canvas.text("two", at: Point(10, 40), anchor: .leading, style: style)
            } == [])
    }

    @Test func `each fault is found`() {
        #expect(
            problems { canvas in
                canvas.text("one", at: Point(10, 20), anchor: .leading, style: style)
                canvas.text("two", at: Point(12, 24), anchor: .leading, style: style)
            } == ["`one` meets `two`"])
        #expect(
            problems { $0.text("edge", at: Point(190, 20), anchor: .leading, style: style) }
                == ["`edge` leaves the canvas"])
        #expect(
            problems {
                $0.text(
                    "big", at: Point(10, 40), anchor: .leading,
                    style: TextStyle(33, .regular, Theme.light.ink), )
            }
                == ["`big` has size 33.0, which is not in the type table"])
        #expect(
            problems { canvas in
                canvas.fill(.rectangle(Rectangle(x: 5, y: 5, width: 50, height: 50)), Theme.light.up)
                canvas.text("bar", at: Point(10, 40), anchor: .leading, style: style)
            } == ["`bar` stands on a mark"])
        #expect(
            problems { $0.beginClip(Rectangle(x: 0, y: 0, width: 1, height: 1)) } == [
                "clips are not balanced"
            ])
        #expect(
            problems { $0.text("lost", at: Point(.nan, 1), anchor: .leading, style: style) }
                == ["`lost` leaves the canvas"])
    }
}

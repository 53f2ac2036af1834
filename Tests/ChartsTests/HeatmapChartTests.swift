import Charts
import Testing

struct HeatmapChartTests {
    private func chart(_ unit: Int128) -> HeatmapChart {
        HeatmapChart(
            cells: (0..<7).map { day in (0..<24).map { Int128($0 == 12 ? 59 : day) * unit } },
            notice: .init(weekdays: 0...4, hours: 12...12, words: "Lunch: $59 an hour"), )
    }

    private func fills(_ canvas: RecordingCanvas, _ colours: [Colour]) -> Int {
        canvas.calls.filter { call in
            if case .fill(_, let colour) = call { colours.contains(colour) } else { false }
        }.count
    }

    @Test func `a week of hours has a value in each cell and a stepped key`() {
        let canvas = recording(chart(dollar))
        var check = CanvasCheck(.wide, theme: .light)
        check.grounds.formUnion(Theme.light.sequential)
        #expect(check.problems(in: canvas) == [])
        // 168 cells and 8 shades of the key.
        #expect(fills(canvas, Theme.light.sequential) == 176)
        #expect(canvas.words.filter { $0 == "59" }.count == 7)
        for words in [
            "Mon", "Sun", "00:00", "21:00", "$0", "50+", "Lunch: $59 an hour", "mean a day", "$197",
        ] {
            #expect(canvas.words.contains(words), "\(words)")
        }
    }

    @Test func `small amounts are written in cents and large ones in thousands`() {
        #expect(recording(chart(dollar / 100)).words.contains("0\u{00A2}"))
        #expect(recording(chart(dollar * 1_000)).words.contains("$0k"))
    }

    @Test(arguments: CanvasKind.allCases)
    func `all cells have a figure or none`(kind: CanvasKind) {
        let canvas = recording(chart(dollar), kind)
        let (wide, narrow) = (canvas.words.count { $0 == "59" }, canvas.words.count { $0 == "6" })
        #expect((wide, narrow) == (7, 23) || (wide, narrow) == (0, 0))
    }

    @Test func `a cell without data is a band, not a zero`() {
        var odd = chart(dollar)
        odd.cells[3][4] = nil
        #expect(fills(recording(odd), [Theme.light.band]) == 1)
        #expect(recording(HeatmapChart(cells: [])).words.contains("No data to draw"))
    }
}

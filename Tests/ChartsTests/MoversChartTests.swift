import Charts
import Testing

struct MoversChartTests {
    private func chart(_ rows: [(String, Int128?, Int128)], rowsMax: Int = 12) -> MoversChart {
        MoversChart(
            rows: rows.map { .init(name: $0.0, previous: $0.1.map { $0 * dollar }, current: $0.2 * dollar) },
            noun: "teams", previousHead: "1\u{2013}17 Sep", currentHead: "1\u{2013}17 Oct",
            previousName: "September",
            currentName: "October", rowsMax: rowsMax, )
    }

    @Test func `rows come by change and every figure is there`() {
        let words = recording(
            chart([
                ("batch", 782, 499), ("search", 702, 1_388), ("voice", 215, 0), ("campaign", nil, 377),
                ("bot", 1, 12),
            ])
        ).words
        let names = words.filter { ["batch", "search", "voice", "campaign", "bot", "Total"].contains($0) }
        #expect(names == ["search", "campaign", "bot", "voice", "batch", "Total"])
        for figure in [
            "+$686", "+98%", "new", "\u{2212}$283", "\u{2212}100%", "\u{00D7}12", "$1,700", "$2,276", "+34%",
        ] {
            #expect(words.contains(figure), "\(figure)")
        }
    }

    @Test func `what moved least is folded and the total stays exact`() {
        let words = recording(
            chart((0..<18).map { ("team \($0)", 100, 100 + Int128($0 * $0)) }, rowsMax: 12)
        ).words
        #expect(words.contains("Other (6 teams)"))
        #expect(!words.contains("team 0") && words.contains("team 17"))
        #expect(words.contains("+$1,785"))
    }
}

struct PercentilesChartTests {
    private let first = ChartDay(2026, 8, 19)

    @Test func `the last value and the median stand at the line's end`() {
        let chart = PercentilesChart(
            firstDay: first,
            lines: [
                .init(name: "p99", milliseconds: [6_000, 11_700, 5_670], median: 6_270),
                .init(name: "p50", milliseconds: [800, nil, 810], median: 830),
            ], medianName: "3-day median",
            annotation: Annotation(day: first.advanced(by: 1), headline: "11.7 s on Thu 20 Aug"), )
        let canvas = recording(chart)
        #expect(chart.isLogarithmic)
        #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas) == [])
        for words in [
            "p99", "5.67 s", "6.27 s", "p50", "0.81 s", "3-day median", "0.5 s", "20 s",
            "11.7 s on Thu 20 Aug",
        ] {
            #expect(canvas.words.contains(words), "\(words)")
        }
    }

    @Test func `close values have an axis from zero`() {
        let chart = PercentilesChart(
            firstDay: first, lines: [.init(name: "p50", milliseconds: [800, 900, 1_000])], )
        #expect(!chart.isLogarithmic)
        #expect(recording(chart).words.contains("0 s"))
    }

    @Test(arguments: [
        (0, "0 ms"), (99, "99 ms"), (840, "0.84 s"), (5_665, "5.66 s"), (11_700, "11.7 s"), (95_000, "95 s"),
        (-1, "\u{2013}"),
    ])
    func `durations are short`(milliseconds: Int, expected: String) {
        #expect(NumberText.english.duration(milliseconds: milliseconds) == expected)
    }

    @Test func `no requests are said in words`() {
        let chart = PercentilesChart(
            firstDay: first, lines: [.init(name: "p50", milliseconds: [nil, nil])], )
        #expect(recording(chart).words.contains("No data to draw"))
    }
}

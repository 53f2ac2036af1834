import Charts
import Testing

/// Long periods, whose days stand together in weeks.
struct WeeklyColumnsTests {
    /// So many days at a dollar each from a Thursday on.
    private func chart(days: Int, forecast: Int = 0, missing: Set<ChartDay> = []) -> DailyCostChart {
        DailyCostChart(
            firstDay: ChartDay(2026, 1, 1), days: days,
            series: [
                ChartSeries(name: "all", amounts: (0..<days).map { _ in dollar })
            ], missing: missing, budgetPerDay: 2 * dollar,
            forecast: (0..<forecast).map { _ in
                ForecastRange(low: dollar / 2, mean: dollar, high: 3 * dollar)
            }, forecastNote: "with 80% range")
    }

    private func bars(_ canvas: RecordingCanvas, _ colour: Colour = Theme.light.accent) -> [Rectangle] {
        canvas.calls.compactMap { call in
            guard case .fill(let path, colour) = call, let bounds = path.bounds else { return nil }
            return bounds.y < 70 || bounds.height < 5 ? nil : bounds
        }
    }

    @Test func `a year has a column for each week and all add up`() {
        let chart = chart(days: 365)
        #expect(chart.isByWeek(width: 744, kind: .wide) && chart.hasPartWeeks)
        let canvas = recording(chart)
        #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas) == [])
        // The key's bar has the colour of its one series too.
        let bars = bars(canvas).filter { $0.width < 11.9 }
        #expect(bars.count == 53)
        let heights = bars.map { $0.height }
        let whole = heights[1]
        #expect(heights[1...51].allSatisfy { abs($0 - whole) < 0.01 })
        // Four days before the first Monday, four after the last Sunday; an edge is on half a unit.
        for part in [heights[0], heights[52]] { #expect(abs(part - whole * 4 / 7) <= 0.5) }
        #expect(abs(bars[0].width - bars[1].width * 4 / 7) < 0.01)
        #expect(bars.allSatisfy { $0.width > 3 })
        #expect(canvas.words.contains("$365.00") && canvas.words.contains("4 days"))
        #expect(canvas.words.contains("Budget $14.00 a week"))
        #expect(canvas.words.contains("Jan") && canvas.words.contains("Dec"))
    }

    @Test func `a part of a week is hatched, a whole one is not`() {
        func clips(_ chart: DailyCostChart) -> Int {
            recording(chart).calls.count { if case .beginClip = $0 { true } else { false } }
        }
        #expect(clips(chart(days: 365)) == 2)
        var whole = chart(days: 364)
        whole.firstDay = ChartDay(2026, 1, 5)
        #expect(!whole.hasPartWeeks && clips(whole) == 0)
        whole.missing = [ChartDay(2026, 3, 3)]
        #expect(whole.hasPartWeeks && clips(whole) == 1)
        // A week without any data is a gap with its words.
        whole.missing = Set((0..<7).map { ChartDay(2026, 3, 2).advanced(by: $0) })
        #expect(!whole.hasPartWeeks && recording(whole).words.contains("no data"))
    }

    @Test func `what is expected of a week stands on what it has`() {
        let canvas = recording(chart(days: 300, forecast: 65))
        let pale = bars(canvas, Theme.light.forecastFill)
        // 27 October is a Tuesday: that week has one day behind it and six to come.
        #expect(pale.count == 10)
        let days = bars(canvas).filter { $0.width < 11.9 }
        #expect(abs(pale[0].maxY - (days.last?.y ?? 0)) < 0.01)
        #expect(abs(pale[0].y - pale[1].y) < 0.01)
        // The ranges of days do not add up to the range of a week.
        #expect(!canvas.words.contains("with 80% range"))
        #expect(bars(canvas, Theme.light.forecastRange).isEmpty)
    }

    @Test func `a month and a quarter keep their days`() {
        for (days, kind) in [(92, CanvasKind.wide), (92, .mail), (92, .page), (62, .tile)] {
            #expect(!chart(days: days).isByWeek(width: kind.size.width, kind: kind), "\(kind)")
        }
        #expect(!recording(chart(days: 92)).words.contains { $0.contains("week") })
    }

    @Test(arguments: CanvasKind.allCases)
    func `no column is narrower than can be seen`(kind: CanvasKind) {
        for days in [20, 60, 90, 140, 180, 270, 366, 500] {
            let canvas = recording(chart(days: days), kind)
            #expect(CanvasCheck(kind, theme: .light).problems(in: canvas) == [], "\(days)")
            let bars = bars(canvas).filter { $0.width < 11.9 }
            // Parts of weeks at the ends may be a seventh as wide.
            for bar in bars.dropFirst().dropLast() { #expect(bar.width > 1.9, "\(days) \(kind)") }
        }
    }

    @Test func `a week's rate is that of all its calls`() {
        let calls = (0..<364).map { $0 % 7 == 0 ? 1000 : 10 }
        let failed = (0..<364).map { Int128($0 % 7 == 0 ? 0 : 10) }
        let chart = ErrorRateChart(
            firstDay: ChartDay(2026, 1, 5), calls: calls,
            causes: [ChartSeries(name: "error", amounts: failed)],
            annotations: [Annotation(day: ChartDay(2026, 2, 3), headline: "100% on Tue 3 Feb")])
        #expect(chart.isByWeek(width: 744, kind: .wide))
        let words = recording(chart).words
        // 60 of 1,060 calls, on no axis up to all of them; a day's rate is not on it.
        #expect(words.contains("6%") && !words.contains("100%"))
        #expect(!words.contains { $0.hasPrefix("100% on") })
    }

    @Test(arguments: CanvasKind.allCases)
    func `plots beside each other have the same weeks`(kind: CanvasKind) {
        let amounts = (0..<365).map { Int128($0 % 9) }
        let chart = MediaChart(
            firstDay: ChartDay(2026, 1, 1), days: 365,
            panels: [
                .init(name: "Images", unit: .count, series: [ChartSeries(name: "a", amounts: amounts)]),
                .init(
                    name: "Video", unit: .seconds,
                    series: [ChartSeries(name: "b", amounts: amounts.map { $0 * 1_000_000 })]),
            ])
        #expect(chart.isByWeek(width: kind.size.width, kind: kind))
        #expect(CanvasCheck(kind, theme: .light).problems(in: recording(chart, kind)) == [])
    }

    @Test func `the words around a chart say what a column is`() {
        let frame = ChartFrame(title: "2026", subtitle: "Cost per day", subtitleByWeek: "Cost per week")
        for (days, words) in [(60, "Cost per day"), (365, "Cost per week")] {
            let canvas = RecordingCanvas(size: CanvasKind.wide.size)
            frame.draw(chart(days: days), on: canvas)
            #expect(canvas.words.contains(words) && canvas.words.count { $0.hasPrefix("Cost per") } == 1)
        }
    }
}

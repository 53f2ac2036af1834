import Charts
import Testing

struct DailyCostChartTests {
    private func columns(_ amounts: [Int128], missing: Set<ChartDay> = [], emptyNote: String = "")
        -> DailyCostChart
    {
        DailyCostChart(
            firstDay: ChartDay(2026, 10, 4), days: amounts.count,
            series: amounts.isEmpty ? [] : [ChartSeries(name: "all", amounts: amounts)], missing: missing,
            emptyNote: emptyNote, )
    }

    private func bars(_ canvas: RecordingCanvas, _ colour: Colour) -> [Rectangle] {
        canvas.calls.compactMap { call in
            guard case .fill(let path, colour) = call else { return nil }
            return path.bounds
        }
    }

    @Test func `the month on a slide says everything without a legend`() {
        let canvas = recording(Invented.daily())
        #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas).isEmpty)
        for words in [
            "$1,000", "August 2026", "September", "October", "Budget $452", "$969 on Thu 8 Oct", "Forecast",
            "with 80% range", "1\u{2013}17 October", "claude-sonnet-4.5", "mistral-large",
            "gpt-5.1 cost 4.9\u{00D7} a usual Thursday",
        ] {
            #expect(canvas.words.contains(words), "\(words)")
        }
    }

    @Test func `the key's total is the exact sum of the month so far`() {
        let chart = Invented.daily()
        let total = chart.series.map { $0.total(in: 43..<60) }.reduce(0, +)
        #expect(recording(chart).words.contains(NumberText.english.total(total)))
    }

    @Test(arguments: CanvasKind.allCases)
    func `every canvas has its own layout`(kind: CanvasKind) {
        for theme in [Theme.light, .dark] {
            let canvas = recording(Invented.daily(), kind, theme: theme)
            #expect(CanvasCheck(kind, theme: theme).problems(in: canvas) == [])
        }
    }

    @Test func `a page has no key and one line at the spike`() {
        let words = recording(Invented.daily(), .page).words
        #expect(words.contains("$969 on 8 Oct, gpt-5.1 retries"))
        #expect(!words.contains("mistral-large"))
    }

    @Test func `a mail names the providers in a row`() {
        let words = recording(Invented.daily(), .mail).words
        #expect(["Anthropic", "OpenAI", "Google", "Mistral"].allSatisfy(words.contains))
    }

    @Test func `a broken column says its value beside a budget above the plot`() {
        var chart = columns((0..<30).map { $0 == 8 ? 99_960_000_000_000 : 1_400_000_000_000 })
        chart.budgetPerDay = 467_000_000_000_000
        for kind in CanvasKind.allCases where kind != .tile {
            let words = recording(chart, kind).words
            #expect(words.contains("$99.96"), "\(kind)")
        }
    }

    @Test func `no rows are said in words`() {
        let words = recording(columns([], emptyNote: "Last call: 28 September 2026"), .tile).words
        #expect(words.contains("No data to draw") && words.contains("Last call: 28 September 2026"))
    }

    @Test func `one day carries its value`() {
        let canvas = recording(columns([412 * dollar + dollar * 8 / 100]), .tile)
        #expect(canvas.words.contains("$412.08"))
        #expect(bars(canvas, Theme.light.accent).map(\.width) == [28])
    }

    @Test func `zero is a stroke on the line and missing is a band`() {
        let zeros = bars(recording(columns(Array(repeating: 0, count: 14)), .tile), Theme.light.accent)
        #expect(zeros.count == 14)
        #expect(zeros.allSatisfy { abs($0.height - 1.6) < 1e-9 })
        let gap = recording(
            columns(
                [5, 5, 0, 0, 5].map { $0 * dollar },
                missing: [ChartDay(2026, 10, 6), ChartDay(2026, 10, 7)], ),
            .tile, )
        #expect(gap.words.contains("no data"))
        #expect(bars(gap, Theme.light.accent).count == 3)
        #expect(bars(gap, Theme.light.band).count == 1)
    }

    @Test func `a credit goes below zero in its own colour`() {
        let canvas = recording(columns([120, 140, -310, 150].map { $0 * dollar }), .tile)
        let credits = bars(canvas, Theme.light.down)
        let costs = bars(canvas, Theme.light.accent)
        #expect(credits.count == 1 && costs.count == 3)
        #expect(credits[0].y >= (costs.map(\.maxY).max() ?? 0) - 0.001)
        #expect(canvas.words.contains { $0.hasPrefix("\u{2212}$") })
    }

    @Test func `one day far above the rest is cut and its value written`() {
        let days = [130, 150, 140, 60, 50, 160, 155, 6_240, 150, 149, 61, 50, 156, 161].map { $0 * dollar }
        let canvas = recording(columns(days), .tile)
        #expect(canvas.words.contains("$6,240"))
        #expect(canvas.words.contains("$200"))
        #expect(bars(canvas, Theme.light.up).count == 1)
    }

    @Test func `a budget lifts the axis at most twice`() {
        var chart = columns([100, 90, 80, 95].map { $0 * dollar })
        chart.budgetPerDay = 190 * dollar
        #expect(recording(chart).words.contains("$200"))
        chart.budgetPerDay = 5_000 * dollar
        let words = recording(chart).words
        #expect(words.contains("$100") && !words.contains("$5,000"))
        #expect(words.contains { $0.hasPrefix("Budget $5,000") })
    }

    @Test func `equal input gives equal calls`() {
        #expect(recording(Invented.daily()).calls == recording(Invented.daily()).calls)
    }
}

struct BurnUpChartTests {
    private let actual = BurnUpChart.cumulative((1...17).map { Int128($0 % 7 > 4 ? 200 : 600) * dollar })

    @Test func `an open month shows budget, pace, forecast and today`() {
        let end = actual[16]
        let chart = BurnUpChart(
            firstDay: ChartDay(2026, 10, 1), days: 31, cumulative: actual, name: "October",
            budget: 14_000 * dollar,
            forecast: (1...14).map { day in
                let mean = end + Int128(day) * 500 * dollar
                return ForecastRange(low: mean - mean / 20, mean: mean, high: mean + mean / 20)
            }, )
        for kind in CanvasKind.allCases {
            let canvas = recording(chart, kind)
            #expect(CanvasCheck(kind, theme: .light).problems(in: canvas) == [], "\(kind)")
            #expect(canvas.words.contains("Budget $14,000"), "\(kind)")
            #expect(canvas.words.contains("80% range"), "\(kind)")
            #expect(canvas.words.contains(NumberText.english.label(end)), "\(kind)")
        }
    }

    @Test func `a closed month shows its total beside the month before and no forecast`() {
        let month = BurnUpChart.cumulative(Array(repeating: 5 * dollar, count: 31))
        let before = BurnUpChart.cumulative(Array(repeating: 4 * dollar, count: 30))
        let canvas = recording(
            BurnUpChart(
                firstDay: ChartDay(2026, 10, 1), days: 31, cumulative: month, name: "October",
                previous: before,
                previousName: "September", ))
        #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas) == [])
        for words in ["$155", "October", "$120", "September", "31"] { #expect(canvas.words.contains(words)) }
        #expect(!canvas.words.contains("even pace"))
    }

    @Test func `a period without data says so`() {
        let chart = BurnUpChart(firstDay: ChartDay(2026, 10, 1), days: 31, cumulative: [])
        #expect(recording(chart).words.contains("No data to draw"))
    }

    @Test func `sums stop at the end of the range`() {
        #expect(BurnUpChart.cumulative([1, 2, 3]) == [1, 3, 6])
        #expect(BurnUpChart.cumulative([.max, 5]) == [.max, .max])
    }
}

struct RankedBarsChartTests {
    private let users = (0..<74).map { index in
        RankedBarsChart.Row(
            name: "user-\(index)@example.com", amount: Int128(171_427 / (index + 1)) * dollar / 100, )
    }

    @Test func `the largest stand alone and the rest add up`() {
        let chart = RankedBarsChart(rows: users.reversed(), noun: "users")
        let canvas = recording(chart)
        #expect(CanvasCheck(.wide, theme: .light).problems(in: canvas) == [])
        let rest = users[15...].map(\.amount).reduce(0, +)
        for words in ["user-0@example.com", "$1,714.27", "Other (59 users)", NumberText.english.total(rest)] {
            #expect(canvas.words.contains(words), "\(words)")
        }
        #expect(!canvas.words.contains("user-15@example.com"))
        #expect(chart.total == users.map(\.amount).reduce(0, +))
    }

    @Test func `sixteen rows need no Other`() {
        let canvas = recording(RankedBarsChart(rows: Array(users.prefix(16)), noun: "users"))
        #expect(!canvas.words.contains { $0.hasPrefix("Other") })
        #expect(canvas.words.contains("user-15@example.com"))
    }

    @Test(arguments: CanvasKind.allCases)
    func `each canvas folds to its room`(kind: CanvasKind) {
        let canvas = recording(RankedBarsChart(rows: users, noun: "users"), kind)
        #expect(CanvasCheck(kind, theme: .light).problems(in: canvas) == [])
        #expect(canvas.words.contains { $0.hasPrefix("Other (") })
    }
}

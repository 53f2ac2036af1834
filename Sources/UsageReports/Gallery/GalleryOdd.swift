import Charts

extension GalleryChart {
    /// Data that charts are rarely drawn for and must survive: nothing, one of it, zeros, credits, gaps, too many.
    static func odd() -> [GalleryChart] {
        oddDaily + oddBurnUp + oddMovers + oddRankings + oddHeatmaps + oddLatency + oddErrors + oddMedia
    }

    private static let dollar = InventedDays.dollar
    private static let october = ChartDay(2026, 10, 4)
    private static let fortnight: [Picodollars] = [
        130, 150, 140, 60, 52, 160, 157, 150, 149, 61, 50, 155, 162, 158,
    ].map { $0 * InventedDays.dollar }

    private static func caseDaily(
        _ name: String, _ title: String, _ amounts: [Picodollars],
        subtitle: String = "Cost per day, US dollars",
        missing: Set<ChartDay> = [], annotations: [Annotation] = []
    ) -> GalleryChart {
        GalleryChart(
            name: "daily-" + name,
            chart: DailyCostChart(
                firstDay: october, days: amounts.count,
                series: [ChartSeries(name: "all models", amounts: amounts)], missing: missing,
                annotations: annotations, emptyNote: "Last call: 28 September 2026"),
            title: title, subtitle: subtitle)
    }

    private static var oddDaily: [GalleryChart] {
        var credit = fortnight
        credit[5] = -310 * dollar
        var outlier = fortnight
        outlier[7] = 6_240 * dollar
        var gap = fortnight
        gap[6] = 0
        gap[7] = 0
        return [
            caseDaily(
                "empty", "No calls in this period", [], subtitle: "1\u{2013}17 October, project billing-bot"),
            caseDaily("one-day", "One day of data: $412.08", [Picodollars(41_208) * dollar / 100]),
            caseDaily("zeros", "14 days at $0.00", fortnight.map { _ in 0 }),
            caseDaily(
                "credit", "A $310 credit on 9 October", credit, subtitle: "Net cost per day, US dollars",
                annotations: [
                    Annotation(day: october.advanced(by: 5), headline: "\u{2212}$310 credit note")
                ]),
            caseDaily(
                "outlier", "One day 40\u{00D7} the rest", outlier,
                subtitle: "Axis cut above the rest; the value is written"),
            caseDaily(
                "missing", "Two days missing, not zero", gap,
                missing: [october.advanced(by: 6), october.advanced(by: 7)]),
            caseDaily("identical", "Fourteen days at $100.00", fortnight.map { _ in 100 * dollar }),
            caseDaily("tiny", "Fourteen days below a cent", fortnight.map { $0 / 1_000_000 }),
            caseDaily("huge", "Fourteen days above a billion", fortnight.map { $0 * 12_000_000 }),
            GalleryChart(
                name: "daily-thousand",
                chart: DailyCostChart(
                    firstDay: october, days: 14, series: thousand(days: 14), noun: "models"),
                title: "A thousand models, the largest by name", subtitle: "Cost per day by model, US dollars"
            ),
        ]
    }

    /// A thousand series with long names that begin and end alike.
    private static func thousand(days: Int) -> [ChartSeries] {
        let names = (0..<1_000).map { "accounts/marketing-autumn/models/classifier-\($0)-emea-b2b" }
        let colours = SeriesColour.assign(names.enumerated().map { ("provider \($0 % 12)", $1) })
        return names.enumerated().map { index, name in
            ChartSeries(
                name: name, group: "provider \(index % 12)", colour: colours[index],
                amounts: (0..<days).map { day in
                    Picodollars(90_000 / (index + 1) + day * 3) * dollar / 1_000
                })
        }
    }

    private static func caseBurnUp(
        _ name: String, _ title: String, _ days: [Picodollars], budget: Picodollars? = nil
    ) -> GalleryChart {
        GalleryChart(
            name: "burn-up-" + name,
            chart: BurnUpChart(
                firstDay: InventedDays.monthStart, days: 31, cumulative: BurnUpChart.cumulative(days),
                name: "October", budget: budget, emptyNote: "Last call: 28 September 2026"),
            title: title, subtitle: "Cumulative cost in October 2026, US dollars")
    }

    private static var oddBurnUp: [GalleryChart] {
        [
            caseBurnUp("empty", "No calls in October so far", []),
            caseBurnUp(
                "first-day", "October stands at $130.00", Array(fortnight.prefix(1)), budget: 4_000 * dollar),
            caseBurnUp("over", "October is past its budget of $900", fortnight, budget: 900 * dollar),
            caseBurnUp("far", "October has used 1% of its budget", fortnight, budget: 200_000 * dollar),
            caseBurnUp(
                "credit", "Credits outweigh October\u{2019}s cost", fortnight.map { $0 - 140 * dollar }),
        ]
    }

    private static func caseMovers(_ name: String, _ title: String, _ rows: [MoversChart.Row]) -> GalleryChart
    {
        GalleryChart(
            name: "movers-" + name,
            chart: MoversChart(
                rows: rows, noun: "teams", previousHead: "1\u{2013}17 Sep", currentHead: "1\u{2013}17 Oct",
                previousName: "September", currentName: "October", emptyNote: "Last call: 28 August 2026"),
            title: title,
            subtitle: "Cost by team, 1\u{2013}17 October against 1\u{2013}17 September 2026, US dollars")
    }

    private static var oddMovers: [GalleryChart] {
        [
            caseMovers("empty", "No calls in both periods", []),
            caseMovers(
                "one", "One team, as much as before",
                [.init(name: "search", previous: 90 * dollar, current: 90 * dollar)]),
            caseMovers(
                "new", "Everything is new",
                ["search", "support", "docs"].map { .init(name: $0, previous: nil, current: 90 * dollar) }),
            caseMovers(
                "thousand", "A thousand teams, the largest changes by name",
                (0..<1_000).map { index in
                    .init(
                        name: "marketing-autumn-campaign-\(index)-emea-b2b",
                        previous: Picodollars(90_000 / (index + 1)) * dollar / 10,
                        current: Picodollars(90_000 / (1_000 - index)) * dollar / 10)
                }),
        ]
    }

    private static func caseRanking(_ name: String, _ title: String, _ rows: [RankedBarsChart.Row])
        -> GalleryChart
    {
        GalleryChart(
            name: "ranking-" + name,
            chart: RankedBarsChart(rows: rows, noun: "users", emptyNote: "Last call: 28 September 2026"),
            title: title, subtitle: "Cost by user, 1\u{2013}17 October 2026, US dollars")
    }

    private static var oddRankings: [GalleryChart] {
        [
            caseRanking("empty", "No user has a cost", []),
            caseRanking("one", "One user made up all of $90.00", [.init(name: "maria", amount: 90 * dollar)]),
            caseRanking(
                "small-shares", "One of five made up all but a trace",
                [90_000_000, 4_000, 90, 1, 0].enumerated().map {
                    .init(name: "user-\($0.offset)", amount: Picodollars($0.element) * dollar / 10_000)
                }),
            caseRanking(
                "credit", "A credit of $40.00 for sales",
                [("search", 90), ("sales", -40), ("docs", 12)].map {
                    .init(name: $0.0, amount: $0.1 * dollar)
                }),
            caseRanking("thousand", "The 15 largest of 1,000 users", InventedDays.users(1_000)),
        ]
    }

    private static func caseHeatmap(_ name: String, _ title: String, _ cells: [[Picodollars?]])
        -> GalleryChart
    {
        let chart = HeatmapChart(cells: cells, emptyNote: "Last call: 28 September 2026")
        let unit = chart.cellUnit(currencyName: "US dollars", centsName: "US cents")
        return GalleryChart(
            name: "heatmap-" + name, chart: chart, title: title,
            subtitle: "Mean cost by weekday and hour of the day, \(unit), UTC")
    }

    private static var oddHeatmaps: [GalleryChart] {
        let zeros = [[Picodollars?]](repeating: [Picodollars?](repeating: 0, count: 24), count: 7)
        var one = [[Picodollars?]](repeating: [Picodollars?](repeating: nil, count: 24), count: 7)
        one[3][14] = 9 * dollar / 10
        return [
            caseHeatmap("empty", "No calls in this period", []),
            caseHeatmap("zeros", "Every hour at $0.00", zeros),
            caseHeatmap("one-hour", "One hour on Thursday cost $0.90", one),
            caseHeatmap(
                "huge", "Hours of millions", InventedDays.week().map { $0.map { $0.map { $0 * 900_000 } } }),
        ]
    }

    private static func caseLatency(_ name: String, _ title: String, _ values: [[Int?]]) -> GalleryChart {
        GalleryChart(
            name: "latency-" + name,
            chart: PercentilesChart(
                firstDay: october,
                lines: zip(["p99", "p95", "p50"], values).map {
                    .init(name: $0, milliseconds: $1, median: $1.last ?? nil)
                },
                emptyNote: "Last call: 28 September 2026"),
            title: title, subtitle: "Seconds per call, daily percentiles")
    }

    private static var oddLatency: [GalleryChart] {
        let days = Array(0..<14)
        return [
            caseLatency("empty", "No latency is known", []),
            caseLatency("one-day", "One day of latency", [[6_100], [3_000], [800]]),
            caseLatency(
                "identical", "The same latency every day",
                [4_000, 3_000, 2_500].map { value in days.map { _ in value } }),
            caseLatency(
                "gaps", "Days without calls are gaps",
                [6_100, 3_000, 800].map { value in days.map { $0 % 5 == 2 ? nil : value + $0 * 40 } }),
        ]
    }

    private static func caseErrors(
        _ name: String, _ title: String, _ calls: [Int], _ failed: [(String, [Int])]
    )
        -> GalleryChart
    {
        GalleryChart(
            name: "errors-" + name,
            chart: ErrorRateChart(
                firstDay: october, calls: calls,
                causes: failed.enumerated().map { index, cause in
                    ChartSeries(
                        name: cause.0, colour: .family(4 + index % 2, step: index / 2 % 3),
                        amounts: cause.1.map { Int128($0) })
                }, emptyNote: "Last call: 28 September 2026"),
            title: title, subtitle: "Calls that failed per day by cause, percent of all calls")
    }

    private static var oddErrors: [GalleryChart] {
        let calls = [900, 950, 870, 0, 0, 910, 990, 1_020, 940, 0, 0, 980, 990, 1_010]
        return [
            caseErrors("empty", "No calls in this period", [], []),
            caseErrors("none", "No call failed in 14 days", calls, [("error", calls.map { _ in 0 })]),
            caseErrors("all", "Every call failed", calls, [("error", calls)]),
            caseErrors(
                "trace", "One call in 9,000 failed", calls.map { $0 * 100 },
                [("error", calls.map { $0 / 90 })]),
            caseErrors(
                "many", "Twelve causes, the largest by name", calls,
                (1...12).map { cause in ("http_\(400 + cause)", calls.map { $0 / (cause * 30) }) }),
        ]
    }

    private static var oddMedia: [GalleryChart] {
        let panels = InventedDays.media()
        func caseMedia(_ name: String, _ title: String, _ panels: [MediaChart.Panel]) -> GalleryChart {
            GalleryChart(
                name: "media-" + name,
                chart: MediaChart(
                    firstDay: InventedDays.first, days: InventedDays.dayCount, panels: panels,
                    keyFrom: InventedDays.monthStart, emptyNote: "No image and no video so far"),
                title: title, subtitle: "Images and seconds of video per day by model")
        }
        return [
            caseMedia("empty", "Nothing was made in this period", []),
            caseMedia("images", "Images alone", [panels[0]]), caseMedia("video", "Video alone", [panels[1]]),
            caseMedia(
                "thousand", "A thousand models that make images",
                [
                    .init(
                        name: "Images", unit: .count,
                        series: thousand(days: 60).map { series in
                            var series = series
                            series.amounts = series.amounts.map { $0 / (dollar / 100) }
                            return series
                        })
                ]),
        ]
    }
}

import Charts

let dollar: Int128 = 1_000_000_000_000

/// Invented data sets: one that looks like a company's month, and seeded odd ones.
enum Invented {
    static let models: [(provider: String, model: String, share: Int)] = [
        ("Anthropic", "claude-sonnet-4.5", 245), ("OpenAI", "gpt-5.1", 140), ("Google", "gemini-3-pro", 110),
        ("Anthropic", "claude-haiku-4.5", 60), ("OpenAI", "gpt-5-mini", 19),
        ("Google", "gemini-2.5-flash", 11),
        ("Mistral", "mistral-large", 19),
    ]

    /// Sixty days to 17 October 2026 with weekends, a spike on 8 October and a forecast.
    static func daily(forecast: Bool = true) -> DailyCostChart {
        var random = SplitMix(seed: 60)
        let first = ChartDay(2026, 8, 19)
        let colours = SeriesColour.assign(models.map { ($0.provider, $0.model) })
        var amounts = [[Int128]](repeating: [], count: models.count)
        for bin in 0..<60 {
            let day = first.advanced(by: bin)
            let level = (day.weekday > 4 ? 33 : 100) * (70 + bin / 2) / 100
            for (index, model) in models.enumerated() {
                var cents = Int128(model.share * level * random.int(94...108)) / 100
                if day == ChartDay(2026, 10, 8), model.model == "gpt-5.1" { cents *= 4 }
                amounts[index].append(cents * dollar / 100)
            }
        }
        let series = models.indices.map { index in
            ChartSeries(
                name: models[index].model, group: models[index].provider, colour: colours[index],
                amounts: amounts[index], )
        }
        let ranges = (0..<(forecast ? 14 : 0)).map { offset -> ForecastRange in
            let mean = Int128(first.advanced(by: 60 + offset).weekday > 4 ? 230 : 640) * dollar
            let spread = mean / 12 + mean * Int128(offset) / 120
            return ForecastRange(low: mean - spread, mean: mean, high: mean + spread)
        }
        return DailyCostChart(
            firstDay: first, days: 60, series: series, budgetPerDay: 452 * dollar, forecast: ranges,
            forecastNote: forecast ? "with 80% range" : "",
            annotations: [
                Annotation(
                    day: ChartDay(2026, 10, 8), headline: "$969 on Thu 8 Oct",
                    reason: "gpt-5.1 cost 4.9\u{00D7} a usual Thursday",
                    short: "$969 on 8 Oct, gpt-5.1 retries", )
            ], keyFrom: ChartDay(2026, 10, 1), )
    }

    static func name(_ random: inout SplitMix) -> String {
        let words = [
            "marketing-autumn-campaign", "gpt-5.1", "emea_b2b", "svc/nightly", "maria.keller@example.com",
            "日本語",
            "x", " ", "Ünïcödé", "W", "2026", "a\nb",
        ]
        return (0...random.int(0...5)).map { _ in words[random.int(0...(words.count - 1))] }.joined(
            separator: "-")
    }

    /// Zeros, credits, tiny amounts, ordinary ones and huge ones.
    static func amount(_ random: inout SplitMix) -> Int128 {
        switch random.int(0...99) {
        case 0..<15: 0
        case 15..<20: -Int128(random.int(1...400)) * dollar
        case 20..<30: Int128(random.int(1...9_000_000))
        case 30: Int128(random.int(1...900)) * dollar * 1_000_000
        case 31: Int128.max / 3
        default: Int128(random.int(1...90_000)) * dollar / 100
        }
    }

    static func daily(odd seed: UInt64) -> DailyCostChart {
        var random = SplitMix(seed: seed)
        let days = random.chance(10) ? random.int(0...2) : random.int(1...(seed % 8 == 5 ? 700 : 120))
        let first = ChartDay(2020, 1, 1).advanced(by: random.int(0...3_000))
        let count = random.chance(5) ? 1_000 : random.chance(50) ? random.int(1...9) : random.int(1...60)
        let isCalm = random.chance(50)
        let series = (0..<count).map { index -> ChartSeries in
            let amounts = (0..<(count > 500 ? min(days, 8) : days)).map { _ in
                isCalm ? Int128(random.int(0...90_000)) * dollar / 100 : amount(&random)
            }
            return ChartSeries(
                name: name(&random), group: "provider \(index % random.int(1...12))",
                colour: .family(random.int(-1...9), step: random.int(0...4)), amounts: amounts, )
        }
        let missing = (0..<days).filter { _ in random.chance(seed % 3 == 0 ? 15 : 0) }.map(
            first.advanced(by:))
        let forecast = (0..<(random.chance(50) ? random.int(0...31) : 0)).map { _ -> ForecastRange in
            let (mean, spread) = (amount(&random), abs(amount(&random) / 4))
            return ForecastRange(low: mean - spread, mean: mean, high: mean + spread)
        }
        return DailyCostChart(
            firstDay: first, days: days, series: series, missing: Set(missing),
            budgetPerDay: random.chance(60) ? amount(&random) : nil, forecast: forecast,
            forecastNote: random.chance(50) ? "with 80% range" : "No forecast: 9 of 14 days",
            annotations: (0..<random.int(0...4)).map { _ in
                Annotation(
                    day: first.advanced(by: random.int(-2...days)), headline: "$969 on Thu 8 Oct",
                    reason: name(&random),
                    short: name(&random), )
            }, keyFrom: random.chance(50) ? first.advanced(by: random.int(-3...130)) : nil,
            emptyNote: random.chance(50) ? "Last call: 28 September 2026" : "", )
    }

    static func burnUp(odd seed: UInt64) -> BurnUpChart {
        var random = SplitMix(seed: seed)
        let days = random.chance(80) ? random.int(28...31) : random.int(1...400)
        func amounts(_ count: Int) -> [Int128] {
            BurnUpChart.cumulative((0..<count).map { _ in amount(&random) })
        }
        let actual = amounts(random.int(0...days))
        let forecast =
            random.chance(50)
            ? amounts(days - actual.count).map { value -> ForecastRange in
                let mean = (actual.last ?? 0) / 4 + value / 4
                return ForecastRange(low: mean - abs(mean / 9), mean: mean, high: mean + abs(mean / 8))
            } : []
        return BurnUpChart(
            firstDay: ChartDay(2026, random.int(1...12), 1), days: days, cumulative: actual, name: "October",
            budget: random.chance(60) ? amount(&random) : nil, forecast: forecast,
            previous: random.chance(50) ? amounts(random.int(0...33)) : [], previousName: "September", )
    }

    static func movers(odd seed: UInt64) -> MoversChart {
        var random = SplitMix(seed: seed)
        let rows = (0..<random.int(0...(random.chance(10) ? 1_000 : 30))).map { _ in
            MoversChart.Row(
                name: name(&random), previous: random.chance(80) ? amount(&random) : nil,
                current: amount(&random), )
        }
        return MoversChart(
            rows: rows, noun: "teams", previousHead: "1\u{2013}17 Sep", currentHead: "1\u{2013}17 Oct",
            previousName: "September", currentName: "October", )
    }

    static func percentiles(odd seed: UInt64) -> PercentilesChart {
        var random = SplitMix(seed: seed)
        let days = random.int(0...120)
        let reach = random.int(1...random.int(1...5_000_000))
        let first = ChartDay(2026, 8, 19)
        let lines = ["p99", "p95", "p50"].prefix(random.int(0...3)).map { name in
            PercentilesChart.Line(
                name: name,
                milliseconds: (0..<days).map { _ in random.chance(10) ? nil : random.int(-1...reach) },
                median: random.chance(70) ? random.int(0...reach) : nil, )
        }
        return PercentilesChart(
            firstDay: first, lines: lines, medianName: "60-day median",
            annotation: Annotation(
                day: first.advanced(by: random.int(-1...days)), headline: "11.7 s on Thu 8 Oct",
                reason: name(&random), ), )
    }

    static func heatmap(odd seed: UInt64) -> HeatmapChart {
        var random = SplitMix(seed: seed)
        let scale: Int128 =
            random.chance(20) ? 1_000_000 : random.chance(20) ? dollar * 100_000 : dollar / 100
        let cells = (0..<random.int(0...8)).map { _ in
            (0..<random.int(0...25)).map { _ -> Int128? in
                random.chance(10)
                    ? nil : random.chance(2) ? amount(&random) : Int128(random.int(0...9_000)) * scale
            }
        }
        return HeatmapChart(
            cells: cells,
            notice: .init(
                weekdays: random.int(-1...2)...random.int(3...8),
                hours: random.int(-1...9)...random.int(10...25),
                words: name(&random), ), )
    }

    /// Calls of one day, of which some failed by each cause; now and then all of them, or none were made.
    static func errorRate(odd seed: UInt64) -> ErrorRateChart {
        var random = SplitMix(seed: seed)
        let days = random.chance(10) ? random.int(0...2) : random.int(1...(seed % 8 == 5 ? 700 : 120))
        let calls = (0..<days).map { _ in
            random.chance(8) ? 0 : random.int(1...random.int(1...(random.chance(5) ? Int.max / 8 : 90_000)))
        }
        let count = random.chance(5) ? 1_000 : random.int(0...7)
        let causes = (0..<count).map { index in
            ChartSeries(
                name: name(&random), colour: .family(random.int(-1...9), step: random.int(0...3)),
                amounts: calls.map {
                    Int128($0 / max(count, 1) / random.int(1...(random.chance(3) ? 1 : 900)))
                })
        }
        let first = ChartDay(2026, random.int(1...12), random.int(1...28))
        return ErrorRateChart(
            firstDay: first, calls: calls, causes: causes,
            annotations: (0..<random.int(0...3)).map { _ in
                Annotation(
                    day: first.advanced(by: random.int(-2...days)), headline: "12% on Thu 8 Oct",
                    reason: name(&random), short: name(&random))
            }, keyFrom: random.chance(50) ? first.advanced(by: random.int(-3...130)) : nil,
            emptyNote: random.chance(50) ? "Last call: 28 September 2026" : "")
    }

    /// Up to four kinds of things that up to a thousand models made.
    static func media(odd seed: UInt64) -> MediaChart {
        var random = SplitMix(seed: seed)
        let days = random.chance(10) ? random.int(0...2) : random.int(1...(seed % 8 == 5 ? 700 : 120))
        let kinds: [(String, ChartUnit)] = [
            ("Images", .count), ("Video, seconds", .seconds), (name(&random), .seconds), ("Pages", .count),
        ]
        let panels = kinds.prefix(random.int(0...4)).map { kind, unit in
            let count = random.chance(4) ? 1_000 : random.int(0...12)
            let most = random.int(1...(random.chance(5) ? Int.max / 2 : 5_000_000))
            return MediaChart.Panel(
                name: kind, unit: unit,
                series: (0..<count).map { index in
                    ChartSeries(
                        name: name(&random), group: "provider \(index % 5)",
                        colour: .family(index % 9, step: index % 4),
                        amounts: (0..<(count > 500 ? min(days, 8) : days)).map { _ in
                            random.chance(30) ? 0 : Int128(random.int(0...most))
                        })
                })
        }
        let first = ChartDay(2026, 8, 19)
        return MediaChart(
            firstDay: first, days: days, panels: panels,
            missing: Set(
                (0..<days).filter { _ in seed % 4 == 0 && random.chance(10) }.map(first.advanced(by:))),
            keyFrom: random.chance(50) ? first.advanced(by: random.int(-3...130)) : nil)
    }

    static func ranking(odd seed: UInt64) -> RankedBarsChart {
        var random = SplitMix(seed: seed)
        let count = random.chance(10) ? 1_000 : random.int(0...40)
        return RankedBarsChart(
            rows: (0..<count).map { _ in .init(name: name(&random), amount: amount(&random)) }, noun: "users",
        )
    }
}

/// Draws a chart in its frame on a recording of the kind's usual size.
func recording(
    _ chart: any Chart, _ kind: CanvasKind = .wide, theme: Theme = .light,
    title: String = "October is heading for $15.4k, 10% over budget",
) -> RecordingCanvas {
    let canvas = RecordingCanvas(size: kind.pictureSize)
    let isBare = kind == .mail
    ChartFrame(
        title: isBare ? "" : title, subtitle: isBare ? "" : "Cost per day by model, US dollars",
        source: kind == .wide ? "Source: usage ledger, 60 days to 17 Oct 2026, UTC days." : "",
        generated: kind == .wide ? "Generated 18 Oct 2026 02:00 UTC" : "",
    ).draw(chart, on: canvas, theme: theme, kind: kind)
    return canvas
}

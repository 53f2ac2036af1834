import Charts

/// Invented figures of a company's sixty days, the same on every machine: what the gallery shows.
struct InventedDays {
    /// A model with its part of the spend, in dollars of a usual working day.
    struct Model {
        var provider: String
        var name: String
        var dollars: Int
    }

    static let models = [
        Model(provider: "Anthropic", name: "claude-sonnet-4.5", dollars: 232),
        Model(provider: "OpenAI", name: "gpt-5.1", dollars: 140),
        Model(provider: "Google", name: "gemini-3-pro", dollars: 108),
        Model(provider: "Anthropic", name: "claude-haiku-4.5", dollars: 60),
        Model(provider: "Mistral", name: "mistral-large", dollars: 19),
        Model(provider: "OpenAI", name: "gpt-5-mini", dollars: 18),
        Model(provider: "Google", name: "gemini-2.5-flash", dollars: 11),
    ]

    static let teams: [(name: String, before: Int?, now: Int)] = [
        ("search-quality", 702, 1_388), ("marketing-autumn-campaign-2026-emea-b2b", nil, 377),
        ("customer-support", 1_204, 1_391), ("documentation", 188, 262), ("sales-outreach", 310, 368),
        ("onboarding", 92, 131), ("analytics", 405, 430), ("legal-review", 77, 84), ("mobile", 133, 133),
        ("data-labelling", 588, 541), ("internal-tools", 264, 206), ("voice", 215, 120),
        ("ops-nightly-batch", 782, 499), ("translation", 44, 41), ("evaluation", 61, 55),
        ("design", 12, 17), ("security", 29, 33), ("recruiting", 8, 3),
    ]

    static let causes: [(name: String, perMillion: Int, colour: SeriesColour)] = [
        ("rate limited", 5_200, .family(4, step: 0)), ("error", 3_100, .family(5, step: 0)),
        ("cancelled", 900, .other),
    ]

    /// The first of sixty days.
    static let first = ChartDay(2026, 8, 19)
    /// The first day of the month so far.
    static let monthStart = ChartDay(2026, 10, 1)
    /// The day on which something went wrong.
    static let incident = ChartDay(2026, 10, 8)
    static let dayCount = 60
    static let dollar: Picodollars = 1_000_000_000_000

    private var state: UInt64

    init(seed: UInt64 = 60) { state = seed }

    /// The next number from 0 up to a bound, by SplitMix64.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
    }

    static func day(_ bin: Int) -> ChartDay { first.advanced(by: bin) }

    /// How busy a day is, in percent of a usual working day: weekends are calm, and the weeks grow.
    static func level(_ day: ChartDay) -> Int {
        let bin = day.number - first.number
        return (day.weekday > 4 ? 34 : 100) * (82 + bin * 28 / dayCount) / 100
    }

    /// The cost of each model on each day, in cents.
    static func cents() -> [[Int]] {
        var random = InventedDays()
        var rows = [[Int]](repeating: [], count: models.count)
        for bin in 0..<dayCount {
            let day = day(bin)
            for (index, model) in models.enumerated() {
                var cents = model.dollars * level(day) * (94 + random.below(13)) / 100
                if day == incident, model.name == "gpt-5.1" { cents = cents * 49 / 10 }
                rows[index].append(cents)
            }
        }
        return rows
    }

    /// The models with their colours and amounts.
    static func series() -> [ChartSeries] {
        let colours = SeriesColour.assign(models.map { ($0.provider, $0.name) })
        return zip(models, zip(colours, cents())).map { model, rest in
            ChartSeries(
                name: model.name, group: model.provider, colour: rest.0,
                amounts: rest.1.map { Picodollars($0) * dollar / 100 })
        }
    }

    /// The days to come, each with a range that widens.
    static func forecast(_ days: Int = 14) -> [ForecastRange] {
        (0..<days).map { offset in
            let mean = Picodollars(583 * level(day(dayCount + offset))) * dollar / 100
            let spread = mean / 14 + mean * Picodollars(offset) / 150
            return ForecastRange(low: mean - spread, mean: mean, high: mean + spread)
        }
    }

    /// What each hour of the week cost: offices from eight to six, and a batch at two in the morning.
    static func week() -> [[Picodollars?]] {
        var random = InventedDays(seed: 24)
        return (0..<7).map { weekday in
            (0..<24).map { hour in
                let distance = abs(hour - 13)
                let office = weekday < 5 && (8...18).contains(hour) ? 4_400 - distance * 420 : 520
                let batch = weekday < 5 && (2...3).contains(hour) ? 5_600 - (hour - 2) * 2_100 : 0
                return Picodollars((office + batch) * (90 + random.below(21))) * dollar / 10_000
            }
        }
    }

    /// Cents of so many users, few of them dear.
    static func users(_ count: Int = 74) -> [RankedBarsChart.Row] {
        let names = [
            "svc-search-index", "svc-support-bot", "maria.keller@example.com", "svc-nightly-batch",
            "jonas.weber@example.com", "svc-docs", "amelie.petit@example.com", "svc-campaign-emea",
        ]
        return (0..<count).map { index in
            let name = index < names.count ? names[index] : "user-\(100 + index * 7)@example.com"
            let cents = 184_600 / (index + 1) + 9_000 / (index * index + 3) + (index * 37) % 11
            return RankedBarsChart.Row(name: name, amount: Picodollars(cents) * dollar / 100)
        }
    }

    /// Milliseconds of each day by percentile, slowest first.
    static func latency() -> [PercentilesChart.Line] {
        var random = InventedDays(seed: 99)
        let levels = [("p99", 6_200, 24), ("p95", 3_050, 16), ("p50", 820, 9)]
        return levels.map { name, level, spread in
            let values = (0..<dayCount).map { bin in
                let value = level * (100 - spread / 2 + random.below(spread + 1)) / 100
                return day(bin) == incident && name != "p50" ? value * 21 / 10 : value
            }
            return PercentilesChart.Line(
                name: name, milliseconds: values, median: values.sorted()[values.count / 2])
        }
    }

    /// Calls of each day, and how many of them failed by cause.
    static func calls() -> (all: [Int], failed: [[Int]]) {
        var random = InventedDays(seed: 7)
        let all = (0..<dayCount).map { 1_020 * level(day($0)) + random.below(900) }
        let failed = causes.map { cause in
            all.enumerated().map { bin, calls in
                let rate = cause.perMillion * (70 + random.below(61)) / 100
                let times = day(bin) == incident && cause.name == "rate limited" ? 9 : 1
                return calls * rate * times / 1_000_000
            }
        }
        return (all, failed)
    }

    /// Images and seconds of video of each day.
    static func media() -> [MediaChart.Panel] {
        var random = InventedDays(seed: 3)
        func series(_ names: [(String, String, Int, SeriesColour)], unit: Int128) -> [ChartSeries] {
            names.map { provider, name, level, colour in
                ChartSeries(
                    name: name, group: provider, colour: colour,
                    amounts: (0..<dayCount).map { bin in
                        Int128(level * Self.level(Self.day(bin)) * (70 + random.below(61)) / 10_000) * unit
                    })
            }
        }
        return [
            MediaChart.Panel(
                name: "Images", unit: .count,
                series: series(
                    [
                        ("OpenAI", "gpt-image-1", 410, .family(1, step: 0)),
                        ("Google", "imagen-4", 260, .family(2, step: 0)),
                        ("Black Forest Labs", "flux-1.1-pro", 95, .family(3, step: 0)),
                    ], unit: 1)),
            MediaChart.Panel(
                name: "Video", unit: .seconds,
                series: series(
                    [
                        ("Google", "veo-3", 640, .family(2, step: 0)),
                        ("OpenAI", "sora-2", 380, .family(1, step: 0)),
                    ], unit: 1_000_000)),
        ]
    }
}

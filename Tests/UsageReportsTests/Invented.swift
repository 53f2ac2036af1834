import TestSupport
import UsageModel
import UsageReports

/// Invented calls from which a report's input follows as the facade would make it.
struct Invented {
    /// Calls of one model on one day.
    struct Calls {
        var date: CivilDate
        var provider: String?
        var model: String?
        var user: String? = "maria@example.com"
        var cost: Money
        var calls = 1
        var unpriced: [String: Int] = [:]
        var images: Int128 = 0
        var videoSeconds: Int128 = 0
    }

    var period: Period
    var calls: [Calls]
    var through: CivilDate?
    var headline = "March cost $192.69, up 21% on February"
    var lead = "Spend in March 2025 was $192.69, up 21% on February."
    var findings: [Finding] = []
    var anomalies: [Anomaly] = []
    var budget: Money?
    var forecast: Forecast?
    var books = Books()
    /// Whether hours, statuses, latencies and allocations are known.
    var hasParts = false

    /// March 2025 in UTC.
    static let march = Period(.month, containing: CivilDate(daysSince1970: 20_148), zone: .utc)

    /// An amount of dollars from its text, for constants of tests.
    static func dollars(_ text: String) -> Money {
        (try? Money(text)) ?? .zero
    }

    private func measures(_ calls: [Calls]) -> Measures {
        calls.reduce(into: Measures()) { sums, call in
            sums.calls += call.calls
            sums.inputTokens += Int128(call.calls) * 1200
            sums.outputTokens += Int128(call.calls) * 300
            sums.cacheReadTokens += Int128(call.calls) * 400
            sums.images += call.images
            sums.videoMicroseconds += call.videoSeconds * 1_000_000
            sums.unpricedCalls.merge(call.unpriced, uniquingKeysWith: +)
            sums.cost += call.cost
            sums.outputCost += call.cost
            sums.listCost += call.cost
        }
    }

    private func table(
        _ calls: [Calls], groups: [Dimension], bucket: Query.Bucket? = nil,
        key: (Calls) -> (CivilDate?, [String?])
    ) -> CostTable {
        struct Key: Hashable {
            var date: CivilDate?
            var keys: [String?]
        }
        var sums: [Key: [Calls]] = [:]
        for call in calls {
            let (date, keys) = key(call)
            sums[Key(date: date, keys: keys), default: []].append(call)
        }
        let rows = sums.map { key, calls in
            CostTable.Row(bucket: key.date, keys: key.keys, measures: measures(calls))
        }.sorted { a, b in
            let (x, y) = (a.bucket?.daysSince1970 ?? 0, b.bucket?.daysSince1970 ?? 0)
            return x == y
                ? a.keys.map { $0 ?? "" }.joined(separator: "\t")
                    < b.keys.map { $0 ?? "" }.joined(separator: "\t")
                : x < y
        }
        return CostTable(
            query: Query(groups: groups, bucket: bucket), rows: rows, total: measures(calls))
    }

    private func inside(_ period: Period, through last: CivilDate? = nil) -> [Calls] {
        calls.filter { $0.date >= period.first && $0.date <= min(last ?? period.last, period.last) }
    }

    private func comparisons(
        _ now: [Calls], _ before: [Calls], key: (Calls) -> [String?]
    ) -> [Comparison] {
        let current = Dictionary(grouping: now, by: key).mapValues { measures($0).cost }
        let previous = Dictionary(grouping: before, by: key).mapValues { measures($0).cost }
        return Set(current.keys).union(previous.keys).map { keys in
            Comparison(keys: keys, current: current[keys] ?? .zero, previous: previous[keys])
        }.sorted {
            $0.keys.map { $0 ?? "" }.joined(separator: "\t")
                < $1.keys.map { $0 ?? "" }.joined(separator: "\t")
        }
    }

    /// The input of a report, with movers by model and the largest users.
    var input: ReportInput {
        let last = through ?? period.last
        let counted = period.through(last) ?? period
        let compared =
            last == period.last
            ? period.previous
            : period.previous.through(
                period.previous.first.adding(days: counted.dayCount - 1)) ?? period.previous
        let now = inside(period, through: last)
        let before = inside(compared)
        let bucket = Query.Bucket(.day, zone: period.zone)
        let known = calls.filter { $0.date <= last }
        var input = ReportInput(
            period: period, through: last, comparedWith: compared,
            days: table(known, groups: [.provider, .model], bucket: bucket) {
                ($0.date, [$0.provider, $0.model])
            }, total: measures(now),
            ranking: table(now, groups: [.user]) { (nil, [$0.user]) }, headline: headline, lead: lead,
            prices: ReportInput.PriceList(version: "2025.11", asOf: CivilDate(daysSince1970: 20_400)),
            generatedAt: Instant(period.last.adding(days: 1)).adding(seconds: 7200),
            producer: "usageledger 1.0")
        input.previousTotal = before.isEmpty ? nil : measures(before)
        input.models = comparisons(now, before) { [$0.provider, $0.model] }
        input.movers = ReportInput.Movers(by: .model, rows: comparisons(now, before) { [$0.model] })
        input.findings = findings
        input.anomalies = anomalies
        input.budget = budget
        input.forecast = forecast
        input.books = books
        if hasParts { fill(&input, now, before, known) }
        return input
    }

    /// Parts that follow from the calls by rules of their own: the hour from the user, the team from the model.
    private func fill(_ input: inout ReportInput, _ now: [Calls], _ before: [Calls], _ known: [Calls]) {
        let day = [ReportInput.Hour](repeating: .init(), count: 24)
        var hours = [[ReportInput.Hour]](repeating: day, count: 7)
        for date in input.period.days where date <= input.through {
            for hour in 0..<24 { hours[date.weekday - 1][hour].count += 1 }
        }
        for call in now { hours[call.date.weekday - 1][(call.user ?? "").utf8.count % 24].cost += call.cost }
        input.hours = hours
        func team(_ call: Calls) -> [String?] { [call.model.map { "team-of-\($0.prefix(40))" }] }
        func center(_ call: Calls) -> [String?] { [call.user.map { "CC-\($0.utf8.count)" }] }
        input.allocations = [
            .init(by: .dimension(.campaign), rows: comparisons(now, before) { _ in [nil] }),
            .init(by: .dimension(.team), rows: comparisons(now, before, key: team)),
            .init(by: .dimension(.tag("cost_center")), rows: comparisons(now, before, key: center)),
        ]
        let bucket = Query.Bucket(.day, zone: period.zone)
        input.statuses = table(known, groups: [.status], bucket: bucket) { call in
            (call.date, [call.calls % 5 == 0 ? "error" : call.calls % 7 == 0 ? "rate_limited" : "success"])
        }
        input.total.failedCalls = now.reduce(0) {
            $0 + ($1.calls % 5 == 0 || $1.calls % 7 == 0 ? $1.calls : 0)
        }
        input.latencies = Set(known.map(\.date)).sorted().map { date in
            let base = 300 + date.daysSince1970 * 7919 % 900
            return .init(date: date, p50: base, p95: base * 4, p99: base * 9)
        }
    }
}

extension Invented {
    /// A small month in which everything that a file must show occurs.
    static var small: Invented {
        let (first, second) = (march.first, march.first.adding(days: 2))
        return Invented(
            period: march,
            calls: [
                Calls(
                    date: march.previous.first.adding(days: 9), provider: "openai", model: "gpt-4o",
                    cost: dollars("3.5"), calls: 10),
                Calls(
                    date: first, provider: "openai", model: "gpt-4o", cost: dollars("1.234567890123"),
                    calls: 4),
                Calls(
                    date: first, provider: "openai", model: "=HYPERLINK(\"x\"),\"y\"", user: "@sum",
                    cost: dollars("0.000000000001")),
                Calls(
                    date: second, provider: "anthropic", model: "claude-3-7-sonnet",
                    cost: dollars("2.5"), calls: 7, unpriced: ["usage_missing": 2]),
                Calls(
                    date: second, provider: "openrouter", model: nil, user: nil, cost: .zero, calls: 3,
                    unpriced: ["unknown_model": 3]),
                Calls(
                    date: second, provider: "google", model: "gemini-2.5-pro-exp", cost: .zero, calls: 2),
            ], headline: "March cost $3.73, up 7% on February",
            lead: "Spend in March 2025 was $3.73, up 7% on February.",
            findings: [
                Finding(.unpriced, headline: "Unpriced", text: "5 calls have no price and are not counted.")
            ])
    }

    private static let models: [(provider: String, model: String)] = [
        ("anthropic", "claude-sonnet-4.5"), ("openai", "gpt-5.1"), ("google", "gemini-3-pro"),
        ("anthropic", "claude-haiku-4.5"), ("openai", "gpt-5-mini"), ("mistral", "mistral-large"),
        ("google", "gemini-2.5-flash"), ("groq", "llama-4-maverick-17b-128e-instruct-fp8-preview"),
        ("deepseek", "deepseek-chat"), ("xai", "grok-4"),
        ("aws-bedrock", "us.anthropic.claude-3-5-haiku-20241022-v1:0"),
    ]

    /// Months of so many models, with a weekly rhythm, growth and, if wished, odd days.
    static func busy(
        _ random: inout SeededRandom, models count: Int, period: Period = march, through: CivilDate? = nil,
        scale: Int = 40
    ) -> Invented {
        let last = through ?? period.last
        let first = period.first.adding(days: -40 - random.below(20))
        var calls: [Calls] = []
        for index in 0..<count {
            let (provider, model) =
                index < models.count
                ? models[index]
                : ("provider-\(index % 17)", "model-\(index)-with-a-long-name-\(index * 7919)")
            for day in 0...(last.daysSince1970 - first.daysSince1970) {
                let date = first.adding(days: day)
                let weight = date.weekday > 5 ? 3 : 10
                let cents = scale * weight * (90 + random.below(30) + day) / (index + 1) / 100
                guard cents > 0 else { continue }
                let cost = Money(
                    picodollars: Int128(cents) * 10_000_000_000 + Int128(random.below(1_000_000)))
                calls.append(
                    Calls(
                        date: date, provider: provider, model: model,
                        user: "user-\(random.below(24))@example.com", cost: cost,
                        calls: 5 + random.below(300)))
            }
        }
        return Invented(period: period, calls: calls, through: through)
    }
}

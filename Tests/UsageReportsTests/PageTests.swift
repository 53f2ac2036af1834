import Charts
import TestSupport
import Testing
import UsageModel
import UsageReports

@Suite struct PageTests {
    private static var check: CanvasCheck {
        var check = CanvasCheck(.page, theme: .light)
        check.fontSizes = [21, 18, 11, 10, 8.75, 8.5, 8]
        check.sizesMax = 7
        return check
    }

    private func problems(_ invented: Invented) throws -> [String] {
        let report = try Report(invented.input, theme: .light)
        let page = RecordingCanvas(size: Size(595.28, 841.89))
        report.drawPage(on: page)
        let daily = RecordingCanvas(size: CanvasKind.wide.size)
        report.drawDaily(on: daily)
        let ranking = RecordingCanvas(size: CanvasKind.wide.size)
        report.drawRanking(on: ranking)
        let wide = CanvasCheck(.wide, theme: .light)
        return Self.check.problems(in: page) + wide.problems(in: daily) + wide.problems(in: ranking)
    }

    /// Any month: few or many models, small or large amounts, long words, budget, forecast, findings, odd names.
    private func anything(_ random: inout SeededRandom) -> Invented {
        let through = random.below(3) == 0 ? Invented.march.first.adding(days: random.below(31)) : nil
        var month = Invented.busy(
            &random, models: random.pick([0, 1, 2, 5, 12, 60]), through: through,
            scale: random.pick([1, 40, 3000, 2_000_000]))
        if random.below(4) == 0 { month.calls.removeAll { $0.date < month.period.first } }
        if random.below(6) == 0 { month.calls.removeAll { $0.date >= month.period.first } }
        if random.below(3) == 0 {
            month.calls.append(
                Invented.Calls(
                    date: month.period.first, provider: nil, model: nil, user: nil, cost: .zero,
                    calls: 12_345, unpriced: ["unknown_model": 12_000, "missing_rate:cache_write_1h": 345]))
        }
        if random.below(3) == 0 {
            month.calls.append(
                Invented.Calls(
                    date: month.period.first, provider: "openai", model: "refund",
                    cost: Invented.dollars("-17.5")))
        }
        let words = ["short", "a rather longer sentence about costs", "W", "incomprehensibilities-and-more"]
        func text(_ count: Int) -> String {
            (0...count).map { _ in random.pick(words) }.joined(separator: " ")
        }
        month.headline = text(random.below(9))
        month.lead = text(random.below(30))
        month.findings = (0..<random.below(9)).map { _ in
            Finding(.anomaly, headline: text(random.below(4)), text: text(random.below(12)))
        }
        if random.below(2) == 0 {
            month.budget = random.pick(["0.01", "50", "9999999"].map(Invented.dollars))
        }
        if through != nil, random.below(2) == 0 {
            let last = month.period.last
            let spent = month.input.total.cost
            month.forecast = Forecast(
                days: (month.through ?? last).daysSince1970 == last.daysSince1970
                    ? []
                    : ((month.through ?? last).daysSince1970 + 1...last.daysSince1970).map {
                        Forecast.Day(
                            date: CivilDate(daysSince1970: $0), mean: Invented.dollars("3"),
                            low: Invented.dollars("1"), high: Invented.dollars("6"))
                    }, total: spent + Invented.dollars("40"), low: spent + Invented.dollars("20"),
                high: spent + Invented.dollars("70"), method: "weekday profile × 28-day level")
        }
        if let odd = month.calls.last {
            month.anomalies = [
                Anomaly(
                    date: odd.date, cost: odd.cost, usual: Invented.dollars("0.1"), cause: odd.model,
                    causeCost: odd.cost, causeUsual: Invented.dollars("0.05"))
            ]
        }
        return month
    }

    @Test func `no text meets another or leaves the paper, whatever the numbers`() throws {
        try forAll(seeds: 0..<100) { random in
            let month = anything(&random)
            let found = try problems(month)
            if let first = found.first { throw Crowded(problem: first, count: found.count) }
        }
    }

    private struct Crowded: Error {
        var problem: String
        var count: Int
    }

    @Test func `the named models, the rest and the total are all on the page`() throws {
        var random = SeededRandom(seed: 11)
        let month = Invented.busy(&random, models: 60, scale: 900)
        let page = RecordingCanvas(size: Size(595.28, 841.89))
        try Report(month.input, theme: .light).drawPage(on: page)
        #expect(page.words.contains { $0.hasPrefix("Other (") && $0.hasSuffix("providers)") })
        #expect(page.words.contains { $0.hasPrefix("Other (") && $0.hasSuffix("models)") })
        #expect(page.words.filter { $0 == "Total" }.count == 2)
        #expect(page.words.joined(separator: " ").contains("rounded and may not add up"))
    }

    @Test func `structure elements are closed in the order in which they were opened`() throws {
        let page = RecordingCanvas(size: Size(595.28, 841.89))
        try Report(Invented.small.input, theme: .light).drawPage(on: page)
        var open: [StructureElement] = []
        var figures = 0
        for call in page.calls {
            switch call {
            case .begin(let element):
                open.append(element)
                if case .figure(let text) = element {
                    figures += 1
                    #expect(!text.isEmpty && text.count <= 160)
                }
            case .end(let element): #expect(open.popLast() == element)
            case .text: #expect(!open.isEmpty)
            default: break
            }
        }
        #expect(open.isEmpty)
        #expect(figures == 2)
    }
}

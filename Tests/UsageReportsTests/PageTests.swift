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
        check.grounds.formUnion(Theme.light.sequential)
        return check
    }

    private func problems(_ invented: Invented, in language: NumberText = .english) throws -> [String] {
        var definition = ReportDefinition.monthly
        definition.language = language
        let report = try Report(invented.input, definition: definition, theme: .light)
        var problems: [String] = []
        for number in 1...report.pageCount {
            let page = RecordingCanvas(size: Size(595.28, 841.89))
            report.drawPage(number, on: page)
            problems += Self.check.problems(in: page).map { "page \(number): \($0)" }
        }
        for kind in ChartKind.allCases {
            let slide = RecordingCanvas(size: CanvasKind.wide.size)
            report.draw(kind, on: slide)
            var wide = CanvasCheck(.wide, theme: .light)
            // A heatmap's figures stand on its cells.
            if kind == .heatmap { wide.grounds.formUnion(Theme.light.sequential) }
            problems += wide.problems(in: slide).map { "\(kind): \($0)" }
        }
        return problems
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
        month.hasParts = random.below(3) > 0
        if random.below(2) == 0 {
            for index in month.calls.indices where index % 3 == 0 {
                month.calls[index].images = Int128(random.below(900))
                month.calls[index].videoSeconds = Int128(random.below(3) * random.below(5_000))
            }
        }
        let words = ["short", "a rather longer sentence about costs", "W", "incomprehensibilities-and-more"]
        func text(_ count: Int) -> String {
            (0...count).map { _ in random.pick(words) }.joined(separator: " ")
        }
        if random.below(3) == 0 {
            month.books = Books(
                closedMonths: [
                    ClosedMonth(
                        month: "2025-03", closedAt: month.period.end, actor: text(2), rowCount: 1_234_567,
                        total: Invented.dollars("1234567.890123456789"))
                ], reversals: .init(count: random.below(3), cost: Invented.dollars("3.25")),
                restatements: .init(count: random.below(9_999), cost: Invented.dollars("123456.78")))
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
        try forAll(seeds: 0..<40) { random in
            let month = anything(&random)
            let found = try problems(month)
            if let first = found.first { throw Crowded(problem: first, count: found.count) }
        }
    }

    @Test(arguments: NumberText.all)
    func `no text meets another in any language`(language: NumberText) throws {
        try forAll(seeds: 40..<46) { random in
            let month = anything(&random)
            let found = try problems(month, in: language)
            if let first = found.first { throw Crowded(problem: first, count: found.count) }
        }
    }

    @Test func `rows without room go on to the next page`() throws {
        var random = SeededRandom(seed: 5)
        var month = Invented.busy(&random, models: 5)
        month.hasParts = true
        var definition = ReportDefinition.monthly
        let kinds: [ReportDefinition.Section.Kind] = [.heatmap, .latency, .errors, .burnUp, .daily, .ranking]
        definition.pages = [
            .init(title: "Front", rows: kinds.map { [.init($0, title: "")] }),
            .init(title: "Method", rows: [[.init(.method, title: "Method")]]),
        ]
        let report = try Report(month.input, definition: definition, theme: .light)
        #expect(report.pageCount == 3)
        var words: [String] = []
        for number in 1...report.pageCount {
            let page = RecordingCanvas(size: Size(595.28, 841.89))
            report.drawPage(number, on: page)
            #expect(Self.check.problems(in: page) == [], "page \(number)")
            words += page.words
        }
        #expect(words.contains("Front, continued"))
        #expect(words.contains("Method: page 3"))
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

    @Test func `a month has four pages, and links lead to the method`() throws {
        var random = SeededRandom(seed: 12)
        var month = Invented.busy(&random, models: 8)
        month.hasParts = true
        let report = try Report(month.input, theme: .light)
        #expect(report.pageCount == 4)
        var words: [[String]] = []
        var links: Set<String> = []
        for number in 1...4 {
            let page = RecordingCanvas(size: Size(595.28, 841.89))
            report.drawPage(number, on: page)
            words.append(page.words)
            for case .begin(.link(let target)) in page.calls { links.insert(target) }
        }
        #expect(links == ["page-4"])
        #expect(words[0].contains("Page 1 of 4") && words[0].contains("Method: page 4"))
        // A campaign that nobody is named in has no table.
        #expect(words[1].contains("By team") && words[1].contains("By cost_center"))
        #expect(!words[1].contains("By campaign"))
        #expect(words[2].contains { $0.hasPrefix("The dearest hour is ") })
        #expect(words[2].contains("p99") && words[2].contains("1,000 calls"))
        #expect(words[3].contains("Rounding") && words[3].contains("Days with calls"))
        let exact = month.input.total.cost.description
        #expect(words.map { $0.joined(separator: " ").ranges(of: exact).count }.reduce(0, +) == 1)
    }

    @Test func `a year says that its columns are weeks`() throws {
        var random = SeededRandom(seed: 3)
        let year = Period(.year, containing: Invented.march.first, zone: .utc)
        var invented = Invented.busy(&random, models: 4, period: year)
        invented.hasParts = true
        let report = try Report(invented.input, theme: .light)
        let page = RecordingCanvas(size: Size(595.28, 841.89))
        report.drawPage(on: page)
        #expect(page.words.contains { $0.hasPrefix("US dollars per week of UTC days, ") })
        #expect(!page.words.contains { $0.contains("per UTC day") })
        let slide = RecordingCanvas(size: CanvasKind.wide.size)
        report.draw(.daily, on: slide)
        #expect(slide.words.contains { $0.hasPrefix("Cost per week by model, US dollars.") })
        let faults = RecordingCanvas(size: CanvasKind.wide.size)
        report.draw(.errors, on: faults)
        #expect(faults.words.contains { $0.hasPrefix("Calls that failed per week of UTC days") })
        #expect(try problems(invented) == [])
    }

    @Test func `parts that do not add up are refused`() throws {
        var random = SeededRandom(seed: 12)
        var month = Invented.busy(&random, models: 3)
        month.hasParts = true
        var input = month.input
        input.hours[2][9].cost += Invented.dollars("0.000000000001")
        #expect { try Report(input, theme: .light) } throws: { ($0 as? ReportsError)?.code == .totalsDiffer }
        input = month.input
        input.allocations[1].rows.removeLast()
        #expect { try Report(input, theme: .light) } throws: { ($0 as? ReportsError)?.code == .totalsDiffer }
    }
}

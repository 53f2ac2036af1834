import Charts
import TestSupport
import Testing
import UsageModel

@testable import UsageReports

@Suite struct WordingTests {
    private func slide(_ kind: ChartKind, _ invented: Invented) throws -> [String] {
        let canvas = RecordingCanvas(size: CanvasKind.wide.size)
        try Report(invented.input, theme: .light).draw(kind, on: canvas)
        return canvas.words
    }

    private func page(_ invented: Invented) throws -> [String] {
        let canvas = RecordingCanvas(size: Size(595.28, 841.89))
        try Report(invented.input, theme: .light).drawPage(on: canvas)
        return canvas.words
    }

    @Test func `a day is on, a month in, other days from and to`() {
        let words = Wording.english
        let day = Period(.day, containing: Invented.march.first, zone: .utc)
        #expect(words.during(day) == "on 1 March 2025")
        #expect(words.during(Invented.march) == "in March 2025")
        let days = Period(.range, first: day.first, last: day.first.adding(days: 9), zone: .utc)
        #expect(words.during(days) == "from 1 to 10 March")
    }

    @Test(arguments: [true, false])
    func `half a year leaves names their room, whether anything is known of the days before or not`(
        isKnown: Bool
    ) throws {
        var half = Invented.small
        half.hasParts = true
        let first = Invented.march.first.adding(days: 365)
        half.period = Period(.range, first: first, last: first.adding(days: 179), zone: .utc)
        half.calls = (isKnown ? -180..<180 : 0..<180).flatMap { day in
            ["gpt-4o", "o3-mini", "gpt-4.1", "gpt-5"].enumerated().map { index, model in
                Invented.Calls(
                    date: first.adding(days: day), provider: "openai", model: model,
                    user: "user-\(index + day % 7)", cost: Invented.dollars("\(index + 1).25"),
                    calls: 5 + index)
            }
        }
        let report = try Report(half.input, theme: .light)
        var words: [String] = []
        for number in 1...report.pageCount {
            let canvas = RecordingCanvas(size: Page.size)
            report.drawPage(number, on: canvas)
            words += canvas.words
        }
        #expect(words.filter { $0.contains(TextElision.mark) } == [])
        #expect(words.contains("Spend in 180 days") && words.contains("gpt-4.1"))
        #expect(words.contains("2 Sep \u{2013} 28 Feb") == isKnown)
        #expect(words.contains("Change") == isKnown && words.contains("Cost by model") != isKnown)
    }

    @Test func `two years with the same days are told apart in the heads of columns`() throws {
        let last = Invented.march.first
        let year = Period(.range, first: last.adding(days: -364), last: last, zone: .utc)
        let words = Wording.english
        #expect(words.head(year, besides: year) == "2 Mar \u{2013} 1 Mar")
        #expect(words.head(year.previous, besides: year) != words.head(year, besides: year))
        #expect(words.before(year.previous, year) == "the 365 days before")
    }

    @Test func `the charts of a day say on which day`() throws {
        var day = Invented.small
        day.period = Period(.day, containing: Invented.march.first, zone: .utc)
        #expect(try slide(.burnUp, day).contains("Cumulative cost on 1 March 2025, US dollars"))
        #expect(try slide(.media, day).contains("No image and no video on 1 March 2025"))
        for kind in ChartKind.allCases {
            let words = try slide(kind, day)
            #expect(!words.contains { $0.contains(" in 1 March") }, "\(kind)")
        }
    }

    @Test func `two providers with a model of one name are told apart`() throws {
        var month = Invented.small
        month.calls = ["openai", "azure-openai"].map {
            Invented.Calls(
                date: month.period.first, provider: $0, model: "gpt-4o", cost: Invented.dollars("4"))
        }
        let shown = try slide(.daily, month).filter { $0.hasPrefix("gpt-4o") }
        #expect(shown.count == 2 && Set(shown).count == 2)
        #expect(shown.allSatisfy { $0.hasSuffix(")") })
        // The table has both below their providers, each with the colour of its chart.
        #expect(try page(month).count { $0 == "gpt-4o" } >= 2)
    }

    @Test func `different names never look the same in a table or a text`() throws {
        var month = Invented.small
        let tail = "-0123456789012345678901234567890123456789-emea"
        month.calls = (0..<8).map { index in
            Invented.Calls(
                date: month.period.first, provider: index % 2 == 0 ? "openai" : "google",
                model: "accounts-with-a-long-head-\(index)\(tail)", cost: Invented.dollars("1\(index)"))
        }
        let shown = try page(month).filter { $0.hasPrefix("acc") && $0.contains("\u{2026}") }
        #expect(shown.count >= 8)
        // Once in the table of models, once in that of movers.
        let uses = Dictionary(grouping: shown) { $0 }.mapValues(\.count)
        #expect(uses.values.allSatisfy { $0 <= 2 })
        let texts = TextShortening.names(month.calls.compactMap(\.model), count: 20)
        #expect(Set(texts).count == 8 && texts.allSatisfy { $0.count <= 20 })
    }

    @Test func `what is left alone is said by its name`() throws {
        for count in 2...30 {
            var month = Invented.small
            month.calls = (0..<count).flatMap { index in
                ["openai", "google", "xai-\(index % 5)"].map {
                    Invented.Calls(
                        date: month.period.first, provider: $0, model: "model-\(index)",
                        cost: Invented.dollars("\(index + 1)"))
                }
            }
            let words = try page(month)
            for alone in ["1 more", "Other (1 model)", "Other (1 provider)"] {
                #expect(!words.contains(alone), "\(count) \(alone)")
            }
        }
    }

    @Test func `a forecast's method has the dates of its language`() {
        let dates = [8, 18].map { Invented.march.first.adding(days: $0 - 1) }
        let forecast = Forecast(
            days: [], total: .zero, low: .zero, high: .zero,
            method: "weekday means of the last 28 complete days without 8 March and 18 March; 80% range",
            leftOut: dates)
        let german = NumberText(language: "de") ?? .english
        #expect(
            Wording(german).method(of: forecast)
                == "weekday means of the last 28 complete days without 8. März and 18. März; 80\u{A0}% range")
        #expect(Wording.english.method(of: forecast) == forecast.method)
    }

    @Test func `a running month without a forecast says why where it would be`() throws {
        var month = Invented.small
        month.through = month.period.first.adding(days: 8)
        var input = month.input
        input.forecastNote = "No forecast: 9 of 14 days"
        let canvas = RecordingCanvas(size: Size(595.28, 841.89))
        let report = try Report(input, theme: .light)
        report.drawPage(on: canvas)
        #expect(canvas.words.contains("No forecast: 9 of 14 days"))
        for kind in CanvasKind.allCases {
            let chart = BurnUpFigures(report.input, days: report.days, emptyNote: "").chart
            let alone = RecordingCanvas(size: kind.pictureSize)
            ChartFrame(title: "").draw(chart, on: alone, kind: kind)
            let wanted = kind == .tile ? "No forecast" : "No forecast: 9 of 14 days"
            #expect(alone.words.contains(wanted), "\(kind)")
            #expect(CanvasCheck(kind, theme: .light).problems(in: alone) == [])
        }
    }
}

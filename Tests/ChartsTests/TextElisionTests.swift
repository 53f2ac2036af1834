import Charts
import Testing

private let measure = FixedTextMeasure()
private let style = TextStyle(12, .medium, Colour(0))

struct TextElisionTests {
    private let elision = TextElision(measure, style: style)

    @Test func `a long name keeps its head and its tail`() {
        let short = elision.middle("marketing-autumn-campaign-2026-emea-b2b", width: 160)
        #expect(short.hasPrefix("marketing"))
        #expect(short.hasSuffix("emea-b2b"))
        #expect(short.contains("\u{2026}"))
        #expect(measure.measure(short, style: style).width <= 160)
    }

    @Test func `a name that fits stays`() {
        #expect(elision.middle("gpt-5.1", width: 160) == "gpt-5.1")
        #expect(elision.names(["gpt-5.1", "gpt-5.1-mini"], width: 160) == ["gpt-5.1", "gpt-5.1-mini"])
    }

    @Test(arguments: [
        ("", "(no name)"), (" \n\t ", "(no name)"), ("a\nb\u{7}c", "a b c"), ("a\r\n b", "a b"),
    ])
    func `a name is one line`(name: String, expected: String) {
        #expect(TextElision.singleLine(name) == expected)
    }

    @Test func `different names never look the same`() {
        let names = (0..<60).map { "marketing-autumn-campaign-\($0)-2026-emea-region-b2b-all-teams" }
        let shown = elision.names(names, width: 140)
        #expect(Set(shown).count == names.count)
        for name in shown { #expect(measure.measure(name, style: style).width <= 140) }
    }

    @Test func `no width is too small`() {
        for width in [-5.0, 0, 1, 9, 12, 20] {
            #expect(!elision.middle("a long name of a team", width: width).isEmpty)
            #expect(!elision.end("e\u{301}\u{1F469}\u{200D}\u{1F680}xyz", width: width).isEmpty)
        }
        #expect(elision.middle(String(repeating: "x", count: 100_000), width: 90).count < 40)
    }
}

struct TextFlowTests {
    private let flow = TextFlow(measure, style: style)

    @Test func `a paragraph breaks between words`() {
        let words = "Spend from 1 to 17 October was $8,485.57, up 22% on the same days of September."
        let lines = flow.lines(words, width: 200)
        #expect(lines.count > 2)
        #expect(lines.joined(separator: " ") == words)
        for line in lines { #expect(measure.measure(line, style: style).width <= 200) }
    }

    @Test func `a word wider than the line is broken at a hyphen`() {
        let lines = flow.lines("of marketing-autumn-campaign-2026-emea-b2b teams", width: 120)
        #expect(lines.joined().replacing(" ", with: "") == "ofmarketing-autumn-campaign-2026-emea-b2bteams")
        #expect(lines.contains { $0.hasSuffix("-") })
        for line in lines { #expect(measure.measure(line, style: style).width <= 120) }
    }

    @Test func `the last allowed line says that there is more`() {
        let lines = flow.lines("one two three four five six seven eight nine ten", width: 90, linesMax: 2)
        #expect(lines.count == 2)
        #expect(lines[1].hasSuffix("\u{2026}"))
    }

    @Test func `nothing gives no line, and no width ends`() {
        #expect(flow.lines(" \n ", width: 90).isEmpty)
        #expect(flow.lines("abc def", width: 0).joined() == "abcdef")
    }
}

struct DifferentNamesTests {
    private let measure = FixedTextMeasure()
    private let style = TextStyle(11, .regular, Theme.light.ink)

    @Test func `names that are alike on one line get a number`() {
        let names = ["a\tb", "a b", "a\nb", "a b", "c"]
        #expect(TextElision.lines(names) == ["a b", "a b 2", "a b 3", "a b 2", "c"])
    }

    @Test func `names with equal heads and tails never look the same`() {
        let long = String(repeating: "x", count: 500)
        let names =
            (0..<40).map { "accounts/marketing-autumn/models/\($0)-\(long)-emea-b2b" } + [long, long + "y"]
        for width in [0.0, 10, 30, 60, 120, 400] {
            let shown = TextElision(measure, style: style).names(names, width: width)
            #expect(Set(shown).count == names.count, "\(width)")
        }
    }
}

struct LabelSpreadTests {
    @Test func `labels apart stay where they are`() {
        #expect(LabelSpread.positions(wanted: [10, 40, 90], gap: 17.5, within: 0...100) == [10, 40, 90])
    }

    @Test func `labels that meet are centred on their mean`() {
        #expect(LabelSpread.positions(wanted: [50, 50, 50], gap: 10, within: 0...100) == [40, 50, 60])
        #expect(LabelSpread.positions(wanted: [2, 3], gap: 10, within: 0...100) == [0, 10])
        #expect(LabelSpread.positions(wanted: [98, 99], gap: 10, within: 0...100) == [90, 100])
    }

    @Test func `labels are always apart, in order and inside`() {
        var random = SplitMix(seed: 3)
        for round in 0..<500 {
            let count = random.int(0...9)
            let wanted = (0..<count).map { _ in Double(random.int(-50...300)) }.sorted()
            let places = LabelSpread.positions(wanted: wanted, gap: 17.5, within: 0...250)
            for (a, b) in zip(places, places.dropFirst()) { #expect(b - a >= 17.499, "round \(round)") }
            for place in places { #expect((-0.001...250.001).contains(place), "round \(round)") }
        }
    }

    @Test func `too many labels are squeezed evenly`() {
        let places = LabelSpread.positions(wanted: [5, 5, 5], gap: 17.5, within: 0...10)
        #expect(places == [0, 5, 10])
    }
}

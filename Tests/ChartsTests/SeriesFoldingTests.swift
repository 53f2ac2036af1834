import Charts
import Testing

struct SeriesFoldingTests {
    private func series(
        _ name: String, _ group: String, _ total: Int128, _ colour: SeriesColour = .family(0, step: 0),
    ) -> ChartSeries {
        ChartSeries(name: name, group: group, colour: colour, amounts: [total])
    }

    @Test func `providers and their models come largest first`() {
        let folded = SeriesFolding(seriesMax: 8, noun: "models", bins: 0..<1).folded([
            series("gpt-mini", "openai", 2), series("haiku", "anthropic", 8), series("large", "mistral", 5),
            series("sonnet", "anthropic", 32), series("gpt", "openai", 22),
        ])
        #expect(folded.map(\.name) == ["sonnet", "haiku", "gpt", "gpt-mini", "large"])
    }

    @Test func `small series are folded and nothing is lost`() {
        let all = (0..<40).map { series("model \($0)", "p\($0 % 5)", Int128(1_000 / ($0 + 1))) }
        let folded = SeriesFolding(seriesMax: 8, noun: "models", bins: 0..<1).folded(all)
        #expect(folded.count == 9)
        #expect(folded.last?.name == "Other (32 models)")
        #expect(folded.last?.colour == .other)
        #expect(folded.map { $0.total(in: 0..<1) }.reduce(0, +) == all.map { $0.amounts[0] }.reduce(0, +))
    }

    @Test func `when there are too many, all below one percent go`() {
        let all =
            (0..<4).map { series("big \($0)", "a", 1_000) } + (0..<10).map { series("small \($0)", "a", 1) }
        let folded = SeriesFolding(seriesMax: 8, noun: "models", bins: 0..<1).folded(all)
        #expect(folded.map(\.name) == ["big 0", "big 1", "big 2", "big 3", "Other (10 models)"])
    }

    @Test func `a fourth model of a provider joins the others of its provider`() {
        let all = (0..<5).map { series("m\($0)", "openai", 10, .family(0, step: $0)) }
        let folded = SeriesFolding(seriesMax: 8, noun: "models", bins: 0..<1).folded(all)
        #expect(folded.map(\.name).contains("Other openai"))
        #expect(folded.count == 4)
        #expect(folded.map { $0.total(in: 0..<1) }.reduce(0, +) == 50)
    }

    @Test func `greys of several providers are one`() {
        let all = ["openai", "meta", "cohere"].enumerated().flatMap { family, group in
            (0..<5).map { series("\(group) \($0)", group, 10, .family(family, step: $0)) }
        }
        let folded = SeriesFolding(seriesMax: 9, noun: "models", bins: 0..<1).folded(all)
        #expect(folded.count == 10)
        #expect(folded.last?.name == "Other (6 models)")
        #expect(folded.count { !$0.colour.isOwn } == 1)
        #expect(folded.map { $0.total(in: 0..<1) }.reduce(0, +) == 150)
    }

    @Test func `a mail shows providers`() {
        let groups = SeriesFolding.byGroup([
            series("a", "x", 1, .family(3, step: 1)), series("b", "y", 2),
            series("c", "x", 4, .family(3, step: 2)),
        ])
        #expect(groups.map(\.name) == ["x", "y"])
        #expect(groups.map { $0.total(in: 0..<1) } == [5, 2])
        #expect(groups[0].colour == .family(3, step: 0))
    }

    @Test func `sums do not overflow and odd bins do not trap`() {
        let one = ChartSeries(name: "x", amounts: [.max, .max])
        #expect(one.total(in: 0..<9) == .max)
        #expect(one.total(in: 5..<9) == 0)
    }
}

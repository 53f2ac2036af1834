import TestSupport
import Testing
import UsageCommandLine

@Suite struct TextTableTests {
    private static let models: TextTable = {
        var table = TextTable([
            .init("Model"), .init("Provider", isOptional: true), .init("Calls", .figures),
            .init("Cost, USD", .decimals), .init("Note", .words(.end), isOptional: true),
        ])
        table.add(["claude-3-5-sonnet-20241022", "anthropic", "1,234", "12.3456", "price assumed"])
        table.add(["claude-3-5-sonnet-20240620", "anthropic", "7", "0.5", ""])
        table.add(["gpt-4o", "openai", "12", "100"])
        table.add(["gemini-2.5-pro-exp-03-25", "google", "757", "—", "no price: unknown_model"])
        table.addTotal(["Total", "", "2,010", "112.8456"])
        return table
    }()

    @Test(arguments: [nil, 80, 60, 40, 20])
    func `a table reads as recorded at each width`(_ columns: Int?) {
        let name = "table-\(columns.map(String.init) ?? "any").txt"
        #expect(Snapshot.difference(Self.models.text(columnsMax: columns), named: name) == nil)
    }

    @Test func `colour changes no letter`() {
        let plain = Self.models.text(columnsMax: 60)
        let coloured = Self.models.text(columnsMax: 60, hasColour: true)
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    }

    @Test func `wide letters and marks count as the terminal counts them`() {
        var table = TextTable([.init("Name"), .init("N", .figures)])
        for name in ["日本語", "e\u{301}té", "👩‍👩‍👧 x", "plain", "\u{1b}[2J\nx\u{202e}"] { table.add([name, "1"]) }
        let lines = table.text().split(separator: "\n").dropFirst(2).map(String.init)
        #expect(
            lines == [
                "日本語   1", "e\u{301}té      1", "👩‍👩‍👧 x     1", "plain    1", "␛[2J␊x\u{fffd}  1",
            ])
    }

    @Test func `random tables fit where they can, and no figure is ever cut`() throws {
        try forAll(seeds: 0..<300) { random in
            var table = TextTable([
                .init("Name"), .init("Calls", .figures), .init("Cost", .decimals),
                .init("Who", isOptional: true),
            ])
            var figures: [String] = []
            for _ in 0...random.below(8) {
                let cells = [
                    Self.name(&random), "\(random.below(100_000))",
                    "\(random.below(1000)).\(random.below(1000))",
                    Self.name(&random),
                ]
                figures += cells[1...2]
                table.add(cells)
            }
            let columns = 40 + random.below(80)
            let text = table.text(columnsMax: columns)
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("Left out") }
            if let long = lines.first(where: { DisplayText(String($0)).columns > columns }) {
                throw Misfit(line: String(long), columns: columns)
            }
            for figure in figures where !text.contains(" \(figure)") {
                throw Misfit(line: figure, columns: columns)
            }
        }
    }

    private static func name(_ random: inout SeededRandom) -> String {
        String((0..<random.below(60)).map { _ in random.pick(Array("abcdefg-./ é日🧾\u{301}")) })
    }

    private struct Misfit: Error {
        var line: String
        var columns: Int
    }
}

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("claude-3-5-sonnet", 17, "claude-3-5-sonnet"), ("claude-3-5-sonnet", 9, "clau…nnet"),
        ("claude-3-5-sonnet", 2, "c…"), ("claude-3-5-sonnet", 1, "…"), ("claude-3-5-sonnet", 0, ""),
        ("日本語日本語", 7, "日…語"), ("", 0, ""),
    ])
    func `the middle is left out`(_ text: String, _ columns: Int, _ expected: String) {
        let elided = DisplayText(text).elided(to: columns)
        #expect(elided.text == expected)
        #expect(elided.columns <= columns)
        #expect(elided.columns == DisplayText(elided.text).columns)
    }

    @Test func `the end is left out where asked`() {
        #expect(DisplayText("unknown_model").elided(to: 8, .end).text == "unknown…")
    }
}

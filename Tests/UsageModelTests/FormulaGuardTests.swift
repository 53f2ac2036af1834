import TestSupport
import Testing
import UsageModel

@Suite struct FormulaGuardTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\tx", "'\tx"), ("\r", "'\r"),
        ("\nx", "'\nx"), ("\u{FF1D}1", "'\u{FF1D}1"), ("\u{FF20}x", "'\u{FF20}x"), ("'=1", "''=1"), ("", ""),
        ("'", "'"), ("gpt-4o", "gpt-4o"), ("'quoted'", "'quoted'"), ("ﬁ=1", "ﬁ=1"), (" =1", " =1"),
    ])
    func `a text that a spreadsheet would run gets an apostrophe, another stays`(
        _ text: String, _ cell: String
    ) {
        #expect(FormulaGuard.guarded(text) == cell)
        #expect(FormulaGuard.unguarded(cell) == text)
    }

    @Test func `any text comes back, and the bytes are judged as the text is`() throws {
        let parts = [
            "'", "=", "+", "-", "@", "\t", "\r\n", "\n", "\u{FF0B}", "\u{FF0D}", "\u{FF01}", "a", "é", "😀",
            ",",
        ]
        try forAll(seeds: 0..<300) { random in
            let text = (0..<random.below(5)).map { _ in parts[random.below(parts.count)] }.joined()
            let cell = FormulaGuard.guarded(text)
            try #require(FormulaGuard.unguarded(cell) == text)
            try #require(FormulaGuard.isFormula(Array(text.utf8)[...]) == (cell != text))
        }
    }
}

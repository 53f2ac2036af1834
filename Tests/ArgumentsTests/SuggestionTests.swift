import Testing

@testable import Arguments

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("lsit", "list", 1),
        ("summary", "summary", 0), ("ab", "ba", 1), ("abc", "ca", 3),
    ])
    func `the distance counts letters added, removed, changed and swapped`(
        _ first: String, _ second: String, _ expected: Int,
    ) {
        #expect(editDistance(Array(first), Array(second)) == expected)
        #expect(editDistance(Array(second), Array(first)) == expected)
    }

    @Test func `only what is near is suggested, all that is equally near`() {
        #expect(nearest(to: "mont", in: ["month", "mount", "daily"]) == ["month", "mount"])
        #expect(nearest(to: "MODELS", in: ["models"]) == ["models"])
        #expect(nearest(to: "dai", in: ["daily", "day"]) == ["daily", "day"])
        #expect(nearest(to: "x", in: ["summary"]) == [])
        #expect(nearest(to: "", in: ["a"]) == [])
        #expect(nearest(to: String(repeating: "a", count: 100_000), in: ["a"]) == [])
    }
}

import Arguments
import TestSupport
import Testing

/// Words that no one would type, in any order.
@Suite struct RandomWordsTests {
    private static let pieces = [
        "summary", "report", "import", "prices", "list", "show", "explain", "help", "completions", "bash",
        "--month", "--month=", "--month=1", "-m", "-m1", "-qm", "-q", "-qqq", "-qv", "--", "---", "-", "",
        "=",
        "--=", "--=x", "-=", "-=x", "--help", "-h", "-hh", "--version", "--db", "--db=", "--zone", "-5",
        "-.5",
        "-n", "-n-5", "--limit=9", "\u{0}", "\u{1b}[0m", "é", "-é", "--é=é", "🧾", "-🧾", "e\u{301}",
        "\u{202e}",
        "-٣", "-1e9999", "9223372036854775808", "--tag", "--format", "pdf",
    ]

    @Test func `random words give a value or a readable error, the same each time`() throws {
        try forAll(seeds: 0..<4000) { random in
            let words = (0..<random.below(9)).map { _ in Self.word(&random) }
            let first = ask(words)
            guard first == ask(words) else { throw Unlucky(words: words, why: "two answers") }
            guard case .failure(let error) = first else { return }
            let isPlain = error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
            guard isPlain, !error.message.isEmpty, error.message.count < 400 else {
                throw Unlucky(words: words, why: error.message)
            }
            guard error.place.map(words.indices.contains) ?? true else {
                throw Unlucky(words: words, why: "place \(String(describing: error.place))")
            }
        }
    }

    @Test func `any spelling in any order gives the same values`() throws {
        try forAll(seeds: 0..<1000) { random in
            let month = Self.value(&random)
            let out = Self.value(&random) + "o"
            let tags = (0..<random.below(4)).map { _ in Self.value(&random) }
            let isQuiet = random.below(2) == 0
            let format = random.pick(Format.allCases)
            var options = [
                Self.spelled("month", "m", month, &random), Self.spelled("out", "o", out, &random),
            ]
            options.append(Self.spelled("format", nil, format.rawValue, &random))
            if isQuiet { options.append([random.pick(["-q", "--quiet"])]) }
            options.shuffle(using: &random)
            // Tags keep their order, wherever they stand.
            var places = tags.map { _ in random.below(options.count + 1) }.sorted()
            for tag in tags.reversed() {
                options.insert(Self.spelled("tag", "t", tag, &random), at: places.removeLast())
            }
            let words = ["report"] + options.flatMap { $0 }
            let expected = "report \(month) \(out) \(format) \(tags) \(isQuiet)"
            guard ask(words) == .success(expected) else { throw Unlucky(words: words, why: expected) }
        }
    }

    private static func word(_ random: inout SeededRandom) -> String {
        var word = random.pick(pieces)
        if random.below(4) == 0 { word += random.pick(pieces) }
        if random.below(50) == 0 { word = String(repeating: word, count: 500) }
        return word
    }

    private static func value(_ random: inout SeededRandom) -> String {
        String((0..<random.below(5)).map { _ in random.pick(Array("ab=- ,é🧾\"'")) })
    }

    private static func spelled(
        _ name: String, _ short: Character?, _ value: String, _ random: inout SeededRandom,
    ) -> [String] {
        // `-m=x` stands for `x`, and a next word with a dash in front is taken for an option.
        let isPlain = !value.hasPrefix("-") && !value.hasPrefix("=") && !value.isEmpty
        switch (random.below(4), short) {
        case (0, _) where isPlain: return ["--\(name)", value]
        case (1, let short?) where isPlain: return ["-\(short)\(value)"]
        case (2, let short?) where isPlain: return ["-\(short)", value]
        case (3, let short?): return ["-\(short)=\(value)"]
        default: return ["--\(name)=\(value)"]
        }
    }

    private struct Unlucky: Error {
        var words: [String]
        var why: String
    }
}

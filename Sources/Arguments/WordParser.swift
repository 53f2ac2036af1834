/// Sorts words by the table into matches; converts nothing and does nothing.
struct WordParser {
    let words: [String]
    /// The rows in force; a command adds its own to the common ones.
    private(set) var specs: [Spec]
    private(set) var matches: Matches
    /// Who is being asked, for messages: `usageledger report`.
    private(set) var command: String
    private var index = 0
    private var positionals: [(text: String, place: Int)] = []

    init(words: [String], specs: [Spec], command: String, environment: [String: String]) {
        self.words = words
        self.specs = specs
        self.command = command
        matches = Matches(environment: environment)
    }

    /// Reads options up to the next plain word and returns that word, or nil at the end.
    mutating func nextCommandWord() throws(ArgumentsError) -> (text: String, place: Int)? {
        while index < words.count {
            guard isOption(words[index]) else {
                index += 1
                return (words[index - 1], index - 1)
            }
            if words[index] == "--" {
                throw ArgumentsError(.missingCommand, "`--` must come after a command", place: index)
            }
            try takeOption()
        }
        return nil
    }

    /// Puts the rows of a command that was found in force.
    mutating func enter(_ name: String, adding more: [Spec], removing removed: Spec? = nil) {
        command += " \(name)"
        specs = more + specs.filter { $0 != removed }
    }

    /// Reads all that is left: options anywhere, plain words as positionals, everything plain after `--`.
    mutating func takeRest() throws(ArgumentsError) {
        while index < words.count {
            if words[index] == "--" {
                for place in (index + 1)..<max(index + 1, words.count) {
                    positionals.append((words[place], place))
                }
                index = words.count
            } else if isOption(words[index]) {
                try takeOption()
            } else {
                positionals.append((words[index], index))
                index += 1
            }
        }
        try assignPositionals()
        try checkRequired()
    }

    /// Whether a word is written as an option; `-` is the standard stream and `-1.5` a number.
    private func isOption(_ word: String) -> Bool {
        guard word.first == "-", word.count > 1 else { return false }
        return !isNegativeNumber(word)
    }

    private func isNegativeNumber(_ word: String) -> Bool {
        guard let second = word.dropFirst().first, second.isASCII else { return false }
        let isDigit = second.isNumber || (second == "." && word.dropFirst(2).first?.isNumber == true)
        return isDigit && !specs.contains { $0.short == second }
    }

    private mutating func takeOption() throws(ArgumentsError) {
        let word = words[index]
        if word.hasPrefix("--") { try takeLong(word) } else { try takeCluster(word) }
    }

    private mutating func takeLong(_ word: String) throws(ArgumentsError) {
        let place = index
        index += 1
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard let spec = specs.first(where: { $0.kind != .positional && $0.name == name }) else {
            throw unknownOption("--\(name)", place)
        }
        let attached = parts.count > 1 ? String(parts[1]) : nil
        try take(spec, attached: attached, at: place)
    }

    /// `-q`, `-qv`, `-nvalue`, `-n=value`, and `-qn value`.
    private mutating func takeCluster(_ word: String) throws(ArgumentsError) {
        let place = index
        index += 1
        var rest = word.dropFirst()
        while let letter = rest.first {
            rest = rest.dropFirst()
            guard let spec = specs.first(where: { $0.short == letter }) else {
                throw unknownOption(word, place)
            }
            guard spec.kind == .flag, rest.first != "=" else {
                let value = rest.first == "=" ? rest.dropFirst() : rest
                return try take(spec, attached: rest.isEmpty ? nil : String(value), at: place)
            }
            try take(spec, attached: nil, at: place)
        }
    }

    private mutating func take(_ spec: Spec, attached: String?, at place: Int) throws(ArgumentsError) {
        if spec.kind == .flag {
            if let attached {
                throw ArgumentsError(
                    .unexpectedValue, "`\(spec.label)` takes no value, but got \(quoted(attached))",
                    place: place)
            }
            return matches.add("", at: place, for: spec)
        }
        if !spec.isRepeated, matches.all(for: spec).contains(where: { $0.place != nil }) {
            throw ArgumentsError(.repeatedOption, "`\(spec.label)` is given twice", place: place)
        }
        if let attached { return matches.add(attached, at: place, for: spec) }
        guard index < words.count, !isOption(words[index]) else {
            let next = index < words.count ? ", but \(quoted(words[index])) follows" : ""
            throw ArgumentsError(
                .missingValue, "`\(spec.label)` needs a value (`\(spec.placeholder)`)\(next)", place: place,
                hint: next.isEmpty ? nil : "a value that starts with a dash is written `\(spec.label)=-...`",
            )
        }
        matches.add(words[index], at: index, for: spec)
        index += 1
    }

    private func unknownOption(_ word: String, _ place: Int) -> ArgumentsError {
        let labels = specs.filter { $0.kind != .positional }.map(\.label)
        let typed = word.hasPrefix("--") ? word : "-\(word)"
        return ArgumentsError(
            .unknownOption, "`\(command)` has no option \(quoted(word))", place: place,
            hint: didYouMean(nearest(to: typed, in: labels)))
    }

    private mutating func assignPositionals() throws(ArgumentsError) {
        var left = positionals[...]
        for spec in specs where spec.kind == .positional {
            while let word = left.first {
                matches.add(word.text, at: word.place, for: spec)
                left = left.dropFirst()
                if !spec.isRepeated { break }
            }
        }
        if let word = left.first {
            throw ArgumentsError(
                .unexpectedArgument, "`\(command)` does not expect \(quoted(word.text))", place: word.place)
        }
    }

    private func checkRequired() throws(ArgumentsError) {
        let missing = specs.filter { $0.isRequired && !matches.has($0) }
        guard !missing.isEmpty, !matches.has(.help) else { return }
        let names = missing.map { "`\($0.usage)`" }.joined(separator: " and ")
        throw ArgumentsError(
            .missingArgument, "`\(command)` needs \(names)", hint: "see `\(command) --help`")
    }
}

/// Shortens names to a width in the middle, so that their beginning and their end can be read.
public struct TextElision {
    private let measure: any TextMeasuring
    private let style: TextStyle

    /// Shortens by what a canvas measures in a style.
    public init(_ measure: any TextMeasuring, style: TextStyle) {
        self.measure = measure
        self.style = style
    }

    /// What stands for the part that was taken out.
    public static let mark = "\u{2026}"

    private static let separators: Set<Character> = ["-", "_", "/", ".", " ", "@"]
    private static let lengthMax = 400

    /// The text on one line: control characters become spaces, and nothing is written as "(no name)".
    public static func singleLine(_ text: String) -> String {
        let cleaned = String(
            text.prefix(lengthMax).map { character -> Character in
                let isControl = character.unicodeScalars.contains { scalar in
                    scalar.properties.generalCategory == .control || scalar.value == 0x2028
                        || scalar.value == 0x2029
                }
                return isControl ? " " : character
            })
        let words = cleaned.split(separator: " ")
        return words.isEmpty ? "(no name)" : words.joined(separator: " ")
    }

    /// The text, shortened in the middle when it is wider than `width`.
    public func middle(_ text: String, width: Double) -> String {
        shortened(Self.singleLine(text), width: width, head: 0.5)
    }

    /// The text, shortened at its end when it is wider than `width`.
    public func end(_ text: String, width: Double) -> String {
        shortened(Self.singleLine(text), width: width, head: 1)
    }

    /// Each name shortened in the middle; two different names never look the same.
    public func names(_ names: [String], width: Double) -> [String] {
        let clean = Self.lines(names)
        var used: Set<String> = []
        // Names that fit are taken first: they cannot change.
        var result = clean.map { fits($0, width) ? $0 : nil }
        for name in result { if let name { used.insert(name) } }
        for (index, name) in clean.enumerated() where result[index] == nil {
            let tried = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.4, 0.3, 0.2, 0.1, 0].lazy
                .map { shortened(name, width: width, head: $0) }
            let chosen = tried.first { !used.contains($0) } ?? numbered(name, width: width, used: used)
            used.insert(chosen)
            result[index] = chosen
        }
        return result.map { $0 ?? Self.mark }
    }

    /// Each name on one line; different ones that are alike on one line get a number.
    public static func lines(_ names: [String]) -> [String] {
        var owners: [String: String] = [:]
        var counts: [String: Int] = [:]
        var lines: [String: String] = [:]
        for name in names where lines[name] == nil {
            let line = singleLine(name)
            var own = line
            while owners[own] != nil {
                counts[line, default: 1] += 1
                own = "\(line) \(counts[line, default: 1])"
            }
            owners[own] = name
            lines[name] = own
        }
        return names.map { lines[$0] ?? singleLine($0) }
    }

    /// Names of which the last stands for so many others, if any: it loses its words before its letters.
    func names(_ names: [String], width: Double, folded: Int, text: NumberText) -> [String] {
        guard folded > 0, let last = names.last else { return self.names(names, width: width) }
        let rest = Self.lines(names.dropLast())
        let short = [last, "Other (\(text.count(folded)))", "Other"].first {
            fits($0, width) && !rest.contains($0)
        }
        return self.names(rest + [short ?? last], width: width)
    }

    private func fits(_ text: String, _ width: Double) -> Bool {
        measure.measure(text, style: style).width <= width
    }

    /// The name with a number at its end, the first that no other name has.
    private func numbered(_ name: String, width: Double, used: Set<String>) -> String {
        for number in 2...max(2, used.count + 2) {
            let tail = " \(number)"
            let room = width - measure.measure(tail, style: style).width
            let candidate = shortened(name, width: room, head: 1) + tail
            if !used.contains(candidate) { return candidate }
        }
        return Self.mark
    }

    /// The longest head and tail around the mark that fit, with that part of the letters in the head.
    private func shortened(_ text: String, width: Double, head: Double) -> String {
        if fits(text, width) { return text }
        let letters = Array(text)
        func cut(_ kept: Int) -> (String, head: Int, tail: Int) {
            let first = Int((Double(kept) * head).rounded(.up))
            return (
                String(letters[..<first]) + Self.mark + String(letters[(letters.count - kept + first)...]),
                first,
                kept - first,
            )
        }
        var (low, high) = (0, max(letters.count - 1, 0))
        while low < high {
            let middle = (low + high + 1) / 2
            if fits(cut(middle).0, width) { low = middle } else { high = middle - 1 }
        }
        let (plain, first, last) = cut(low)
        guard head > 0.2, head < 0.8, low > 8 else { return trimmed(plain) }
        return atSeparator(letters, head: first, tail: last) ?? plain
    }

    /// Moves both cuts back to a separator where one is near.
    private func atSeparator(_ letters: [Character], head: Int, tail: Int) -> String? {
        let near = 3
        let headCut = (0...near).lazy.map { head - $0 }.first {
            $0 > head / 2 && $0 < letters.count && Self.separators.contains(letters[$0])
        }
        let start = letters.count - tail
        let tailCut = (0...near).lazy.map { start + $0 }.first {
            $0 > 0 && $0 < letters.count - 2 && Self.separators.contains(letters[$0 - 1])
        }
        guard headCut != nil || tailCut != nil else { return nil }
        return trimmed(
            String(letters[..<(headCut ?? head)]) + Self.mark + String(letters[(tailCut ?? start)...]))
    }

    /// No space beside the mark.
    private func trimmed(_ text: String) -> String {
        var text = text
        while let range = text.firstRange(of: " " + Self.mark) {
            text.replaceSubrange(range, with: Self.mark)
        }
        while let range = text.firstRange(of: Self.mark + " ") {
            text.replaceSubrange(range, with: Self.mark)
        }
        return text
    }
}

import Charts

/// Lays out text in columns of equal characters.
enum PlainText {
    /// The text in lines, broken at spaces; a word that is longer than a line stays whole.
    static func wrapped(_ text: String, columns: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isBreakingSpace) {
            if !line.isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.joined(separator: "\n")
    }

    /// The text with spaces after or before it; one space at least stays after a text that is too long.
    static func padded(_ text: String, to columns: Int, isRight: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(columns - text.count, text.isEmpty ? 0 : 1))
        return isRight ? spaces + text : text + spaces
    }

    /// How large a file is: "812 bytes", "57 KB", "1.2 MB".
    static func size(_ byteCount: Int, _ text: NumberText = .english) -> String {
        if byteCount < 1000 { return "\(byteCount) " + (byteCount == 1 ? "byte" : "bytes") }
        if byteCount < 999_500 { return "\((byteCount + 500) / 1000) KB" }
        let tenths = (byteCount + 50_000) / 100_000
        return "\(text.count(tenths / 10))\(text.decimalMark)\(tenths % 10) MB"
    }
}

/// Makes texts shorter by characters, where nothing is measured in pixels.
enum TextShortening {
    /// The text, cut at a space where it is too long, with an ellipsis.
    static func end(_ text: String, count: Int) -> String {
        guard text.count > count else { return text }
        let head = text.prefix(count - 1)
        let next = text[head.endIndex]
        let isWhole = !next.isLetter && !next.isNumber
        let cut = isWhole ? nil : head.lastIndex(of: " ").map { head[..<$0] }
        let kept = cut.map { $0.count > count / 2 ? $0 : head } ?? head
        return kept.trimmingEnd(of: " ,;:–-") + "…"
    }

    /// The names with their middle left out where they are too long, no two different ones alike.
    static func names(_ names: [String], count: Int) -> [String] {
        var seen: Set<String> = []
        return names.map { name in
            var short = middle(name, count: count)
            var number = 2
            while !seen.insert(short).inserted {
                let tail = " \(number)"
                short = middle(name, count: count - tail.count) + tail
                number += 1
            }
            return short
        }
    }

    /// The text with its middle left out where it is too long.
    static func middle(_ text: String, count: Int) -> String {
        guard text.count > count else { return text }
        let tail = (count - 1) / 2
        return text.prefix(count - 1 - tail) + "…" + text.suffix(tail)
    }
}

extension Substring {
    fileprivate func trimmingEnd(of characters: String) -> String {
        var rest = self
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return String(rest)
    }
}

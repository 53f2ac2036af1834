/// Breaks a paragraph into lines by measured width.
public struct TextFlow {
    private let measure: any TextMeasuring
    private let style: TextStyle

    /// Breaks by what a canvas measures in a style.
    public init(_ measure: any TextMeasuring, style: TextStyle) {
        self.measure = measure
        self.style = style
    }

    /// The lines of a paragraph, none wider than `width`; a word that is wider is broken.
    ///
    /// With `linesMax` the last line ends in an ellipsis where words had to be left out.
    public func lines(_ text: String, width: Double, linesMax: Int = .max) -> [String] {
        var lines: [String] = []
        var line = ""
        var words = text.split(whereSeparator: \.isBreakingSpace).map(String.init)[...]
        while let word = words.popFirst() {
            let longer = line.isEmpty ? word : line + " " + word
            if fits(longer, width) {
                line = longer
                continue
            }
            if lines.count + 1 == max(linesMax, 1) {
                let rest = ([longer] + words).joined(separator: " ")
                return lines + [TextElision(measure, style: style).end(rest, width: width)]
            }
            if line.isEmpty {
                let (head, tail) = broken(word, width: width)
                lines.append(head)
                if !tail.isEmpty { words.insert(tail, at: words.startIndex) }
            } else {
                lines.append(line)
                line = ""
                words.insert(word, at: words.startIndex)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private func fits(_ text: String, _ width: Double) -> Bool {
        measure.measure(text, style: style).width <= width
    }

    /// As many letters of a word as fit, at least one, after a hyphen or slash where there is one.
    private func broken(_ word: String, width: Double) -> (String, String) {
        let letters = Array(word)
        var (low, high) = (1, letters.count)
        while low < high {
            let middle = (low + high + 1) / 2
            if fits(String(letters[..<middle]), width) { low = middle } else { high = middle - 1 }
        }
        let joint = letters[..<low].lastIndex { "-/_.@".contains($0) }
        let cut = joint.map { $0 + 1 > low / 2 ? $0 + 1 : low } ?? low
        return (String(letters[..<cut]), String(letters[cut...]))
    }
}

extension Character {
    /// Whether a line may break here: a space, but not one that holds two words or a number and its unit together.
    package var isBreakingSpace: Bool {
        isWhitespace && self != "\u{A0}" && self != "\u{202F}" && self != "\u{2007}"
    }
}

import UsageModel

/// A sample in which `⟦` stands where a finding must point; the sign is no part of the text.
struct MarkedText {
    let text: String
    /// Line and byte column of each sign, in order.
    let marks: [Mark]

    struct Mark: Hashable, CustomStringConvertible {
        var line: Int
        var column: Int
        var description: String { "\(line):\(column)" }
    }

    init(_ marked: String) {
        var bytes: [UInt8] = []
        var marks: [Mark] = []
        var (line, column) = (1, 1)
        for scalar in marked.unicodeScalars {
            if scalar == "⟦" {
                marks.append(Mark(line: line, column: column))
                continue
            }
            bytes.append(contentsOf: String(scalar).utf8)
            column += String(scalar).utf8.count
            if scalar == "\n" { (line, column) = (line + 1, 1) }
        }
        text = String(decoding: bytes, as: UTF8.self)
        self.marks = marks
    }
}

extension Place {
    var mark: MarkedText.Mark { MarkedText.Mark(line: line ?? 0, column: column ?? 0) }
}

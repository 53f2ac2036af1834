/// A text as a terminal shows it: one line, no control characters, with a width in columns.
package struct DisplayText: Hashable, Sendable {
    package let text: String
    package let columns: Int

    /// Where a text that is too long loses its letters.
    package enum Elision: Hashable, Sendable {
        case middle
        case end
    }

    /// Takes any text: control and direction characters, which could redraw the screen, become visible signs.
    package init(_ raw: String) {
        if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) {
            self.init(text: raw, columns: raw.utf8.count)
            return
        }
        var safe = ""
        for scalar in raw.unicodeScalars { safe.unicodeScalars.append(Self.visible(scalar)) }
        self.init(text: safe, columns: safe.reduce(0) { $0 + Self.columns(of: $1) })
    }

    private init(text: String, columns: Int) {
        self.text = text
        self.columns = columns
    }

    /// The text in at most so many columns, with an ellipsis where letters are left out.
    package func elided(to columnsMax: Int, _ elision: Elision = .middle) -> DisplayText {
        guard columns > columnsMax else { return self }
        guard columnsMax > 0 else { return DisplayText(text: "", columns: 0) }
        let room = columnsMax - 1
        let tailRoom = elision == .end ? 0 : room / 2
        let head = Self.taken(text, room - tailRoom)
        let tail = Self.taken(String(text.reversed()), tailRoom)
        return DisplayText(
            text: head.text + "…" + String(tail.text.reversed()), columns: head.columns + 1 + tail.columns)
    }

    private static func taken(_ text: String, _ columnsMax: Int) -> DisplayText {
        var result = ""
        var used = 0
        for character in text {
            let width = columns(of: character)
            guard used + width <= columnsMax else { break }
            result.append(character)
            used += width
        }
        return DisplayText(text: result, columns: used)
    }

    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x1f: Unicode.Scalar(0x2400 + scalar.value) ?? "?"
        case 0x7f: "\u{2421}"
        case 0x80...0x9f, 0x200b, 0x200e...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff: "\u{fffd}"
        default: scalar
        }
    }

    /// Two columns for East Asian wide letters and emoji, none for marks that join the letter before.
    private static func columns(of character: Character) -> Int {
        var columns = 0
        for scalar in character.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format:
                if scalar.value == 0xfe0f { columns = 2 }
            default: columns = max(columns, isWide(scalar) ? 2 : 1)
            }
        }
        return columns
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
            0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }
}

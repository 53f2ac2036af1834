/// Measures text by a small table of advances close to Inter's, for layouts without a font.
public struct FixedTextMeasure: TextMeasuring, Hashable, Sendable {
    /// Makes the measure.
    public init() {}

    /// The extent by the table; the same on every machine.
    public func measure(_ text: String, style: TextStyle) -> TextExtent {
        let advances = text.reduce(0.0) { $0 + Self.advance($1) }
        let weight =
            switch style.weight {
            case .regular: 1.0
            case .medium: 1.015
            case .semibold: 1.035
            }
        let tracking =
            switch (style.family, style.size) {
            case (.display, _): -0.05
            case (.text, 11.5...): -0.012
            case (.text, _): -0.008
            }
        let width = advances * weight + tracking * Double(text.count)
        return TextExtent(
            width: max(width, 0) * style.size, ascent: 0.97 * style.size, descent: 0.24 * style.size, )
    }

    /// The advance of a character in parts of the em height.
    private static func advance(_ character: Character) -> Double {
        switch character {
        case "i", "l", "j", "I", "|", "!", "'", ".", ",", ":", ";", " ", "\u{A0}", "\u{202F}": 0.27
        case "f", "r", "t", "(", ")", "[", "]", "/", "\"": 0.36
        case "-", "\u{2013}", "_", "*": 0.46
        case "m", "M", "W", "w", "@", "%", "\u{2026}": 0.86
        case "A"..."Z": 0.69
        case "0"..."9", "$", "+", "\u{2212}", "\u{00D7}", "<", ">": 0.63
        case "a"..."z": 0.565
        default: character.isASCII ? 0.6 : 1
        }
    }
}

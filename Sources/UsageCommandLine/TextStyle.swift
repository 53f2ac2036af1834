/// How a text is set on a terminal that shows colours; every text must read the same without.
package enum TextStyle: String, Hashable, Sendable {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case redBold = "1;31"

    /// The text with the style's marks, or as it is where marks are not wanted.
    package func applied(to text: String, if isWanted: Bool) -> String {
        isWanted && !text.isEmpty ? "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" : text
    }
}

package import Charts

/// A weight of a family that is not installed, and what stands in for it.
package struct FontFallback: Hashable, Sendable, CustomStringConvertible {
    package let family: FontFamily
    package let weight: FontWeight
    /// The face that was asked for, such as `Inter Display 600`.
    package let wanted: String
    /// The face that will be drawn, such as `DejaVu Sans 700`.
    package let resolved: String

    package var description: String {
        "font `\(wanted)` is not installed, `\(resolved)` stands in for it"
    }
}

/// A text with characters that no installed font has.
package struct MissingGlyphs: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    /// How many glyphs are missing.
    package let count: Int

    package var description: String {
        "\(count) of the characters of `\(text)` have no glyph; install `fonts-noto-cjk` or `fonts-noto-core`"
    }
}

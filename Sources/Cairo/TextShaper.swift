import CCairo
package import Charts

/// Shapes lines of text with Pango: what it measures is exactly what every canvas draws, on PNG and PDF alike.
///
/// Figures are tabular, contextual alternates are on, tracking follows the size, nothing is hinted or
/// rounded to pixels. Not for use from two threads at once.
@safe package final class TextShaper: TextMeasuring {
    package let fonts: FontSet

    /// Texts with characters that no font has, in the order they came, at most `missingGlyphsMax`.
    package private(set) var missingGlyphs: [MissingGlyphs] = []

    /// How many such texts are remembered.
    package static let missingGlyphsMax = 100

    /// Characters of one line that are shaped, at most; the rest is cut off.
    package static let lengthMax = 4096

    /// Logical units a size may have.
    package static let sizes = 0.5...2_000.0

    private static let linesMax = 4096

    private let context: OpaquePointer
    private var lines: [Key: TextLine] = [:]
    private var textsWithMissingGlyphs: Set<String> = []

    /// What a shaped line depends on.
    private struct Key: Hashable {
        let text: String
        let family: FontFamily
        let weight: FontWeight
        let size: Double
    }

    package init(fonts: FontSet) throws(CairoError) {
        guard let context = unsafe pango_font_map_create_context(fonts.map) else {
            throw CairoError(.drawing, "Pango could not be started")
        }
        self.fonts = fonts
        unsafe self.context = unsafe context
        // A fixed language: the host's locale must choose neither glyphs nor fallback fonts.
        unsafe pango_context_set_language(context, pango_language_from_string("en"))
        unsafe pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        unsafe pango_context_set_round_glyph_positions(context, 0)
        unsafe pango_cairo_context_set_resolution(context, 72)
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
    }

    deinit {
        lines = [:]
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
    }

    package func measure(_ text: String, style: TextStyle) -> TextExtent {
        line(text, style: style).extent
    }

    /// The shaped line, from the cache if it was asked for before.
    func line(_ text: String, style: TextStyle) -> TextLine {
        let size = style.size.isNaN ? Self.sizes.lowerBound : style.size
        let bounded = min(max(size, Self.sizes.lowerBound), Self.sizes.upperBound)
        let key = Key(text: text, family: style.family, weight: style.weight, size: bounded)
        if let known = lines[key] { return known }
        var style = style
        style.size = bounded
        let line = unsafe TextLine(Self.printable(text), style: style, in: context)
        if line.unknownGlyphCount > 0, missingGlyphs.count < Self.missingGlyphsMax,
            textsWithMissingGlyphs.insert(text).inserted
        {
            missingGlyphs.append(MissingGlyphs(text: text, count: line.unknownGlyphCount))
        }
        if lines.count >= Self.linesMax { lines = [:] }
        lines[key] = line
        return line
    }

    /// One line without control characters: each becomes a space, and what is too long is cut.
    private static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(lengthMax) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

import CCairo
import Charts

/// One shaped line of text, ready to be drawn any number of times.
@safe final class TextLine {
    let extent: TextExtent
    let unknownGlyphCount: Int

    private let layout: OpaquePointer

    /// Shapes text without control characters; the context outlives the line.
    init(_ text: String, style: TextStyle, in context: OpaquePointer) {
        unsafe layout = unsafe pango_layout_new(context)
        let font = FontDescription(style)
        unsafe pango_layout_set_font_description(layout, font.pointer)
        unsafe pango_layout_set_single_paragraph_mode(layout, 1)
        unsafe pango_layout_set_auto_dir(layout, 0)
        let attributes = unsafe pango_attr_list_new()
        unsafe pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1, calt=1"))
        let spacing = (Self.tracking(style) * style.size * Double(PANGO_SCALE)).rounded()
        unsafe pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Int32(spacing)))
        unsafe pango_layout_set_attributes(layout, attributes)
        unsafe pango_attr_list_unref(attributes)
        unsafe pango_layout_set_text(layout, text, -1)
        var logical = PangoRectangle()
        unsafe pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), nil, &logical)
        let unit = Double(PANGO_SCALE)
        unknownGlyphCount = unsafe Int(pango_layout_get_unknown_glyphs_count(layout))
        extent = TextExtent(
            width: Double(logical.width) / unit, ascent: Double(-logical.y) / unit,
            descent: Double(logical.y + logical.height) / unit, missingCharacters: unknownGlyphCount)
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(layout))
    }

    /// Draws the glyphs with the current colour, the baseline starting at the current point.
    func show(on context: OpaquePointer) {
        unsafe pango_cairo_show_layout_line(context, pango_layout_get_line_readonly(layout, 0))
    }

    /// Adds the glyphs' outlines to the current path, the baseline starting at the current point.
    func addOutline(to context: OpaquePointer) {
        unsafe pango_cairo_layout_line_path(context, pango_layout_get_line_readonly(layout, 0))
    }

    /// Extra space after each glyph as a share of the size; large text is set tighter.
    private static func tracking(_ style: TextStyle) -> Double {
        switch style.family {
        case .display: -0.014
        case .text: style.size >= 11.5 ? -0.012 : -0.008
        }
    }
}

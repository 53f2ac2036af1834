import CCairo

/// Why something could not be drawn.
package struct CairoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// A width, height or scale that no canvas can have.
        package static let badSize = Code("bad_canvas_size")
        /// A point, length or opacity that is not a finite number.
        package static let notFinite = Code("coordinate_not_finite")
        /// None of the house's fonts is installed.
        package static let noFonts = Code("fonts_missing")
        /// Structure elements or clips were not closed in the order they were opened.
        package static let unbalanced = Code("structure_unbalanced")
        /// A link or outline entry names a destination that the document does not have, or a name is malformed.
        package static let badDestination = Code("bad_destination")
        /// Cairo, Pango or fontconfig reported an error.
        package static let drawing = Code("drawing_failed")
    }

    package let code: Code
    package let message: String
    package let place: String?
    package let hint: String?

    init(_ code: Code, _ message: String, place: String? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }

    package var description: String { message }

    /// Cairo's own words for a status.
    init(_ status: cairo_status_t, while activity: String) {
        let words = unsafe String(cString: cairo_status_to_string(status))
        self.init(.drawing, "cairo failed while \(activity): \(words)")
    }
}

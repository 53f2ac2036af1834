/// Why a picture could not be encoded.
package struct PNGError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// The picture has no pixels, too many, or not as many as its width and height say.
        package static let badSize = Code("bad_picture_size")
        /// libpng gave up.
        package static let encoding = Code("png_encoding_failed")
    }

    package let code: Code
    package let message: String
    package let place: String?
    package let hint: String?

    init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = nil
        self.hint = hint
    }

    package var description: String { message }
}

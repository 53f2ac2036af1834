/// Why a PDF file could not be read, completed or written.
package struct PDFFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// libqpdf cannot read the file or finds fault with it.
        package static let damaged = Code("pdf_damaged")
        /// The file has no structure tree, or not as many figures as there are alternative texts.
        package static let structure = Code("pdf_structure")
        /// The language is not a tag such as `en` or `en-GB`.
        package static let badLanguage = Code("bad_language")
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
}

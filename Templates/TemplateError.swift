/// Why a template could not be used.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    package struct Code: Hashable, Sendable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// No folder has the template.
        package static let missing = Code("template_missing")
        /// The file is there and cannot be read.
        package static let unreadable = Code("template_unreadable")
        /// The file is no JSON5, or holds what nobody asked for.
        package static let malformed = Code("template_malformed")
    }

    package let code: Code
    package let message: String
    /// The file, and the line or the name of the value.
    package let place: String?
    package let hint: String?

    package init(_ code: Code, _ message: String, place: String? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }

    package var description: String { place.map { "\($0): \(message)" } ?? message }
}

package import Foundation

/// A value of a template, free of Foundation's types.
package enum TemplateValue: Hashable, Sendable {
    /// `null`.
    case nothing
    /// `true` or `false`.
    case flag(Bool)
    /// A whole number.
    case number(Int)
    /// A text.
    case text(String)
    /// A list.
    case list([TemplateValue])
    /// Names and values.
    case record([String: TemplateValue])

    /// Reads JSON5: comments, trailing commas and names without quotes are allowed.
    package init(json5 content: Data, path: String) throws(TemplateError) {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        do {
            self = try decoder.decode(TemplateValue.self, from: content)
        } catch {
            throw TemplateError(
                .malformed, "the template is no JSON5: \(Self.reason(error))", place: path,
                hint: "look for a missing quote, comma or bracket; numbers have to be whole")
        }
    }

    /// The parser's own words.
    private static func reason(_ error: any Error) -> String {
        guard case DecodingError.dataCorrupted(let context) = error else { return "it cannot be parsed" }
        return context.debugDescription.trimmingCharacters(in: CharacterSet(charactersIn: "."))
    }
}

extension TemplateValue: Decodable {
    /// Takes any value but a number that is not whole.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([TemplateValue].self) {
            self = .list(list)
        } else if let record = try? container.decode([String: TemplateValue].self) {
            self = .record(record)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a number that is not whole stands in it")
        }
    }
}

import JSON

/// A value of a template, free of the form it was written in.
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

    /// Takes any value but a number that is not whole.
    init(_ value: JSONValue, path: String) throws(TemplateError) {
        switch value {
        case .null: self = .nothing
        case .bool(let flag): self = .flag(flag)
        case .string(let text): self = .text(text)
        case .number(let text):
            guard let number = Int(text) else {
                throw TemplateError(
                    .malformed, "`\(text.prefix(40))` is no whole number", place: path,
                    hint: "amounts of money are written in quotes, as in \"14000.50\"")
            }
            self = .number(number)
        case .array(let elements):
            var list: [TemplateValue] = []
            for element in elements { list.append(try TemplateValue(element, path: path)) }
            self = .list(list)
        case .object(let object):
            var record: [String: TemplateValue] = [:]
            for member in object.members { record[member.name] = try TemplateValue(member.value, path: path) }
            self = .record(record)
        }
    }
}

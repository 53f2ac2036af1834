/// A text with places to fill, such as `mail/report.html`.
///
/// `{{name}}` is a value and `{{colour.ink}}` a value inside of another; `{{#name}} … {{/name}}` is repeated for each
/// element of a list and kept where a value is there, `{{^name}} … {{/name}}` is kept where it is not; `{{! … }}` is a
/// comment. A line that holds nothing but such a mark leaves no empty line.
package struct TextTemplate: Hashable, Sendable {
    /// What a template is written in, from which follows how values are written into it.
    package enum Language: Hashable, Sendable {
        case html
        case plain
    }

    indirect enum Node: Hashable, Sendable {
        case text(String)
        case value(Name)
        case section(Name, isInverted: Bool, [Node])
    }

    /// A name with the line it stands on.
    struct Name: Hashable, Sendable {
        var parts: [String]
        var line: Int
    }

    private let nodes: [Node]
    private let language: Language
    private let path: String

    /// Sections inside of each other, at most.
    static let depthMax = 20

    /// Reads a template; throws `template_malformed` with the line of a mark that is wrong.
    package init(_ text: String, language: Language, path: String) throws(TemplateError) {
        var parser = TextTemplateParser(text, path: path)
        nodes = try parser.parsed()
        self.language = language
        self.path = path
    }

    /// The text with its places filled; throws `template_malformed` for a name that there is none of.
    package func filled(with values: [String: TemplateValue]) throws(TemplateError) -> String {
        var text = ""
        try fill(nodes, scopes: [values], into: &text)
        return text
    }

    /// Looks at every place of the template, kept or not; `names` holds a value for each name that may stand in it, and
    /// lists of one element.
    package func check(against names: [String: TemplateValue]) throws(TemplateError) {
        try check(nodes, scopes: [names])
    }

    private func check(_ nodes: [Node], scopes: [[String: TemplateValue]]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text: break
            case .value(let name): _ = try written(value(of: name, in: scopes), name)
            case .section(let name, let isInverted, let inner):
                let inside = Self.elements(try value(of: name, in: scopes)).first ?? [:]
                try check(inner, scopes: isInverted ? scopes : scopes + [inside])
            }
        }
    }

    private func fill(
        _ nodes: [Node], scopes: [[String: TemplateValue]], into text: inout String
    ) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text(let plain): text += plain
            case .value(let name): text += try written(value(of: name, in: scopes), name)
            case .section(let name, let isInverted, let inner):
                let value = try value(of: name, in: scopes)
                let elements = Self.elements(value)
                if isInverted {
                    if elements.isEmpty { try fill(inner, scopes: scopes, into: &text) }
                    continue
                }
                for element in elements { try fill(inner, scopes: scopes + [element], into: &text) }
            }
        }
    }

    /// The scopes that a section is kept for: one for each element, one for a value that is there.
    private static func elements(_ value: TemplateValue) -> [[String: TemplateValue]] {
        switch value {
        case .nothing, .flag(false), .text(""): []
        case .flag(true), .text, .number: [[:]]
        case .record(let record): [record]
        case .list(let list):
            list.map { element in
                if case .record(let record) = element { return record }
                return ["it": element]
            }
        }
    }

    private func value(of name: Name, in scopes: [[String: TemplateValue]]) throws(TemplateError)
        -> TemplateValue
    {
        guard let first = name.parts.first, let scope = scopes.last(where: { $0[first] != nil }) else {
            throw unknown(name, among: scopes.flatMap(\.keys))
        }
        var value = scope[first] ?? .nothing
        for part in name.parts.dropFirst() {
            guard case .record(let record) = value, let next = record[part] else {
                if case .record(let record) = value { throw unknown(name, among: Array(record.keys)) }
                throw unknown(name, among: [])
            }
            value = next
        }
        return value
    }

    private func unknown(_ name: Name, among known: [String]) -> TemplateError {
        let names = Set(known).sorted().map { "`\($0)`" }.joined(separator: ", ")
        return TemplateError(
            .malformed, "`\(name.parts.joined(separator: ".").prefix(60))` is not known here",
            place: "\(path):\(name.line)", hint: names.isEmpty ? nil : "known are \(names)")
    }

    private func written(_ value: TemplateValue, _ name: Name) throws(TemplateError) -> String {
        switch value {
        case .text(let text): return language == .html ? Self.escaped(text) : text
        case .number(let number): return String(number)
        case .nothing: return ""
        case .flag, .list, .record:
            throw TemplateError(
                .malformed, "`\(name.parts.joined(separator: "."))` is no text",
                place: "\(path):\(name.line)",
                hint: "put `{{#\(name.parts.joined(separator: "."))}}` before what is kept or repeated")
        }
    }

    /// A text as HTML, safe in an attribute too.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

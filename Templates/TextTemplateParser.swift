/// Reads the marks of a text template.
struct TextTemplateParser {
    private enum Mark {
        case value(TextTemplate.Name)
        case open(TextTemplate.Name, isInverted: Bool)
        case close(TextTemplate.Name)
        case comment
    }

    private var rest: Substring
    private let path: String
    private var line = 1
    /// Whether nothing but white space stands between the last line break and the next mark.
    private var isAtLineStart = true

    init(_ text: String, path: String) {
        rest = Substring(text)
        self.path = path
    }

    mutating func parsed() throws(TemplateError) -> [TextTemplate.Node] {
        try nodes(until: nil, depth: 0)
    }

    private mutating func nodes(
        until section: TextTemplate.Name?, depth: Int
    ) throws(TemplateError) -> [TextTemplate.Node] {
        guard depth <= TextTemplate.depthMax else {
            throw fault("sections stand inside of each other more than \(TextTemplate.depthMax) deep", line)
        }
        var nodes: [TextTemplate.Node] = []
        while true {
            var text = takeText()
            guard let (mark, markLine) = try takeMark() else {
                nodes.append(.text(text))
                guard let section else { return nodes }
                throw fault(
                    "the section `\(section.parts.joined(separator: "."))` has no end", section.line,
                    hint: "end it with `{{/\(section.parts.joined(separator: "."))}}`")
            }
            if case .value = mark { isAtLineStart = false } else { trimLine(&text) }
            nodes.append(.text(text))
            switch mark {
            case .comment: break
            case .value(let name): nodes.append(.value(name))
            case .open(let name, let isInverted):
                let inner = try self.nodes(until: name, depth: depth + 1)
                nodes.append(.section(name, isInverted: isInverted, inner))
            case .close(let name):
                guard let section, section.parts == name.parts else {
                    throw fault(
                        "`{{/\(name.parts.joined(separator: "."))}}` ends no section that began", markLine)
                }
                return nodes
            }
        }
    }

    /// The text up to the next mark.
    private mutating func takeText() -> String {
        let end = rest.firstRange(of: "{{")?.lowerBound ?? rest.endIndex
        let text = rest[..<end]
        rest = rest[end...]
        line += text.count { $0.isNewline }
        if let lastBreak = text.lastIndex(where: \.isNewline) {
            isAtLineStart = text[text.index(after: lastBreak)...].allSatisfy { $0 == " " || $0 == "\t" }
        } else {
            isAtLineStart = isAtLineStart && text.allSatisfy { $0 == " " || $0 == "\t" }
        }
        return String(text)
    }

    private mutating func takeMark() throws(TemplateError) -> (Mark, line: Int)? {
        guard rest.hasPrefix("{{") else { return nil }
        let markLine = line
        guard let end = rest.firstRange(of: "}}") else { throw fault("a mark `{{` has no end `}}`", line) }
        let inner = rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]
        rest = rest[end.upperBound...]
        line += inner.count { $0.isNewline }
        guard let kind = inner.first else { throw fault("a mark is empty", markLine) }
        switch kind {
        case "!": return (.comment, markLine)
        case "#": return (.open(try name(inner.dropFirst(), markLine), isInverted: false), markLine)
        case "^": return (.open(try name(inner.dropFirst(), markLine), isInverted: true), markLine)
        case "/": return (.close(try name(inner.dropFirst(), markLine)), markLine)
        default: return (.value(try name(inner, markLine)), markLine)
        }
    }

    /// A mark that stands alone on its line takes the line with it.
    private mutating func trimLine(_ text: inout String) {
        let tail = rest.prefix { $0 == " " || $0 == "\t" }
        let after = rest[tail.endIndex...]
        guard isAtLineStart, after.isEmpty || after.first?.isNewline == true else {
            isAtLineStart = false
            return
        }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        if !after.isEmpty { line += 1 }
        rest = after.dropFirst()
        isAtLineStart = true
    }

    private func name(_ text: Substring, _ line: Int) throws(TemplateError) -> TextTemplate.Name {
        let word = text.filter { $0 != " " }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isName = parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                }
        }
        guard isName else {
            throw fault("`\(word.prefix(60))` is no name", line, hint: "names look like `lead`")
        }
        return TextTemplate.Name(parts: parts, line: line)
    }

    private func fault(_ message: String, _ line: Int, hint: String? = nil) -> TemplateError {
        TemplateError(.malformed, message, place: "\(path):\(line)", hint: hint)
    }
}

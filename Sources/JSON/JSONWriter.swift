extension JSONValue {
    /// The document on one line, without spaces; the same value always gives the same bytes.
    public var compactText: String {
        var writer = JSONWriter(indent: nil)
        writer.write(self, level: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The document on many lines, indented by two spaces, ending in a line feed.
    public var prettyText: String {
        var writer = JSONWriter(indent: 2)
        writer.write(self, level: 0)
        writer.bytes.append(0x0A)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The same document with the members of every object sorted by name, for digests and comparisons.
    public var sorted: JSONValue {
        guard !isSorted else { return self }
        switch self {
        case .array(let elements): return .array(elements.map(\.sorted))
        case .object(let object):
            let members = object.members.map { JSONObject.Member(name: $0.name, value: $0.value.sorted) }
            return .object(
                JSONObject(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }))
        default: return self
        }
    }

    /// Whether sorting would leave the document as it is, which most that are written by rows are.
    private var isSorted: Bool {
        switch self {
        case .array(let elements): return elements.allSatisfy(\.isSorted)
        case .object(let object):
            var last: String?
            for member in object.members {
                if let last, !last.utf8.lexicographicallyPrecedes(member.name.utf8) { return false }
                guard member.value.isSorted else { return false }
                last = member.name
            }
            return true
        default: return true
        }
    }
}

struct JSONWriter {
    let indent: Int?
    var bytes: [UInt8] = []

    init(indent: Int?) {
        self.indent = indent
    }

    mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): bytes.append(contentsOf: text.utf8)
        case .string(let text): write(text)
        case .array(let elements):
            list("[", "]", count: elements.count, level: level) { writer, index in
                writer.write(elements[index], level: level + 1)
            }
        case .object(let object):
            list("{", "}", count: object.members.count, level: level) { writer, index in
                writer.writeName(object.members[index].name)
                writer.write(object.members[index].value, level: level + 1)
            }
        }
    }

    mutating func writeName(_ name: String) {
        write(name)
        bytes.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
    }

    mutating func list(
        _ opening: String, _ closing: String, count: Int, level: Int,
        element: (inout JSONWriter, Int) -> Void,
    ) {
        bytes.append(contentsOf: opening.utf8)
        for index in 0..<count {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            newLine(level: level + 1)
            element(&self, index)
        }
        if count > 0 { newLine(level: level) }
        bytes.append(contentsOf: closing.utf8)
    }

    private mutating func newLine(level: Int) {
        guard let indent else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
    }

    private mutating func write(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        bytes.appendJSONString(text.utf8.span)
    }
}

extension [UInt8] {
    /// Adds a text's UTF-8 bytes as a JSON string, in quotes and escaped as `compactText` does it.
    public mutating func appendJSONString(_ text: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""): append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): append(contentsOf: "\\\\".utf8)
            case 0x0A: append(contentsOf: "\\n".utf8)
            case 0x0D: append(contentsOf: "\\r".utf8)
            case 0x09: append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                append(contentsOf: "\\u00".utf8)
                append(Self.hexDigit(byte >> 4))
                append(Self.hexDigit(byte & 15))
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

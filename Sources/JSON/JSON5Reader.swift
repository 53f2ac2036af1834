/// The grammar of JSON5 (https://spec.json5.org), with the place of every value.
struct JSON5Reader {
    let bytes: [UInt8]
    var position = 0
    /// By path: from the name in front of the value to the value.
    var places: [String: Range<Int>] = [:]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func error(_ message: String) -> JSONError {
        JSONError(message, at: position, in: bytes, from: 0)
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0, path: "", name: nil)
        try skipSpace()
        if current != nil { throw error("expected the end of the document") }
        return value
    }

    /// Skips white space of every kind, and comments.
    mutating func skipSpace() throws(JSONError) {
        while let byte = current {
            switch byte {
            case 0x09...0x0D, 0x20: position += 1
            case UInt8(ascii: "/"): try skipComment()
            case 0xC2 where starts(with: [0xC2, 0xA0]): position += 2
            case 0xE2 where starts(with: [0xE2, 0x80, 0xA8]) || starts(with: [0xE2, 0x80, 0xA9]):
                position += 3
            case 0xEF where starts(with: [0xEF, 0xBB, 0xBF]): position += 3
            default: return
            }
        }
    }

    func starts(with expected: [UInt8]) -> Bool {
        bytes.count - position >= expected.count
            && bytes[position..<position + expected.count].elementsEqual(expected)
    }

    private mutating func skipComment() throws(JSONError) {
        if starts(with: Array("//".utf8)) {
            while let byte = current, byte != 0x0A, byte != 0x0D { position += 1 }
            return
        }
        guard starts(with: Array("/*".utf8)) else { throw error("expected `//` or `/*`") }
        let start = position
        position += 2
        while !starts(with: Array("*/".utf8)) {
            guard current != nil else {
                position = start
                throw error("this comment has no end")
            }
            position += 1
        }
        position += 2
    }

    private mutating func value(depth: Int, path: String, name: Int?) throws(JSONError) -> JSONValue {
        guard depth <= JSONValue.depthMax else {
            throw error("nesting is deeper than \(JSONValue.depthMax) levels")
        }
        try skipSpace()
        places[path] = (name ?? position)..<position
        switch current {
        case nil: throw error("expected a value, found the end of the text")
        case UInt8(ascii: "{"): return try object(depth: depth, path: path)
        case UInt8(ascii: "["): return try array(depth: depth, path: path)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
        case .some(UInt8(ascii: "+")), .some(UInt8(ascii: "-")), .some(UInt8(ascii: ".")), .some(0x30...0x39):
            return .number(try number())
        default: return try word()
        }
    }

    private mutating func word() throws(JSONError) -> JSONValue {
        let start = position
        guard let word = try? identifier() else {
            position = start
            throw error("expected a value")
        }
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "Infinity", "NaN":
            position = start
            throw error("`\(word)` is no number that can be counted with")
        default:
            position = start
            throw error("expected a value, found `\(word.prefix(40))`; a text stands in quotes")
        }
    }

    private mutating func object(depth: Int, path: String) throws(JSONError) -> JSONValue {
        position += 1
        var members: [JSONObject.Member] = []
        while true {
            try skipSpace()
            if current == UInt8(ascii: "}") { break }
            let place = position
            let name = try memberName()
            try skipSpace()
            guard current == UInt8(ascii: ":") else {
                throw error(
                    current == UInt8(ascii: "-") || current == UInt8(ascii: ".")
                        ? "expected `:`; a name with `-` or `.` stands in quotes"
                        : "expected `:` after the name `\(name.prefix(40))`")
            }
            position += 1
            let inner = path.isEmpty ? name : "\(path).\(name)"
            members.append(.init(name: name, value: try value(depth: depth + 1, path: inner, name: place)))
            try skipSpace()
            if current == UInt8(ascii: ",") {
                position += 1
            } else if current != UInt8(ascii: "}") {
                throw error(
                    current == nil ? "expected `}`, found the end of the text" : "expected `,` or `}`")
            }
        }
        position += 1
        return .object(JSONObject(members))
    }

    private mutating func memberName() throws(JSONError) -> String {
        switch current {
        case nil: throw error("expected a name or `}`, found the end of the text")
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string()
        default: return try identifier()
        }
    }

    private mutating func array(depth: Int, path: String) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        while true {
            try skipSpace()
            if current == UInt8(ascii: "]") { break }
            elements.append(try value(depth: depth + 1, path: "\(path)[\(elements.count)]", name: nil))
            try skipSpace()
            if current == UInt8(ascii: ",") {
                position += 1
            } else if current != UInt8(ascii: "]") {
                throw error(
                    current == nil ? "expected `]`, found the end of the text" : "expected `,` or `]`")
            }
        }
        position += 1
        return .array(elements)
    }
}

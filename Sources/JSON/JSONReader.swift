extension JSONValue {
    /// Nesting beyond this is an error, so that no input can exhaust the stack.
    public static let depthMax = 512

    /// Reads one JSON document; anything but white space after it is an error.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads one JSON document from UTF-8 bytes; bytes that are no UTF-8 inside strings are replaced by U+FFFD.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        try self.init(parsing: bytes, in: 0..<bytes.count)
    }

    /// Reads one JSON document from a part of a buffer; places in errors count from the start of that part.
    public init(parsing bytes: [UInt8], in range: Range<Int>) throws(JSONError) {
        var reader = JSONReader(
            bytes: bytes, position: range.lowerBound, start: range.lowerBound, end: range.upperBound)
        reader.skipByteOrderMark()
        self = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.position < reader.end { throw reader.error("expected the end of the document") }
    }
}

struct JSONReader {
    let bytes: [UInt8]
    var position: Int
    let start: Int
    let end: Int

    func error(_ message: String) -> JSONError {
        JSONError(message, at: position, in: bytes, from: start)
    }

    mutating func skipByteOrderMark() {
        if end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB,
            bytes[position + 2] == 0xBF
        {
            position += 3
        }
    }

    mutating func skipSpace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= JSONValue.depthMax else {
            throw error("nesting is deeper than \(JSONValue.depthMax) levels")
        }
        skipSpace()
        guard position < end else { throw error("expected a value, found the end of the text") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw error("expected a value")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let expected = Array("\(word)".utf8)
        guard end - position >= expected.count,
            bytes[position..<position + expected.count].elementsEqual(expected)
        else { throw error("expected `\(word)`") }
        position += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var members: [JSONObject.Member] = []
        skipSpace()
        if position < end, bytes[position] == UInt8(ascii: "}") {
            position += 1
            return .object(JSONObject())
        }
        while true {
            skipSpace()
            guard position < end, bytes[position] == UInt8(ascii: "\"") else {
                throw error("expected a member name in double quotes")
            }
            let name = try string()
            skipSpace()
            guard position < end, bytes[position] == UInt8(ascii: ":") else {
                throw error("expected `:` after the name `\(name.prefix(40))`")
            }
            position += 1
            members.append(JSONObject.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            guard position < end else { throw error("expected `,` or `}`, found the end of the text") }
            switch bytes[position] {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return .object(JSONObject(members))
            default: throw error("expected `,` or `}`")
            }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if position < end, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard position < end else { throw error("expected `,` or `]`, found the end of the text") }
            switch bytes[position] {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return .array(elements)
            default: throw error("expected `,` or `]`")
            }
        }
    }

    private mutating func digits() -> Int {
        let first = position
        while position < end, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        return position - first
    }

    /// Grammar of RFC 8259 section 6; the text is kept as written.
    private mutating func number() throws(JSONError) -> String {
        let first = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let leadingZero = position < end && bytes[position] == 0x30
        let whole = digits()
        guard whole > 0 else { throw error("expected a digit") }
        if leadingZero, whole > 1 {
            position = first
            throw error("a number may not start with 0")
        }
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw error("expected a digit after the decimal point") }
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard digits() > 0 else { throw error("expected a digit in the exponent") }
        }
        return String(decoding: bytes[first..<position], as: UTF8.self)
    }
}

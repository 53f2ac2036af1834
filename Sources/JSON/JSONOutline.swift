/// The places of what a JSON document holds, found without reading the values themselves.
///
/// For documents that were written by a program and are read in part; what is not looked at is not checked.
public struct JSONOutline: Sendable {
    private let bytes: [UInt8]

    /// The outline of a document.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of the object that begins in a range, with the places of their values, in order.
    public func members(in range: Range<Int>) throws(JSONError) -> [(name: String, place: Range<Int>)] {
        var position = try opening(UInt8(ascii: "{"), in: range)
        var members: [(name: String, place: Range<Int>)] = []
        while try !isAtEnd(UInt8(ascii: "}"), &position) {
            let name = position..<(try end(of: position))
            position = try skipSpace(name.upperBound)
            guard bytes[position] == UInt8(ascii: ":") else { throw error("expected `:`", at: position) }
            position = try skipSpace(position + 1)
            let end = try end(of: position)
            members.append((try self.name(in: name), position..<end))
            position = end
        }
        return members
    }

    /// The places of the elements of the array that begins in a range.
    public func elements(in range: Range<Int>) throws(JSONError) -> [Range<Int>] {
        var position = try opening(UInt8(ascii: "["), in: range)
        var elements: [Range<Int>] = []
        while try !isAtEnd(UInt8(ascii: "]"), &position) {
            let end = try end(of: position)
            elements.append(position..<end)
            position = end
        }
        return elements
    }

    /// The value at a place.
    public func value(at place: Range<Int>) throws(JSONError) -> JSONValue {
        try JSONValue(parsing: bytes, in: place)
    }

    private func name(in range: Range<Int>) throws(JSONError) -> String {
        guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            throw error("expected a member name in double quotes", at: range.lowerBound)
        }
        let inner = bytes[range.lowerBound + 1..<range.upperBound - 1]
        if !inner.contains(UInt8(ascii: "\\")) { return String(decoding: inner, as: UTF8.self) }
        return try value(at: range).string ?? ""
    }

    private func opening(_ bracket: UInt8, in range: Range<Int>) throws(JSONError) -> Int {
        let position = try skipSpace(range.lowerBound)
        guard bytes[position] == bracket else {
            throw error("expected `\(Character(Unicode.Scalar(bracket)))`", at: position)
        }
        return position + 1
    }

    /// Whether the closing bracket comes next; moves over a comma in front of a further value.
    private func isAtEnd(_ bracket: UInt8, _ position: inout Int) throws(JSONError) -> Bool {
        position = try skipSpace(position)
        if bytes[position] == UInt8(ascii: ",") { position = try skipSpace(position + 1) }
        return bytes[position] == bracket
    }

    private func skipSpace(_ start: Int) throws(JSONError) -> Int {
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return position
            }
        }
        throw error("the document ends too early", at: position)
    }

    /// The end of the value that starts here.
    private func end(of start: Int) throws(JSONError) -> Int {
        var position = start
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""): position = try endOfString(position)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return position }
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return position }
                position += 1
                continue
            default:
                position += 1
                continue
            }
            if depth == 0 { return position }
        }
        throw error("the document ends too early", at: position)
    }

    private func endOfString(_ start: Int) throws(JSONError) -> Int {
        var position = start + 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { return position + 1 }
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        throw error("expected the closing quote of a string, found the end of the text", at: start)
    }

    private func error(_ message: String, at offset: Int) -> JSONError {
        JSONError(message, at: offset, in: bytes, from: 0)
    }
}

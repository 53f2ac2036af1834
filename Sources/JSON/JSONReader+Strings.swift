extension JSONReader {
    /// Reads a quoted string; the position is on its opening quote.
    mutating func string() throws(JSONError) -> String {
        position += 1
        let first = position
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[first..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: first)
            case 0..<0x20: throw error("a control character in a string must be escaped")
            default: position += 1
            }
        }
        throw error("expected the closing quote of a string, found the end of the text")
    }

    private mutating func escapedString(from first: Int) throws(JSONError) -> String {
        var text = Array(bytes[first..<position])
        while position < end {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0..<0x20: throw error("a control character in a string must be escaped")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error("expected the closing quote of a string, found the end of the text")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard position < end else { throw error("expected an escape, found the end of the text") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(Character(try scalar())).utf8))
        default:
            position -= 1
            throw error("unknown escape in a string")
        }
    }

    /// A `\u` escape, joined with the low half of its pair; a lone half becomes U+FFFD.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if unit & 0xFC00 == 0xD800, end - position >= 6, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            let mark = position
            position += 2
            let low = try hexUnit()
            if low & 0xFC00 == 0xDC00 {
                return Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)) ?? "\u{FFFD}"
            }
            position = mark
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(JSONError) -> UInt32 {
        guard end - position >= 4 else { throw error("expected four hexadecimal digits") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: throw error("expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}

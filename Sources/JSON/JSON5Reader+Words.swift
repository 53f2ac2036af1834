extension JSON5Reader {
    /// Reads a name without quotes, as in ECMAScript: letters, digits, `$` and `_`, not a digit first.
    mutating func identifier() throws(JSONError) -> String {
        var name: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "$"), UInt8(ascii: "_"):
                name.append(byte)
                position += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !name.isEmpty:
                name.append(byte)
                position += 1
            case UInt8(ascii: "\\"):
                position += 1
                guard current == UInt8(ascii: "u") else { throw error("unknown escape in a name") }
                position += 1
                name += String(Character(try unicodeEscape())).utf8
            case 0x80...:
                let length = letterLength()
                guard length > 0 else { return try named(name) }
                name += bytes[position..<position + length]
                position += length
            default: return try named(name)
            }
        }
        return try named(name)
    }

    private func named(_ name: [UInt8]) throws(JSONError) -> String {
        guard !name.isEmpty else {
            throw error("expected a name; one that begins otherwise than with a letter stands in quotes")
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// How many bytes a letter outside ASCII takes here; 0 where there is none.
    private func letterLength() -> Int {
        let length = bytes[position] >= 0xF0 ? 4 : bytes[position] >= 0xE0 ? 3 : 2
        guard bytes.count - position >= length,
            let text = String(validating: bytes[position..<position + length], as: UTF8.self),
            let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
            scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
        else { return 0 }
        return length
    }

    /// Reads a string in single or double quotes; the position is on the first one.
    mutating func string() throws(JSONError) -> String {
        let start = position
        let quote = bytes[position]
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case quote:
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0x0A, 0x0D: throw error("a string ends on its line; `\\` before the end of the line goes on")
            default:
                text.append(byte)
                position += 1
            }
        }
        position = start
        throw error("this string has no closing quote")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("expected an escape, found the end of the text") }
        position += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "0"):
            if let next = current, (0x30...0x39).contains(next) { throw error("an escape in octal digits") }
            text.append(0)
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            position -= 1
            throw error("an escape in octal digits")
        case UInt8(ascii: "x"):
            text += String(Character(Unicode.Scalar(try hexUnit(digits: 2)) ?? "\u{FFFD}")).utf8
        case UInt8(ascii: "u"): text += String(Character(try unicodeEscape())).utf8
        // The end of a line behind a backslash is no part of the string.
        case 0x0D: if current == 0x0A { position += 1 }
        case 0x0A: break
        case 0xE2
        where bytes.count - position >= 2 && bytes[position] == 0x80 && bytes[position + 1] & 0xFE == 0xA8:
            position += 2
        default: text.append(byte)
        }
    }

    /// The digits behind `\u`, joined with the low half of their pair; a lone half becomes U+FFFD.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let unit = try hexUnit(digits: 4)
        if unit & 0xFC00 == 0xD800, starts(with: Array("\\u".utf8)) {
            let mark = position
            position += 2
            let low = try hexUnit(digits: 4)
            if low & 0xFC00 == 0xDC00 {
                return Unicode.Scalar(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)) ?? "\u{FFFD}"
            }
            position = mark
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func hexUnit(digits: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = current.flatMap(Self.hexDigit) else {
                throw error("expected \(digits == 2 ? "two" : "four") hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// Reads a number and gives it as JSON writes it, digit for digit.
    mutating func number() throws(JSONError) -> String {
        var text = ""
        if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") {
            if current == UInt8(ascii: "-") { text = "-" }
            position += 1
        }
        if current == UInt8(ascii: "I") || current == UInt8(ascii: "N") {
            throw error("`Infinity` and `NaN` are no numbers that can be counted with")
        }
        if starts(with: Array("0x".utf8)) || starts(with: Array("0X".utf8)) {
            return text + (try hexNumber())
        }
        let whole = digits()
        if whole.count > 1, whole.first == "0" {
            position -= whole.utf8.count
            throw error("a number may not start with 0")
        }
        var fraction = ""
        if current == UInt8(ascii: ".") {
            position += 1
            fraction = digits()
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { throw error("expected a digit") }
        text += (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            text += "e"
            position += 1
            if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                text.unicodeScalars.append(Unicode.Scalar(sign))
                position += 1
            }
            let exponent = digits()
            guard !exponent.isEmpty else { throw error("expected a digit in the exponent") }
            text += exponent
        }
        return text
    }

    private mutating func digits() -> String {
        let first = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        return String(decoding: bytes[first..<position], as: UTF8.self)
    }

    private mutating func hexNumber() throws(JSONError) -> String {
        position += 2
        var number: UInt128 = 0
        var isEmpty = true
        while let digit = current.flatMap(Self.hexDigit) {
            guard number >> 120 == 0 else { throw error("a hexadecimal number has at most 31 digits") }
            number = number << 4 | UInt128(digit)
            isEmpty = false
            position += 1
        }
        guard !isEmpty else { throw error("expected a hexadecimal digit") }
        return String(number)
    }
}

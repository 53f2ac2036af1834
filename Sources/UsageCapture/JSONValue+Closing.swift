import JSON

extension JSONValue {
    /// Reads a document whose last brackets are missing; nil where the text does not end after a complete value.
    ///
    /// Only what ends in a bracket is read so: a number or word at the end of a cut text may be half of one.
    init?(closing bytes: [UInt8]) {
        let end = bytes.lastIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? 0
        guard bytes.indices.contains(end), [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[end]) else {
            return nil
        }
        var missing: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"): missing.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): missing.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard missing.popLast() == byte else { return nil }
            default: break
            }
        }
        guard !isInString, !missing.isEmpty, missing.count <= Self.depthMax,
            let value = try? JSONValue(parsing: bytes[...end] + missing.reversed())
        else { return nil }
        self = value
    }
}

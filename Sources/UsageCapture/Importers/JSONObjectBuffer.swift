/// Cuts JSON that arrives in pieces into its objects, in memory bounded by the longest object.
///
/// Objects stand one a line, one after the other, over several lines, or as the elements of an array. An object that is
/// broken costs the lines up to the next one that begins with a brace where no value is expected, and no more.
struct JSONObjectBuffer {
    /// One object of the text, or what stands where one was expected.
    enum Item: Hashable {
        case whole(Range<Int>, at: Position)
        case broken(Range<Int>, at: Position, reason: String)
        case tooLong(at: Position)
    }

    /// Where an object begins.
    struct Position: Hashable {
        /// The line, from 1.
        var line: Int
        /// The byte column, from 1.
        var column: Int
        /// Bytes of the text before it.
        var offset: Int
    }

    /// The bytes that the ranges of items refer to, until the next `append`.
    private(set) var bytes: [UInt8] = []
    private let objectBytesMax: Int
    /// Bytes that were let go before those in `bytes`.
    private var base = 0
    /// The beginning of the object that is being read, or what comes next.
    private var start = 0
    private var scanned = 0
    private var line = 1
    /// The offset of the line's first byte in the whole text.
    private var lineStart = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last byte of the object that is no white space.
    private var latest: UInt8 = 0
    private var isSkipping = false
    private var position = Position(line: 1, column: 1, offset: 0)

    init(objectBytesMax: Int) {
        self.objectBytesMax = objectBytesMax
    }

    mutating func append(_ more: some Collection<UInt8>) {
        bytes.removeFirst(start)
        base += start
        scanned -= start
        start = 0
        bytes.append(contentsOf: more)
    }

    /// The next object, or nil where more bytes are needed; at the end of the text the rest counts as an object.
    mutating func next(atEnd: Bool) -> Item? {
        while scanned < bytes.count {
            let byte = bytes[scanned]
            if isSkipping {
                advance(over: byte)
                start = scanned
            } else if depth == 0 {
                if let item = between(byte) { return item }
            } else if scanned - start >= objectBytesMax {
                return drop(.tooLong(at: position))
            } else if byte == UInt8(ascii: "\n") {
                // A line break within a text, or a brace at a line's beginning that is no value: the object before has no end.
                if isInString { return broken("a text has no closing quote") }
                guard scanned + 1 < bytes.count || atEnd else { return nil }
                let expectsValue = [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: ":")].contains(latest)
                if !expectsValue, scanned + 1 < bytes.count, bytes[scanned + 1] == UInt8(ascii: "{") {
                    return broken("expected the end of the object, found the next one")
                }
                advance(over: byte)
            } else if let item = within(byte) {
                return item
            }
        }
        guard atEnd, depth > 0 else { return nil }
        return broken("expected the end of the object, found the end of the text")
    }

    private mutating func advance(over byte: UInt8) {
        scanned += 1
        guard byte == UInt8(ascii: "\n") else { return }
        line += 1
        lineStart = base + scanned
        isSkipping = false
    }

    private var here: Position {
        Position(line: line, column: base + scanned - lineStart + 1, offset: base + scanned)
    }

    /// Takes a byte between objects.
    private mutating func between(_ byte: UInt8) -> Item? {
        start = scanned
        switch byte {
        case UInt8(ascii: "{"):
            position = here
            depth = 1
            scanned += 1
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"):
            advance(over: byte)
            start = scanned
        case 0xEF where base + scanned == 0, 0xBB where base + scanned == 1, 0xBF where base + scanned == 2:
            scanned += 1
        default:
            let item = Item.broken(scanned..<scanned + 1, at: here, reason: "expected a JSON object")
            isSkipping = true
            return item
        }
        return nil
    }

    /// Takes a byte of an object, which is no line end.
    private mutating func within(_ byte: UInt8) -> Item? {
        scanned += 1
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return nil
        }
        if byte != 0x20, byte != 0x09, byte != 0x0D { latest = byte }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth == 0 {
                let range = start..<scanned
                start = scanned
                return .whole(range, at: position)
            }
        default: break
        }
        return nil
    }

    private mutating func broken(_ reason: String) -> Item {
        let range = start..<scanned
        start = scanned
        depth = 0
        (isInString, isEscaped) = (false, false)
        return .broken(range, at: position, reason: reason)
    }

    private mutating func drop(_ item: Item) -> Item {
        _ = broken("")
        isSkipping = true
        return item
    }
}

/// A document in JSON5, the JSON that people write: comments, trailing commas, names without quotes, and more.
///
/// Numbers become plain JSON numbers without losing a digit (`0x1F` is 31, `.5` is 0.5, `+1` is 1); `Infinity` and
/// `NaN` are refused. The document knows where each of its values stands.
public struct JSON5Document: Sendable {
    /// The document as a value.
    public let value: JSONValue
    private let places: [String: Range<Int>]
    private let lineStarts: [Int]

    /// A place in the text.
    public struct Place: Hashable, Sendable {
        /// The line, from 1.
        public let line: Int
        /// The column in bytes, from 1.
        public let column: Int

        /// A place.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// Reads one document; anything but white space and comments after it is an error.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads one document from UTF-8 bytes; bytes that are no UTF-8 inside strings are replaced by U+FFFD.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var reader = JSON5Reader(bytes: bytes)
        value = try reader.document()
        places = reader.places
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// Where the value of a path such as `models.gpt-4o.rates[2]` stands; nil where there is none.
    public func place(of path: String) -> Place? {
        places[path].map { place(at: $0.upperBound) }
    }

    /// Where the name in front of a value stands, or the value itself where it has none.
    public func namePlace(of path: String) -> Place? {
        places[path].map { place(at: $0.lowerBound) }
    }

    private func place(at offset: Int) -> Place {
        let line = (lineStarts.firstIndex { $0 > offset } ?? lineStarts.count) - 1
        return Place(line: line + 1, column: offset - lineStarts[line] + 1)
    }
}

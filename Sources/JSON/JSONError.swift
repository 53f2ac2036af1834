/// Text that is no JSON, with the place where it stops being so.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected or found, as one sentence.
    public var message: String
    /// Bytes from the start of the text.
    public var offset: Int
    /// The line, from 1.
    public var line: Int
    /// The column in bytes, from 1.
    public var column: Int

    /// The message with its place.
    public var description: String { "\(message) at line \(line), column \(column)" }

    init(_ message: String, at offset: Int, in bytes: [UInt8], from start: Int) {
        let before = bytes[start..<min(offset, bytes.count)]
        self.message = message
        self.offset = offset - start
        self.line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        self.column =
            before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 - start } ?? 0) + 1
    }
}

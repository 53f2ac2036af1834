import Foundation
private import Glibc
import UsageModel

/// Bytes that come in pieces: standard input, or whatever a test hands in.
package struct ByteSource: Sendable {
    /// Whether somebody types them.
    package let isTerminal: Bool
    /// The next piece as soon as there is one, or nil at the end.
    package let read: @Sendable () throws -> [UInt8]?

    package init(isTerminal: Bool = false, read: @escaping @Sendable () throws -> [UInt8]?) {
        self.isTerminal = isTerminal
        self.read = read
    }

    /// The process's own standard input.
    package static let standardInput = ByteSource(isTerminal: isatty(STDIN_FILENO) == 1) {
        try Self.piece(of: STDIN_FILENO, named: "standard input")
    }

    /// The next bytes of a descriptor.
    static func piece(of descriptor: Int32, named name: String) throws -> [UInt8]? {
        switch readFromDescriptor(descriptor) {
        case .success(let bytes): return bytes.isEmpty ? nil : bytes
        case .failure(let failure):
            throw CommandLineError(.inputFailed, "\(name) cannot be read: \(failure.reason)")
        }
    }
}

/// Cuts pieces of bytes into lines, in memory bounded by the longest line.
struct LineCutter {
    /// A line longer than this is handed out cut short, so that no input can exhaust the memory.
    static let lineBytesMax = 256 << 20

    private var rest: [UInt8] = []

    /// The lines that are complete with these further bytes, without their ends.
    mutating func lines(with bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            keep(bytes[start..<end])
            lines.append(taken())
            start = end + 1
        }
        keep(bytes[start...])
        return lines
    }

    /// The last line, where it has no end.
    mutating func lastLine() -> [UInt8]? { rest.isEmpty ? nil : taken() }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        rest.append(contentsOf: bytes.prefix(max(0, Self.lineBytesMax - rest.count)))
    }

    private mutating func taken() -> [UInt8] {
        defer { rest = [] }
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        return rest
    }
}

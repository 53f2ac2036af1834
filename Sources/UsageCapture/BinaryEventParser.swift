private import Foundation
import JSON

/// Reads the binary event stream of AWS (`application/vnd.amazon.eventstream`) from pieces of any size.
///
/// A message is: total length, length of the headers, CRC-32 of both, headers, payload, CRC-32 of all; numbers are big-endian.
package struct BinaryEventParser: Sendable {
    /// Whether a message had a wrong checksum or length.
    ///
    /// The head of a message has a checksum of its own: where that holds, only the message is left out, and what follows is read;
    /// where it does not, nobody knows where the next message begins.
    package private(set) var isBroken = false

    private var isLost = false
    private var buffer: [UInt8] = []

    /// Longer messages than this do not exist: 16 MiB with headers, by AWS's own limit.
    static let messageBytesMax = 16 << 20

    /// A parser at the start of a stream.
    package init() {}

    /// Takes a piece and gives the events that it completes.
    package mutating func feed(_ bytes: ArraySlice<UInt8>) -> [StreamFrame] {
        guard !isLost else { return [] }
        buffer.append(contentsOf: bytes)
        var frames: [StreamFrame] = []
        var position = 0
        while buffer.count - position >= 12 {
            let total = Self.number(buffer[position..<position + 4])
            let headers = Self.number(buffer[position + 4..<position + 8])
            guard total >= 16 + headers, total <= Self.messageBytesMax,
                Self.checksum(buffer[position..<position + 8])
                    == Self.number(buffer[position + 8..<position + 12])
            else {
                isBroken = true
                isLost = true
                break
            }
            guard buffer.count - position >= total else { break }
            let end = position + total
            guard Self.checksum(buffer[position..<end - 4]) == Self.number(buffer[end - 4..<end]) else {
                isBroken = true
                position = end
                continue
            }
            frames.append(
                Self.frame(
                    names: Self.headers(buffer[position + 12..<position + 12 + headers]),
                    payload: Array(buffer[position + 12 + headers..<end - 4])))
            position = end
        }
        buffer.removeFirst(position)
        if isLost { buffer = [] }
        return frames
    }

    /// Bedrock's `chunk` events wrap the model's own document in base64.
    private static func frame(names: [String: String], payload: [UInt8]) -> StreamFrame {
        let event = names[":exception-type"].map { "error:\($0)" } ?? names[":event-type"]
        if event == "chunk", let wrapper = try? JSONValue(parsing: payload),
            let text = wrapper["bytes"]?.string,
            let inner = Foundation.Data(base64Encoded: text)
        {
            return StreamFrame(event: event, bytes: Array(inner))
        }
        return StreamFrame(event: event, bytes: payload)
    }

    /// The headers that are strings; of the other types only the length matters.
    private static func headers(_ bytes: ArraySlice<UInt8>) -> [String: String] {
        var names: [String: String] = [:]
        var rest = bytes
        while let length = rest.first.map(Int.init), rest.count > length + 1 {
            let name = String(decoding: rest.dropFirst().prefix(length), as: UTF8.self)
            rest = rest.dropFirst(length + 1)
            let type = rest.first ?? 0
            rest = rest.dropFirst()
            let fixed = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16]
            guard Int(type) < fixed.count else { break }
            guard fixed[Int(type)] < 0 else {
                rest = rest.dropFirst(fixed[Int(type)])
                continue
            }
            guard rest.count >= 2 else { break }
            let size = number(rest.prefix(2))
            if type == 7 { names[name] = String(decoding: rest.dropFirst(2).prefix(size), as: UTF8.self) }
            rest = rest.dropFirst(2 + size)
        }
        return names
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static let checksumTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    /// CRC-32 as in gzip.
    package static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(~bytes.reduce(UInt32.max) { checksumTable[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) })
    }
}

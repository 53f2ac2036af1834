private import CSodium

/// A 256-bit digest or authentication code.
package struct Digest256: Hashable, Sendable {
    // The bytes as they lie in memory, in four words: a digest a row is no allocation a row.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Digest256.byteCount else { return nil }
        self = unsafe bytes.withUnsafeBytes { unsafe Digest256(loading: $0) }
    }

    /// Nil unless the text is 64 hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        self = unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Digest256.byteCount) { buffer in
            if let start = buffer.baseAddress { unsafe fill(start) }
            return unsafe Digest256(loading: UnsafeRawBufferPointer(buffer))
        }
    }

    private init(loading bytes: UnsafeRawBufferPointer) {
        first = unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = unsafe bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    package static let byteCount = 32
    /// 256 zero bits.
    package static let zero = unsafe Digest256 { start in
        unsafe start.initialize(repeating: 0, count: byteCount)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Digest256.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// Adds the 32 bytes at the end.
    package func append(to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: self) { own in unsafe bytes.append(contentsOf: own) }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hex.text(bytes) }

    /// Whether two digests are equal, in a time that does not depend on where they differ.
    package func matches(_ other: Digest256) -> Bool {
        unsafe withUnsafeBytes(of: self) { left in
            unsafe withUnsafeBytes(of: other) { right in
                guard let one = left.baseAddress, let two = right.baseAddress else { return false }
                return unsafe sodium_memcmp(one, two, Digest256.byteCount) == 0
            }
        }
    }
}

extension Digest256: CustomStringConvertible {
    package var description: String { hex }
}

private import CSodium

/// A 256-bit digest or authentication code.
package struct Digest256: Hashable, Sendable {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Digest256.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Nil unless the text is 64 hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Hex.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        unsafe bytes = [UInt8](unsafeUninitializedCapacity: Digest256.byteCount) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            unsafe fill(start)
            count = Digest256.byteCount
        }
    }

    package static let byteCount = 32
    /// 256 zero bits.
    package static let zero = unsafe Digest256 { start in
        unsafe start.initialize(repeating: 0, count: byteCount)
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hex.text(bytes) }

    /// Whether two digests are equal, in a time that does not depend on where they differ.
    package func matches(_ other: Digest256) -> Bool {
        unsafe bytes.withUnsafeBytes { left in
            unsafe other.bytes.withUnsafeBytes { right in
                guard let one = left.baseAddress, let two = right.baseAddress else { return false }
                return unsafe sodium_memcmp(one, two, Digest256.byteCount) == 0
            }
        }
    }
}

extension Digest256: CustomStringConvertible {
    package var description: String { hex }
}

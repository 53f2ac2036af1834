/// Writes numbers and bytes in few bytes: seven bits a byte, the lowest first (LEB128).
package struct PackedWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Writes a number that is not negative.
    package mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a count or an index, which is not negative.
    package mutating func write(count: Int) { write(UInt64(count)) }

    /// Writes a number of either sign; small magnitudes take few bytes.
    package mutating func write(signed number: Int128) {
        if let small = Int64(exactly: number) {
            return write(UInt64(bitPattern: small << 1 ^ small >> 63))
        }
        var rest = UInt128(truncatingIfNeeded: number << 1 ^ number >> 127)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes bytes with their count before them.
    package mutating func write(_ text: [UInt8]) {
        write(count: text.count)
        bytes.append(contentsOf: text)
    }

    /// Writes bytes as they are.
    package mutating func append(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }

    /// Writes eight bytes, the lowest first.
    package mutating func write(fixed number: UInt64) {
        for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

/// Bytes that cannot be what was written.
package struct PackedBytesError: Error, Hashable, Sendable {
    package init() {}
}

/// Reads what `PackedWriter` wrote; whatever the bytes are, it throws and never traps.
package struct PackedReader: Sendable {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    /// A reader of some bytes, or of a part of them.
    package init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
    }

    /// Whether nothing is left.
    package var isAtEnd: Bool { position == end }

    package mutating func number() throws(PackedBytesError) -> UInt64 {
        guard position < end else { throw PackedBytesError() }
        let first = bytes[position]
        position += 1
        guard first >= 0x80 else { return UInt64(first) }
        var number = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while position < end {
            let byte = bytes[position]
            position += 1
            guard shift < 63 || byte <= 1 else { throw PackedBytesError() }
            number |= UInt64(byte & 0x7F) << shift
            guard byte >= 0x80 else { return number }
            shift += 7
            guard shift < 64 else { throw PackedBytesError() }
        }
        throw PackedBytesError()
    }

    /// A count or an index, below `limit`.
    package mutating func count(below limit: Int = .max) throws(PackedBytesError) -> Int {
        guard let count = Int(exactly: try number()), count < limit else { throw PackedBytesError() }
        return count
    }

    /// A number of either sign.
    package mutating func signed() throws(PackedBytesError) -> Int128 {
        var (small, shift): (UInt64, UInt64) = (0, 0)
        while shift < 63 {
            guard position < end else { throw PackedBytesError() }
            let byte = bytes[position]
            position += 1
            small |= UInt64(byte & 0x7F) << shift
            guard byte >= 0x80 else {
                return Int128(Int64(bitPattern: small >> 1)) ^ (small & 1 == 0 ? 0 : -1)
            }
            shift += 7
        }
        return try wide(UInt128(small), from: UInt128(shift))
    }

    private mutating func wide(_ start: UInt128, from: UInt128) throws(PackedBytesError) -> Int128 {
        var (number, shift) = (start, from)
        while position < end, shift < 128 {
            let byte = bytes[position]
            position += 1
            guard shift < 126 || byte <= 3 else { throw PackedBytesError() }
            number |= UInt128(byte & 0x7F) << shift
            guard byte >= 0x80 else {
                return Int128(truncatingIfNeeded: number >> 1) ^ (number & 1 == 0 ? 0 : -1)
            }
            shift += 7
        }
        throw PackedBytesError()
    }

    /// Where bytes are that have their count before them.
    package mutating func range() throws(PackedBytesError) -> Range<Int> {
        let count = try count()
        guard count <= end - position else { throw PackedBytesError() }
        defer { position += count }
        return position..<(position + count)
    }

    /// Bytes that have their count before them.
    package mutating func text() throws(PackedBytesError) -> [UInt8] { Array(bytes[try range()]) }

    /// Eight bytes, the lowest first.
    package mutating func fixed() throws(PackedBytesError) -> UInt64 {
        guard end - position >= 8 else { throw PackedBytesError() }
        var number: UInt64 = 0
        for offset in 0..<8 { number |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
        position += 8
        return number
    }
}

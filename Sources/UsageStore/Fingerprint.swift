/// A 64-bit number made of bytes, for tables and to find bytes that a disk changed; no protection against malice.
struct Fingerprint {
    private var state: UInt64

    init(seed: UInt64 = 0) { state = seed ^ 0x9E37_79B9_7F4A_7C15 }

    /// Adds a word; the multiplier is that of Knuth's 64-bit linear congruential generator, MMIX.
    @inline(__always)
    mutating func add(_ word: UInt64) {
        let mixed = (state ^ word) &* 6_364_136_223_846_793_005
        state = mixed ^ mixed >> 29
    }

    /// Adds bytes with their count, eight at a time.
    mutating func add(_ bytes: Span<UInt8>) {
        var index = 0
        let count = bytes.count
        while count - index >= 8 {
            var word = UInt64(bytes[index])
            word |= UInt64(bytes[index + 1]) << 8
            word |= UInt64(bytes[index + 2]) << 16
            word |= UInt64(bytes[index + 3]) << 24
            word |= UInt64(bytes[index + 4]) << 32
            word |= UInt64(bytes[index + 5]) << 40
            word |= UInt64(bytes[index + 6]) << 48
            word |= UInt64(bytes[index + 7]) << 56
            add(word)
            index += 8
        }
        var rest = UInt64(truncatingIfNeeded: count) << 56
        var shift: UInt64 = 0
        while index < count {
            rest |= UInt64(bytes[index]) << shift
            shift += 8
            index += 1
        }
        add(rest)
    }

    mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

    /// The number of all that was added.
    var value: UInt64 {
        let mixed = (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ mixed >> 32
    }

    static func of(_ bytes: Span<UInt8>) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(bytes)
        return fingerprint.value
    }
}

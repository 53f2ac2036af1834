/// The identity of a row: a UUID made by the client.
///
/// Version 7 where it was made at the call, version 8 where it follows from imported content. Both begin with the time, so that keys grow at one end of the index.
public struct EventID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first 64 bits.
    public let high: UInt64
    /// The last 64 bits.
    public let low: UInt64

    /// An identity from its 128 bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A UUID version 7 (RFC 9562) from a moment and 74 random bits that the caller brings.
    public init(at instant: Instant, random: (UInt64, UInt64)) {
        self.init(version: 7, at: instant, bits: random)
    }

    /// A UUID version 8 from a moment and the digest of the content that it names.
    public init(at instant: Instant, contentDigest: (UInt64, UInt64)) {
        self.init(version: 8, at: instant, bits: contentDigest)
    }

    private init(version: UInt64, at instant: Instant, bits: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, instant.milliseconds))
        high = milliseconds << 16 | version << 12 | (bits.0 & 0xFFF)
        low = 0x8000_0000_0000_0000 | (bits.1 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// Reads the usual form with hyphens; nil for anything else.
    public init?(_ text: String) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        let hyphens = text.utf8.enumerated().filter { $0.element == UInt8(ascii: "-") }.map(\.offset)
        guard digits.count == 32, hyphens == [8, 13, 18, 23] || hyphens.isEmpty,
            let high = UInt64(String(decoding: digits.prefix(16), as: UTF8.self), radix: 16),
            let low = UInt64(String(decoding: digits.suffix(16), as: UTF8.self), radix: 16),
            digits.first != UInt8(ascii: "+"), digits[16] != UInt8(ascii: "+")
        else { return nil }
        self.init(high: high, low: low)
    }

    /// The usual form: `0195…-…-7…-…-…` in lower case.
    public var description: String {
        let digits = Self.hex(high) + Self.hex(low)
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset == 8 || offset == 12 || offset == 16 || offset == 20 { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Earlier first, as the bytes compare.
    public static func < (a: EventID, b: EventID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

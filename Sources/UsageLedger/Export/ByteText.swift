import UsageModel

/// Values as the digits and letters of an export.
extension [UInt8] {
    /// Adds a whole number.
    mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: number.magnitude, countMin: 1)
    }

    /// Adds `number / 10^decimals` in plain digits without trailing zeros, as `ExactDecimal` writes it.
    mutating func append(decimal number: Int64, decimals: Int) {
        var (rest, places) = (number.magnitude, decimals)
        while places > 0, rest % 10 == 0 {
            rest /= 10
            places -= 1
        }
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: rest, countMin: places + 1)
        guard places > 0 else { return }
        insert(UInt8(ascii: "."), at: count - places)
    }

    /// Adds the digits of a number, with zeros in front where there are fewer than `countMin`.
    mutating func append(digits number: UInt64, countMin: Int) {
        let start = count
        var rest = number
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while count - start < countMin { append(UInt8(ascii: "0")) }
        var (low, high) = (start, count - 1)
        while low < high {
            swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// Adds the 16 bytes of an identity in its usual form.
    mutating func append(id bytes: ArraySlice<UInt8>) {
        for (offset, byte) in bytes.enumerated() {
            if offset == 4 || offset == 6 || offset == 8 || offset == 10 { append(UInt8(ascii: "-")) }
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Adds a moment as `Instant` describes it.
    mutating func append(instant microseconds: Int64) {
        let instant = Instant(microseconds: microseconds)
        let date = instant.date
        append(digits: UInt64(Swift.max(0, date.year)), countMin: 4)
        append(UInt8(ascii: "-"))
        append(digits: UInt64(date.month), countMin: 2)
        append(UInt8(ascii: "-"))
        append(digits: UInt64(date.day), countMin: 2)
        append(UInt8(ascii: "T"))
        let second = instant.secondOfDay
        append(digits: UInt64(second / 3600), countMin: 2)
        append(UInt8(ascii: ":"))
        append(digits: UInt64(second / 60 % 60), countMin: 2)
        append(UInt8(ascii: ":"))
        append(digits: UInt64(second % 60), countMin: 2)
        var (fraction, places) = (UInt64(instant.microseconds - instant.seconds * 1_000_000), 6)
        if fraction > 0 {
            while fraction % 10 == 0 {
                fraction /= 10
                places -= 1
            }
            append(UInt8(ascii: "."))
            append(digits: fraction, countMin: places)
        }
        append(UInt8(ascii: "Z"))
    }
}

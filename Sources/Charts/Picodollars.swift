/// An amount of money as an exact integer: 1,000,000,000,000 picodollars are one US dollar.
///
/// Charts get exact amounts and round once, when a label is made; only positions on the canvas are
/// floating-point numbers.
public typealias Picodollars = Int128

extension Int128 {
    /// One US dollar in picodollars.
    static let dollar: Int128 = 1_000_000_000_000

    /// The largest amount a scale reaches to, so that no arithmetic on a scale can overflow.
    static let scaleLimit: Int128 = 1_000_000_000_000_000_000_000_000_000_000

    /// The sum, or the nearest end of the range.
    func saturatingAdd(_ other: Int128) -> Int128 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, or the nearest end of the range.
    func saturatingSubtract(_ other: Int128) -> Int128 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }

    /// The value, moved into the range that a scale can show.
    var clampedToScale: Int128 { Swift.min(Swift.max(self, -Self.scaleLimit), Self.scaleLimit) }

    /// The quotient rounded down, also below zero.
    func floorDivided(by step: Int128) -> Int128 {
        let quotient = self / step
        return self % step < 0 ? quotient - 1 : quotient
    }

    /// The quotient rounded up, also below zero.
    func ceilingDivided(by step: Int128) -> Int128 {
        let quotient = self / step
        return self % step > 0 ? quotient + 1 : quotient
    }
}

extension Sequence where Element == Int128 {
    /// The sum, or the nearest end of the range.
    var saturatingSum: Int128 { reduce(0) { $0.saturatingAdd($1) } }
}

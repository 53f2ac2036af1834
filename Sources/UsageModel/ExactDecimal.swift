/// A decimal number without rounding: `coefficient / 10^scale`, kept in lowest terms.
///
/// Holds counts, prices and multipliers. At most 38 significant digits and 38 decimals; anything longer is an error.
public struct ExactDecimal: Hashable, Sendable {
    /// The digits with their sign.
    public let coefficient: Int128
    /// How many of the digits are decimals, 0 to 38.
    public let scale: Int

    /// Zero.
    public static let zero = ExactDecimal(0)
    /// One.
    public static let one = ExactDecimal(1)
    /// The most decimals a number may have.
    public static let scaleMax = 38

    /// A whole number.
    public init(_ whole: some BinaryInteger) {
        coefficient = Int128(truncatingIfNeeded: whole)
        scale = 0
    }

    /// `coefficient / 10^scale`, reduced; nil where the scale is out of range.
    public init?(coefficient: Int128, scale: Int) {
        guard scale >= 0 else { return nil }
        var coefficient = coefficient
        var scale = scale
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        guard scale <= Self.scaleMax else { return nil }
        self.coefficient = coefficient
        self.scale = coefficient == 0 ? 0 : scale
    }

    /// Whether the number is below zero.
    public var isNegative: Bool { coefficient < 0 }
    /// Whether the number is zero.
    public var isZero: Bool { coefficient == 0 }
    /// Whether the number has no decimals.
    public var isWhole: Bool { scale == 0 }

    /// The number as a 64-bit integer, or nil where it has decimals or does not fit.
    public var integer: Int? { scale == 0 ? Int(exactly: coefficient) : nil }

    /// The nearest binary double, for geometry and statistics, never for money.
    public var double: Double { Double(coefficient) / Double(Self.power(scale)) }

    /// 10 to the power of 0…38.
    static func power(_ exponent: Int) -> Int128 { powers[exponent] }

    private static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 0..<scaleMax { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}

extension ExactDecimal: Comparable {
    /// Smaller numbers first; exact, without overflow.
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if a.scale == b.scale { return a.coefficient < b.coefficient }
        if a.isNegative != b.isNegative { return a.isNegative }
        let (left, right) = (
            WideProduct(a.coefficient, power(b.scale)), WideProduct(b.coefficient, power(a.scale))
        )
        return left < right
    }
}

extension ExactDecimal {
    /// The sum, or nil where it has more than 38 digits.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        let scale = max(self.scale, other.scale)
        let (a, over) = coefficient.multipliedReportingOverflow(by: Self.power(scale - self.scale))
        let (b, overB) = other.coefficient.multipliedReportingOverflow(by: Self.power(scale - other.scale))
        let (sum, overSum) = a.addingReportingOverflow(b)
        return over || overB || overSum ? nil : ExactDecimal(coefficient: sum, scale: scale)
    }

    /// The difference, or nil where it has more than 38 digits.
    public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
        other.coefficient == .min ? nil : adding(other.negated)
    }

    /// The product, or nil where it has more than 38 digits or decimals.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, over) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return over ? nil : ExactDecimal(coefficient: product, scale: scale + other.scale)
    }

    /// The number with the other sign.
    public var negated: ExactDecimal {
        ExactDecimal(coefficient: 0 - coefficient, scale: scale) ?? .zero
    }

    /// The number times 10 to the power of `places`, 0 to 38, or nil where it has more than 38 digits.
    public func shifted(by places: Int) -> ExactDecimal? {
        if places <= scale { return ExactDecimal(coefficient: coefficient, scale: scale - places) }
        guard places - scale <= Self.scaleMax else { return nil }
        let (product, over) = coefficient.multipliedReportingOverflow(by: Self.power(places - scale))
        return over ? nil : ExactDecimal(coefficient: product, scale: 0)
    }

    /// The nearest whole number, half to even.
    public var rounded: ExactDecimal {
        let divisor = Self.power(scale)
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
        return ExactDecimal(quotient.roundedHalfToEven(remainder: remainder, divisor: divisor))
    }

    /// The least whole number that is not below this one.
    public var roundedUp: ExactDecimal {
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: Self.power(scale))
        return ExactDecimal(remainder > 0 ? quotient + 1 : quotient)
    }
}

/// A product of two 128-bit numbers, in 256 bits, for comparisons.
private struct WideProduct: Comparable {
    let high: Int128
    let low: UInt128

    init(_ a: Int128, _ b: Int128) {
        (high, low) = a.multipliedFullWidth(by: b)
    }

    static func < (a: WideProduct, b: WideProduct) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }
}

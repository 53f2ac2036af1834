extension Money {
    /// A line's cost and whether the division left a remainder that was rounded half to even.
    public struct LineCost: Hashable, Sendable {
        /// The cost, exact or rounded to the picodollar.
        public var cost: Money
        /// Whether it was rounded.
        public var isRounded: Bool
    }

    /// The cost of one line: count x amount x multipliers / per, rounded half to even, once.
    ///
    /// Throws `cost_out_of_range` where the result does not fit one row or an intermediate product 128 bits, and
    /// `bad_number` where `per` is not positive.
    public static func lineCost(
        count: ExactDecimal, amount: ExactDecimal, per: ExactDecimal, multipliers: [ExactDecimal] = []
    ) throws(ModelError) -> LineCost {
        guard per > .zero else {
            throw ModelError(.badNumber, "a price is per \(per), which is not above zero")
        }
        if let line = plainLineCost(count: count, amount: amount, per: per, multipliers: multipliers) {
            return line
        }
        var fraction = Fraction(numerator: 1, denominator: 1)
        var fits = fraction.multiply(by: count) && fraction.multiply(by: amount)
        for multiplier in multipliers { fits = fits && fraction.multiply(by: multiplier) }
        fits = fits && fraction.multiply(by: ExactDecimal(picodollarsPerDollar)) && fraction.divide(by: per)
        guard fits else { throw outOfRange(count) }
        let (whole, rest) = fraction.numerator.quotientAndRemainder(dividingBy: fraction.denominator)
        let rounded = whole.roundedHalfToEven(remainder: rest, divisor: fraction.denominator)
        guard rounded.magnitude <= UInt128(Int64.max) else { throw outOfRange(count) }
        return LineCost(cost: Money(picodollars: rounded), isRounded: rest != 0)
    }

    /// The same by one division, where the products fit 128 bits without reducing, which usual calls do.
    private static func plainLineCost(
        count: ExactDecimal, amount: ExactDecimal, per: ExactDecimal, multipliers: [ExactDecimal]
    ) -> LineCost? {
        var numerator = count.coefficient
        var scale = count.scale + amount.scale - per.scale - 12
        var fits = true
        func multiply(by factor: Int128) {
            let (product, over) = numerator.multipliedReportingOverflow(by: factor)
            numerator = product
            fits = fits && !over
        }
        multiply(by: amount.coefficient)
        for multiplier in multipliers {
            multiply(by: multiplier.coefficient)
            scale += multiplier.scale
        }
        if scale < 0 {
            guard scale >= -ExactDecimal.scaleMax else { return nil }
            multiply(by: ExactDecimal.power(-scale))
            scale = 0
        }
        guard fits, scale <= ExactDecimal.scaleMax else { return nil }
        let (divisor, over) = per.coefficient.multipliedReportingOverflow(by: ExactDecimal.power(scale))
        guard !over else { return nil }
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: divisor)
        let rounded = whole.roundedHalfToEven(remainder: rest, divisor: divisor)
        guard rounded.magnitude <= UInt128(Int64.max) else { return nil }
        return LineCost(cost: Money(picodollars: rounded), isRounded: rest != 0)
    }

    private static func outOfRange(_ count: ExactDecimal) -> ModelError {
        ModelError(
            .costOutOfRange, "the cost of \(count) units does not fit one row",
            hint: "the largest cost of one call is \(rowMax) US dollars; check the counts and the price")
    }
}

/// A fraction of 128-bit integers that is reduced before each step, so that real prices never overflow.
private struct Fraction {
    var numerator: Int128
    var denominator: Int128

    mutating func multiply(by factor: ExactDecimal) -> Bool {
        apply(factor.coefficient, ExactDecimal.power(factor.scale))
    }

    mutating func divide(by divisor: ExactDecimal) -> Bool {
        apply(ExactDecimal.power(divisor.scale), divisor.coefficient)
    }

    private mutating func apply(_ times: Int128, _ over: Int128) -> Bool {
        let first = Self.greatestCommonDivisor(times, denominator)
        let second = Self.greatestCommonDivisor(numerator, over)
        let third = Self.greatestCommonDivisor(times / first, over / second)
        let (top, topOver) = (numerator / second).multipliedReportingOverflow(by: times / first / third)
        let (bottom, bottomOver) = (denominator / first).multipliedReportingOverflow(
            by: over / second / third)
        (numerator, denominator) = (top, bottom)
        return !topOver && !bottomOver
    }

    private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
        var (a, b) = (a.magnitude, b.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        return a == 0 ? 1 : Int128(exactly: a) ?? 1
    }
}

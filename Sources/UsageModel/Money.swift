/// An exact amount of US dollars: a whole number of picodollars (10^-12), in 128 bits.
///
/// Every published price of up to six decimals per million tokens is exact in it. Rounding happens only where text is
/// made, or once per cost line where a division leaves a remainder.
public struct Money: Hashable, Comparable, Sendable, AdditiveArithmetic {
    /// The amount in picodollars.
    public let picodollars: Int128

    /// No money.
    public static let zero = Money(picodollars: 0)
    /// Picodollars in a dollar.
    public static let picodollarsPerDollar: Int128 = 1_000_000_000_000
    /// The largest amount that one row can hold: 9,223,372.036854775807 US dollars.
    public static let rowMax = Money(picodollars: Int128(Int64.max))

    /// An amount in picodollars.
    public init(picodollars: Int128) {
        self.picodollars = picodollars
    }

    /// The sum.
    public static func + (a: Money, b: Money) -> Money { Money(picodollars: a.picodollars + b.picodollars) }
    /// The difference.
    public static func - (a: Money, b: Money) -> Money { Money(picodollars: a.picodollars - b.picodollars) }
    /// Less money first.
    public static func < (a: Money, b: Money) -> Bool { a.picodollars < b.picodollars }

    /// The amount with the other sign.
    public var negated: Money { Money(picodollars: 0 - picodollars) }
    /// The amount without its sign.
    public var magnitude: Money { picodollars < 0 ? negated : self }

    /// The amount as a row's 64-bit integer; throws `cost_out_of_range` where it does not fit.
    public func rowPicodollars() throws(ModelError) -> Int64 {
        guard let value = Int64(exactly: picodollars), value >= -Int64.max else {
            throw ModelError(
                .costOutOfRange, "a cost of \(self) US dollars does not fit one row",
                hint:
                    "the largest cost of one call is \(Self.rowMax) US dollars; check the counts and the price"
            )
        }
        return value
    }
}

extension Money: CustomStringConvertible {
    /// The exact amount in plain digits, without currency: `0.0052`, `0`, `-12.5`.
    public var description: String {
        ExactDecimal(coefficient: picodollars, scale: 12)?.description ?? "0"
    }

    /// Reads an exact amount such as `9990.0125`; throws `bad_number` where it is no number or finer than a picodollar.
    public init(_ text: String) throws(ModelError) {
        let decimal = try ExactDecimal(text)
        guard let money = Money(exactly: decimal) else {
            throw ModelError(
                .badNumber, "`\(text.prefix(60))` US dollars is finer than a picodollar or too large",
                hint: "amounts have at most 12 decimals")
        }
        self = money
    }

    /// A decimal amount of dollars, or nil where it is finer than a picodollar or too large.
    public init?(exactly decimal: ExactDecimal) {
        guard decimal.scale <= 12 else { return nil }
        let (value, over) = decimal.coefficient.multipliedReportingOverflow(
            by: ExactDecimal.power(12 - decimal.scale))
        guard !over, value.magnitude < 1 << 110 else { return nil }
        picodollars = value
    }

    /// A decimal amount of dollars rounded half to even to picodollars, for amounts that others state with noise.
    public init(rounding decimal: ExactDecimal) throws(ModelError) {
        if let exact = Money(exactly: decimal) {
            self = exact
            return
        }
        guard decimal.scale > 12 else {
            throw ModelError(.badNumber, "\(decimal) US dollars is too large", hint: "check the amount")
        }
        let (whole, rest) = decimal.coefficient.quotientAndRemainder(
            dividingBy: ExactDecimal.power(decimal.scale - 12))
        picodollars = whole.roundedHalfToEven(
            remainder: rest, divisor: ExactDecimal.power(decimal.scale - 12))
    }

    /// The amount in dollars with exactly so many decimals (0 to 12), rounded half to even: `12.30`.
    public func dollars(decimals: Int) -> String {
        precondition((0...12).contains(decimals), "money has 0 to 12 decimals")
        let divisor = ExactDecimal.power(12 - decimals)
        let (whole, rest) = picodollars.quotientAndRemainder(dividingBy: divisor)
        let rounded = whole.roundedHalfToEven(remainder: rest, divisor: divisor)
        var digits = String(rounded.magnitude)
        if digits.count <= decimals {
            digits = String(repeating: "0", count: decimals - digits.count + 1) + digits
        }
        let sign = rounded < 0 ? "-" : ""
        return decimals == 0
            ? sign + digits : sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// The amount in millionths of a dollar, rounded half to even, for geometry; nil beyond 9.2 trillion dollars.
    public var microdollars: Int64? {
        let (whole, rest) = picodollars.quotientAndRemainder(dividingBy: 1_000_000)
        return Int64(exactly: whole.roundedHalfToEven(remainder: rest, divisor: 1_000_000))
    }
}

extension Int128 {
    /// This truncated quotient, corrected to round half to even for the remainder that was left.
    func roundedHalfToEven(remainder: Int128, divisor: Int128) -> Int128 {
        let rest = remainder.magnitude
        let other = divisor.magnitude - rest
        guard rest > other || (rest == other && self & 1 != 0) else { return self }
        return (remainder < 0) == (divisor < 0) ? self + 1 : self - 1
    }
}

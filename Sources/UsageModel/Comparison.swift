/// A value of this period beside the one before, for one key.
public struct Comparison: Hashable, Sendable {
    /// Whose values these are; empty for the total.
    public var keys: [String?]
    /// This period.
    public var current: Money
    /// The period before; nil where there is no data.
    public var previous: Money?

    /// A comparison.
    public init(keys: [String?], current: Money, previous: Money?) {
        self.keys = keys
        self.current = current
        self.previous = previous
    }

    /// This period less the one before.
    public var change: Money { current - (previous ?? .zero) }

    /// The change in thousandths of the value before, rounded half to even; nil where that was zero or unknown.
    public var changePerMille: Int? {
        guard let previous, previous > .zero else { return nil }
        let (whole, rest) = (change.picodollars * 1000).quotientAndRemainder(dividingBy: previous.picodollars)
        return Int(exactly: whole.roundedHalfToEven(remainder: rest, divisor: previous.picodollars))
    }
}

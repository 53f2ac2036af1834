/// A cost that somebody else states.
public struct StatedCost: Hashable, Sendable {
    /// The amount, rounded half to even to picodollars where it was stated with binary noise.
    public var amount: Money
    /// Who states it, such as `aider` or `openrouter`.
    public var source: String

    /// A cost with the one who states it.
    public init(amount: Money, source: String) {
        self.amount = amount
        self.source = source
    }
}

/// What a call cost, with the arithmetic line by line, or why nobody can say.
public enum Costing: Hashable, Sendable {
    /// An exact cost; zero only where the price is explicitly zero.
    case priced(Cost)
    /// No cost, with the reason.
    case unpriced(UnpricedReason)

    /// The cost, or nil.
    public var cost: Cost? {
        guard case .priced(let cost) = self else { return nil }
        return cost
    }

    /// The reason why there is none, or nil.
    public var unpricedReason: UnpricedReason? {
        guard case .unpriced(let reason) = self else { return nil }
        return reason
    }
}

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

    /// The total, or nil where there is no cost; nil is not zero.
    public var total: Money? { cost?.total }
    /// The part of the total for what was sent.
    public var inputCost: Money? { cost?.total(.input) }
    /// The part of the total for tokens that came back.
    public var outputCost: Money? { cost?.total(.output) }
    /// The part of the total for what was made, and fees.
    public var generationCost: Money? { cost?.total(.generation) }
    /// The arithmetic, line by line; empty where there is no cost.
    public var lines: [CostLine] { cost?.lines ?? [] }
    /// The price that was used, or nil.
    public var price: PriceReference? { cost?.price }
}

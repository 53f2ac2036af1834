/// An exact cost: the sum of its lines, and the price that gave them.
public struct Cost: Hashable, Sendable {
    /// The sum of all lines.
    public var total: Money {
        var sum = Money.zero
        for index in lines.indices { sum += lines[index].cost }
        return sum
    }

    /// The lines, in the order of the vocabulary.
    public var lines: [CostLine]
    /// The price that was used.
    public var price: PriceReference
    /// What was taken for granted and where, such as `quality=standard`, `cache_write=5m`.
    public var assumptions: [String]
    /// The cost before discounts of the user's own price list; equal to the total where there are none.
    public var listTotal: Money

    /// A cost of these lines; the list total is their sum unless it is given.
    public init(lines: [CostLine], price: PriceReference, assumptions: [String] = [], listTotal: Money? = nil)
    {
        self.lines = lines
        self.price = price
        self.assumptions = assumptions
        self.listTotal = listTotal ?? lines.reduce(.zero) { $0 + $1.cost }
    }

    /// The part of the total that a direction caused.
    public func total(_ direction: CostLine.Direction) -> Money {
        lines.reduce(.zero) { $1.direction == direction ? $0 + $1.cost : $0 }
    }
}

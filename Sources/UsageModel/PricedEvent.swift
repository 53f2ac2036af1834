/// A call with its cost: what the ledger keeps.
public struct PricedEvent: Hashable, Sendable {
    /// The call.
    public var event: UsageEvent
    /// Its cost, or why there is none.
    public var costing: Costing

    /// A call with its cost.
    public init(event: UsageEvent, costing: Costing) {
        self.event = event
        self.costing = costing
    }
}

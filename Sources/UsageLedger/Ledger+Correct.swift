public import UsageModel
import UsageStore

extension Ledger {
    /// Takes a row out of all sums by a row of the opposite sign, and returns that row's id.
    ///
    /// Throws `unknown_event` where there is no such row, and `cannot_correct` where it is reversed already.
    @discardableResult
    public func reverse(_ id: EventID, reason: String, actor: String? = nil) throws -> EventID {
        try store.reverse(
            id, tenant: options.tenant, reason: reason, actor: actor, at: options.now())
    }

    /// Puts a row right: reverses it and adds the call as it should have been, at once; returns the new row's id.
    @discardableResult
    public func restate(_ id: EventID, as event: UsageEvent, reason: String, actor: String? = nil) throws
        -> EventID
    {
        let event = event.normalised
        return try store.restate(
            id, as: PricedEvent(event: event, costing: price(event)), reason: reason, actor: actor,
            at: options.now())
    }
}

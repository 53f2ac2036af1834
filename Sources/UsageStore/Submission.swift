package import UsageModel

/// A priced call that somebody asks the ledger to keep.
package struct Submission: Hashable, Sendable {
    /// The call with its cost.
    package var priced: PricedEvent
    /// What the caller sent, word for word, where that is known.
    ///
    /// Two submissions under one idempotency key are the same where this is equal; without it, where the events are.
    /// Give it wherever the event holds something that the caller did not send, such as the present moment.
    package var body: String?

    package init(_ priced: PricedEvent, body: String? = nil) {
        self.priced = priced
        self.body = body
    }
}

/// What became of each submission, in the order in which they were given.
package typealias RecordResult = Result<RecordOutcome, StoreError>

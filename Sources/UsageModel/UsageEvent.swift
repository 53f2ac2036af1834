public import JSON

/// One call of an AI provider as its caller or its record tells it: who, what, how much, how it ended; no price yet.
public struct UsageEvent: Hashable, Sendable {
    /// The row's identity; nil lets the ledger's client make one.
    public var id: EventID?
    /// The caller's own key: the same key with the same event is recorded once.
    public var idempotencyKey: String?
    /// When the call was made.
    public var occurredAt: Instant
    /// Whom the call belongs to.
    public var attribution: Attribution
    /// What was called.
    public var call: Call
    /// How it ended.
    public var outcome: Outcome
    /// What it used.
    public var usage: Usage
    /// How well the usage is known.
    public var usageState: UsageState
    /// What the provider or the log says the call cost, kept beside our own figure, never instead of it.
    public var statedCost: StatedCost?
    /// Further facts under allowed names; secrets are redacted before a row is written.
    public var metadata: JSONObject
    /// Personal data, which lives apart and can be erased.
    public var client: ClientDetails

    /// A call of a model at a moment; everything else can be set afterwards.
    public init(
        occurredAt: Instant, provider: Provider, model: String, usage: Usage = Usage(),
        usageState: UsageState = .measured, attribution: Attribution = Attribution()
    ) {
        self.occurredAt = occurredAt
        self.attribution = attribution
        call = Call(provider: provider, requestedModel: model)
        outcome = Outcome()
        self.usage = usage
        self.usageState = usageState
        metadata = JSONObject()
        client = ClientDetails()
    }
}

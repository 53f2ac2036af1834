public import UsageModel

/// What a ledger is told once, when it is opened.
public struct LedgerOptions: Sendable {
    /// Whose ledger it is where a call does not say.
    public var tenant: String
    /// The names of metadata that may be written; nil allows every name.
    public var metadataNames: Set<String>?
    /// The prices that calls are priced by.
    public var prices: PriceBook
    /// What time it is.
    public var now: @Sendable () -> Instant
    /// Random bits for identities and salts.
    public var random: @Sendable () -> UInt64

    /// Options; the clock and the randomness are the system's unless others are given.
    public init(
        tenant: String = Attribution.defaultTenant, metadataNames: Set<String>? = nil,
        prices: PriceBook = .builtIn,
        now: @escaping @Sendable () -> Instant = SystemEdge.now,
        random: @escaping @Sendable () -> UInt64 = SystemEdge.randomBits
    ) {
        self.tenant = tenant
        self.metadataNames = metadataNames
        self.prices = prices
        self.now = now
        self.random = random
    }
}

public import UsageModel

/// How a tracker works: how much it holds, where it puts what the ledger cannot take, what it keeps of a call.
public struct TrackerOptions: Sendable {
    /// How many calls may wait in memory; one more is dropped and counted.
    public var queueMax = 10_000
    /// How many calls share a transaction.
    public var batchMax = 500
    /// The folder of the spill files; nil puts it beside the ledger, as `ledger.sqlite.spill`.
    public var spillFolder: String?
    /// How large one process's spill file may grow, in bytes; what does not fit is dropped and counted.
    public var spillBytesMax = 256 << 20
    /// How long a locked ledger is waited for, in milliseconds, before calls go to the spill file.
    public var lockedWaitMs = 2_000
    /// How long after a failure the ledger is tried again, in milliseconds.
    public var retryMs = 1_000
    /// Whether a digest of request and response is kept as metadata: parameters, and of each text its length and SHA-256.
    public var keepsPayloadDigests = false
    /// How much of a request's or a response's body is looked at for its digest, in bytes; a longer one has none.
    public var payloadBytesMax = 1 << 20
    /// Whose word about a client's address is believed.
    public var trustedProxies = TrustedProxies.none
    /// Is told when calls are dropped, refused or spilled, and when the ledger is back; called on the tracker's own queue.
    public var onTrouble: (@Sendable (TrackerReport) -> Void)?

    /// The options that suit one gateway process.
    public init() {}
}

/// What became of the calls that a tracker was given.
///
/// `tracked` is always the sum of `waiting`, `recorded`, `spilled`, `refused` and `dropped`: no call is without an account.
public struct TrackerReport: Hashable, Sendable {
    /// How many calls were given to the tracker.
    public var tracked = 0
    /// How many wait in memory.
    public var waiting = 0
    /// How many are rows of the ledger.
    public var recorded = 0
    /// How many wait in the spill file of this tracker.
    public var spilled = 0
    /// How many the ledger refused for what they say; they are kept in `refused.jsonl` of the spill folder.
    public var refused = 0
    /// How many are lost, because neither memory nor the spill file had room.
    public var dropped = 0
    /// How many rows came from spill files that other processes had left.
    public var recovered = 0
    /// Why the ledger or the spill file could not be written the last time, or nil where all is well.
    public var trouble: String?

    /// Nothing yet.
    public init() {}
}

/// A row of the ledger as it was written: the call with its cost, and its place in the chain.
public struct LedgerRow: Hashable, Sendable {
    /// What a row does to the sums.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A call.
        case usage
        /// The opposite of an earlier row.
        case reversal
        /// An earlier row, put right.
        case restatement
    }

    /// The row's identity.
    public var id: EventID
    /// The call with its cost.
    public var priced: PricedEvent
    /// What the row does to the sums.
    public var kind: Kind
    /// The row that a reversal or restatement corrects.
    public var corrects: EventID?
    /// Why it corrects.
    public var correctionReason: String?
    /// Who corrected.
    public var correctionActor: String?
    /// The month it is posted to, such as `2025-03`.
    public var postingMonth: String
    /// When it was written.
    public var recordedAt: Instant
    /// Its number in the chain, from 1.
    public var sequence: Int
    /// Its hash in the chain, 64 hexadecimal digits.
    public var hash: String

    /// A row.
    public init(
        id: EventID, priced: PricedEvent, kind: Kind, corrects: EventID? = nil, postingMonth: String,
        recordedAt: Instant, sequence: Int, hash: String
    ) {
        self.id = id
        self.priced = priced
        self.kind = kind
        self.corrects = corrects
        self.postingMonth = postingMonth
        self.recordedAt = recordedAt
        self.sequence = sequence
        self.hash = hash
    }

    /// What the row says of the one that it corrects; nil for a call.
    public var correction: Correction? {
        guard kind != .usage, let corrects else { return nil }
        return Correction(
            kind: kind, corrects: corrects, reason: correctionReason ?? "", actor: correctionActor)
    }

    /// +1, or -1 for a reversal; every sum applies it.
    public var sign: Int { kind == .reversal ? -1 : 1 }
}

/// What a correcting row says of the row that it corrects.
public struct Correction: Hashable, Sendable {
    /// `reversal` or `restatement`.
    public var kind: LedgerRow.Kind
    /// The row that is corrected.
    public var corrects: EventID
    /// Why.
    public var reason: String
    /// Who did it.
    public var actor: String?

    /// A correction of a row.
    public init(kind: LedgerRow.Kind, corrects: EventID, reason: String, actor: String? = nil) {
        self.kind = kind
        self.corrects = corrects
        self.reason = reason
        self.actor = actor
    }
}

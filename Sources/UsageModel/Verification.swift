/// The proof of a ledger: what was counted, and the first thing that is wrong, if any.
public struct Verification: Hashable, Sendable {
    /// A row, or a place in the chain, that does not hold.
    public struct Flaw: Hashable, Sendable {
        /// The row's number in the chain, if it has one.
        public var sequence: Int?
        /// The row's identity, if it can be read.
        public var id: String?
        /// What does not hold, as one sentence.
        public var message: String

        /// A flaw.
        public init(sequence: Int? = nil, id: String? = nil, message: String) {
            self.sequence = sequence
            self.id = id
            self.message = message
        }
    }

    /// How many rows there are.
    public var rows: Int
    /// The sum of their costs, signs applied.
    public var total: Money
    /// Calls without a cost.
    public var unpricedCalls: Int
    /// A digest of the content, independent of order and recording time; 64 hexadecimal digits.
    public var contentDigest: String
    /// The hash of the newest row; 64 hexadecimal digits.
    public var chainHead: String
    /// What does not hold, the first one first; empty for a sound ledger.
    public var flaws: [Flaw]

    /// A proof.
    public init(
        rows: Int, total: Money, unpricedCalls: Int, contentDigest: String, chainHead: String,
        flaws: [Flaw] = []
    ) {
        self.rows = rows
        self.total = total
        self.unpricedCalls = unpricedCalls
        self.contentDigest = contentDigest
        self.chainHead = chainHead
        self.flaws = flaws
    }

    /// Whether everything holds.
    public var isSound: Bool { flaws.isEmpty }
}

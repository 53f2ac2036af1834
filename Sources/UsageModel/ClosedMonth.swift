/// A month whose books are closed: later rows of its days are posted to the first month that is open.
public struct ClosedMonth: Hashable, Sendable {
    /// The month, such as `2025-03`.
    public var month: String
    /// When it was closed.
    public var closedAt: Instant
    /// Who closed it.
    public var actor: String?
    /// How many rows are posted to it, corrections among them.
    public var rowCount: Int
    /// What these rows cost.
    public var total: Money

    /// A closed month.
    public init(month: String, closedAt: Instant, actor: String? = nil, rowCount: Int, total: Money) {
        self.month = month
        self.closedAt = closedAt
        self.actor = actor
        self.rowCount = rowCount
        self.total = total
    }
}

/// What bookkeeping has to say of a period besides its calls.
public struct Books: Hashable, Sendable {
    /// Rows of one kind.
    public struct Corrections: Hashable, Sendable {
        /// How many there are.
        public var count: Int
        /// What they cost; of reversals what they take back, as a positive amount.
        public var cost: Money

        /// So many rows that cost so much.
        public init(count: Int = 0, cost: Money = .zero) {
            self.count = count
            self.cost = cost
        }
    }

    /// The closed months of which the period has days, in order.
    public var closedMonths: [ClosedMonth]
    /// Calls of the period that were taken back.
    public var reversals: Corrections
    /// Calls of the period that were entered anew in their place.
    public var restatements: Corrections

    /// The books of a period.
    public init(
        closedMonths: [ClosedMonth] = [], reversals: Corrections = Corrections(),
        restatements: Corrections = Corrections()
    ) {
        self.closedMonths = closedMonths
        self.reversals = reversals
        self.restatements = restatements
    }
}

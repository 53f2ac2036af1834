/// Recorded calls priced anew, each at its own moment: what they cost before and after, model by model.
public struct Repricing: Hashable, Sendable {
    /// One model of one provider.
    public struct Row: Hashable, Sendable {
        /// Who served it; nil in the total.
        public var provider: Provider?
        /// The model asked for; nil in the total.
        public var model: String?
        /// Calls in force.
        public var calls: Int = 0
        /// Calls whose cost changes, those that gain or lose one included.
        public var changed: Int = 0
        /// Calls without a cost that have one now.
        public var newlyPriced: Int = 0
        /// Calls with a cost that have none now.
        public var noLongerPriced: Int = 0
        /// Calls without a cost before and after.
        public var stillUnpriced: Int = 0
        /// What the priced calls cost before.
        public var oldCost: Money = .zero
        /// What the priced calls cost now.
        public var newCost: Money = .zero

        /// A row in which nothing is counted.
        public init(provider: Provider? = nil, model: String? = nil) {
            self.provider = provider
            self.model = model
        }

        /// Calls whose cost stays.
        public var unchanged: Int { calls - changed }
        /// The new cost less the old one.
        public var difference: Money { newCost - oldCost }

        /// Adds the counts and costs of another row.
        public static func += (a: inout Row, b: Row) {
            a.calls += b.calls
            a.changed += b.changed
            a.newlyPriced += b.newlyPriced
            a.noLongerPriced += b.noLongerPriced
            a.stillUnpriced += b.stillUnpriced
            a.oldCost += b.oldCost
            a.newCost += b.newCost
        }
    }

    /// One call whose cost changes.
    public struct Change: Hashable, Sendable {
        /// The row in force.
        public var id: EventID
        /// The call with its cost as it is recorded.
        public var recorded: PricedEvent
        /// Its cost now.
        public var costing: Costing
        /// The month that a correction is posted to, such as `2025-04`.
        public var postingMonth: String
        /// Whether that is a later month than the call's own, because its own is closed.
        public var isLate: Bool
        /// The restating row; nil where nothing was posted.
        public var restatement: EventID?

        /// A change.
        public init(
            id: EventID, recorded: PricedEvent, costing: Costing, postingMonth: String, isLate: Bool,
            restatement: EventID? = nil
        ) {
            self.id = id
            self.recorded = recorded
            self.costing = costing
            self.postingMonth = postingMonth
            self.isLate = isLate
            self.restatement = restatement
        }
    }

    /// The models, the largest change first.
    public var rows: [Row]
    /// The sum over all rows.
    public var total: Row
    /// Changed calls of closed months, by the open month that their correction is posted to.
    public var lateChanges: [String: Int]
    /// How many calls were corrected in the ledger; nil where nothing was to be posted.
    public var posted: Int?
    /// Calls that somebody else corrected meanwhile; they are counted nowhere else.
    public var overtaken: Int

    /// A repricing of these rows.
    public init(
        rows: [Row], total: Row, lateChanges: [String: Int] = [:], posted: Int? = nil, overtaken: Int = 0
    ) {
        self.rows = rows
        self.total = total
        self.lateChanges = lateChanges
        self.posted = posted
        self.overtaken = overtaken
    }
}

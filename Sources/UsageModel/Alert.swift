/// A limit that was reached.
public struct Alert: Hashable, Sendable {
    /// The budget's name.
    public var budget: String
    /// The period that the budget is for.
    public var period: Period
    /// The threshold that was passed, in percent of the budget.
    public var thresholdPercent: Int
    /// What was spent.
    public var spent: Money
    /// What was allowed.
    public var limit: Money
    /// When the call that passed it was made.
    public var at: Instant

    /// An alert.
    public init(
        budget: String, period: Period, thresholdPercent: Int, spent: Money, limit: Money, at: Instant
    ) {
        self.budget = budget
        self.period = period
        self.thresholdPercent = thresholdPercent
        self.spent = spent
        self.limit = limit
        self.at = at
    }
}

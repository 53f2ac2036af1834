/// A month whose books are closed: later rows of its days are posted to the first month that is open.
public struct ClosedMonth: Hashable, Sendable {
    /// The month, such as `2025-03`.
    public var month: String
    /// When it was closed.
    public var closedAt: Instant
    /// Who closed it.
    public var actor: String?

    /// A closed month.
    public init(month: String, closedAt: Instant, actor: String? = nil) {
        self.month = month
        self.closedAt = closedAt
        self.actor = actor
    }
}

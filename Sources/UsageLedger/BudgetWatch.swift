import UsageBudgets
public import UsageModel

/// How a budget stands in a period, and which of its thresholds were passed when.
public struct BudgetWatch: Hashable, Sendable {
    /// The period.
    public let period: Period
    /// What may be spent in it.
    public let limit: Money
    /// What was spent.
    public let spent: Money
    /// Calls without a cost, which the budget cannot see.
    public let unpricedCalls: Int
    /// The thresholds that were passed, in the order of the calls that passed them.
    public let alerts: [Alert]

    /// Whether more was spent than the limit.
    public var isExceeded: Bool { spent > limit }
}

extension Ledger {
    /// Counts a period's calls against a budget, in the order in which they were made.
    ///
    /// Thresholds are percentages of the limit, from 1 to 1,000. Throws `bad_budget` where the budget cannot be meant.
    public func watch(
        _ period: Period, limit: Money, name: String = "budget", thresholds: [Int] = [50, 80, 100],
        filters: [Query.Filter] = []
    ) throws -> BudgetWatch {
        let budget = try Budget(
            name: name, tenant: options.tenant, filters: filters, span: .once(period), limit: limit,
            thresholds: thresholds)
        var state = BudgetState()
        var alerts: [Alert] = []
        try rows(in: period.instants, filters: filters) { row in
            let (next, told) = state.counting(row.priced, sign: row.sign, against: [budget])
            state = next
            alerts += told
        }
        let standing = state.standing(of: budget, in: period)
        return BudgetWatch(
            period: period, limit: limit, spent: standing.spent, unpricedCalls: standing.unpricedCalls,
            alerts: alerts)
    }
}

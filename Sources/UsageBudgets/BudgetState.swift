package import UsageModel

/// What has been spent of each budget in each period, and what has been told.
package struct BudgetState: Hashable, Sendable {
    /// One budget in one period.
    package struct Standing: Hashable, Sendable {
        /// What the calls so far cost.
        package var spent: Money = .zero
        /// Calls without a cost, which the budget cannot see.
        package var unpricedCalls: Int = 0
        /// The thresholds that have been told, in rising order.
        package var told: [Int] = []
    }

    struct Key: Hashable {
        var tenant: String
        var budget: String
        var period: Period
    }

    private(set) var standings: [Key: Standing] = [:]

    /// Nothing spent.
    package init() {}

    /// How a budget stands in a period.
    package func standing(of budget: Budget, in period: Period) -> Standing {
        standings[Key(tenant: budget.tenant, budget: budget.name, period: period)] ?? Standing()
    }

    /// The state after a call, and the alerts that it gives rise to.
    ///
    /// A call counts in the period in which it was made, however late it is told; a period that is long over can pass its
    /// threshold only now. Each threshold of a budget is told once in a period: neither a reversal (`sign` -1) nor what is
    /// spent after one tells it again.
    package consuming func counting(
        _ call: PricedEvent, sign: Int = 1, against budgets: [Budget]
    ) -> (state: BudgetState, alerts: [Alert]) {
        var state = self
        var alerts: [Alert] = []
        for budget in budgets where budget.covers(call) {
            guard let period = budget.period(at: call.event.occurredAt) else { continue }
            let key = Key(tenant: budget.tenant, budget: budget.name, period: period)
            var standing = state.standings[key] ?? Standing()
            if let cost = call.costing.cost?.total {
                standing.spent += sign < 0 ? cost.negated : cost
            } else {
                standing.unpricedCalls += sign
            }
            for threshold in budget.thresholds
            where !standing.told.contains(threshold) && budget.isReached(threshold, by: standing.spent) {
                standing.told.append(threshold)
                alerts.append(
                    Alert(
                        budget: budget.name, period: period, thresholdPercent: threshold,
                        spent: standing.spent,
                        limit: budget.limit, at: call.event.occurredAt))
            }
            standing.told.sort()
            state.standings[key] = standing
        }
        return (state, alerts)
    }
}

extension Budget {
    /// Whether so much reaches a percentage of the limit; nothing reaches none, not even of a limit of zero.
    func isReached(_ percent: Int, by spent: Money) -> Bool {
        spent > .zero && spent.picodollars * 100 >= limit.picodollars * Int128(percent)
    }
}

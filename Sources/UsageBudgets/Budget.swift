package import UsageModel

/// How much some calls may cost in each period.
package struct Budget: Hashable, Sendable {
    /// When a budget begins anew.
    package enum Span: Hashable, Sendable {
        /// With each day, week, month, quarter or year of a zone.
        case each(Period.Grain, Zone)
        /// Never: it is for this period alone, such as that of a campaign.
        case once(Period)
    }

    /// Its name, which alerts carry.
    package let name: String
    /// Whose calls it is for.
    package let tenant: String
    /// Which of them; all filters must hold, none means all calls.
    package let filters: [Query.Filter]
    /// When it begins anew.
    package let span: Span
    /// What may be spent in a period.
    package let limit: Money
    /// The percentages of the limit that are told, in rising order.
    package let thresholds: [Int]

    /// The percentages that are told unless others are named.
    package static let usualThresholds = [50, 80, 100]

    /// A budget; throws `bad_budget` where it cannot be meant.
    package init(
        name: String, tenant: String = Attribution.defaultTenant, filters: [Query.Filter] = [], span: Span,
        limit: Money, thresholds: [Int] = Budget.usualThresholds
    ) throws(BudgetsError) {
        guard !name.isEmpty else { throw BudgetsError(.badBudget, "a budget has no name") }
        guard limit >= .zero else {
            throw BudgetsError(.badBudget, "the limit of `\(name)` is \(limit), which is below zero")
        }
        guard thresholds.allSatisfy({ (1...1000).contains($0) }) else {
            throw BudgetsError(
                .badBudget, "a threshold of `\(name)` is not from 1 to 1000 percent",
                hint: "write percentages of the limit, like 50, 80, 100")
        }
        if case .each(.range, _) = span {
            throw BudgetsError(
                .badBudget, "`\(name)` is for each range of days, which has no end",
                hint: "take day, week, month, quarter or year, or one period with its dates")
        }
        self.name = name
        self.tenant = tenant
        self.filters = filters
        self.span = span
        self.limit = limit
        self.thresholds = Set(thresholds).sorted()
    }

    /// The period that a moment falls into; nil where the budget is not for it.
    package func period(at instant: Instant) -> Period? {
        switch span {
        case .each(let grain, let zone): return Period(grain, containing: zone.date(of: instant), zone: zone)
        case .once(let period): return period.instants.contains(instant) ? period : nil
        }
    }

    /// Whether a call counts against the budget.
    package func covers(_ priced: PricedEvent) -> Bool {
        priced.event.attribution.tenant == tenant
            && filters.allSatisfy { $0.holds(for: priced.value(of: $0.dimension)) }
    }
}

extension PricedEvent {
    /// The value of a dimension, as a query groups by it.
    func value(of dimension: Dimension) -> String? {
        let (call, attribution) = (event.call, event.attribution)
        switch dimension {
        case .provider: return call.provider.rawValue
        case .model: return call.requestedModel
        case .pricedModel: return costing.cost?.price.modelID
        case .user: return attribution.user
        case .team: return attribution.team
        case .keyID: return attribution.keyID
        case .chat: return attribution.chat
        case .message: return attribution.message
        case .parentCall: return call.parentCall
        case .campaign: return attribution.campaign
        case .agent: return attribution.agent
        case .service: return call.service.rawValue
        case .action: return call.action
        case .status: return event.outcome.status.rawValue
        case .tier: return call.pricedTier.rawValue
        case .region: return call.region
        case .usageState: return event.usageState.rawValue
        case .unpricedReason: return costing.unpricedReason?.description
        case .priceDate: return costing.cost?.price.dateState.rawValue
        case .priceID: return costing.cost?.price.priceID
        case .statedCostSource: return event.statedCost?.source
        case .tag(let name): return attribution.tags[name]
        // A call is posted when it is a row; budgets go by the moment.
        case .postingMonth: return nil
        }
    }
}

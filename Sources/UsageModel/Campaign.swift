/// A campaign or project as it was planned; calls name it as theirs.
public struct Campaign: Hashable, Sendable {
    /// The name that calls carry.
    public var name: String
    /// The first local day; nil where it begins with its first call.
    public var firstDay: CivilDate?
    /// The last local day, included; nil where it has no end.
    public var lastDay: CivilDate?
    /// What may be spent on it.
    public var budget: Money?
    /// Words about it.
    public var note: String?

    /// A campaign.
    public init(
        name: String, firstDay: CivilDate? = nil, lastDay: CivilDate? = nil, budget: Money? = nil,
        note: String? = nil
    ) {
        self.name = name
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.budget = budget
        self.note = note
    }
}

/// How a campaign stands: what it has cost, and what its budget leaves.
public struct CampaignStanding: Hashable, Sendable {
    /// Where today lies.
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        /// Its first day, or its first call, is still to come.
        case planned
        case running
        case over
    }

    /// What it may end at, if it goes on as on its complete days.
    public struct RunRate: Hashable, Sendable {
        /// The mean of its complete days.
        public var perDay: Money
        /// How many days that is the mean of.
        public var completeDays: Int
        /// The cost at its end; nil where it has no end.
        public var projected: Money?
        /// The last day that the budget covers wholly; nil where it has none, or covers all days.
        public var budgetLastsThrough: CivilDate?

        /// A run rate.
        public init(
            perDay: Money, completeDays: Int, projected: Money? = nil, budgetLastsThrough: CivilDate? = nil
        ) {
            self.perDay = perDay
            self.completeDays = completeDays
            self.projected = projected
            self.budgetLastsThrough = budgetLastsThrough
        }
    }

    /// The campaign.
    public var campaign: Campaign
    /// Where today lies.
    public var phase: Phase
    /// The sums of its calls on its days.
    public var total: Measures
    /// The sums of calls that name it on other days; the budget does not count them.
    public var outside: Measures
    /// Nil where too few days are complete to say anything.
    public var runRate: RunRate?

    /// A standing.
    public init(
        campaign: Campaign, phase: Phase, total: Measures, outside: Measures, runRate: RunRate? = nil
    ) {
        self.campaign = campaign
        self.phase = phase
        self.total = total
        self.outside = outside
        self.runRate = runRate
    }

    /// What is left of the budget, below zero where more was spent; nil without a budget.
    public var left: Money? { campaign.budget.map { $0 - total.cost } }

    /// Tenths of a percent of the budget that are spent, rounded down; nil without a budget above zero.
    public var usedPerMille: Int? {
        guard let budget = campaign.budget, budget > .zero else { return nil }
        return Int(clamping: total.cost.picodollars * 1000 / budget.picodollars)
    }

    /// Whether more was spent than the budget.
    public var isExceeded: Bool { (left ?? .zero) < .zero }
}

import JSON
import UsageModel

/// Whose a charge is: the sub-account and the tags of a row.
struct FocusOwner: Hashable {
    var tenant: String
    var user: String?
    var team: String?
    var campaign: String?
    var agent: String?
    var tags: Tags

    init(_ attribution: Attribution) {
        tenant = attribution.tenant
        user = attribution.user
        team = attribution.team
        campaign = attribution.campaign
        agent = attribution.agent
        tags = attribution.tags
    }

    /// The team that answers for the cost, else the user.
    var subAccount: (id: String, type: String)? {
        if let team, !team.isEmpty { return (team, "Team") }
        if let user, !user.isEmpty { return (user, "User") }
        return nil
    }

    /// The caller's tags as they are, ours with a prefix; nil where there are none.
    var tagsText: String? {
        var object = tags.json
        object.append("usageledger:agent", agent.map { .string($0) })
        object.append("usageledger:campaign", campaign.map { .string($0) })
        return object.members.isEmpty ? nil : JSONValue.object(object).sorted.compactText
    }
}

/// When something was used, and where it is posted.
struct FocusPosting: Hashable {
    /// The bucket, as far as it is inside of the span that was asked for.
    var period: Range<Instant>
    /// The first day of the month that it is posted to.
    var month: CivilDate
    /// Whether it corrects what was posted to another month.
    var isCorrection: Bool
}

/// One row of a FOCUS file: what was used of one thing, by whom, in one bucket.
struct FocusCharge {
    /// What makes two lines of a bucket one charge.
    struct Key: Hashable {
        var sku: Int
        var owner: Int
        /// The first day of the month that it is posted to.
        var month: CivilDate
        var isCorrection: Bool
        /// The call, where each has rows of its own.
        var call: EventID?
    }

    /// The sums of the lines.
    struct Sums {
        var count = ExactDecimal.zero
        var cost = Money.zero
        var listCost = Money.zero
        /// How many lines were rounded to the picodollar.
        var roundedLines = 0

        var isNothing: Bool { count.isZero && cost == .zero && listCost == .zero }
    }

    let key: Key
    let sums: Sums
    private let cost: CSVText.Cell
    private let listCost: CSVText.Cell
    private let count: CSVText.Cell
    private let pricingQuantity: CSVText.Cell

    init(_ key: Key, _ sums: Sums, of sku: FocusSku) {
        self.key = key
        self.sums = sums
        cost = .decimal(sums.cost.description)
        listCost = sums.listCost == sums.cost ? cost : .decimal(sums.listCost.description)
        count = .decimal(sums.count)
        pricingQuantity = .decimal(sku.pricingQuantity(sums.count))
    }

    /// The charge's own cell in a column.
    func cell(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .billedCost, .effectiveCost, .contractedCost, .pricingCurrencyEffectiveCost: cost
        case .listCost: listCost
        case .consumedQuantity: count
        case .pricingQuantity: pricingQuantity
        case .callID: .known(key.call?.description)
        default: .empty
        }
    }
}

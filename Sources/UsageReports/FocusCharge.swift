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

/// One row of a FOCUS file: what was used of one thing, by whom, in one bucket.
struct FocusCharge {
    /// What makes two lines one charge.
    struct Key: Hashable {
        var sku: Int
        var owner: Int
        /// The first day of the month that it is posted to.
        var postingMonth: CivilDate
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

    let sku: FocusSku
    let owner: FocusOwner
    let key: Key
    let sums: Sums
    /// The bucket, as far as it is inside of the span that was asked for.
    let period: Range<Instant>

    /// The row's cell in a column.
    func cell(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .billedCost, .effectiveCost, .contractedCost, .pricingCurrencyEffectiveCost:
            .number(Self.decimal(sums.cost.description))
        case .listCost: .number(Self.decimal(sums.listCost.description))
        case .billingAccountId, .billingAccountName: .text(owner.tenant)
        case .billingAccountType: .text("Organization")
        case .billingCurrency, .pricingCurrency: .text("USD")
        case .billingPeriodStart: .text(Instant(key.postingMonth).description)
        case .billingPeriodEnd: .text(Instant(key.postingMonth.adding(months: 1)).description)
        case .chargeCategory: .text("Usage")
        case .chargeClass: key.isCorrection ? .text("Correction") : .empty
        case .chargeDescription: .text("\(sku.provider) \(sku.key.modelID): \(sku.meter)")
        case .chargeFrequency: .text("Usage-Based")
        case .chargePeriodStart: .text(period.lowerBound.description)
        case .chargePeriodEnd: .text(period.upperBound.description)
        case .consumedQuantity: Self.number(sums.count)
        case .consumedUnit: .text(sku.consumedUnit)
        case .pricingQuantity: Self.number(sku.pricingQuantity(sums.count))
        case .pricingUnit: .text(sku.pricingUnit)
        case .pricingCategory: .text("Standard")
        case .listUnitPrice, .pricingCurrencyListUnitPrice: Self.number(sku.listUnitPrice)
        case .contractedUnitPrice, .pricingCurrencyContractedUnitPrice: Self.number(sku.contractedUnitPrice)
        default: description(column)
        }
    }

    /// The cells that say who sells what to whom.
    private func description(_ column: FocusColumn) -> CSVText.Cell {
        switch column {
        case .invoiceIssuerName, .providerName, .publisherName, .serviceProviderName, .hostProviderName:
            .text(sku.provider)
        case .serviceCategory: .text("AI and Machine Learning")
        case .serviceSubcategory: .text("Generative AI")
        case .serviceName: .text("\(sku.provider) API")
        case .regionId, .regionName: Self.text(sku.key.region)
        case .skuId: .text(sku.id)
        case .skuMeter: .text(sku.meter)
        case .skuPriceId: .text(sku.priceID)
        case .skuPriceDetails: .text(sku.details)
        case .subAccountId, .subAccountName: Self.text(owner.subAccount?.id)
        case .subAccountType: Self.text(owner.subAccount?.type)
        case .tags: Self.text(owner.tagsText)
        case .callID: Self.text(key.call?.description)
        case .modelID: .text(sku.key.modelID)
        case .priceDate: .text(sku.key.isDated ? "dated" : "assumed")
        case .team: Self.text(owner.team)
        case .user: Self.text(owner.user)
        // Commitments, reservations, allocations, invoices and resources are unknown to a ledger of calls.
        default: .empty
        }
    }

    private static func text(_ text: String?) -> CSVText.Cell {
        guard let text, !text.isEmpty else { return .empty }
        return .text(text)
    }

    private static func number(_ decimal: ExactDecimal?) -> CSVText.Cell {
        decimal.map { .number(Self.decimal($0.description)) } ?? .empty
    }

    /// Digits with a decimal mark always: readers that guess a column's type from its rows must not guess integers.
    private static func decimal(_ digits: String) -> String {
        digits.contains(".") ? digits : digits + ".0"
    }
}

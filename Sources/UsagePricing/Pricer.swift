package import UsageModel

extension PriceList {
    /// What a recorded call cost, at the price in force when it was made.
    package func cost(of event: UsageEvent) -> Costing { cost(of: PricedCall(event)) }

    /// What a call cost, line by line, or the first reason why nobody can say.
    ///
    /// Reasons in their order: unknown model, missing usage, impossible usage, ambiguous attribute, missing rate, a
    /// cost out of range.
    package func cost(of call: PricedCall) -> Costing {
        var unknown: NameMeaning?
        for model in call.models {
            let meaning = meaning(of: ModelName(provider: call.provider, model: model), at: call.instant)
            guard let layer = meaning.layer(at: call.instant), let price = layer.entry.price(at: call.instant)
            else {
                unknown = unknown ?? meaning
                continue
            }
            let reduction = meaning.discount(on: price, of: layer, at: call.instant)
            return Self.cost(
                of: call, entry: layer.entry, price: price, discount: reduction?.discount, match: layer.match,
                version: reduction?.version.map { "\(layer.version), \($0)" } ?? layer.version)
        }
        return .unpriced(UnpricedReason(.unknownModel, hint: unknown?.hint))
    }

    /// What a call costs at a price that is already chosen.
    package static func cost(
        of call: PricedCall, entry: ModelEntry, price: Price, discount: Discount? = nil, match: String,
        version: String
    ) -> Costing {
        guard !call.usage.isEmpty else { return .unpriced(UnpricedReason(.usageMissing)) }
        var bill = Bill(call: call, price: price, discount: discount)
        do throws(Unpriced) {
            try bill.fill()
        } catch {
            return .unpriced(error.reason)
        }
        let provenance = price.provenance
        let cost = Cost(
            lines: bill.lines,
            price: PriceReference(
                priceID: price.id, modelID: entry.id, match: match, from: price.from, to: price.to,
                source: provenance.source, sourceURL: provenance.url, seen: provenance.seen,
                agreeing: provenance.agreeing, dateState: price.dateState(at: call.instant),
                catalogueVersion: version),
            assumptions: bill.assumptions, listTotal: bill.listTotal)
        guard cost.total <= Money.rowMax, cost.listTotal <= Money.rowMax else {
            return .unpriced(UnpricedReason(.costOutOfRange))
        }
        return .priced(cost)
    }
}

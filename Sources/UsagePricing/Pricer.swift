package import UsageModel

extension PriceList {
    /// What a recorded call cost, at the price in force when it was made.
    package func cost(of event: UsageEvent) -> Costing { cost(of: PricedCall(event)) }

    /// What a call cost, line by line, or the first reason why nobody can say.
    ///
    /// Reasons in their order: unknown model, missing usage, impossible usage, ambiguous attribute, missing rate, a
    /// cost out of range.
    package func cost(of call: PricedCall) -> Costing {
        var unknown: Resolution?
        for model in call.models {
            let resolution = resolve(ModelName(provider: call.provider, model: model), at: call.instant)
            if case .model(let entry, let match, let version) = resolution {
                guard let price = entry.price(at: call.instant) else { continue }
                return Self.cost(of: call, entry: entry, price: price, match: match, version: version)
            }
            unknown = unknown ?? resolution
        }
        guard case .unknown(let hint) = unknown else { return .unpriced(UnpricedReason(.unknownModel)) }
        return .unpriced(UnpricedReason(.unknownModel, hint: hint))
    }

    /// What a call costs at a price that is already chosen.
    package static func cost(
        of call: PricedCall, entry: ModelEntry, price: Price, match: String, version: String
    ) -> Costing {
        guard !call.usage.isEmpty else { return .unpriced(UnpricedReason(.usageMissing)) }
        var bill = Bill(call: call, price: price)
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
            assumptions: bill.assumptions)
        guard cost.total <= Money.rowMax else { return .unpriced(UnpricedReason(.costOutOfRange)) }
        return .priced(cost)
    }
}

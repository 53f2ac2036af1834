package import UsageModel

extension PriceList {
    /// What a recorded call cost, at the price in force when it was made.
    package func cost(of event: UsageEvent) -> Costing { cost(of: PricedCall(event)) }

    /// What a call cost, line by line, or the first reason why nobody can say.
    ///
    /// Reasons in their order: unknown model, missing usage, impossible usage, ambiguous attribute, missing rate, a
    /// cost out of range.
    package func cost(of call: PricedCall) -> Costing {
        let meaning = meaning(of: ModelName(provider: call.provider, model: call.model), at: call.instant)
        if let costing = cost(of: call, as: meaning) { return costing }
        if let model = call.askedModel {
            let asked = self.meaning(of: ModelName(provider: call.provider, model: model), at: call.instant)
            if let costing = cost(of: call, as: asked) { return costing }
        }
        return .unpriced(UnpricedReason(.unknownModel, hint: meaning.hint))
    }

    /// What a call cost if its model's name means this; nil where it means nothing that has a price.
    private func cost(of call: PricedCall, as meaning: NameMeaning) -> Costing? {
        guard let layer = meaning.layer(at: call.instant), let price = layer.entry.price(at: call.instant)
        else { return nil }
        let reduction = meaning.discount(on: price, of: layer, at: call.instant)
        return Self.cost(
            of: call, entry: layer.entry, price: price, discount: reduction?.discount, match: layer.match,
            version: reduction?.version.map { "\(layer.version), \($0)" } ?? layer.version)
    }

    /// What a call costs at a price that is already chosen.
    package static func cost(
        of call: PricedCall, entry: ModelEntry, price: Price, discount: Discount? = nil, match: String,
        version: String
    ) -> Costing {
        guard !call.usage.isEmpty else { return .unpriced(UnpricedReason(.usageMissing)) }
        let lines: [CostLine]
        let assumptions: [String]
        let listTotal: Money
        do throws(Unpriced) {
            let changes = price.changes(inForceFor: call)
            if changes.isEmpty, discount == nil, let bill = try PlainBill(call, table: price.table) {
                (lines, assumptions, listTotal) = (bill.lines, bill.assumptions, bill.total)
            } else {
                var bill = Bill(call, price: price, changes: changes, discount: discount)
                try bill.fill()
                (lines, assumptions, listTotal) = (bill.lines, bill.assumptions, bill.listTotal)
            }
        } catch {
            return .unpriced(error.reason)
        }
        let cost = Cost(
            lines: lines,
            price: price.reference(modelID: entry.id, match: match, version: version, at: call.instant),
            assumptions: assumptions, listTotal: listTotal)
        guard cost.total <= Money.rowMax, cost.listTotal <= Money.rowMax else {
            return .unpriced(UnpricedReason(.costOutOfRange))
        }
        return .priced(cost)
    }
}

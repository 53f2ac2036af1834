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
        if let reason = bill.fill() { return .unpriced(reason) }
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

/// The lines of one call at one price, while they are being written.
private struct Bill {
    let call: PricedCall
    let price: Price
    let changes: [RateChange]
    let multipliers: [CostLine.Multiplier]
    var lines: [CostLine] = []
    var assumptions: [String] = []

    init(call: PricedCall, price: Price) {
        self.call = call
        self.price = price
        let inputTokens = price.changes.isEmpty ? nil : call.usage[.inputTokens]
        changes = price.changes.filter { $0.condition.holds(for: call, inputTokens: inputTokens) }
        multipliers = changes.compactMap { change in
            change.multiplier.map { .init(name: change.condition.name, factor: $0) }
        }
    }

    /// Writes the lines; returns why that cannot be done.
    mutating func fill() -> UnpricedReason? {
        if let reason = unpricedTier { return reason }
        let leaves: TokenLeaves
        switch TokenLeaves.decompose(call.usage, hasRate: { hasRate($0) }) {
        case .failure(let failure): return failure.reason
        case .success(let parts): leaves = parts
        }
        assumptions += leaves.assumptions
        // Fees and media first, so that an ambiguity is named before a missing rate.
        var missing: UnpricedReason?
        for leaf in leaves.leaves where !leaf.count.isZero {
            if let reason = add(leaf.counter, leaf.count) {
                guard reason.kind == .missingRate else { return reason }
                missing = missing ?? reason
            }
        }
        let tokensArePriced = missing == nil && leaves.leaves.contains { !$0.count.isZero }
        for count in call.usage.counts where count.counter.unit != .token && !count.value.isZero {
            if isCoveredByTokens(count.counter, tokensArePriced: tokensArePriced) { continue }
            if let reason = add(count.counter, count.value) {
                guard reason.kind == .missingRate else { return reason }
                missing = missing ?? reason
            }
        }
        if call.usage[.requests] == nil, hasRate(.requests) {
            missing = missing ?? add(.requests, .one)
        }
        if let missing { return missing }
        if lines.isEmpty {
            for count in call.usage.counts where hasRate(count.counter) { _ = add(count.counter, .zero) }
        }
        return nil
    }

    /// A tier that the price knows nothing of is not charged at the standard rates.
    private var unpricedTier: UnpricedReason? {
        guard call.tier != .standard,
            !price.changes.contains(where: { $0.condition.tier == call.tier.rawValue })
        else { return nil }
        return UnpricedReason(
            .missingRate, "tier=\(call.tier.rawValue)",
            hint: "the price list has no `\(call.tier.rawValue)` rates for this model")
    }

    /// The rates of a class that are in force: those of the last change that names the class, else the price's own.
    private func rates(_ counter: Counter) -> [Rate] {
        for change in changes.reversed() where change.rates.contains(where: { $0.counter == counter }) {
            return change.rates.filter { $0.counter == counter }
        }
        return price.rates.filter { $0.counter == counter }
    }

    private func hasRate(_ counter: Counter) -> Bool {
        price.rates.contains { $0.counter == counter }
            || changes.contains { $0.rates.contains { $0.counter == counter } }
    }

    /// Whether a count only describes what the tokens already pay for.
    private func isCoveredByTokens(_ counter: Counter, tokensArePriced: Bool) -> Bool {
        guard tokensArePriced else { return false }
        let usage = call.usage
        switch counter {
        case .images, .videoSeconds, .videos:
            if !hasRate(counter) { return true }
            return usage.counts.contains { $0.counter.direction == .output && !$0.value.isZero }
        case .audioSeconds, .characters, .pages, .pixels: return true
        case .requests, .predictSeconds: return !hasRate(counter)
        default: return false
        }
    }

    private mutating func add(_ counter: Counter, _ count: ExactDecimal) -> UnpricedReason? {
        var candidates = rates(counter)
        if candidates.isEmpty {
            for stand in counter.standIns {
                candidates = rates(stand)
                if !candidates.isEmpty { break }
            }
        }
        switch RateChoice.among(candidates, attributes: call.usage.attributes, defaults: price.defaults) {
        case .none: return UnpricedReason(.missingRate, counter.className)
        case .ambiguous(let attribute, let lowest, let highest):
            return UnpricedReason(
                .ambiguous, attribute.word,
                hint: "\(counter.className) costs between \(lowest) and \(highest), by \(attribute.word)")
        case .rate(let rate, let assumed):
            assumptions += assumed
            let billed = max(count, rate.minimum ?? count)
            let line = try? CostLine(
                className: counter.className, direction: counter.direction, unit: counter.unit, count: billed,
                amount: rate.amount, per: rate.per,
                multipliers: counter.unit == .token ? multipliers : [])
            guard let line else { return UnpricedReason(.costOutOfRange) }
            lines.append(line)
            return nil
        }
    }
}

extension Condition {
    /// The condition in one word, such as `region:eu`.
    var name: String {
        if let region { return "region:\(region)" }
        if let tier { return "tier:\(tier)" }
        if let speed { return "speed:\(speed)" }
        if let route { return "route:\(route)" }
        if !windows.isEmpty { return "hours" }
        if !weekdays.isEmpty { return "weekday" }
        return "input_tokens"
    }
}

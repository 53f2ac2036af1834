import UsageModel

/// The lines of one call at one price, while they are being written.
struct Bill {
    private let usage: Usage
    private let tier: ServiceTier
    private let price: Price
    /// The changes of the price that hold for the call, in the order in which they apply.
    private let changes: [RateChange]
    /// The classes that have a rate of their own.
    private let rated: CounterSet
    private let multipliers: [CostLine.Multiplier]
    var lines: [CostLine] = []
    var assumptions: [String] = []

    init(call: PricedCall, price: Price) {
        usage = call.usage
        tier = call.tier
        self.price = price
        if price.changes.isEmpty {
            changes = []
            rated = price.rated
            multipliers = []
            return
        }
        let inputTokens = usage[.inputTokens]
        changes = price.changes.filter { $0.condition.holds(for: call, inputTokens: inputTokens) }
        var rated = price.rated
        for change in changes { rated.formUnion(change.rated) }
        self.rated = rated
        multipliers = changes.compactMap { change in
            change.multiplier.map { .init(name: change.condition.name, factor: $0) }
        }
    }

    /// Writes the lines; throws the first reason why that cannot be done, an ambiguity before a missing rate.
    mutating func fill() throws(Unpriced) {
        try refuseUnpricedTier()
        let leaves = try TokenLeaves(usage, rated: rated)
        assumptions = leaves.assumptions
        lines.reserveCapacity(usage.counts.count)
        var missing: Unpriced?
        var paysTokens = false
        for leaf in leaves.leaves where !leaf.count.isZero {
            try add(leaf.counter, leaf.count, missing: &missing)
            paysTokens = true
        }
        paysTokens = paysTokens && missing == nil
        for count in usage.counts where count.counter.unit != .token && !count.value.isZero {
            if isCovered(count.counter, paysTokens: paysTokens) { continue }
            try add(count.counter, count.value, missing: &missing)
        }
        if rated.contains(.requests), usage[.requests] == nil {
            try add(.requests, .one, missing: &missing)
        }
        if let missing { throw missing }
        if lines.isEmpty {
            // Nothing was used; the lines still say at which rates.
            for count in usage.counts where rated.contains(count.counter) {
                try add(count.counter, .zero, missing: &missing)
            }
        }
    }

    /// A tier that the price knows nothing of is not charged at the standard rates.
    private func refuseUnpricedTier() throws(Unpriced) {
        guard tier != .standard,
            !price.changes.contains(where: { $0.condition.tier == tier.rawValue })
        else { return }
        throw Unpriced(
            UnpricedReason(
                .missingRate, "tier=\(tier.rawValue)",
                hint: "the price list has no `\(tier.rawValue)` rates for this model"))
    }

    /// Whether a count only describes what the tokens of the call already pay for; the two are never both charged.
    private func isCovered(_ counter: Counter, paysTokens: Bool) -> Bool {
        guard paysTokens else { return false }
        switch counter {
        case .images, .videoSeconds, .videos:
            return !rated.contains(counter)
                || usage.counts.contains { $0.counter.direction == .output && !$0.value.isZero }
        case .audioSeconds, .characters, .pages, .pixels: return true
        case .requests, .predictSeconds: return !rated.contains(counter)
        default: return false
        }
    }

    /// The rates of a class in force: those of the last change that names the class, else the price's own.
    private func rates(_ counter: Counter) -> ArraySlice<Rate> {
        for change in changes.reversed() where change.rated.contains(counter) {
            return Self.part(of: change.rates, counter)
        }
        return price.rated.contains(counter) ? Self.part(of: price.rates, counter) : []
    }

    /// The rates of a class stand together in a price.
    private static func part(of rates: [Rate], _ counter: Counter) -> ArraySlice<Rate> {
        guard let start = rates.firstIndex(where: { $0.counter == counter }) else { return [] }
        var end = start + 1
        while end < rates.count, rates[end].counter == counter { end += 1 }
        return rates[start..<end]
    }

    private mutating func add(
        _ counter: Counter, _ count: ExactDecimal, missing: inout Unpriced?
    ) throws(Unpriced) {
        var candidates = rates(counter)
        if candidates.isEmpty, let stand = counter.standIns.first(where: rated.contains) {
            candidates = rates(stand)
        }
        switch RateChoice.among(candidates, attributes: usage.attributes, defaults: price.defaults) {
        case .none:
            missing = missing ?? Unpriced(UnpricedReason(.missingRate, counter.className))
        case .ambiguous(let attribute, let lowest, let highest):
            throw Unpriced(
                UnpricedReason(
                    .ambiguous, attribute.word,
                    hint: "`\(counter.className)` costs between \(lowest) and \(highest) US dollars, "
                        + "by \(attribute.word)"))
        case .rate(let rate, let assumed):
            if !assumed.isEmpty { assumptions += assumed }
            let billed = rate.minimum.map { max(count, $0) } ?? count
            do throws(ModelError) {
                lines.append(
                    try CostLine(
                        className: counter.className, direction: counter.direction, unit: counter.unit,
                        count: billed, amount: rate.amount, per: rate.per,
                        multipliers: counter.unit == .token ? multipliers : []))
            } catch {
                throw Unpriced(UnpricedReason(.costOutOfRange, hint: error.message))
            }
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

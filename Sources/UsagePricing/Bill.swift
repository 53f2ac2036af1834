import UsageModel

/// The lines of one call at one price, while they are being written.
struct Bill {
    private let usage: Usage
    private let tier: ServiceTier
    /// The speed mode, unless it is the usual one.
    private let speed: String?
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
        speed = call.speed.flatMap { ["", "standard", "default"].contains($0) ? nil : $0 }
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
        try refuseUnpricedMode()
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

    /// A tier or a speed that the price knows nothing of is not charged at the standard rates.
    private func refuseUnpricedMode() throws(Unpriced) {
        if tier != .standard, !price.changes.contains(where: { $0.condition.tier == tier.rawValue }) {
            throw Self.unpriced(mode: "tier", tier.rawValue)
        }
        if let speed, !price.changes.contains(where: { $0.condition.speed == speed }) {
            throw Self.unpriced(mode: "speed", speed)
        }
    }

    private static func unpriced(mode: String, _ word: String) -> Unpriced {
        Unpriced(
            UnpricedReason(
                .missingRate, "\(mode)=\(word)",
                hint: "the price list has no `\(word)` rates for this model"))
    }

    /// Whether a count only describes what others of the call already pay for; the two are never both charged.
    private func isCovered(_ counter: Counter, paysTokens: Bool) -> Bool {
        let isRated = rated.contains(counter)
        if paysTokens {
            switch counter {
            case .images where !isRated: if paysImageTokens { return true }
            case .images, .videoSeconds, .videos:
                let hasOutput = usage.counts.contains { $0.counter.direction == .output && !$0.value.isZero }
                if !isRated || hasOutput { return true }
            case .audioSeconds, .characters, .pages, .pixels: return true
            case .requests, .predictSeconds: if !isRated { return true }
            default: break
            }
        }
        return !isRated && counter.otherMeasures.contains { rated.contains($0) && usage[$0]?.isZero == false }
    }

    /// Whether the tokens of the call hold its images: a price that has output tokens, but none of images, is one of text.
    private var paysImageTokens: Bool {
        !rated.contains(.outputTokens) || rated.contains(.imageOutputTokens)
            || usage[.imageOutputTokens] != nil || usage[.imageInputTokens] != nil
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

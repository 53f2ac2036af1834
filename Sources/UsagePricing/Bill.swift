import UsageModel

/// The lines of one call at one price, while they are being written.
struct Bill {
    let usage: Usage
    let price: Price
    private let tier: ServiceTier
    /// The speed mode, unless it is the usual one.
    private let speed: String?
    /// The changes of the price that hold for the call, in the order in which they apply.
    private let changes: [RateChange]
    /// The classes that have a rate of their own.
    let rated: CounterSet
    /// What the user negotiated, on every line.
    private let discount: CostLine.Multiplier?
    var lines: [CostLine] = []
    var assumptions: [String] = []
    /// The sum of the lines before the discount.
    var listTotal: Money = .zero

    init(
        _ call: borrowing PricedCall, price: Price, changes: [RateChange], discount: Discount? = nil
    ) {
        usage = call.usage
        tier = call.tier
        speed = call.isUsualSpeed ? nil : call.speed
        self.price = price
        self.discount = discount?.multiplier
        self.changes = changes
        var rated = price.table.rated
        for change in changes { rated.formUnion(change.table.rated) }
        self.rated = rated
    }

    /// Writes the lines; throws the first reason why that cannot be done, an ambiguity before a missing rate.
    mutating func fill() throws(Unpriced) {
        try refuseUnpricedMode()
        let leaves = try TokenLeaves(usage, rated: rated)
        assumptions = leaves.assumptions
        lines.reserveCapacity(usage.counts.count)
        var missing: Unpriced?
        let paysTokens = try addTokens(leaves, missing: &missing) && missing == nil
        try addOthers(paysTokens: paysTokens, missing: &missing)
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

    /// Whether there were tokens to pay for.
    private mutating func addTokens(
        _ leaves: TokenLeaves, missing: inout Unpriced?
    ) throws(Unpriced) -> Bool {
        let bounds =
            changes.isEmpty ? [] : changes.compactMap { $0.isExcess ? $0.condition.above : nil }.sorted()
        var paysTokens = false
        for leaf in leaves.leaves where leaf.count != 0 {
            paysTokens = true
            if bounds.isEmpty || leaf.counter.direction != .input {
                try add(leaf.counter, ExactDecimal(leaf.count), missing: &missing)
                continue
            }
            for part in Prompt(leaves.leaves).parts(of: leaf, cutAt: bounds) {
                try add(leaf.counter, part.count, at: part.start, missing: &missing)
            }
        }
        return paysTokens
    }

    /// The rates of a class in force, and how many of the changes came before them.
    private struct InForce {
        var table: RateTable
        var places: Range<Int>
        var changesBefore: Int
    }

    /// The rates of a class in force: those of the last change that names the class, else the price's own.
    private func inForce(_ counter: Counter, at position: Int) -> InForce {
        var index = changes.count
        while index > 0 {
            index -= 1
            let change = changes[index]
            guard change.table.rated.contains(counter) else { continue }
            if change.isExcess, position < change.condition.above ?? 0 { continue }
            return InForce(
                table: change.table, places: change.table.places(of: counter), changesBefore: index + 1)
        }
        return InForce(table: price.table, places: price.table.places(of: counter), changesBefore: 0)
    }

    /// Adds the lines of a class; `each` says how many equal things the count is of, such as images of so many pixels.
    mutating func add(
        _ counter: Counter, _ count: ExactDecimal, at position: Int = .max, each times: ExactDecimal = .one,
        missing: inout Unpriced?
    ) throws(Unpriced) {
        var found = inForce(counter, at: position)
        if found.places.isEmpty, let stand = counter.standIns.first(where: rated.contains) {
            found = inForce(stand, at: position)
        }
        let choice = RateChoice.among(
            found.places, of: found.table, attributes: usage.attributes, defaults: price.defaults)
        switch choice {
        case .none:
            missing = missing ?? Unpriced(UnpricedReason(.missingRate, counter.className))
        case .ambiguous(let attribute, let lowest, let highest):
            throw Unpriced(
                UnpricedReason(
                    .ambiguous, attribute.word,
                    hint: "`\(counter.className)` costs between \(lowest) and \(highest) US dollars, "
                        + "by \(attribute.word)"))
        case .rate(let place, let assumed):
            for assumption in assumed where !assumptions.contains(assumption) {
                assumptions.append(assumption)
            }
            noteStandardMode(of: counter, found)
            try append(
                found.table.rates[place], counter, count, each: times, factors(of: counter, found))
        }
    }

    /// The factors on a rate: those whose turn comes after it, and the user's discount.
    private func factors(of counter: Counter, _ found: InForce) -> [CostLine.Multiplier] {
        if changes.isEmpty, discount == nil { return [] }
        var factors: [CostLine.Multiplier] = []
        if counter.unit == .token {
            for change in changes[found.changesBefore...] {
                guard let factor = change.multiplier else { continue }
                factors.append(.init(name: change.condition.name, factor: factor))
            }
        }
        if let discount { factors.append(discount) }
        return factors
    }

    /// A class that the tier or the speed of the call has no rate for is charged as usual, and that is said.
    private mutating func noteStandardMode(of counter: Counter, _ found: InForce) {
        guard tier != .standard || speed != nil else { return }
        let word = tier.rawValue
        if tier != .standard, !isChanged(counter, found, where: { $0.tier == word }) {
            assumptions.append("\(counter.className):tier=standard")
        }
        if let speed, !isChanged(counter, found, where: { $0.speed == speed }) {
            assumptions.append("\(counter.className):speed=standard")
        }
    }

    private func isChanged(
        _ counter: Counter, _ found: InForce, where holds: (Condition) -> Bool
    ) -> Bool {
        if found.changesBefore > 0, holds(changes[found.changesBefore - 1].condition) { return true }
        guard counter.unit == .token else { return false }
        return changes[found.changesBefore...].contains { $0.multiplier != nil && holds($0.condition) }
    }

    private mutating func append(
        _ rate: Rate, _ counter: Counter, _ count: ExactDecimal, each times: ExactDecimal,
        _ factors: [CostLine.Multiplier]
    ) throws(Unpriced) {
        guard let billed = rate.billed(count), let portions = rate.portions(of: billed) else {
            throw Unpriced(UnpricedReason(.costOutOfRange))
        }
        for portion in portions {
            do throws(ModelError) {
                guard let count = portion.count.multiplied(by: times) else {
                    throw ModelError(.costOutOfRange, "more is billed than can be counted")
                }
                let line = try CostLine(
                    className: rate.megapixel == nil ? counter.className : rate.className,
                    direction: counter.direction, unit: rate.unit,
                    count: count, amount: portion.amount, per: rate.per, multipliers: factors)
                lines.append(line)
                listTotal += discount == nil ? line.cost : try line.costBefore(discounts: 1)
            } catch {
                throw Unpriced(UnpricedReason(.costOutOfRange, hint: error.message))
            }
        }
    }
}

extension CostLine {
    /// The cost without the last so many of the factors.
    fileprivate func costBefore(discounts: Int) throws(ModelError) -> Money {
        try Money.lineCost(
            count: count, amount: amount, per: per,
            multipliers: multipliers.dropLast(discounts).map(\.factor)
        ).cost
    }
}

extension Condition {
    /// The condition in one word, such as `region:eu`.
    var name: String {
        if let region { return "region:\(region)" }
        if let regionExcept { return "region:not \(regionExcept)" }
        if let tier { return "tier:\(tier)" }
        if let speed { return "speed:\(speed)" }
        if let route { return "route:\(route)" }
        if !windows.isEmpty { return "hours" }
        if !weekdays.isEmpty { return "weekday" }
        return above == nil && atLeast == nil ? "date" : "input_tokens"
    }
}

package import UsageModel

/// Puts the costs of recorded calls beside new ones, model by model, in memory that grows with the models only.
package struct Repricer: Sendable {
    private var rows: [Key: Repricing.Row] = [:]
    private var lateChanges: [String: Int] = [:]

    private struct Key: Hashable {
        var provider: String
        var model: String
    }

    /// No calls yet.
    package init() {}

    /// Whether another cost stands in a call's place: another amount in any part of it, or a cost where there was none.
    ///
    /// The same amounts by another entry of the price list are no change, and neither is another reason for no cost.
    package static func isChange(from old: Costing, to new: Costing) -> Bool {
        switch (old, new) {
        case (.unpriced, .unpriced): return false
        case (.priced(let old), .priced(let new)):
            return old.listTotal != new.listTotal
                || CostLine.Direction.allCases.contains { old.total($0) != new.total($0) }
        default: return true
        }
    }

    /// Takes a call whose cost stays.
    package mutating func add(unchanged recorded: PricedEvent) {
        count(recorded, now: recorded.costing, isChange: false)
    }

    /// Takes a call whose cost changes.
    package mutating func add(_ change: Repricing.Change) {
        count(change.recorded, now: change.costing, isChange: true)
        if change.isLate { lateChanges[change.postingMonth, default: 0] += 1 }
    }

    private mutating func count(_ recorded: PricedEvent, now costing: Costing, isChange: Bool) {
        let call = recorded.event.call
        let key = Key(provider: call.provider.rawValue, model: call.requestedModel)
        var row = rows.removeValue(forKey: key) ?? Repricing.Row(provider: call.provider, model: key.model)
        row.calls += 1
        if isChange { row.changed += 1 }
        switch (recorded.costing.total, costing.total) {
        case (nil, nil): row.stillUnpriced += 1
        case (nil, _): row.newlyPriced += 1
        case (_, nil): row.noLongerPriced += 1
        default: break
        }
        row.oldCost += recorded.costing.total ?? .zero
        row.newCost += costing.total ?? .zero
        rows[key] = row
    }

    /// The repricing of all calls so far.
    package func repricing() -> Repricing {
        let sorted = rows.values.sorted { a, b in
            let (first, second) = (a.difference.magnitude, b.difference.magnitude)
            if first != second { return first > second }
            if a.changed != b.changed { return a.changed > b.changed }
            if a.newCost != b.newCost { return a.newCost > b.newCost }
            return (a.provider?.rawValue ?? "", a.model ?? "") < (b.provider?.rawValue ?? "", b.model ?? "")
        }
        let total = sorted.reduce(into: Repricing.Row()) { $0 += $1 }
        return Repricing(rows: sorted, total: total, lateChanges: lateChanges)
    }
}

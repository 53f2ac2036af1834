package import UsageModel

extension PriceFile {
    /// What another version of a provider's prices changes, by model; a provider may be new or gone.
    package static func changes(from old: PriceFile?, to new: PriceFile?) -> [PriceChange] {
        guard let provider = (new ?? old)?.provider else { return [] }
        let before = Dictionary((old?.models ?? []).flatMap { model in model.names.map { ($0, model) } }) {
            first, _ in first
        }
        let after = Set((new?.models ?? []).flatMap(\.names))
        var changes: [PriceChange] = []
        for model in new?.models ?? [] {
            guard let known = before[model.id] ?? model.names.lazy.compactMap({ before[$0] }).first else {
                changes.append(PriceChange(provider: provider, model: model.id, kind: .added))
                continue
            }
            let differences = Self.differences(from: known, to: model)
            let added = model.names.filter { before[$0] == nil }
            let removed = known.names.filter { !after.contains($0) }
            guard !differences.isEmpty || !added.isEmpty || !removed.isEmpty else { continue }
            changes.append(
                PriceChange(
                    provider: provider, model: model.id, kind: kind(of: differences),
                    differences: differences, namesAdded: added, namesRemoved: removed))
        }
        for model in old?.models ?? [] where !model.names.contains(where: after.contains) {
            changes.append(PriceChange(provider: provider, model: model.id, kind: .removed))
        }
        return changes.sorted { $0.model.utf8.lexicographicallyPrecedes($1.model.utf8) }
    }

    private static func kind(of differences: [PriceChange.Difference]) -> PriceChange.Kind {
        if differences.isEmpty { return .renamed }
        let pairs = differences.compactMap { difference in
            difference.before.flatMap { before in difference.after.map { (before, $0) } }
        }
        guard pairs.count == differences.count else { return .changed }
        if pairs.allSatisfy({ $0 < $1 }) { return .raised }
        return pairs.allSatisfy { $0 > $1 } ? .lowered : .changed
    }

    /// The rates that differ, at every moment at which either version changes its price.
    private static func differences(
        from old: ModelEntry, to new: ModelEntry
    ) -> [PriceChange.Difference] {
        let starts = Set((old.prices + new.prices).flatMap { [$0.from, $0.to] }.compactMap(\.self)).sorted()
        var found: [PriceChange.Difference] = []
        var standing: [String: PriceChange.Difference] = [:]
        for start in [nil] + starts.map(Optional.some) {
            // The moment before the first that is named stands for all that came before.
            let moment = start ?? starts.first.map { $0.adding(seconds: -1) } ?? Instant(seconds: 0)
            let (before, after) = (
                old.price(at: moment)?.named ?? [:], new.price(at: moment)?.named ?? [:]
            )
            var now: [String: PriceChange.Difference] = [:]
            for key in Set(before.keys).union(after.keys) {
                let (was, becomes) = (before[key], after[key])
                guard was?.amount != becomes?.amount || was?.per != becomes?.per,
                    let named = becomes ?? was
                else { continue }
                now[key] = PriceChange.Difference(
                    from: start, className: named.className, conditions: named.conditions, per: named.per,
                    before: was?.amount, after: becomes?.amount)
            }
            let fresh = now.filter { key, difference in
                standing[key]?.before != difference.before || standing[key]?.after != difference.after
            }
            found += fresh.sorted { $0.key < $1.key }.map(\.value)
            standing = now
        }
        return found
    }
}

extension Price {
    /// An amount with the words that name it; a factor is one too.
    struct NamedAmount {
        var className: String
        var conditions: [String]
        var amount: ExactDecimal
        var per: ExactDecimal
    }

    /// Every rate and factor by a text that sorts it.
    var named: [String: NamedAmount] {
        var named: [String: NamedAmount] = [:]
        func add(_ rate: Rate, when condition: Condition) {
            let key = RateKey(rate.counter, rate.attributes, when: condition)
            named[key.order] = NamedAmount(
                className: rate.className, conditions: key.conditionWords, amount: rate.amount,
                per: rate.per)
        }
        for rate in rates { add(rate, when: Condition()) }
        for change in changes {
            for rate in change.rates { add(rate, when: change.condition) }
            if let factor = change.multiplier {
                named["\(change.condition.order)/×"] = NamedAmount(
                    className: "factor", conditions: change.condition.words, amount: factor, per: .one)
            }
        }
        return named
    }
}

extension RateKey {
    /// Attributes and condition in words, such as `quality=hd` and `tier=batch`.
    var conditionWords: [String] {
        let attributes = UsageAttribute.decisive.compactMap { attribute in
            self.attributes[attribute].map { "\(attribute.word)=\($0)" }
        }
        return attributes + condition.words
    }
}

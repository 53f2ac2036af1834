import UsageModel

/// Token counts taken apart into leaves that do not overlap, so that every token is priced once.
struct TokenLeaves {
    /// Counts with the counter whose rate prices them, in the order of the vocabulary.
    var leaves: [Leaf] = []
    /// What was taken for granted, such as `cache_read=input`.
    var assumptions: [String] = []

    /// Tokens of one class that no more specific class prices.
    struct Leaf {
        var counter: Counter
        var count: ExactDecimal
    }

    /// Takes the counts apart, given which classes have a rate of their own; throws why that cannot be done.
    init(_ usage: Usage, rated: CounterSet) throws(Unpriced) {
        var counted = CounterSet()
        for count in usage.counts where count.counter.unit == .token {
            counted.insert(count.counter)
            leaves.append(Leaf(counter: count.counter, count: count.value))
        }
        try Self.refuseContradictions(leaves)
        leaves.removeAll { leaf in
            if Self.isActive(leaf.counter, counted: counted, rated: rated) { return false }
            if !leaf.count.isZero, Self.noteworthy.contains(leaf.counter),
                let stand = leaf.counter.standIns.first(where: rated.contains)
            {
                assumptions.append("\(leaf.counter.className)=\(stand.className)")
            }
            return true
        }
        for leaf in leaves where leaf.counter == .cacheWrite1hTokens && !leaf.count.isZero {
            // A one-hour write is dearer than a five-minute one; no rate stands in for it beside cache writes.
            guard !rated.contains(.cacheWrite1hTokens), rated.contains(.cacheWriteTokens) else { continue }
            throw Unpriced(UnpricedReason(.missingRate, leaf.counter.className))
        }
        if rated.contains(.cacheWrite1hTokens), let write = usage[.cacheWriteTokens], !write.isZero,
            usage[.cacheWrite1hTokens] == nil, usage[.cacheWrite5mTokens] == nil
        {
            assumptions.append("cache_write=5m")
        }
        try takeApart()
    }

    /// Takes what is more specific out of what contains it, the most specific first.
    private mutating func takeApart() throws(Unpriced) {
        let whole = leaves
        var deepest = 0
        for leaf in whole { deepest = max(deepest, leaf.counter.ancestorSet.count) }
        for depth in stride(from: deepest - 1, through: 0, by: -1) {
            for index in leaves.indices where leaves[index].counter.ancestorSet.count == depth {
                var rest = leaves[index].count
                for part in leaves where part.counter.ancestorSet.contains(leaves[index].counter) {
                    rest = rest.subtracting(part.count) ?? rest
                }
                if rest.isNegative { throw overflow(of: leaves[index].counter) }
                leaves[index].count = rest
            }
        }
    }

    /// A part that is larger than its whole.
    private static func refuseContradictions(_ counts: [Leaf]) throws(Unpriced) {
        for part in counts where !part.count.isZero {
            for whole in counts where part.counter.ancestorSet.contains(whole.counter) {
                guard part.count > whole.count else { continue }
                throw Unpriced(
                    UnpricedReason(
                        .impossibleUsage, "\(part.counter.rawValue)>\(whole.counter.rawValue)",
                        hint: "`\(part.counter.rawValue)` is \(part.count), but "
                            + "`\(whole.counter.rawValue)`, which contains it, is \(whole.count)"))
            }
        }
    }

    /// Parts that together are larger than their whole: impossible where they exclude each other, else of unknown overlap.
    private func overflow(of whole: Counter) -> Unpriced {
        let parts = leaves.filter { $0.counter.ancestorSet.contains(whole) && !$0.count.isZero }.map(
            \.counter)
        let direct = parts.filter { part in !parts.contains { part.ancestorSet.contains($0) } }
        for join in Counter.allCases where join.parents.count == 2 && !parts.contains(join) {
            guard join.parents.allSatisfy(direct.contains) else { continue }
            return Unpriced(
                UnpricedReason(
                    .ambiguous, join.rawValue,
                    hint: "how many tokens `\(join.parents[0].rawValue)` and `\(join.parents[1].rawValue)` "
                        + "share is not said"))
        }
        let names = direct.map(\.rawValue).joined(separator: "+")
        return Unpriced(
            UnpricedReason(
                .impossibleUsage, "\(names)>\(whole.rawValue)",
                hint: "together they are more than `\(whole.rawValue)`, which contains them"))
    }

    /// Whether a counter is priced apart: it has a rate, nothing that is counted contains it, or two rates share it.
    private static func isActive(_ counter: Counter, counted: CounterSet, rated: CounterSet) -> Bool {
        if rated.contains(counter) { return true }
        let parents = counter.parentSet
        if parents.isDisjoint(with: counted) { return true }
        // A one-hour cache write hides inside cache writes only where those have no rate either.
        if counter == .cacheWrite1hTokens { return rated.contains(.cacheWriteTokens) }
        // Tokens that two priced classes share belong to the cache, not to both.
        return parents.count == 2 && counted.isSuperset(of: parents) && rated.isSuperset(of: parents)
    }

    /// Classes whose missing rate is worth a word in the breakdown.
    private static let noteworthy = CounterSet([
        .cacheReadTokens, .cacheWriteTokens, .audioInputTokens, .audioOutputTokens, .imageOutputTokens,
    ])
}

/// Why a call has no cost, thrown while its bill is written.
struct Unpriced: Error {
    var reason: UnpricedReason

    init(_ reason: UnpricedReason) {
        self.reason = reason
    }
}

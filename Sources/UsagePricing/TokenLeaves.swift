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
        var count: Int
    }

    /// Takes the counts apart, given which classes have a rate of their own; throws why that cannot be done.
    init(_ usage: Usage, rated: CounterSet) throws(Unpriced) {
        var counted = CounterSet()
        var isFlat = true
        leaves.reserveCapacity(usage.counts.count)
        for count in usage.counts where count.counter.isToken {
            counted.insert(count.counter)
            isFlat = isFlat && count.counter.ancestorSet.isEmpty
            // Counts of tokens are whole, and at most 10^15.
            leaves.append(Leaf(counter: count.counter, count: count.value.integer ?? 0))
        }
        if isFlat { return }
        try Self.refuseContradictions(leaves)
        try Self.refuseSums(leaves)
        leaves.removeAll { leaf in
            if Self.isActive(leaf.counter, counted: counted, rated: rated) { return false }
            if leaf.count != 0, Self.noteworthy.contains(leaf.counter),
                let stand = leaf.counter.standIns.first(where: rated.contains)
            {
                assumptions.append("\(leaf.counter.className)=\(stand.className)")
            }
            return true
        }
        for leaf in leaves where leaf.counter == .cacheWrite1hTokens && leaf.count != 0 {
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
        var deepest = 0
        for leaf in leaves { deepest = max(deepest, leaf.counter.ancestorSet.count) }
        for depth in stride(from: deepest - 1, through: 0, by: -1) {
            for index in leaves.indices where leaves[index].counter.ancestorSet.count == depth {
                var rest = leaves[index].count
                for part in leaves where part.counter.ancestorSet.contains(leaves[index].counter) {
                    rest -= part.count
                }
                if rest < 0 { throw overflow(of: leaves[index].counter) }
                leaves[index].count = rest
            }
        }
    }

    /// A part that is larger than its whole.
    private static func refuseContradictions(_ counts: [Leaf]) throws(Unpriced) {
        for part in counts where part.count != 0 {
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

    /// Classes of which a token has one at most, with the class that contains them all.
    private static let exclusive: [(whole: Counter, parts: CounterSet)] = [
        (.inputTokens, CounterSet([.cacheReadTokens, .cacheWriteTokens])),
        (
            .inputTokens,
            CounterSet([.textInputTokens, .audioInputTokens, .imageInputTokens, .videoInputTokens])
        ),
        (
            .cacheReadTokens,
            CounterSet([
                .textCacheReadTokens, .audioCacheReadTokens, .imageCacheReadTokens, .videoCacheReadTokens,
            ])
        ),
        (.cacheWriteTokens, CounterSet([.cacheWrite5mTokens, .cacheWrite1hTokens])),
        (.outputTokens, CounterSet([.textOutputTokens, .audioOutputTokens, .imageOutputTokens])),
        (.outputTokens, CounterSet([.reasoningTokens, .audioOutputTokens, .imageOutputTokens])),
    ]

    /// Parts that exclude each other and together are larger than their whole, whatever of them has a rate.
    private static func refuseSums(_ counts: [Leaf]) throws(Unpriced) {
        for group in exclusive {
            guard let whole = counts.first(where: { $0.counter == group.whole }) else { continue }
            var sum = 0
            for part in counts where group.parts.contains(part.counter) { sum += part.count }
            guard sum > whole.count else { continue }
            let parts = counts.filter { group.parts.contains($0.counter) && $0.count != 0 }
            throw impossible(parts.map(\.counter), group.whole)
        }
    }

    /// Parts that together are larger than their whole: impossible where they exclude each other, else of unknown overlap.
    private func overflow(of whole: Counter) -> Unpriced {
        let parts = leaves.filter { $0.counter.ancestorSet.contains(whole) && $0.count != 0 }.map(\.counter)
        let direct = parts.filter { part in !parts.contains { part.ancestorSet.contains($0) } }
        for join in Counter.allCases where join.parents.count == 2 && !parts.contains(join) {
            guard join.parents.allSatisfy(direct.contains) else { continue }
            return Unpriced(
                UnpricedReason(
                    .ambiguous, join.rawValue,
                    hint: "how many tokens `\(join.parents[0].rawValue)` and `\(join.parents[1].rawValue)` "
                        + "share is not said"))
        }
        return Self.impossible(direct, whole)
    }

    private static func impossible(_ parts: [Counter], _ whole: Counter) -> Unpriced {
        let names = parts.map(\.rawValue).joined(separator: "+")
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

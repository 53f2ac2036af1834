import UsageModel

/// Token counts taken apart into leaves that do not overlap, so that every token is priced once.
struct TokenLeaves {
    /// Counts above zero, each with the counter whose rate prices it.
    var leaves: [(counter: Counter, count: ExactDecimal)] = []
    /// What was taken for granted, such as `cache_read=input`.
    var assumptions: [String] = []

    /// Takes the counts apart, given which classes have a rate of their own; returns why that cannot be done.
    static func decompose(_ usage: Usage, hasRate: (Counter) -> Bool) -> Result<
        TokenLeaves, UnpricedReasonError
    > {
        let counts = usage.counts.filter { $0.counter.unit == .token }
        if let reason = contradiction(counts) { return .failure(.init(reason: reason)) }
        var result = TokenLeaves()
        var active: [Usage.Count] = []
        for count in counts {
            if count.counter == .cacheWrite1hTokens, !count.value.isZero, !hasRate(.cacheWrite1hTokens),
                hasRate(.cacheWriteTokens)
            {
                return .failure(.init(reason: UnpricedReason(.missingRate, count.counter.className)))
            }
            if isActive(count.counter, counts: counts, hasRate: hasRate) {
                active.append(count)
            } else if !count.value.isZero, noteworthy.contains(count.counter),
                let stand = count.counter.standIns.first(where: hasRate)
            {
                result.assumptions.append("\(count.counter.className)=\(stand.className)")
            }
        }
        // The most specific first: what they hold is taken out of what contains them.
        active.sort { $0.counter.ancestors.count > $1.counter.ancestors.count }
        for (index, count) in active.enumerated() {
            var rest = count.value
            var taken: [Counter] = []
            for (position, leaf) in result.leaves.enumerated() where position < index {
                guard leaf.counter.ancestors.contains(count.counter) else { continue }
                rest = rest.subtracting(leaf.count) ?? rest
                if !leaf.count.isZero { taken.append(leaf.counter) }
            }
            if rest.isNegative {
                return .failure(.init(reason: overflow(of: count.counter, by: taken)))
            }
            result.leaves.append((count.counter, rest))
        }
        result.leaves.sort { (Counter.position[$0.counter] ?? 0) < (Counter.position[$1.counter] ?? 0) }
        return .success(result)
    }

    /// A part that is larger than its whole.
    private static func contradiction(_ counts: [Usage.Count]) -> UnpricedReason? {
        for part in counts where !part.value.isZero {
            for whole in counts where part.counter.ancestors.contains(whole.counter) {
                guard part.value > whole.value else { continue }
                return UnpricedReason(
                    .impossibleUsage, "\(part.counter.rawValue)>\(whole.counter.rawValue)",
                    hint: "`\(part.counter.rawValue)` is \(part.value), but `\(whole.counter.rawValue)`, "
                        + "which contains it, is \(whole.value)")
            }
        }
        return nil
    }

    /// Parts that together are larger than their whole: impossible where they exclude each other, else of unknown overlap.
    private static func overflow(of whole: Counter, by parts: [Counter]) -> UnpricedReason {
        let joins = Counter.allCases.filter { $0.parents.count == 2 }
        let direct = parts.filter { part in !parts.contains { part.ancestors.contains($0) } }
        for join in joins where join.parents.allSatisfy(direct.contains) {
            return UnpricedReason(
                .ambiguous, join.rawValue,
                hint:
                    "how much `\(join.parents[0].rawValue)` and `\(join.parents[1].rawValue)` share is not said"
            )
        }
        let names = direct.map(\.rawValue).joined(separator: "+")
        return UnpricedReason(
            .impossibleUsage, "\(names)>\(whole.rawValue)",
            hint: "\(names) are together more than `\(whole.rawValue)`, which contains them")
    }

    private static func isActive(
        _ counter: Counter, counts: [Usage.Count], hasRate: (Counter) -> Bool
    ) -> Bool {
        if hasRate(counter) { return true }
        let parents = counter.parents.filter { parent in counts.contains { $0.counter == parent } }
        if parents.isEmpty { return true }
        // Tokens that two priced classes share belong to the cache, not to both.
        return parents.count == 2 && parents.allSatisfy(hasRate)
    }

    /// Classes whose missing rate is worth a word in the breakdown.
    private static let noteworthy: Set<Counter> = [
        .cacheReadTokens, .cacheWriteTokens, .audioInputTokens, .audioOutputTokens, .imageOutputTokens,
    ]
}

/// A reason in the shape that `Result` asks for.
struct UnpricedReasonError: Error {
    var reason: UnpricedReason
}

extension Counter {
    /// The place of each counter in the vocabulary.
    static let position: [Counter: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}

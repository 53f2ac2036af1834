import UsageModel

/// Token counts taken apart into leaves that do not overlap, so that every token is priced once.
struct TokenLeaves {
    /// The classes whose rates price the tokens.
    private(set) var classes = CounterSet()
    /// What was taken for granted, such as `cache_read=input`.
    private(set) var assumptions: [String] = []
    /// The tokens of each class that no more specific class prices, by its place in the vocabulary.
    private var counts: [Int]

    /// Tokens of one class that no more specific class prices.
    struct Leaf {
        var counter: Counter
        var count: Int
    }

    /// The tokens of a class that no more specific class prices.
    subscript(_ counter: Counter) -> Int { counts[counter.ordinal] }

    /// Counts with the counter whose rate prices them, in the order of the vocabulary.
    var leaves: [Leaf] { classes.map { Leaf(counter: $0, count: self[$0]) } }

    /// Takes the counts apart, given which classes have a rate of their own; throws why that cannot be done.
    init(_ usage: borrowing Usage, rated: CounterSet) throws(Unpriced) {
        guard usage.counts.first?.counter.isToken == true else {
            counts = []
            return
        }
        counts = [Int](repeating: 0, count: Self.tokenClasses)
        var isFlat = true
        for index in usage.counts.indices {
            let counter = usage.counts[index].counter
            guard counter.isToken else { break }
            classes.insert(counter)
            isFlat = isFlat && counter.ancestorSet.isEmpty
            // Counts of tokens are whole, and at most 10^15.
            counts[counter.ordinal] = usage.counts[index].value.integer ?? 0
        }
        if isFlat { return }
        let counted = classes
        try refuseContradictions()
        try refuseSums()
        for counter in counted where !Self.isActive(counter, counted: counted, rated: rated) {
            classes.remove(counter)
            if self[counter] != 0, Self.noteworthy.contains(counter),
                let stand = counter.standIns.first(where: rated.contains)
            {
                assumptions.append("\(counter.className)=\(stand.className)")
            }
        }
        if classes.contains(.cacheWrite1hTokens), self[.cacheWrite1hTokens] != 0,
            !rated.contains(.cacheWrite1hTokens), rated.contains(.cacheWriteTokens)
        {
            // A one-hour write is dearer than a five-minute one; no rate stands in for it beside cache writes.
            throw Unpriced(UnpricedReason(.missingRate, Counter.cacheWrite1hTokens.className))
        }
        if rated.contains(.cacheWrite1hTokens), self[.cacheWriteTokens] != 0,
            !counted.contains(.cacheWrite1hTokens), !counted.contains(.cacheWrite5mTokens)
        {
            assumptions.append("cache_write=5m")
        }
        try takeApart()
    }

    /// Takes what is more specific out of what contains it, the most specific first.
    private mutating func takeApart() throws(Unpriced) {
        for depth in Self.wholes.indices.reversed() {
            for whole in classes.intersection(Self.wholes[depth]) {
                var rest = self[whole]
                for part in classes.intersection(whole.descendantSet) { rest -= self[part] }
                if rest < 0 { throw overflow(of: whole) }
                counts[whole.ordinal] = rest
            }
        }
    }

    /// How many classes of tokens there are, which stand first in the vocabulary.
    private static let tokenClasses = Counter.citationTokens.ordinal + 1

    /// The classes that contain others, by how many contain them.
    private static let wholes: [CounterSet] = {
        let wholes = Counter.allCases.filter { !$0.descendantSet.isEmpty }
        let deepest = wholes.map(\.ancestorSet.count).max() ?? 0
        return (0...deepest).map { depth in
            CounterSet(wholes.filter { $0.ancestorSet.count == depth })
        }
    }()

    /// A part that is larger than its whole.
    private func refuseContradictions() throws(Unpriced) {
        for part in classes where self[part] != 0 {
            for whole in classes.intersection(part.ancestorSet) where self[part] > self[whole] {
                throw Unpriced(
                    UnpricedReason(
                        .impossibleUsage, "\(part.rawValue)>\(whole.rawValue)",
                        hint: "`\(part.rawValue)` is \(self[part]), but "
                            + "`\(whole.rawValue)`, which contains it, is \(self[whole])"))
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
    private func refuseSums() throws(Unpriced) {
        for group in Self.exclusive where classes.contains(group.whole) {
            let parts = classes.intersection(group.parts)
            var sum = 0
            for part in parts { sum += self[part] }
            guard sum > self[group.whole] else { continue }
            throw Self.impossible(parts.filter { self[$0] != 0 }, group.whole)
        }
    }

    /// Parts that together are larger than their whole: impossible where they exclude each other, else of unknown overlap.
    private func overflow(of whole: Counter) -> Unpriced {
        let parts = classes.intersection(whole.descendantSet).filter { self[$0] != 0 }
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

import UsageModel

/// A set of counters in one machine word, so that the lattice of classes costs nothing to walk.
struct CounterSet: Hashable, Sendable {
    private var bits: UInt64 = 0

    init() {}

    init(_ counters: some Sequence<Counter>) {
        for counter in counters { insert(counter) }
    }

    func contains(_ counter: Counter) -> Bool { bits & Self.bit(counter) != 0 }

    mutating func insert(_ counter: Counter) { bits |= Self.bit(counter) }

    mutating func remove(_ counter: Counter) { bits &= ~Self.bit(counter) }

    mutating func formUnion(_ other: CounterSet) { bits |= other.bits }

    func intersection(_ other: CounterSet) -> CounterSet {
        var set = self
        set.bits &= other.bits
        return set
    }

    func isSuperset(of other: CounterSet) -> Bool { other.bits & ~bits == 0 }

    func isDisjoint(with other: CounterSet) -> Bool { bits & other.bits == 0 }

    var isEmpty: Bool { bits == 0 }

    /// How many members stand before a counter in the vocabulary.
    func rank(of counter: Counter) -> Int { (bits & (Self.bit(counter) - 1)).nonzeroBitCount }

    var count: Int { bits.nonzeroBitCount }

    private static func bit(_ counter: Counter) -> UInt64 { 1 &<< UInt64(counter.ordinal) }
}

extension CounterSet: Sequence {
    /// Walks the members in the order of the vocabulary.
    struct Iterator: IteratorProtocol {
        fileprivate var bits: UInt64

        mutating func next() -> Counter? {
            guard bits != 0 else { return nil }
            let ordinal = bits.trailingZeroBitCount
            bits &= bits - 1
            return Counter.byOrdinal[ordinal]
        }
    }

    func makeIterator() -> Iterator { Iterator(bits: bits) }
}

extension Counter {
    /// The counters that contain this one, near and far.
    var ancestorSet: CounterSet { Self.ancestorSets[ordinal] }

    /// The counters that contain this one directly.
    var parentSet: CounterSet { Self.parentSets[ordinal] }

    /// The counters that this one contains, near and far.
    var descendantSet: CounterSet { Self.descendantSets[ordinal] }

    /// All counters in the order of the vocabulary, made once.
    static let byOrdinal: [Counter] = allCases
    private static let parentSets: [CounterSet] = sets { CounterSet($0.parents) }
    private static let ancestorSets: [CounterSet] = sets { CounterSet($0.ancestors) }
    private static let descendantSets: [CounterSet] = sets { counter in
        CounterSet(allCases.filter { $0.ancestors.contains(counter) })
    }

    private static func sets(_ value: (Counter) -> CounterSet) -> [CounterSet] {
        var sets = [CounterSet](repeating: CounterSet(), count: allCases.count)
        for counter in allCases { sets[counter.ordinal] = value(counter) }
        return sets
    }

    /// Whether tokens are counted, which stand first in the vocabulary.
    var isToken: Bool { ordinal <= Counter.citationTokens.ordinal }

    /// The place in the vocabulary; a hash of the raw value would cost more than the arithmetic of a whole line.
    var ordinal: Int {
        switch self {
        case .inputTokens: 0
        case .textInputTokens: 1
        case .audioInputTokens: 2
        case .imageInputTokens: 3
        case .videoInputTokens: 4
        case .documentInputTokens: 5
        case .toolPromptTokens: 6
        case .cacheReadTokens: 7
        case .textCacheReadTokens: 8
        case .audioCacheReadTokens: 9
        case .imageCacheReadTokens: 10
        case .videoCacheReadTokens: 11
        case .cacheWriteTokens: 12
        case .cacheWrite5mTokens: 13
        case .cacheWrite1hTokens: 14
        case .outputTokens: 15
        case .textOutputTokens: 16
        case .reasoningTokens: 17
        case .audioOutputTokens: 18
        case .imageOutputTokens: 19
        case .citationTokens: 20
        case .images: 21
        case .referenceImages: 22
        case .pixels: 23
        case .videos: 24
        case .videoSeconds: 25
        case .audioSeconds: 26
        case .predictSeconds: 27
        case .characters: 28
        case .pages: 29
        case .requests: 30
        case .searchUnits: 31
        case .webSearches: 32
        case .webFetches: 33
        case .fileSearches: 34
        case .codeSessions: 35
        case .groundingQueries: 36
        }
    }
}

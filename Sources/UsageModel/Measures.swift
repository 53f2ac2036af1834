/// Exact sums over rows, with the sign of each row applied.
public struct Measures: Hashable, Sendable {
    /// Calls; a reversal counts minus one.
    public var calls: Int = 0
    /// Calls that did not succeed.
    public var failedCalls: Int = 0
    /// Calls without a cost, by the word of the reason.
    public var unpricedCalls: [String: Int] = [:]
    /// Calls whose price is not dated to their day.
    public var assumedPriceCalls: Int = 0
    /// All input tokens.
    public var inputTokens: Int128 = 0
    /// All output tokens.
    public var outputTokens: Int128 = 0
    /// Input and output tokens.
    public var totalTokens: Int128 { inputTokens + outputTokens }
    /// Input tokens read from a cache.
    public var cacheReadTokens: Int128 = 0
    /// Input tokens written to a cache.
    public var cacheWriteTokens: Int128 = 0
    /// Output tokens of reasoning.
    public var reasoningTokens: Int128 = 0
    /// Images made.
    public var images: Int128 = 0
    /// Microseconds of video made.
    public var videoMicroseconds: Int128 = 0
    /// Microseconds of audio heard or made.
    public var audioMicroseconds: Int128 = 0
    /// What the priced calls cost.
    public var cost: Money = .zero
    /// The part of the cost for input.
    public var inputCost: Money = .zero
    /// The part of the cost for output tokens.
    public var outputCost: Money = .zero
    /// The part of the cost for what was made, and fees.
    public var generationCost: Money = .zero
    /// The cost before discounts.
    public var listCost: Money = .zero
    /// What providers or logs say the calls cost.
    public var statedCost: Money = .zero
    /// Calls with a stated cost.
    public var statedCalls: Int = 0

    /// Nothing counted.
    public init() {}

    /// Calls without a cost, for whatever reason.
    public var unpricedCallCount: Int { unpricedCalls.values.reduce(0, +) }

    /// Adds the sums of another group.
    public static func += (a: inout Measures, b: Measures) {
        a.calls += b.calls
        a.failedCalls += b.failedCalls
        if !b.unpricedCalls.isEmpty {
            // A reversed call leaves no reason behind, be it in another group.
            a.unpricedCalls = a.unpricedCalls.merging(b.unpricedCalls, uniquingKeysWith: +)
                .filter { $0.value != 0 }
        }
        a.assumedPriceCalls += b.assumedPriceCalls
        a.inputTokens += b.inputTokens
        a.outputTokens += b.outputTokens
        a.cacheReadTokens += b.cacheReadTokens
        a.cacheWriteTokens += b.cacheWriteTokens
        a.reasoningTokens += b.reasoningTokens
        a.images += b.images
        a.videoMicroseconds += b.videoMicroseconds
        a.audioMicroseconds += b.audioMicroseconds
        a.cost += b.cost
        a.inputCost += b.inputCost
        a.outputCost += b.outputCost
        a.generationCost += b.generationCost
        a.listCost += b.listCost
        a.statedCost += b.statedCost
        a.statedCalls += b.statedCalls
    }
}

import UsageModel

/// The names under which a statement of Anthropic counts tokens; the parts of the input stand apart and add up to it.
struct AnthropicCounts {
    /// Input that no cache had.
    var uncached: String
    /// Input read from a cache.
    var cacheRead: String
    /// Input written to a cache for five minutes.
    var cacheWrite5m: String
    /// Input written to a cache for an hour.
    var cacheWrite1h: String
    /// Output.
    var output: String
    /// Searches of the web.
    var webSearches: String

    /// The usage that a record states under these names, without the parts that are zero.
    func usage(of fields: Fields) throws(ModelError) -> Usage {
        var usage = Usage()
        let input = [uncached, cacheRead, cacheWrite5m, cacheWrite1h].filter { fields.value($0) != nil }
        if let first = input.first {
            try fields.count(.inputTokens, first, adding: Array(input.dropFirst()), into: &usage)
        }
        try fields.count(.cacheReadTokens, cacheRead, into: &usage)
        try fields.count(.cacheWrite5mTokens, cacheWrite5m, into: &usage)
        try fields.count(.cacheWrite1hTokens, cacheWrite1h, into: &usage)
        let written = (usage[.cacheWrite5mTokens] ?? .zero).adding(usage[.cacheWrite1hTokens] ?? .zero)
        if let written, !written.isZero { try usage.set(.cacheWriteTokens, written) }
        try fields.count(.outputTokens, output, into: &usage)
        try fields.count(.webSearches, webSearches, into: &usage)
        for count in usage.counts where count.value.isZero && count.counter.parents != [] {
            usage.remove(count.counter)
        }
        if usage[.webSearches]?.isZero == true { usage.remove(.webSearches) }
        return usage
    }
}

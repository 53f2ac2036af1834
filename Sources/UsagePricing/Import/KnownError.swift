import UsageModel

/// A figure of a public price list that is known to be wrong and is not taken over, with the reason.
struct KnownError {
    /// The list, without its version.
    var source: String
    /// Our name of the provider.
    var provider: String
    /// The model, or nil for all of the provider's.
    var model: String?
    /// The classes, or nil for all.
    var counters: Set<Counter>?
    /// Why it is wrong.
    var reason: String

    static let all: [KnownError] = [
        KnownError(
            source: "portkey", provider: "together", model: nil, counters: [.images, .videoSeconds, .videos],
            reason: "media prices are a hundred times too low"),
        KnownError(
            source: "portkey", provider: "minimax", model: "MiniMax-M2.7", counters: nil,
            reason: "a hundred times too low"),
        KnownError(
            source: "portkey", provider: "openai", model: "whisper-1", counters: nil,
            reason: "a price per minute filed as one per token"),
        KnownError(
            source: "genai-prices", provider: "perplexity", model: nil, counters: [.requests],
            reason: "the fee depends on the search context; the list takes the highest and says so"),
    ]

    /// The rates of a model without those that are known to be wrong.
    static func correct(
        _ rates: [RateKey: SourceRate], source: String, provider: String, model: String
    ) -> [RateKey: SourceRate] {
        let list = source.prefix { $0 != "@" }
        let errors = all.filter {
            $0.source == list && $0.provider == provider && ($0.model.map { $0 == model } ?? true)
        }
        if errors.isEmpty { return rates }
        return rates.filter { key, _ in
            !errors.contains { $0.counters.map { $0.contains(key.counter) } ?? true }
        }
    }
}

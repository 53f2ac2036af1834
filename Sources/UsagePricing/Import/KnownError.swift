import JSON
import UsageModel

/// A figure of a public price list that is on record as wrong and is not taken over, with the reason.
struct KnownError {
    /// The list, without its version.
    var source: String
    /// Our name of the provider.
    var provider: String
    /// The models by name, or nil for all of the provider's.
    var models: [String]?
    /// The classes, or nil for all.
    var counters: Set<Counter>?
    /// Why it is wrong.
    var reason: String

    init(_ value: JSONValue, at path: String) throws(PricingError) {
        let reader = PriceFileReader(file: "facts.json")
        guard let source = value["source"]?.string, let provider = value["provider"]?.string,
            let reason = value["reason"]?.string, !reason.isEmpty
        else { throw reader.error("expected the list, the provider and the reason", at: path) }
        self.source = source
        self.provider = provider
        self.reason = reason
        models = value["models"]?.array?.compactMap(\.string)
        guard let classes = value["classes"]?.array else { return }
        var counters = Set<Counter>()
        for name in classes {
            guard let counter = name.string.flatMap(Counter.named) else {
                throw reader.error("expected the word of a class", at: "\(path).classes")
            }
            counters.insert(counter)
        }
        self.counters = counters
    }

    /// Whether it is about a figure of a list.
    func covers(_ key: RateKey, of list: PriceSource, provider: String, model: String) -> Bool {
        list.name.prefix { $0 != "@" } == source && provider == self.provider
            && (models?.contains(model) ?? true) && (counters?.contains(key.counter) ?? true)
    }
}

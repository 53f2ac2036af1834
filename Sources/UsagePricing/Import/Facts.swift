import JSON
import UsageModel

/// The facts kept by hand beside the public lists: prices, and figures of the lists that are known to be wrong.
struct Facts {
    /// The prices, in the shape of a list.
    var source: PriceSource
    /// Rates that every model of a provider has, where a source says so.
    var shared: [String: SourceModel] = [:]
    /// Figures of the lists that have no say.
    var errors: [KnownError] = []

    /// Reads `facts.json`: models in the shape of price files with their provider, and `known_errors`.
    init(parsing bytes: [UInt8]) throws(PricingError) {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw PricingError(
                .badCatalogue, error.message,
                place: Place(file: "facts.json", line: error.line, column: error.column))
        }
        let reader = PriceFileReader(file: "facts.json")
        guard let seen = document["seen"]?.string.flatMap({ CivilDate($0) }) else {
            throw reader.error("expected the day on which the facts were seen", at: "seen")
        }
        source = PriceSource(name: "facts", seen: seen, isDated: false)
        for (index, element) in (document["models"]?.array ?? []).enumerated() {
            guard let provider = element["provider"]?.string else {
                throw reader.error("expected the provider", at: "models[\(index)].provider")
            }
            let entry = try reader.model(element, provider: provider, path: "models[\(index)]")
            if entry.id == "*" {
                shared[provider] = SourceModel(entry)
                continue
            }
            var model = SourceModel(entry)
            model.correction = element["corrects"]?.string
            for name in entry.names { source.models[provider, default: [:]][name] = model }
        }
        for (index, element) in (document["known_errors"]?.array ?? []).enumerated() {
            errors.append(try KnownError(element, at: "known_errors[\(index)]"))
        }
    }

    /// The first entry on record against a figure.
    func error(
        in key: RateKey, of list: PriceSource, provider: String, model: String
    ) -> KnownError? {
        errors.first { $0.covers(key, of: list, provider: provider, model: model) }
    }
}

extension SourceModel {
    /// A model of a price file as the word of a list; only its first price counts.
    fileprivate init(_ entry: ModelEntry) {
        let price = entry.prices[0]
        var rates: [RateKey: SourceRate] = [:]
        func add(_ rate: Rate, when condition: Condition) {
            rates[RateKey(rate.counter, rate.attributes, when: condition)] = SourceRate(
                amount: rate.amount, minimum: rate.minimum, increment: rate.increment, steps: rate.steps,
                megapixel: rate.megapixel)
        }
        for rate in price.rates { add(rate, when: Condition()) }
        for change in price.changes {
            for rate in change.rates { add(rate, when: change.condition) }
        }
        self.init(rates: rates, url: price.provenance.url)
        group = "facts:\(entry.id)"
        aliases = entry.aliases
        label = price.provenance.source
        defaults = price.defaults
        for change in price.changes {
            if let factor = change.multiplier { multipliers[change.condition] = factor }
        }
    }
}

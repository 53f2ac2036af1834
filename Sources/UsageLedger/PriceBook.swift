public import UsageModel
package import UsagePricing

/// The prices of the built-in catalogue, perhaps with your own above them: says what a call costs, without any ledger.
///
///     let cost = PriceBook.builtIn.cost(ofText: "gpt-4o", input: 1_200, output: 350)
///     print(cost.total?.description ?? "no price")  // 0.0065
///
/// Every answer is a `Costing`: an exact cost with its lines and the price that was used, or the reason why there is none.
/// Unknown is never zero. Any number of threads may use one book.
public struct PriceBook: Sendable {
    package let list: PriceList
    private let now: @Sendable () -> Instant

    /// The prices built into the product.
    public static let builtIn = PriceBook(list: .builtIn)

    /// The built-in prices under your own, of which a later file wins, and the models behind your Azure deployments.
    ///
    /// An own price holds for the models and dates that it names; everything else keeps its built-in price. Throws
    /// `bad_catalogue` with file, line and column where a file cannot be understood.
    ///
    ///     let prices = try PriceBook(
    ///         own: [OwnPrices(contentsOfFile: "own-prices.json5")], azureDeployments: ["my-gpt4": "gpt-4o"])
    public init(own files: [OwnPrices] = [], azureDeployments: [String: String] = [:]) throws {
        let own = try files.flatMap { try PriceFile.own(parsing: Array($0.json5.utf8), file: $0.name) }
        self.init(list: PriceList(own: own, azureDeployments: azureDeployments))
    }

    package init(list: PriceList, now: @escaping @Sendable () -> Instant = SystemEdge.now) {
        self.list = list
        self.now = now
    }

    /// What a call costs at the price in force at its moment; a request that was refused and used nothing is free.
    public func cost(of event: UsageEvent) -> Costing { Pipeline.price(event, with: list) }

    /// What any usage of a model costs.
    ///
    /// - Parameters:
    ///   - usage: The counts, inclusive as `Counter` says, with the attributes that decide their price.
    ///   - model: The model's name, alone where its maker's family is known (`gpt-4o`), or with the provider before it
    ///     (`groq/whisper-large-v3`).
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        of usage: Usage, model: String, provider: Provider? = nil, tier: ServiceTier = .standard,
        region: String? = nil, at moment: Instant? = nil
    ) -> Costing {
        guard let name = name(of: model, provider: provider, at: moment ?? now()) else {
            return .unpriced(UnpricedReason(.unknownModel, hint: hint(forUnknown: model)))
        }
        return list.cost(
            of: PricedCall(
                provider: name.provider, model: name.model, usage: usage, tier: tier, region: region,
                instant: moment ?? now()))
    }

    /// The provider's name for a model: by the given provider, the one before its name, the maker's family, or the only
    /// own price list that has it; nil where none of them tells.
    package func name(of model: String, provider: Provider?, at moment: Instant) -> ModelName? {
        if let provider { return ModelName(provider: provider, model: model) }
        if let known = ModelName(qualified: model) { return known }
        let own = list.providers.filter { !list.own($0).isEmpty }
        if let slash = model.firstIndex(of: "/") {
            let named = Provider(named: String(model[..<slash]))
            let rest = String(model[model.index(after: slash)...])
            if own.contains(named), !rest.isEmpty { return ModelName(provider: named, model: rest) }
        }
        let found = own.map { ModelName(provider: $0, model: model) }.filter {
            if case .model = list.resolve($0, at: moment) { true } else { false }
        }
        return found.count == 1 ? found.first : nil
    }

    /// What to do about a name that tells no provider: a near name of a well-known maker, else to name the provider.
    package func hint(forUnknown model: String) -> String {
        let makers = ["openai", "anthropic", "google", "mistral", "xai", "deepseek"]
        let names = makers.lazy.compactMap { list.builtIn(Provider(rawValue: $0)) }
            .flatMap(\.models).flatMap(\.names)
        return Names.suggestion(for: model, among: names)
            ?? "name the provider too, as in `PROVIDER/\(model.prefix(60))`"
    }

    /// The providers whose price lists have a model by this name, sorted; slow at the first time, for it reads them all.
    package func providers(of model: String, at moment: Instant) -> [Provider] {
        list.providers.filter {
            if case .model = list.resolve(ModelName(provider: $0, model: model), at: moment) {
                true
            } else {
                false
            }
        }
    }
}

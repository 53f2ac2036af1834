import UsageAnalysis
public import UsageModel

extension PriceBook {
    /// What plans cost at full use at a model's prices, what they leave, and where they break even.
    ///
    /// Throws `no_price` with the reason where the model has no price for such tokens.
    public func margins(
        of plans: [Plan], mix: TokenMix, model: String, provider: Provider? = nil,
        tier: ServiceTier = .standard, at moment: Instant? = nil
    ) throws -> PlanMargins {
        let rates = try tokenRates(of: model, mix: mix, provider: provider, tier: tier, at: moment)
        return try Self.margins(of: plans, mix: mix, rates: rates)
    }

    /// What plans cost at full use at given rates, what they leave, and where they break even.
    ///
    ///     let rates = TokenRates(input: .init(3), output: .init(15))
    ///     let starter = try Plan(name: "Starter", tokenLimit: 50_000, price: Money("9.99"))
    ///     let mix = try TokenMix(inputShare: ExactDecimal("0.6"))
    ///     try PriceBook.margins(of: [starter], mix: mix, rates: rates).plans[0].margin  // 9.6
    public static func margins(of plans: [Plan], mix: TokenMix, rates: TokenRates) throws -> PlanMargins {
        try PlanEconomics.margins(of: plans, mix: mix, rates: rates)
    }

    /// What one token of each class costs in a small call; fees that go by the call are named and left out.
    private func tokenRates(
        of model: String, mix: TokenMix, provider: Provider?, tier: ServiceTier, at moment: Instant?
    ) throws -> TokenRates {
        let hasCache = !mix.cacheReadShare.isZero
        let costing = cost(
            ofText: model, input: hasCache ? 2 : 1, output: 1, cacheRead: hasCache ? 1 : nil,
            provider: provider, tier: tier, at: moment)
        let cost: Cost
        switch costing {
        case .priced(let known): cost = known
        case .unpriced(let reason):
            throw LedgerError(
                .noPrice, "`\(model.prefix(80))` has no price for such tokens: \(reason)", hint: reason.hint)
        }
        func rate(_ className: String) -> TokenRates.Rate? {
            cost.lines.first { $0.className == className }
                .map { TokenRates.Rate($0.amount, per: $0.per, multipliers: $0.multipliers) }
        }
        guard let input = rate("input"), let output = rate("output") else {
            throw LedgerError(
                .noPrice, "`\(model.prefix(80))` is not priced by input and output tokens",
                hint: "give rates of your own instead")
        }
        let counted: Set = ["input", "cache_read", "output"]
        let fees = cost.lines.filter { !counted.contains($0.className) }.map {
            "a fee for `\($0.className)` is not counted"
        }
        return TokenRates(
            input: input, cacheRead: rate("cache_read"), output: output, price: cost.price,
            notes: cost.assumptions + fees)
    }
}

/// A plan that is sold: its name, the tokens that it allows, and its price for the same time.
public struct Plan: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Input and output tokens that the plan allows, 1 to 10^15.
    public let tokenLimit: Int
    /// What a customer pays for it; zero for a free plan.
    public let price: Money

    /// A plan; throws `bad_plan` where nobody could sell it.
    public init(name: String, tokenLimit: Int, price: Money) throws(ModelError) {
        guard !name.isEmpty else {
            throw ModelError(.badPlan, "a plan needs a name", hint: "write it like Starter:50000:9.99")
        }
        guard tokenLimit > 0, ExactDecimal(tokenLimit) <= Usage.countMax else {
            throw ModelError(
                .badPlan, "the plan `\(name.prefix(60))` allows \(tokenLimit) tokens",
                hint: "a limit is a whole number from 1 to 10^15")
        }
        guard price >= .zero, price <= Money.rowMax else {
            throw ModelError(
                .badPlan, "the plan `\(name.prefix(60))` costs \(price) US dollars",
                hint: "a price is from 0 to \(Money.rowMax) US dollars")
        }
        self.name = name
        self.tokenLimit = tokenLimit
        self.price = price
    }
}

/// How tokens divide: the share of input, and the share of that input which is read from a cache.
public struct TokenMix: Hashable, Sendable {
    /// Input tokens among all tokens, 0 to 1.
    public let inputShare: ExactDecimal
    /// Tokens read from a cache among the input tokens, 0 to 1.
    public let cacheReadShare: ExactDecimal

    /// The most decimals of a share: a ten-thousandth of a percent.
    public static let decimalsMax = 6

    /// A mix; throws `bad_share` for a share below 0, above 1 or finer than six decimals.
    public init(inputShare: ExactDecimal, cacheReadShare: ExactDecimal = .zero) throws(ModelError) {
        for (name, share) in [("input", inputShare), ("cache read", cacheReadShare)] {
            guard share >= .zero, share <= .one, share.scale <= Self.decimalsMax else {
                throw ModelError(
                    .badShare, "\(share) is no \(name) share",
                    hint: "a share is from 0 to 1, or from 0% to 100%, with at most six decimals")
            }
        }
        self.inputShare = inputShare
        self.cacheReadShare = cacheReadShare
    }

    /// Output tokens among all tokens.
    public var outputShare: ExactDecimal { ExactDecimal.one.subtracting(inputShare) ?? .zero }
}

extension FaultCode {
    /// A plan that nobody could sell.
    public static let badPlan = FaultCode("bad_plan", .input)
    /// A share that is none.
    public static let badShare = FaultCode("bad_share", .input)
}

/// What plans cost when they are used to the full, and what they leave of their price.
public struct PlanMargins: Hashable, Sendable {
    /// The plans, in the order in which they were asked for.
    public var plans: [PlanMargin]
    /// How the tokens are assumed to divide.
    public var mix: TokenMix
    /// What the tokens cost.
    public var rates: TokenRates

    /// The margins of these plans.
    public init(plans: [PlanMargin], mix: TokenMix, rates: TokenRates) {
        self.plans = plans
        self.mix = mix
        self.rates = rates
    }
}

/// What input, cached input and output tokens cost.
public struct TokenRates: Hashable, Sendable {
    /// The price of one class of tokens.
    public struct Rate: Hashable, Sendable {
        /// US dollars for `per` tokens.
        public var amount: ExactDecimal
        /// How many tokens the amount is for.
        public var per: ExactDecimal
        /// Factors on the amount, such as that of a tier.
        public var multipliers: [CostLine.Multiplier]

        /// A price, for a million tokens unless another count is given.
        public init(
            _ amount: ExactDecimal, per: ExactDecimal = ExactDecimal(1_000_000 as Int),
            multipliers: [CostLine.Multiplier] = []
        ) {
            self.amount = amount
            self.per = per
            self.multipliers = multipliers
        }
    }

    /// Input tokens that come from no cache.
    public var input: Rate
    /// Input tokens read from a cache; nil where no price is known.
    public var cacheRead: Rate?
    /// Output tokens.
    public var output: Rate
    /// The price that the rates are from; nil where they were given.
    public var price: PriceReference?
    /// What the rates take for granted or leave out, such as a fee for each request.
    public var notes: [String]

    /// Rates of a price, or given ones.
    public init(
        input: Rate, cacheRead: Rate? = nil, output: Rate, price: PriceReference? = nil, notes: [String] = []
    ) {
        self.input = input
        self.cacheRead = cacheRead
        self.output = output
        self.price = price
        self.notes = notes
    }
}

/// One plan's cost at full use, and what it leaves.
public struct PlanMargin: Hashable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The cost of as many tokens as the plan allows, class by class.
    public var lines: [CostLine]
    /// The most tokens whose cost is not above the price; nil where tokens cost nothing.
    public var breakEvenTokens: Int?

    /// A margin.
    public init(plan: Plan, lines: [CostLine], breakEvenTokens: Int?) {
        self.plan = plan
        self.lines = lines
        self.breakEvenTokens = breakEvenTokens
    }

    /// What the plan costs at full use.
    public var cost: Money { lines.reduce(.zero) { $0 + $1.cost } }

    /// What is left of the price at full use; below zero for a loss.
    public var margin: Money { plan.price - cost }

    /// The margin in percent of the price, to two decimals, half to even; nil for a free plan.
    public var marginPercent: ExactDecimal? {
        plan.price > .zero
            ? Self.percent(margin.picodollars, of: plan.price.picodollars) : nil
    }

    /// The break-even in percent of the limit, to two decimals, half to even; above 100 the plan cannot lose.
    public var breakEvenPercent: ExactDecimal? {
        breakEvenTokens.flatMap { Self.percent(Int128($0), of: Int128(plan.tokenLimit)) }
    }

    /// What a customer who uses the plan to the full pays for a million tokens, half to even at the picodollar.
    public var pricePerMillion: Money { perMillion(plan.price) }

    /// What a million tokens cost at full use, half to even at the picodollar.
    public var costPerMillion: Money { perMillion(cost) }

    // Amounts of one row times a million, and counts up to 10^15 times 10^4, are far below 2^127.
    private func perMillion(_ money: Money) -> Money {
        let (whole, rest) = (money.picodollars * 1_000_000)
            .quotientAndRemainder(dividingBy: Int128(plan.tokenLimit))
        return Money(
            picodollars: whole.roundedHalfToEven(remainder: rest, divisor: Int128(plan.tokenLimit)))
    }

    private static func percent(_ part: Int128, of whole: Int128) -> ExactDecimal? {
        let (percent, rest) = (part * 10_000).quotientAndRemainder(dividingBy: whole)
        return ExactDecimal(
            coefficient: percent.roundedHalfToEven(remainder: rest, divisor: whole), scale: 2)
    }
}

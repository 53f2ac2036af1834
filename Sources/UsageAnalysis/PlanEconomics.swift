package import UsageModel

/// From cost to revenue: what plans cost when they are used to the full, and where they begin to lose.
package enum PlanEconomics {
    /// The margins of plans at given rates.
    ///
    /// Throws `bad_share` where cached input is assumed and has no price, and `cost_out_of_range` where a plan's cost
    /// does not fit one row.
    package static func margins(of plans: [Plan], mix: TokenMix, rates: TokenRates) throws(ModelError)
        -> PlanMargins
    {
        if rates.cacheRead == nil, !mix.inputShare.isZero, !mix.cacheReadShare.isZero {
            throw ModelError(
                .badShare, "tokens read from a cache are assumed, and what they cost is not known",
                hint: "give the price of cache reads, or leave their share out")
        }
        for rate in [rates.input, rates.output] + [rates.cacheRead].compactMap(\.self) {
            guard rate.amount >= .zero else {
                throw ModelError(
                    .badNumber, "a price of \(rate.amount) US dollars is below zero",
                    hint: "a price is 0 or more")
            }
        }
        var margins: [PlanMargin] = []
        for plan in plans {
            margins.append(
                PlanMargin(
                    plan: plan, lines: try lines(tokens: plan.tokenLimit, mix, rates),
                    breakEvenTokens: breakEven(at: plan.price, mix, rates)))
        }
        return PlanMargins(plans: margins, mix: mix, rates: rates)
    }

    /// The cost of so many tokens in all, class by class; a class without tokens has no line.
    private static func lines(tokens: Int, _ mix: TokenMix, _ rates: TokenRates) throws(ModelError)
        -> [CostLine]
    {
        // Shares have few decimals and counts few digits: the products are exact.
        let all = ExactDecimal(tokens)
        let input = all.multiplied(by: mix.inputShare) ?? .zero
        let cached = input.multiplied(by: mix.cacheReadShare) ?? .zero
        let parts: [(name: String, CostLine.Direction, ExactDecimal, TokenRates.Rate?)] = [
            ("input", .input, input.subtracting(cached) ?? .zero, rates.input),
            ("cache_read", .input, cached, rates.cacheRead),
            ("output", .output, all.multiplied(by: mix.outputShare) ?? .zero, rates.output),
        ]
        var lines: [CostLine] = []
        for (name, direction, count, rate) in parts {
            guard let rate, !count.isZero else { continue }
            lines.append(
                try CostLine(
                    className: name, direction: direction, unit: .token, count: count, amount: rate.amount,
                    per: rate.per, multipliers: rate.multipliers))
        }
        return lines
    }

    /// The most tokens whose cost is not above a price; nil where even the largest count costs no more.
    private static func breakEven(at price: Money, _ mix: TokenMix, _ rates: TokenRates) -> Int? {
        func isCovered(_ tokens: Int) -> Bool {
            // What does not fit one row is dearer than any plan can be.
            guard let lines = try? lines(tokens: tokens, mix, rates) else { return false }
            return lines.reduce(Money.zero) { $0 + $1.cost } <= price
        }
        var (covered, uncovered) = (0, Usage.countMax.integer ?? 0)
        guard !isCovered(uncovered) else { return nil }
        while uncovered - covered > 1 {
            let middle = covered + (uncovered - covered) / 2
            if isCovered(middle) { covered = middle } else { uncovered = middle }
        }
        return covered
    }
}

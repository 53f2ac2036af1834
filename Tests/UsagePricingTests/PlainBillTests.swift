import TestSupport
import Testing
import UsageModel
import UsagePricing

@Suite struct PlainBillTests {
    /// A discount of nothing changes no cost, but takes the call out of the plain ones.
    @Test func `the short way gives what the long way gives`() throws {
        let counters: [Counter] = [
            .inputTokens, .textInputTokens, .audioInputTokens, .cacheReadTokens, .audioCacheReadTokens,
            .cacheWriteTokens, .cacheWrite5mTokens, .cacheWrite1hTokens, .outputTokens, .textOutputTokens,
            .reasoningTokens, .audioOutputTokens, .citationTokens, .webSearches,
        ]
        let models = [
            ("openai", "gpt-4o"), ("openai", "gpt-realtime-2"), ("anthropic", "claude-sonnet-4-5"),
            ("google", "gemini-2.5-pro"), ("deepseek", "deepseek-r1"), ("perplexity", "sonar"),
        ]
        var priced = 0
        try forAll(seeds: 0..<2000) { random in
            var usage = Usage()
            let most = [10, 1000, 300_000][random.below(3)]
            for counter in counters where random.below(4) == 0 {
                try usage.set(counter, ExactDecimal(random.below(most)))
            }
            let (provider, model) = random.pick(models)
            let call = PricedCall(
                provider: Provider(rawValue: provider), model: model, usage: usage,
                tier: random.pick([.standard, .standard, .standard, .batch]),
                instant: Instant(seconds: Int64(1_700_000_000 + random.below(120_000_000))))
            let name = ModelName(provider: call.provider, model: model)
            guard
                case .model(let entry, let match, let version) = PriceList.builtIn.resolve(
                    name, at: call.instant)
            else { return }
            let price = try #require(entry.price(at: call.instant))
            let costings = [nil, Discount(percent: .zero)].map { discount in
                PriceList.cost(
                    of: call, entry: entry, price: price, discount: discount, match: match, version: version)
            }
            #expect(costings[0].unpricedReason == costings[1].unpricedReason)
            guard let short = costings[0].cost, var long = costings[1].cost else { return }
            for index in long.lines.indices { long.lines[index].multipliers.removeLast() }
            #expect(short == long, "\(provider)/\(model) \(usage.json)")
            priced += 1
        }
        #expect(priced > 100)
    }
}

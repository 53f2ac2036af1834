import TestSupport
import Testing
import UsageModel
import UsagePricing

@Suite struct UsagePropertyTests {
    /// Any counts at all: a cost whose lines add up and are not negative, or a reason; tokens are never billed twice.
    @Test func `any usage has a sound cost or a reason`() throws {
        let counters: [Counter] = [
            .inputTokens, .audioInputTokens, .imageInputTokens, .cacheReadTokens, .audioCacheReadTokens,
            .cacheWriteTokens, .cacheWrite1hTokens, .outputTokens, .reasoningTokens, .audioOutputTokens,
            .textInputTokens, .images, .audioSeconds,
        ]
        let models = [
            ("openai", "gpt-4o"), ("openai", "gpt-realtime-2"), ("anthropic", "claude-haiku-5-5"),
            ("google", "gemini-2.5-pro"), ("openai", "gpt-image-1"), ("deepseek", "deepseek-v4-pro"),
        ]
        var priced = 0
        try forAll(seeds: 0..<1000) { random in
            var usage = Usage()
            let most = [10, 1000, 300_000][random.below(3)]
            for counter in counters where random.below(3) == 0 {
                try usage.set(counter, ExactDecimal(random.below(most)))
            }
            let (provider, model) = random.pick(models)
            let instant = Instant(seconds: Int64(1_700_000_000 + random.below(120_000_000)))
            let costing = PriceList.builtIn.cost(
                of: PricedCall(
                    provider: Provider(rawValue: provider), model: model, usage: usage, instant: instant))
            guard case .priced(let cost) = costing else { return }
            priced += 1
            #expect(cost.lines.allSatisfy { $0.cost >= .zero })
            #expect(cost.lines.reduce(.zero) { $0 + $1.cost } == cost.total)
            for direction in [CostLine.Direction.input, .output] {
                let whole = usage[direction == .input ? .inputTokens : .outputTokens]
                guard let whole else { continue }
                var billed = ExactDecimal.zero
                for line in cost.lines where line.direction == direction && line.unit == .token {
                    billed = try #require(billed.adding(line.count))
                }
                #expect(billed == whole, "\(provider)/\(model) \(usage.json)")
            }
        }
        #expect(priced > 100)
    }

    @Test func `cached audio is counted once`() throws {
        let usage = try Usage([
            .inputTokens: 4096, .audioInputTokens: 1009, .cacheReadTokens: 1009, .audioCacheReadTokens: 501,
        ])
        let cost = try #require(
            PriceList.builtIn.cost(
                of: PricedCall(
                    provider: Provider(rawValue: "openai"), model: "gpt-realtime-2", usage: usage,
                    instant: Instant(seconds: 1_795_176_000))
            ).cost)
        let counts = cost.lines.map { "\($0.className) \($0.count)" }
        #expect(counts == ["input 2579", "audio_input 508", "cache_read 508", "audio_cache_read 501"])
    }

    @Test func `an overlap that is not said is named where it decides`() throws {
        let usage = try Usage([.inputTokens: 100, .audioInputTokens: 80, .cacheReadTokens: 50])
        let costing = PriceList.builtIn.cost(
            of: PricedCall(
                provider: Provider(rawValue: "openai"), model: "gpt-realtime-2", usage: usage,
                instant: Instant(seconds: 1_795_176_000)))
        #expect(costing.unpricedReason == UnpricedReason(.ambiguous, "audio_cache_read_tokens"))
    }
}

import Testing
import UsageModel
import UsagePricing

private func call(
    _ provider: String, _ model: String, _ counts: [Counter: Int],
    at instant: String = "2026-11-20T12:00:00Z",
    tier: String = "", speed: String? = nil, region: String? = nil,
    attributes: [UsageAttribute: String] = [:]
) throws -> Costing {
    PriceList.builtIn.cost(
        of: PricedCall(
            provider: Provider(named: provider), model: model,
            usage: try Usage(counts, attributes: attributes),
            tier: ServiceTier(rawValue: tier), region: region, speed: speed, instant: try Instant(instant)))
}

@Suite struct PricerTests {
    @Test func `a chat call costs its input, cached input and output`() throws {
        let costing = try call(
            "openai", "gpt-4o", [.inputTokens: 1200, .cacheReadTokens: 200, .outputTokens: 350])
        let cost = try #require(costing.cost)
        #expect(cost.total == (try Money("0.00625")))
        #expect(cost.lines.map(\.className) == ["input", "cache_read", "output"])
        #expect(cost.lines.map(\.count) == [1000, 200, 350].map { ExactDecimal($0 as Int) })
        #expect(cost.lines.map(\.cost.description) == ["0.0025", "0.00025", "0.0035"])
        #expect(cost.price.priceID == "openai/gpt-4o")
        #expect(cost.price.match == "exact gpt-4o")
        #expect(cost.price.source.hasPrefix("genai-prices@"))
        #expect(cost.total(.input) + cost.total(.output) == cost.total)
    }

    @Test func `five-minute and one-hour cache writes have their own prices`() throws {
        let cost = try #require(
            try call(
                "anthropic", "claude-sonnet-4-5",
                [
                    .inputTokens: 25_013, .cacheReadTokens: 4001, .cacheWriteTokens: 12_007,
                    .cacheWrite1hTokens: 8009, .outputTokens: 501,
                ]
            ).cost)
        let classes = cost.lines.map { "\($0.className) \($0.count) at \($0.amount)" }
        #expect(
            classes == [
                "input 9005 at 3", "cache_read 4001 at 0.3", "cache_write 3998 at 3.75",
                "cache_write_1h 8009 at 6", "output 501 at 15",
            ])
        #expect(cost.assumptions.isEmpty)
    }

    @Test func `cache writes of unsaid length count as five minutes and say so`() throws {
        let cost = try #require(
            try call(
                "anthropic", "claude-sonnet-4-5",
                [.inputTokens: 100, .cacheWriteTokens: 60, .outputTokens: 10]
            ).cost)
        #expect(cost.assumptions == ["cache_write=5m"])
    }

    @Test(arguments: [(200_000, "0.27003"), (200_001, "0.53004750")])
    func `a long prompt changes the price of the whole request`(tokens: Int, total: String) throws {
        let costing = try call("google", "gemini-2.5-pro", [.inputTokens: tokens, .outputTokens: 2003])
        #expect(costing.cost?.total == (try Money(total)))
    }

    @Test(arguments: [
        ("2026-11-18T00:59:59Z", "0.66"), ("2026-11-18T01:00:00Z", "1.32"), ("2026-11-18T03:59:59Z", "1.32"),
        ("2026-11-18T04:00:00Z", "0.66"), ("2026-11-21T02:00:00Z", "0.66"), ("2026-08-16T23:59:59Z", "0.435"),
        ("2026-08-16T02:00:00Z", "0.435"), ("2026-08-17T00:00:00Z", "0.66"),
    ])
    func `hours, weekdays and dates decide together`(instant: String, amount: String) throws {
        let cost = try call("deepseek", "deepseek-v4-pro", [.inputTokens: 1000], at: instant).cost
        #expect(cost?.lines.first?.amount == (try ExactDecimal(amount)))
    }

    @Test(arguments: [
        ("standard", "1024x1024", "0.04"), ("standard", "1024x1792", "0.08"), ("hd", "1792x1024", "0.12"),
        ("HD", "1024-x-1024", "0.08"),
    ])
    func `an image is priced by quality and size`(quality: String, size: String, total: String) throws {
        let attributes: [UsageAttribute: String] = [.imageQuality: quality, .imageSize: size]
        let costing = try call("openai", "dall-e-3", [.images: 1], attributes: attributes)
        #expect(costing.cost?.total == (try Money(total)))
        #expect(costing.cost?.assumptions == [])
    }

    @Test func `a documented default is assumed aloud, an undocumented one is not`() throws {
        let assumed = try #require(try call("openai", "dall-e-3", [.images: 2]).cost)
        #expect(assumed.total == (try Money("0.08")))
        #expect(assumed.assumptions == ["quality=standard", "size=1024x1024"])
        let ambiguous = try call("openai", "gpt-image-1", [.images: 1])
        #expect(ambiguous.unpricedReason == UnpricedReason(.ambiguous, "quality"))
        #expect(ambiguous.unpricedReason?.hint?.contains("between 0.011 and 0.25") == true)
    }

    @Test func `the price is that of the moment, and says whether it is dated`() throws {
        let before = try #require(
            try call("openai", "o3", [.inputTokens: 1_000_000], at: "2025-06-09T23:59:59Z").cost)
        let after = try #require(
            try call("openai", "o3", [.inputTokens: 1_000_000], at: "2025-06-10T00:00:00Z").cost)
        #expect(before.total == (try Money("10")))
        #expect(after.total == (try Money("2")))
        #expect(before.price.dateState == .dated)
        #expect(after.price.priceID == "openai/o3@2025-06-10")
        let undated = try #require(
            try call("openai", "gpt-4o", [.inputTokens: 1], at: "2024-09-01T00:00:00Z").cost)
        #expect(undated.price.dateState == .assumed)
        let seen = try #require(
            try call("openai", "gpt-4o", [.inputTokens: 1], at: "2026-11-21T08:00:00Z").cost)
        #expect(seen.price.dateState == .dated)
    }

    @Test func `a tier has its own rates, and one without rates is not priced at all`() throws {
        let batch = try call("openai", "gpt-4.1", [.inputTokens: 50_021, .outputTokens: 3001], tier: "batch")
        #expect(batch.cost?.total == (try Money("0.062025")))
        let served = try call(
            "openai", "gpt-4.1", [.inputTokens: 50_021, .outputTokens: 3001], tier: "default")
        #expect(served.cost?.total == (try Money("0.12405")))
        let none = try call("openai", "gpt-4.1", [.inputTokens: 1], tier: "balanced")
        #expect(none.unpricedReason == UnpricedReason(.missingRate, "tier=balanced"))
    }

    @Test(
        arguments: [
            ("claude-opus-5", "fast", "10", nil), ("claude-opus-5", "standard", "5", nil),
            ("claude-opus-5", "turbo", nil, "missing_rate:speed=turbo"),
            ("claude-sonnet-4-5", "fast", nil, "missing_rate:speed=fast"),
        ] as [(String, String, String?, String?)])
    func `a speed has its own rates, and one without rates is not priced at all`(
        model: String, speed: String, amount: String?, reason: String?
    ) throws {
        let costing = try call("anthropic", model, [.inputTokens: 1000], speed: speed)
        #expect(costing.cost?.lines.first?.amount.description == amount)
        #expect(costing.unpricedReason?.description == reason)
    }

    @Test(arguments: [
        ("openai", "gpt-5.5", "eu", "1.1"), ("openai", "gpt-5.5", "us", "1.1"),
        ("openai", "gpt-5.5", "jp", "1"),
        ("anthropic", "claude-opus-5", "us", "1.1"), ("anthropic", "claude-opus-5", "global", "1"),
    ])
    func `a region's factor is on every token`(
        provider: String, model: String, region: String, total: String
    ) throws {
        let cost = try call(provider, model, [.inputTokens: 200_000], region: region).cost
        #expect(cost?.total == (try Money(total)))
    }

    @Test(arguments: [
        ("sora-2", [Counter.videos: 1, .videoSeconds: 5], "0.5"),
        ("tts-1", [.characters: 1000, .audioSeconds: 60], "0.015"),
        ("whisper-1", [.characters: 1000, .audioSeconds: 60], "0.006"),
    ])
    func `what is measured twice is priced by the measure that has a rate`(
        model: String, counts: [Counter: Int], total: String
    ) throws {
        #expect(try call("openai", model, counts).cost?.total == (try Money(total)))
    }

    @Test func `the size of a video's frames tells its resolution`() throws {
        let costing = try call(
            "openai", "sora-2-pro", [.videoSeconds: 2], attributes: [.imageSize: "1280x720"])
        #expect(costing.cost?.total == (try Money("0.6")))
    }

    @Test func `an image beside a text model's tokens is not free`() throws {
        let costing = try call("openai", "gpt-5", [.inputTokens: 5, .outputTokens: 5, .images: 1])
        #expect(costing.unpricedReason == UnpricedReason(.missingRate, "image"))
    }

    @Test func `a minimum is billed, and the same word is never charged twice`() throws {
        let short = try #require(try call("groq", "whisper-large-v3", [.audioSeconds: 3]).cost)
        #expect(short.lines.first?.count == ExactDecimal(10))
        let tokens = try #require(
            try call("openai", "gpt-image-1", [.inputTokens: 100, .outputTokens: 1000, .images: 1]).cost)
        #expect(tokens.lines.map(\.className) == ["input", "output"])
    }

    @Test(arguments: [
        ([Counter.inputTokens: 5, .cacheReadTokens: 6], "impossible_usage:cache_read_tokens>input_tokens"),
        (
            [.inputTokens: 5, .cacheReadTokens: 3, .cacheWriteTokens: 3],
            "impossible_usage:cache_read_tokens+cache_write_tokens>input_tokens"
        ),
        ([.outputTokens: 5, .reasoningTokens: 6], "impossible_usage:reasoning_tokens>output_tokens"),
        ([:], "usage_missing"), ([.images: 1], "missing_rate:image"),
        ([.inputTokens: 5, .codeSessions: 1], "missing_rate:code_session"),
    ])
    func `what cannot be priced says why`(counts: [Counter: Int], reason: String) throws {
        let costing = try call("anthropic", "claude-sonnet-4-5", counts)
        #expect(costing.unpricedReason?.description == reason)
    }

    @Test func `a free model has an explicit price of zero`() throws {
        let costing = try call(
            "openrouter", "google/gemini-2.0-flash-exp:free", [.inputTokens: 9, .outputTokens: 9])
        #expect(costing.cost?.total == .zero)
        #expect(costing.cost?.lines.map(\.amount) == [.zero, .zero])
    }

    @Test func `a cost beyond one row is refused`() throws {
        let costing = try call("openai", "gpt-4", [.outputTokens: 1_000_000_000_000])
        #expect(costing.unpricedReason == UnpricedReason(.costOutOfRange))
    }
}

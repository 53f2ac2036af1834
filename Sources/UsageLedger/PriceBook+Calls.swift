public import UsageModel

/// The usual calls. Counts that cannot be, such as negative ones, give the reason `impossible_usage`.
extension PriceBook {
    /// What a text call costs: a chat, a completion, an embedding.
    ///
    ///     PriceBook.builtIn.cost(ofText: "gpt-4o", input: 1_200, output: 350, cacheRead: 1_024).total  // 0.00522
    ///
    /// - Parameters:
    ///   - model: The model, such as `gpt-4o` or `aws-bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0`.
    ///   - input: Input tokens, those read from or written to a cache included.
    ///   - output: Output tokens, reasoning included.
    ///   - cacheRead: Input tokens read from a cache.
    ///   - cacheWrite: Input tokens written to a cache.
    ///   - reasoning: Output tokens of reasoning.
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it, such as `.batch`.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        ofText model: String, input: Int, output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil,
        reasoning: Int? = nil, provider: Provider? = nil, tier: ServiceTier = .standard,
        region: String? = nil, at moment: Instant? = nil
    ) -> Costing {
        let counts: [(Counter, Int?)] = [
            (.inputTokens, input), (.outputTokens, output), (.cacheReadTokens, cacheRead),
            (.cacheWriteTokens, cacheWrite), (.reasoningTokens, reasoning),
        ]
        return cost(
            of: counts.compactMap { counter, count in count.map { (counter, ExactDecimal($0)) } }, [:], model,
            provider, tier, region, moment)
    }

    /// What images cost.
    ///
    ///     PriceBook.builtIn.cost(ofImages: "dall-e-3", count: 2, size: "1024x1024", quality: "hd").total  // 0.16
    ///
    /// - Parameters:
    ///   - model: The model, such as `dall-e-3` or `black-forest-labs/flux-pro-1.1`.
    ///   - count: How many were made.
    ///   - size: Width x height in pixels, such as `1024x1024`.
    ///   - quality: The provider's word, such as `hd`.
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        ofImages model: String, count: Int = 1, size: String? = nil, quality: String? = nil,
        provider: Provider? = nil, tier: ServiceTier = .standard, region: String? = nil,
        at moment: Instant? = nil
    ) -> Costing {
        cost(
            of: [(.images, ExactDecimal(count))], [.imageSize: size, .imageQuality: quality], model, provider,
            tier, region, moment)
    }

    /// What a video costs.
    ///
    ///     PriceBook.builtIn.cost(ofVideo: "sora-2", seconds: 8, resolution: "720p").total  // 0.8
    ///
    /// - Parameters:
    ///   - model: The model, such as `sora-2` or `runway/gen4_turbo`.
    ///   - seconds: Its length; the shortest decimal number that stands for it counts.
    ///   - resolution: The provider's word, such as `720p`.
    ///   - audio: Whether it has a sound track; nil where that is not known.
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        ofVideo model: String, seconds: Double, resolution: String? = nil, audio: Bool? = nil,
        provider: Provider? = nil, tier: ServiceTier = .standard, region: String? = nil,
        at moment: Instant? = nil
    ) -> Costing {
        cost(
            ofSeconds: seconds, .videoSeconds,
            [.videoResolution: resolution, .videoAudio: audio.map { "\($0)" }], model, provider, tier, region,
            moment)
    }

    /// What it costs to hear or make so many seconds of sound: a transcription, or speech that is billed by time.
    ///
    ///     PriceBook.builtIn.cost(ofAudio: "whisper-1", seconds: 90).total  // 0.009
    ///
    /// - Parameters:
    ///   - model: The model, such as `whisper-1`.
    ///   - seconds: Its length; the shortest decimal number that stands for it counts.
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        ofAudio model: String, seconds: Double, provider: Provider? = nil, tier: ServiceTier = .standard,
        region: String? = nil, at moment: Instant? = nil
    ) -> Costing {
        cost(ofSeconds: seconds, .audioSeconds, [:], model, provider, tier, region, moment)
    }

    /// What speech costs that is billed by the letters to be spoken.
    ///
    ///     PriceBook.builtIn.cost(ofSpeech: "tts-1", characters: 2_000).total  // 0.03
    ///
    /// - Parameters:
    ///   - model: The model, such as `tts-1`.
    ///   - characters: How many letters, as the provider counts them.
    ///   - provider: Who serves it, where the name does not say.
    ///   - tier: The tier that served it.
    ///   - region: The region that served it, in the provider's word.
    ///   - moment: When; now, unless it is given.
    public func cost(
        ofSpeech model: String, characters: Int, provider: Provider? = nil, tier: ServiceTier = .standard,
        region: String? = nil, at moment: Instant? = nil
    ) -> Costing {
        cost(of: [(.characters, ExactDecimal(characters))], [:], model, provider, tier, region, moment)
    }

    private func cost(
        ofSeconds seconds: Double, _ counter: Counter, _ attributes: [UsageAttribute: String?],
        _ model: String, _ provider: Provider?, _ tier: ServiceTier, _ region: String?, _ moment: Instant?
    ) -> Costing {
        // A length that is no number has no decimal text either.
        guard let exact = try? ExactDecimal("\(seconds)") else {
            return .unpriced(
                UnpricedReason(
                    .impossibleUsage, counter.rawValue, hint: "\(seconds) seconds are no length"))
        }
        return cost(of: [(counter, exact)], attributes, model, provider, tier, region, moment)
    }

    private func cost(
        of counts: [(Counter, ExactDecimal)], _ attributes: [UsageAttribute: String?],
        _ model: String, _ provider: Provider?, _ tier: ServiceTier, _ region: String?, _ moment: Instant?
    ) -> Costing {
        var usage = Usage()
        usage.attributes = attributes.compactMapValues(\.self)
        for (counter, value) in counts {
            do {
                try usage.set(counter, value)
            } catch {
                return .unpriced(
                    UnpricedReason(.impossibleUsage, counter.rawValue, hint: error.message))
            }
        }
        return cost(of: usage, model: model, provider: provider, tier: tier, region: region, at: moment)
    }
}

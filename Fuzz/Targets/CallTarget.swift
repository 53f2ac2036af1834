import UsageModel
import UsagePricing

/// A call of a model that has a price, made of any counts, attributes, tiers, regions and moments.
enum CallTarget {
    /// Every model of the built-in catalogue.
    private static let models: [ModelName] = PriceList.builtIn.providers.flatMap { provider in
        (PriceList.builtIn.builtIn(provider)?.models ?? []).map {
            ModelName(provider: provider, model: $0.id)
        }
    }
    private static let words: [UsageAttribute: [String]] = [
        .imageSize: ["1024x1024", "1024x1792", "1536x1024", "512x512", "720x1280", "auto", "0x0", "x"],
        .imageQuality: ["standard", "hd", "low", "medium", "high", "auto", ""],
        .videoResolution: ["480p", "720p", "1080p", "4k", "1280x720", "0p"],
        .videoAudio: ["true", "false", "yes"],
    ]
    private static let anyWords = ["edit", "low", "medium", "high", "image_to_video", ""]
    private static let tiers = ["standard", "batch", "flex", "priority", "fast", "gold", ""]
    private static let regions = [nil, nil, nil, "us", "eu", "us-east-1", "global", "moon"]

    @Sendable static func check(_ bytes: [UInt8]) throws {
        var source = ByteSource(bytes)
        let name = source.pick(models)
        var usage = Usage()
        let flags = source.byte()
        let tier = flags & 1 == 0 ? .standard : ServiceTier(rawValue: source.pick(tiers))
        let region = flags & 2 == 0 ? nil : source.pick(regions)
        let speed = flags & 4 == 0 ? nil : source.pick(["fast", "standard", "slow"])
        let route = flags & 8 == 0 ? nil : source.pick(["google-vertex", "anthropic", "deepinfra"])
        let day = flags & 16 == 0 ? 1_795_176_000 : 1_640_000_000 + source.below(65_536) * 3_607
        for attribute in UsageAttribute.allCases where flags & 32 != 0 && source.byte() & 1 == 0 {
            usage.attributes[attribute] = source.pick(words[attribute] ?? anyWords)
        }
        while !source.isAtEnd {
            let counter = source.pick(Counter.allCases)
            let count = source.count()
            let value =
                counter.isFractional
                ? ExactDecimal(coefficient: Int128(count), scale: source.below(7)) ?? .zero
                : ExactDecimal(count)
            // What no call can use is refused, and the call goes on without it.
            try? usage.set(counter, value)
        }
        let call = PricedCall(
            provider: name.provider, model: name.model, usage: usage, tier: tier, region: region,
            route: route, speed: speed, instant: Instant(seconds: Int64(day)))
        let costing = PriceList.builtIn.cost(of: call)
        try require(
            costing.unpricedReason?.kind != .unknownModel || day != 1_795_176_000,
            "a model of the catalogue is unknown: \(name)")
        try CostCheck.check(costing, of: call)
        try require(PriceList.builtIn.cost(of: call) == costing, "two costs of one call")
    }
}

import UsageModel
import UsagePricing

/// A price file, and calls priced by what it says.
enum PriceFileTarget {
    @Sendable static func check(_ bytes: [UInt8]) throws {
        let file: PriceFile
        do throws(PricingError) {
            file = try PriceFile(parsing: bytes, file: "own.json")
        } catch {
            try require(!error.message.isEmpty, "an error without a message")
            try require(error.code == .badCatalogue, "a price file's error has the code `\(error.code.name)`")
            return
        }
        for entry in file.models.prefix(4) {
            for price in entry.prices.prefix(4) {
                for usage in usages { try check(entry, price, usage, of: file) }
            }
        }
        try checkNames(of: file)
    }

    private static func check(_ entry: ModelEntry, _ price: Price, _ usage: Usage, of file: PriceFile) throws
    {
        let tiers = ["standard"] + price.changes.compactMap(\.condition.tier)
        for (index, tier) in tiers.prefix(3).enumerated() {
            let call = PricedCall(
                provider: file.provider, model: entry.id, usage: usage, tier: ServiceTier(rawValue: tier),
                region: index == 0 ? nil : price.changes.lazy.compactMap(\.condition.region).first,
                instant: price.from ?? Instant(seconds: 1_795_176_000))
            let costing = PriceList.cost(
                of: call, entry: entry, price: price, match: "exact", version: file.version)
            try CostCheck.check(costing, of: call)
        }
    }

    /// A model is found under each of its names, in the user's own list above the built-in one.
    private static func checkNames(of file: PriceFile) throws {
        guard PriceList.builtIn.builtIn(file.provider) == nil else { return }
        let list = PriceList(own: [file])
        for entry in file.models.prefix(8) {
            for name in entry.names.prefix(8) {
                let found = list.resolve(
                    ModelName(provider: file.provider, model: name), at: Instant(seconds: 1_795_176_000))
                guard case .model(let model, _, _) = found else {
                    throw Violation(description: "`\(name)` is not found in the file that names it")
                }
                try require(model.names.contains(name), "`\(name)` means `\(model.id)`")
            }
        }
    }

    private static let usages: [Usage] = {
        let counts: [[Counter: Int]] = [
            [.inputTokens: 1_000, .outputTokens: 500],
            [
                .inputTokens: 300_000, .cacheReadTokens: 100_000, .cacheWriteTokens: 50_000,
                .cacheWrite1hTokens: 10_000, .outputTokens: 9_000, .reasoningTokens: 4_000,
            ],
            [
                .inputTokens: 999_999_999_999_999, .audioInputTokens: 1, .outputTokens: 999_999_999_999_999,
                .audioOutputTokens: 3,
            ],
            [.images: 3, .pixels: 3_145_728],
            [.videoSeconds: 8, .audioSeconds: 61, .characters: 12, .pages: 2, .webSearches: 1, .requests: 1],
            [.images: 0, .inputTokens: 0],
        ]
        let attributes: [UsageAttribute: String] = [
            .imageSize: "1024x1024", .imageQuality: "hd", .videoResolution: "720p", .videoAudio: "true",
        ]
        var usages: [Usage] = []
        for count in counts {
            for attributes in [[:], attributes] {
                if let usage = try? Usage(count, attributes: attributes) { usages.append(usage) }
            }
        }
        return usages
    }()
}

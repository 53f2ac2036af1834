import JSON
import UsageModel

extension PriceSource {
    /// Reads Portkey-AI/models: cents per single unit, no dates; a zero means that there is no figure.
    static func portkey(_ document: JSONValue, version: String, seen: CivilDate) -> PriceSource {
        var source = PriceSource(name: "portkey@\(version)", seen: seen, isDated: false)
        for provider in ImportedProvider.all {
            for file in provider.portkey {
                let members = document[file]?.object?.members ?? []
                let names = Set(members.map(\.name))
                for member in members where member.name != "default" {
                    guard let name = Self.name(member.name, among: names) else { continue }
                    let rates = PortkeyReader(name: name, value: member.value).rates()
                    guard !rates.isEmpty else { continue }
                    source.models[provider.name, default: [:]][name] = SourceModel(rates: rates)
                }
            }
        }
        return source
    }

    /// Google's models stand there twice, up to and above 128k tokens; the lower one is the model's price.
    private static func name(_ name: String, among names: Set<String>) -> String? {
        let (lower, upper) = ("-lte-128k", "-gt-128k")
        if name.hasSuffix(lower) { return String(name.dropLast(lower.count)) }
        guard name.hasSuffix(upper) else { return names.contains(name + lower) ? nil : name }
        let base = String(name.dropLast(upper.count))
        return names.contains(base + lower) || names.contains(base) ? nil : base
    }
}

/// Reads the price of one Portkey model.
private struct PortkeyReader {
    let name: String
    let value: JSONValue

    func rates() -> [RateKey: SourceRate] {
        var rates: [RateKey: SourceRate] = [:]
        let modes = value["custom_pricing"]?["regions"]?["default"]?["execution_modes"]?.object?.members ?? []
        for mode in modes {
            var condition = Condition()
            if mode.name != "standard" { condition.tier = ServiceTier(rawValue: mode.name).rawValue }
            guard let paid = mode.value["pricing_config"]?["pay_as_you_go"] else { continue }
            add(paid, when: condition, to: &rates)
        }
        if let config = value["pricing_config"] {
            if let currency = config["currency"]?.string, currency.uppercased() != "USD" { return [:] }
            if let batch = config["batch_config"] {
                var condition = Condition()
                condition.tier = "batch"
                add(batch, when: condition, to: &rates)
            }
            if let paid = config["pay_as_you_go"] { add(paid, when: Condition(), to: &rates) }
        }
        return withoutEmptyZeros(rates)
    }

    private func add(_ paid: JSONValue, when condition: Condition, to rates: inout [RateKey: SourceRate]) {
        for member in paid.object?.members ?? [] {
            if let counter = Self.classes[member.name] {
                insert(RateKey(counter, when: condition), member.value, to: &rates)
            }
        }
        for member in paid["additional_units"]?.object?.members ?? [] {
            if let counter = Self.units[member.name] {
                insert(RateKey(counter, when: condition), member.value, to: &rates)
            } else if member.name.hasPrefix("video_duration_seconds_") {
                let sides = member.name.split(separator: "_").suffix(2).joined(separator: "x")
                guard let resolution = RateChoice.normalised(sides, of: .videoResolution) else { continue }
                insert(
                    RateKey(.videoSeconds, [.videoResolution: resolution], when: condition), member.value,
                    to: &rates)
            }
        }
        addImages(paid["image"], when: condition, to: &rates)
    }

    /// Images by quality and size; what is filed under `default` counts only where nothing more specific is.
    private func addImages(
        _ image: JSONValue?, when condition: Condition, to rates: inout [RateKey: SourceRate]
    ) {
        let qualities = image?.object?.members ?? []
        let hasQualities = qualities.contains { $0.name != "default" }
        for quality in qualities where !hasQualities || quality.name != "default" {
            let sizes = quality.value.object?.members ?? []
            let hasSizes = sizes.contains { $0.name != "default" }
            for size in sizes where !hasSizes || size.name != "default" {
                var attributes: [UsageAttribute: String] = [:]
                if quality.name != "default" { attributes[.imageQuality] = quality.name.lowercased() }
                if size.name != "default" { attributes[.imageSize] = size.name.lowercased() }
                insert(RateKey(.images, attributes, when: condition), size.value, to: &rates)
            }
        }
    }

    private func insert(_ key: RateKey, _ value: JSONValue, to rates: inout [RateKey: SourceRate]) {
        guard let text = value["price"]?.numberText, let cents = try? ExactDecimal(text), !cents.isNegative,
            let dollars = cents.rounded(significantDigits: 12).multiplied(by: Self.dollarsPerCent),
            let usual = dollars.multiplied(by: key.counter.unit.usualPer)
        else { return }
        rates[key] = SourceRate(amount: usual)
    }

    private func withoutEmptyZeros(_ rates: [RateKey: SourceRate]) -> [RateKey: SourceRate] {
        let paid = rates.filter { !$0.value.amount.isZero }
        if paid.isEmpty {
            let isFree = NameClause.isVariant(name) && rates[RateKey(.inputTokens)] != nil
            return isFree ? rates.filter { $0.key.condition.isEmpty && $0.key.counter.unit == .token } : [:]
        }
        let pricesTokens = paid.keys.contains { $0.counter.unit == .token }
        return rates.filter { key, rate in
            if !rate.amount.isZero { return true }
            return pricesTokens && (key.counter == .inputTokens || key.counter == .outputTokens)
        }
    }

    private static let dollarsPerCent = ExactDecimal(coefficient: 1, scale: 2) ?? .one

    private static let classes: [String: Counter] = [
        "request_token": .inputTokens, "response_token": .outputTokens, "request_text_token": .inputTokens,
        "response_text_token": .outputTokens, "cache_read_input_token": .cacheReadTokens,
        "cache_read_text_input_token": .cacheReadTokens, "cache_write_input_token": .cacheWriteTokens,
        "request_audio_token": .audioInputTokens, "response_audio_token": .audioOutputTokens,
        "cache_read_audio_input_token": .audioCacheReadTokens, "request_image_token": .imageInputTokens,
        "response_image_token": .imageOutputTokens, "cache_read_image_input_token": .imageCacheReadTokens,
        "reasoning_token": .reasoningTokens,
    ]

    private static let units: [String: Counter] = [
        "cache_write_1h": .cacheWrite1hTokens, "web_search": .webSearches, "file_search": .fileSearches,
        "video_seconds": .videoSeconds, "generated_images": .images,
    ]
}

import JSON
import UsageModel

extension PriceSource {
    /// Reads LiteLLM's price map: US dollars per single unit, tiers and lengths in the names of its keys, no dates.
    static func liteLLM(_ document: JSONValue, version: String, seen: CivilDate) -> PriceSource {
        var source = PriceSource(name: "litellm@\(version)", seen: seen, isDated: false)
        var prefixed: [String: Set<String>] = [:]
        for member in document.object?.members ?? [] {
            guard let maker = member.value["litellm_provider"]?.string,
                let target = ImportedProvider.all.first(where: { $0.isLiteLLM(maker) })
            else { continue }
            var name = member.name
            let hasPrefix = !target.litellmPrefix.isEmpty && name.hasPrefix(target.litellmPrefix)
            if hasPrefix { name = String(name.dropFirst(target.litellmPrefix.count)) }
            let entry = LiteLLMEntry(name: name, value: member.value)
            guard let (model, imported) = entry.imported() else { continue }
            if var known = source.models[target.name]?[model] {
                let isBetter = hasPrefix || !(prefixed[target.name]?.contains(model) ?? false)
                guard isBetter || !entry.attributes.isEmpty else { continue }
                if entry.attributes.isEmpty {
                    // The sizes of an image model are entries of their own beside the model itself.
                    let sized = known.periods[0].rates.filter { !$0.key.attributes.isEmpty }
                    known = imported
                    known.periods[0].rates.merge(sized) { own, _ in own }
                } else {
                    known.periods[0].rates.merge(imported.periods[0].rates) { _, new in new }
                }
                source.models[target.name]?[model] = known
            } else {
                source.models[target.name, default: [:]][model] = imported
            }
            if hasPrefix { prefixed[target.name, default: []].insert(model) }
        }
        return source
    }
}

/// One entry of LiteLLM's map.
private struct LiteLLMEntry {
    let value: JSONValue
    let mode: String
    /// The model's name without the quality and size that image entries put before it.
    var model: String
    /// Those, such as `hd` and `1024x1792`.
    var attributes: [UsageAttribute: String] = [:]

    init(name: String, value: JSONValue) {
        self.value = value
        mode = value["mode"]?.string ?? "chat"
        model = name
        guard mode.hasPrefix("image") else { return }
        var segments = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        while segments.count > 1 {
            if ["low", "medium", "high", "standard", "hd"].contains(segments[0]) {
                attributes[.imageQuality] = segments[0]
            } else if segments[0].contains("-x-"),
                let size = RateChoice.normalised(segments[0], of: .imageSize),
                size.split(separator: "x").allSatisfy({ Int($0) != nil })
            {
                attributes[.imageSize] = size
            } else {
                break
            }
            segments.removeFirst()
        }
        model = segments.joined(separator: "/")
    }

    func imported() -> (String, SourceModel)? {
        // Prices by diffusion steps and by reserved capacity are other products.
        if model.contains("-steps/") || model.contains("-month-commitment/") { return nil }
        var rates: [RateKey: SourceRate] = [:]
        for member in value.object?.members ?? [] {
            guard let text = member.value.numberText, let amount = Self.decimal(text), !amount.isNegative
            else { continue }
            add(member.name, amount, to: &rates)
        }
        addTieredPricing(to: &rates)
        addSearches(to: &rates)
        addPixels(to: &rates)
        dropEmptyZeros(&rates)
        addOffPeak(to: &rates)
        guard !rates.isEmpty else { return nil }
        var imported = SourceModel(rates: rates, url: value["source"]?.string)
        imported.multipliers = multipliers
        let search = rates.filter { $0.key.counter == .webSearches && !$0.key.attributes.isEmpty }
        if !search.isEmpty { imported.defaults[.searchContext] = "medium" }
        return (model, imported)
    }

    /// Factors for where and how fast a call is served.
    private var multipliers: [Condition: ExactDecimal] {
        var found: [Condition: ExactDecimal] = [:]
        func add(_ condition: Condition, _ value: JSONValue) {
            if let factor = value.numberText.flatMap(Self.decimal), factor > .zero {
                found[condition] = factor
            }
        }
        let prefix = "regional_processing_uplift_multiplier_"
        for member in value.object?.members ?? [] where member.name.hasPrefix(prefix) {
            var condition = Condition()
            condition.region = String(member.name.dropFirst(prefix.count))
            add(condition, member.value)
        }
        if let uplift = value["regional_endpoint_uplift_multiplier"] {
            // Any region's endpoint costs more than the global one.
            var condition = Condition()
            condition.regionExcept = "global"
            add(condition, uplift)
        }
        for member in value["provider_specific_entry"]?.object?.members ?? [] {
            var condition = Condition()
            switch member.name {
            case "us": condition.region = member.name
            case "fast": condition.speed = member.name
            default: continue
            }
            add(condition, member.value)
        }
        return found
    }

    /// A number without the noise of binary fractions: at most 12 significant digits.
    private static func decimal(_ text: String) -> ExactDecimal? {
        guard let exact = try? ExactDecimal(text) else { return nil }
        return exact.rounded(significantDigits: 12)
    }

    private func add(_ key: String, _ amount: ExactDecimal, to rates: inout [RateKey: SourceRate]) {
        var (key, condition) = Self.condition(of: key)
        if let rate = media(key) {
            var attributes = attributes
            attributes.merge(rate.attributes) { _, new in new }
            insert(RateKey(rate.counter, attributes, when: condition), amount, to: &rates)
            return
        }
        if key.hasSuffix("_above_1hr") {
            key = String(key.dropLast(10))
            guard key == "cache_creation_input_token_cost" else { return }
            insert(RateKey(.cacheWrite1hTokens, when: condition), amount, to: &rates)
        } else if let counter = Self.tokenClasses[key] {
            insert(RateKey(counter, when: condition), amount, to: &rates)
        }
    }

    private func insert(_ key: RateKey, _ amount: ExactDecimal, to rates: inout [RateKey: SourceRate]) {
        guard let usual = amount.multiplied(by: key.counter.unit.usualPer) else { return }
        // Seconds are given as `input_` or `output_`, one of which may be an empty zero.
        if let known = rates[key], known.amount >= usual { return }
        rates[key] = SourceRate(amount: usual)
    }

    /// Splits length and tier off a key: `input_cost_per_token_above_272k_tokens_batches`.
    private static func condition(of key: String) -> (String, Condition) {
        var key = key
        var condition = Condition()
        for (suffix, tier) in [
            ("_batches", "batch"), ("_flex", "flex"), ("_priority", "priority"), ("_balanced", "balanced"),
            ("_ultrafast", "ultrafast"),
        ] where key.hasSuffix(suffix) {
            condition.tier = tier
            key = String(key.dropLast(suffix.count))
        }
        if key.hasSuffix("k_tokens"), let mark = key.ranges(of: "_above_").last {
            if let thousands = Int(key[mark.upperBound...].dropLast(8)) {
                condition.above = thousands * 1000
                key = String(key[..<mark.lowerBound])
            }
        }
        return (key, condition)
    }

    private func media(_ key: String) -> (counter: Counter, attributes: [UsageAttribute: String])? {
        switch mode {
        case "image_generation", "image_edit":
            if key == "output_cost_per_image" || key == "input_cost_per_image" { return (.images, [:]) }
        case "video_generation":
            if key == "output_cost_per_second" || key == "output_cost_per_video_per_second" {
                return (.videoSeconds, [:])
            }
            let prefix = "output_cost_per_second_"
            if key.hasPrefix(prefix) {
                return (.videoSeconds, [.videoResolution: String(key.dropFirst(prefix.count)).lowercased()])
            }
        case "audio_transcription", "audio_speech", "realtime":
            if ["input_cost_per_second", "output_cost_per_second", "cost_per_second"].contains(key) {
                return (.audioSeconds, [:])
            }
            if key == "input_cost_per_character" { return (.characters, [:]) }
        case "rerank":
            if key == "input_cost_per_query" { return (.searchUnits, [:]) }
        case "ocr":
            if key == "ocr_cost_per_page" { return (.pages, [:]) }
        default:
            if key == "output_cost_per_image" { return (.images, [:]) }
        }
        return key == "code_interpreter_cost_per_session" ? (.codeSessions, [:]) : nil
    }

    private func addTieredPricing(to rates: inout [RateKey: SourceRate]) {
        for tier in value["tiered_pricing"]?.array ?? [] {
            guard let range = tier["range"]?.array, let start = range.first?.numberText,
                let above = (try? ExactDecimal(start))?.integer
            else { continue }
            for member in tier.object?.members ?? [] {
                guard let counter = Self.tokenClasses[member.name],
                    let amount = member.value.numberText.flatMap(Self.decimal)
                else { continue }
                var condition = Condition()
                if above > 0 { condition.above = above }
                insert(RateKey(counter, when: condition), amount, to: &rates)
            }
        }
    }

    private func addSearches(to rates: inout [RateKey: SourceRate]) {
        var amounts: [String: ExactDecimal] = [:]
        for member in value["search_context_cost_per_query"]?.object?.members ?? [] {
            let prefix = "search_context_size_"
            guard member.name.hasPrefix(prefix), let amount = member.value.numberText.flatMap(Self.decimal)
            else { continue }
            amounts[String(member.name.dropFirst(prefix.count))] = amount
        }
        if Set(amounts.values).count == 1, let amount = amounts.values.first {
            insert(RateKey(.webSearches), amount, to: &rates)
        } else {
            for (size, amount) in amounts {
                insert(RateKey(.webSearches, [.searchContext: size]), amount, to: &rates)
            }
        }
    }

    /// An image's price from a price per pixel, rounded to a millionth of a dollar, since the latter is rounded itself.
    private func addPixels(to rates: inout [RateKey: SourceRate]) {
        guard mode.hasPrefix("image"), let size = attributes[.imageSize],
            rates[RateKey(.images, attributes)] == nil,
            let perPixel = value["input_cost_per_pixel"]?.numberText.flatMap(Self.decimal), !perPixel.isZero
        else { return }
        let sides = size.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, (1...100_000).contains(sides[0]), (1...100_000).contains(sides[1]),
            let exact = perPixel.multiplied(by: ExactDecimal(sides[0] * sides[1]))
        else { return }
        rates[RateKey(.images, attributes)] = SourceRate(amount: exact.rounded(decimals: 6), isComputed: true)
    }

    /// LiteLLM writes a zero where it has no figure; a zero counts only where the whole model is free.
    private func dropEmptyZeros(_ rates: inout [RateKey: SourceRate]) {
        let hasAmount = rates.values.contains { !$0.amount.isZero }
        let embeds = mode == "embedding"
        if hasAmount {
            let tokens = rates.filter { $0.key.counter.unit == .token && !$0.value.amount.isZero }
            rates = rates.filter { key, rate in
                !rate.amount.isZero
                    || (!tokens.isEmpty && (key.counter == .inputTokens || key.counter == .outputTokens))
            }
        } else if !embeds, !model.hasSuffix(":free"), !NameClause.isVariant(model) {
            // Free of charge and not known look alike here.
            rates = [:]
        }
    }

    /// LiteLLM's own rates are the peak ones; what is cheaper at other hours becomes the rate, and the peak a change.
    private func addOffPeak(to rates: inout [RateKey: SourceRate]) {
        guard let offPeak = value["off_peak_pricing"] else { return }
        var cheap: [Int: [Condition.Window]] = [:]
        for window in offPeak["windows"]?.array ?? [] {
            let hours =
                window["hours_utc"]?.array?.compactMap(\.string) ?? [window["hours_utc"]?.string ?? ""]
            for day in window["weekdays"]?.array?.compactMap(\.integer) ?? Array(1...7) {
                cheap[day, default: []] += hours.compactMap(Self.window)
            }
        }
        var peaks: [[Condition.Window]: [Int]] = [:]
        for day in 1...7 {
            let peak = Self.complement(cheap[day] ?? [])
            if !peak.isEmpty { peaks[peak, default: []].append(day) }
        }
        for member in offPeak.object?.members ?? [] {
            guard let counter = Self.tokenClasses[member.name],
                let amount = member.value.numberText.flatMap(Self.decimal),
                let usual = amount.multiplied(by: counter.unit.usualPer),
                let peak = rates[RateKey(counter)]
            else { continue }
            rates[RateKey(counter)] = SourceRate(amount: usual)
            for (windows, days) in peaks {
                var condition = Condition()
                condition.windows = windows
                if days.count < 7 { condition.weekdays = days.sorted() }
                rates[RateKey(counter, when: condition)] = peak
            }
        }
    }

    private static func window(_ text: String) -> Condition.Window? {
        let ends = text.split(separator: "-").map { end in
            end.split(separator: ":").compactMap { Int($0) }.reduce(0) { $0 * 60 + $1 }
        }
        guard ends.count == 2 else { return nil }
        return Condition.Window(start: ends[0], end: ends[1] == 0 ? 1440 : ends[1])
    }

    private static func complement(_ windows: [Condition.Window]) -> [Condition.Window] {
        var rest: [Condition.Window] = []
        var start = 0
        for window in windows.sorted(by: { $0.start < $1.start }) {
            if window.start > start { rest.append(.init(start: start, end: window.start)) }
            start = max(start, window.end)
        }
        if start < 1440 { rest.append(.init(start: start, end: 1440)) }
        return rest
    }

    private static let tokenClasses: [String: Counter] = [
        "input_cost_per_token": .inputTokens, "output_cost_per_token": .outputTokens,
        "cache_read_input_token_cost": .cacheReadTokens,
        "cache_creation_input_token_cost": .cacheWriteTokens,
        "input_cost_per_audio_token": .audioInputTokens, "output_cost_per_audio_token": .audioOutputTokens,
        "cache_read_input_audio_token_cost": .audioCacheReadTokens,
        "input_cost_per_image_token": .imageInputTokens, "output_cost_per_image_token": .imageOutputTokens,
        "cache_read_input_image_token_cost": .imageCacheReadTokens,
        "output_cost_per_reasoning_token": .reasoningTokens, "input_cost_per_video_token": .videoInputTokens,
        "citation_cost_per_token": .citationTokens,
    ]
}

extension ExactDecimal {
    /// The number with at most so many digits behind the first one that counts, half to even.
    func rounded(significantDigits: Int) -> ExactDecimal {
        let digits = String(coefficient.magnitude).count
        return digits <= significantDigits ? self : rounded(decimals: scale - (digits - significantDigits))
    }

    /// The number with at most so many decimals, half to even.
    func rounded(decimals: Int) -> ExactDecimal {
        guard scale > max(decimals, 0) else { return self }
        var divisor: Int128 = 1
        for _ in 0..<(scale - max(decimals, 0)) { divisor *= 10 }
        let (whole, rest) = coefficient.quotientAndRemainder(dividingBy: divisor)
        let twice = rest * 2
        let up = twice > divisor || (twice == divisor && whole & 1 == 1)
        return ExactDecimal(coefficient: up ? whole + 1 : whole, scale: max(decimals, 0)) ?? self
    }
}

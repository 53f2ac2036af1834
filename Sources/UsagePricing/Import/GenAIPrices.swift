import JSON
import UsageModel

extension PriceSource {
    /// Reads pydantic/genai-prices: decimal strings per million tokens, dates, rules for names.
    static func genAIPrices(_ document: JSONValue, seen: CivilDate) -> PriceSource {
        let version = document["source"]?.string?.split(separator: " ").last.map(String.init) ?? "?"
        var source = PriceSource(name: "genai-prices@\(version)", seen: seen, isDated: true)
        var providers: [String: JSONValue] = [:]
        for provider in document["providers"]?.array ?? [] {
            if let id = provider["id"]?.string { providers[id] = provider }
        }
        for target in ImportedProvider.all {
            for id in target.genai {
                guard let provider = providers[id] else { continue }
                let reader = GenAIReader(provider: provider, id: id)
                for (rule, names) in reader.rules(ownNames: true) {
                    source.rules[target.name, default: []].append(rule)
                    for name in names where source.models[target.name]?[name] == nil {
                        source.models[target.name, default: [:]][name] = rule.model
                    }
                }
                for fallback in provider["fallback_model_providers"]?.array?.compactMap(\.string) ?? [] {
                    guard let other = providers[fallback] else { continue }
                    let reader = GenAIReader(provider: other, id: fallback)
                    source.rules[target.name, default: []] += reader.rules(ownNames: false).map(\.0)
                }
            }
        }
        return source
    }
}

/// Reads the models of one genai-prices provider.
private struct GenAIReader {
    let provider: JSONValue
    let id: String

    func rules(ownNames: Bool) -> [(PriceSource.NameRule, [String])] {
        var rules: [(PriceSource.NameRule, [String])] = []
        for model in provider["models"]?.array ?? [] {
            guard let id = model["id"]?.string, let clause = model["match"].flatMap({ NameClause($0) })
            else { continue }
            guard let imported = self.model(model) else { continue }
            var names = clause.exactNames
            for name in [id] + clause.beginnings where clause.matches(name) { names.append(name) }
            rules.append((PriceSource.NameRule(model: imported, clause: clause), names))
        }
        return rules
    }

    private func model(_ model: JSONValue) -> SourceModel? {
        let entries: [JSONValue]
        switch model["prices"] {
        case .array(let list)?: entries = list
        case .object(let rates)?:
            entries = [.object(JSONObject([.init(name: "prices", value: .object(rates))]))]
        default:
            // An empty price means free; only a name that says so itself is believed.
            guard let id = model["id"]?.string, NameClause.isVariant(id) else { return nil }
            let free = SourceRate(amount: .zero)
            var imported = SourceModel(rates: [RateKey(.inputTokens): free, RateKey(.outputTokens): free])
            imported.group = "\(self.id):\(id)"
            return imported
        }
        let starts = entries.map { $0["constraint"]?["start_date"]?.string.flatMap { CivilDate($0) } }
        var bounds: [Instant?] = Array(Set(starts.compactMap(\.self))).sorted().map { Instant($0) }
        let hasOpenStart = zip(entries, starts).contains { $0["constraint"] == nil && $1 == nil }
        if hasOpenStart || bounds.isEmpty { bounds.insert(nil, at: 0) }
        var periods: [SourceModel.Period] = []
        for (index, from) in bounds.enumerated() {
            let to = index + 1 < bounds.count ? bounds[index + 1] : nil
            var rates: [RateKey: SourceRate] = [:]
            for (entry, start) in zip(entries, starts) {
                var condition = Condition()
                if let constraint = entry["constraint"] {
                    if let start {
                        guard let from, Instant(start) <= from else { continue }
                    } else if let window = Self.window(constraint) {
                        // A daily window behind dated prices came with the last of them.
                        guard to == nil else { continue }
                        condition.windows = [window]
                    } else {
                        continue
                    }
                }
                guard let members = entry["prices"]?.object else { continue }
                if condition.isEmpty { rates = [:] }
                add(members, when: condition, to: &rates)
            }
            addVariants(model, from: from, to: to, rates: &rates)
            periods.append(.init(from: from, to: to, rates: rates))
        }
        var imported = SourceModel(periods: periods)
        imported.group = "\(id):\(model["id"]?.string ?? "")"
        imported.url = provider["pricing_urls"]?.array?.first?.string
        return imported
    }

    private static func window(_ constraint: JSONValue) -> Condition.Window? {
        func minute(_ name: String) -> Int? {
            let parts = constraint[name]?.string?.split(separator: ":").prefix(2).compactMap { Int($0) } ?? []
            return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
        }
        guard let start = minute("start_time"), let end = minute("end_time"), start < end else { return nil }
        return Condition.Window(start: start, end: end)
    }

    private func add(_ members: JSONObject, when condition: Condition, to rates: inout [RateKey: SourceRate])
    {
        for member in members.members {
            guard let counter = Self.classes[member.name] else { continue }
            if let text = member.value.string ?? member.value.numberText, let amount = try? ExactDecimal(text)
            {
                rates[RateKey(counter, when: condition)] = SourceRate(amount: amount)
                continue
            }
            if let text = member.value["base"]?.string, let amount = try? ExactDecimal(text) {
                rates[RateKey(counter, when: condition)] = SourceRate(amount: amount)
            }
            for tier in member.value["tiers"]?.array ?? [] {
                guard let start = tier["start"]?.integer, start > 0,
                    let amount = tier["price"]?.string.flatMap({ try? ExactDecimal($0) })
                else { continue }
                var above = condition
                above.above = start
                rates[RateKey(counter, when: above)] = SourceRate(amount: amount)
            }
        }
    }

    /// The variants in force in a period; the first of a kind also speaks for the part of its period before it.
    private func addVariants(
        _ model: JSONValue, from: Instant?, to: Instant?, rates: inout [RateKey: SourceRate]
    ) {
        var kinds: [Condition: [(start: Instant?, prices: JSONObject)]] = [:]
        for variant in model["price_variants"]?.array ?? [] {
            guard let when = variant["when"]?.object?.members.first, let word = when.value.string,
                let prices = variant["prices"]?.object
            else { continue }
            var condition = Condition()
            switch when.name {
            case "processing", "service_tier": condition.tier = ServiceTier(rawValue: word).rawValue
            case "speed": condition.speed = word
            case "route": condition.route = word
            default: continue
            }
            let start = variant["constraint"]?["start_date"]?.string.flatMap { CivilDate($0) }
            kinds[condition, default: []].append((start.map { Instant($0) }, prices))
        }
        for (condition, variants) in kinds {
            let sorted = variants.sorted {
                ($0.start ?? Instant(seconds: 0)) < ($1.start ?? Instant(seconds: 0))
            }
            let running = sorted.last { variant in
                variant.start.map { start in from.map { start <= $0 } ?? false } ?? true
            }
            let first = sorted.first { variant in
                variant.start.map { start in to.map { start < $0 } ?? true } ?? true
            }
            guard let chosen = running ?? first else { continue }
            add(chosen.prices, when: condition, to: &rates)
        }
    }

    private static let classes: [String: Counter] = [
        "input_mtok": .inputTokens, "output_mtok": .outputTokens, "cache_read_mtok": .cacheReadTokens,
        "cache_write_mtok": .cacheWriteTokens, "cache_write_5m_mtok": .cacheWrite5mTokens,
        "cache_write_1h_mtok": .cacheWrite1hTokens, "input_audio_mtok": .audioInputTokens,
        "output_audio_mtok": .audioOutputTokens, "cache_audio_read_mtok": .audioCacheReadTokens,
        "input_image_mtok": .imageInputTokens, "output_image_mtok": .imageOutputTokens,
        "cache_image_read_mtok": .imageCacheReadTokens, "input_video_mtok": .videoInputTokens,
        "output_reasoning_mtok": .reasoningTokens, "output_citation_mtok": .citationTokens,
        "audio_hours": .audioSeconds, "input_audio_hours": .audioSeconds, "input_mchars": .characters,
        "input_document_kpages": .pages, "requests_kcount": .requests, "web_searches_kcount": .webSearches,
        "storage_searches_kcount": .fileSearches, "rerank_searches_kcount": .searchUnits,
    ]
}

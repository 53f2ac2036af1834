import JSON
import UsageModel

extension PriceSource {
    /// Reads models.dev: US dollars per million tokens, without dates.
    static func modelsDev(_ document: JSONValue, version: String, seen: CivilDate) -> PriceSource {
        var source = PriceSource(name: "models.dev@\(version)", seen: seen, isDated: false)
        var targets: [String: [String]] = [:]
        for provider in ImportedProvider.all {
            for folder in provider.modelsDev { targets[folder, default: []].append(provider.name) }
        }
        for member in document.object?.members ?? [] {
            guard let slash = member.name.firstIndex(of: "/"),
                let providers = targets[String(member.name[..<slash])],
                let cost = member.value["cost"]?.object
            else { continue }
            var rates: [RateKey: SourceRate] = [:]
            add(cost, when: Condition(), to: &rates)
            for tier in cost["tiers"]?.array ?? [] {
                guard let size = tier["tier"]?["size"]?.integer, let members = tier.object else { continue }
                var condition = Condition()
                condition.above = size
                add(members, when: condition, to: &rates)
            }
            guard rates[RateKey(.inputTokens)] != nil else { continue }
            let name = String(member.name[member.name.index(after: slash)...])
            for provider in providers {
                source.models[provider, default: [:]][name] = SourceModel(rates: rates)
            }
        }
        return source
    }

    private static func add(
        _ cost: JSONObject, when condition: Condition, to rates: inout [RateKey: SourceRate]
    ) {
        let classes: [String: Counter] = [
            "input": .inputTokens, "output": .outputTokens, "cache_read": .cacheReadTokens,
            "cache_write": .cacheWriteTokens, "reasoning": .reasoningTokens, "input_audio": .audioInputTokens,
            "output_audio": .audioOutputTokens, "citation": .citationTokens,
        ]
        for member in cost.members {
            guard let counter = classes[member.name],
                let text = member.value.string ?? member.value.numberText,
                let amount = try? ExactDecimal(text), !amount.isNegative
            else { continue }
            rates[RateKey(counter, when: condition)] = SourceRate(amount: amount)
        }
    }
}

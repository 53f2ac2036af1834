import Arguments
import JSON
import UsageModel

/// One call as the options of `record` and `price` tell it; kept as the JSON object that a file would hold.
struct CallOptions: Hashable, Sendable {
    /// The members in the names of our own formats; empty where no option was given.
    var object: JSONObject

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "The call",
        Option("provider", .text.named("NAME"), "Who served it, as in openai"),
        Option("model", .text.named("NAME"), "The model, as in gpt-4o"),
        Option("at", .instant, "When; now, unless it is given"),
        counts, media,
        Option(repeated: "usage", .nameAndValue, "Any other count or attribute, as in web_searches=2"),
        Option("tier", .text.named("TIER"), "The service tier that served it, as in batch"),
        Option("region", .text, "The region that served it"), attribution, ending,
    ) { provider, model, moment, counts, media, usage, tier, region, attribution, ending in
        var object = JSONObject()
        object.append("provider", provider.map { .string($0) })
        object.append("model", model.map { .string($0) })
        object.append("occurred_at", moment.map { .string($0.description) })
        object.append("served_tier", tier.map { .string($0) })
        object.append("region", region.map { .string($0) })
        let used = counts + media + usage.map { .init(name: $0.name, value: .string($0.value)) }
        if !used.isEmpty { object.append("usage", .object(JSONObject(used))) }
        for member in attribution + ending { object.append(member.name, member.value) }
        return CallOptions(object: object)
    }

    private static let counts = OptionGroup(
        Option("input-tokens", .count, "Input tokens, those from a cache included"),
        Option("output-tokens", .count, "Output tokens, reasoning included"),
        Option("cache-read-tokens", .count, "Input tokens read from a cache"),
        Option("cache-write-tokens", .count, "Input tokens written to a cache"),
        Option("reasoning-tokens", .count, "Output tokens of reasoning"),
    ) { input, output, cacheRead, cacheWrite, reasoning in
        members([
            (Counter.inputTokens.rawValue, input), (Counter.outputTokens.rawValue, output),
            (Counter.cacheReadTokens.rawValue, cacheRead), (Counter.cacheWriteTokens.rawValue, cacheWrite),
            (Counter.reasoningTokens.rawValue, reasoning),
        ])
    }

    private static let media = OptionGroup(
        Option("images", .count, "Images made"),
        Option("image-size", .text.named("SIZE"), "Their size, as in 1024x1024"),
        Option("image-quality", .text.named("WORD"), "Their quality, in the provider's word"),
        Option("video-seconds", .count, "Seconds of video made"),
        Option("video-resolution", .text.named("WORD"), "Its resolution, as in 720p"),
        Option("video-audio", .choice(["true", "false"]), "Whether it has a sound track"),
        Option("audio-seconds", .count, "Seconds of audio heard or made"),
        Option("characters", .count, "Letters spoken"),
    ) { images, size, quality, video, resolution, sound, audio, characters in
        members([
            (Counter.images.rawValue, images), (UsageAttribute.imageSize.rawValue, size),
            (UsageAttribute.imageQuality.rawValue, quality), (Counter.videoSeconds.rawValue, video),
            (UsageAttribute.videoResolution.rawValue, resolution),
            (UsageAttribute.videoAudio.rawValue, sound), (Counter.audioSeconds.rawValue, audio),
            (Counter.characters.rawValue, characters),
        ])
    }

    private static let attribution = OptionGroup(
        Option("user", .text.named("NAME"), "The end user"),
        Option("team", .text.named("NAME"), "The team that answers for the cost"),
        Option("chat", .text.named("ID"), "The conversation"),
        Option("campaign", .text.named("NAME"), "The campaign or project"),
        Option(repeated: "tag", .nameAndValue, "A label of your own, as in feature=search"),
    ) { user, team, chat, campaign, tags in
        let labels = tags.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
        return members([("user", user), ("team", team), ("chat", chat), ("campaign", campaign)])
            + (labels.isEmpty ? [] : [.init(name: "tags", value: .object(JSONObject(labels)))])
    }

    private static let ending = OptionGroup(
        Option("status", .choice(CallStatus.self), "How it ended; success, unless it is given"),
        Option("latency-ms", .count.named("MS"), "Milliseconds from request to the end of the response"),
        Option("stated-cost", .text.named("USD"), "What the provider says it cost, in US dollars"),
        Option("key", .text, "Your own idempotency key: the same key is recorded once"),
    ) { status, latency, stated, key in
        members([
            ("status", status?.rawValue), ("latency_ms", latency), ("stated_cost_usd", stated),
            ("idempotency_key", key),
        ])
    }

    private static func members(_ values: [(name: String, text: String?)]) -> [JSONObject.Member] {
        values.compactMap { value in
            value.text.map { JSONObject.Member(name: value.name, value: .string($0)) }
        }
    }

    var isEmpty: Bool { object.isEmpty }

    /// The object as a file would hold it, `now` standing for a moment that was not given.
    func json(now: Instant) -> [UInt8] {
        var object = object
        if object["occurred_at"] == nil { object.append("occurred_at", .string(now.description)) }
        return Array(JSONValue.object(object).compactText.utf8)
    }

    /// Says which of the two options that a call needs is missing.
    func check(for command: String) throws(ArgumentsError) {
        for name in ["provider", "model"] where object[name] == nil {
            // A host before the model's name says who the provider is.
            if name == "provider", object["model"]?.string?.contains("/") == true { continue }
            throw ArgumentsError(
                .missingArgument, "`--\(name)` is missing",
                hint: "`usageledger \(command) --provider openai --model gpt-4o --input-tokens 1200`")
        }
    }
}

/// A name with a value, written `name=value`.
struct NamedValue: Hashable, Sendable {
    var name: String
    var value: String
}

extension Syntax where Value == NamedValue {
    /// `name=value`.
    static var nameAndValue: Syntax {
        Syntax(
            "NAME=VALUE", expected: "a name and a value with `=` between", text: { "\($0.name)=\($0.value)" },
            parse: { word in
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, !parts[0].isEmpty else { return nil }
                return NamedValue(name: String(parts[0]), value: String(parts[1]))
            })
    }
}

extension Syntax where Value == String {
    /// A count that is not negative, kept as its digits.
    static var count: Syntax {
        Syntax(
            "N", expected: "a number that is not negative",
            parse: { word in
                guard let decimal = try? ExactDecimal(word), !decimal.isNegative else { return nil }
                return decimal.description
            })
    }
}

extension Syntax where Value == Money {
    /// An amount of US dollars above zero.
    static var money: Syntax {
        Syntax(
            "USD", expected: "an amount of US dollars above zero, like 200 or 49.50",
            parse: { word in (try? Money(word)).flatMap { $0 > .zero ? $0 : nil } })
    }
}

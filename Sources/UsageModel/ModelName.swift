/// A model's name at its provider, told apart from the host prefixes that routers and gateways put before it.
public struct ModelName: Hashable, Sendable {
    /// Who serves the model.
    public var provider: Provider
    /// The name at that provider, such as `gpt-4o` or `anthropic/claude-3.7-sonnet` at OpenRouter.
    public var model: String

    /// A name whose parts are known.
    public init(provider: Provider, model: String) {
        self.provider = provider
        self.model = model
    }

    /// Reads a name as gateways write it: `gemini/gemini-2.5-pro`, `openrouter/openai/o3`, or `gpt-4o` alone.
    ///
    /// The first segment counts as the provider where it is one; a name without one is told by the maker's declared
    /// families; nil where neither is known.
    public init?(qualified name: String) {
        if let slash = name.firstIndex(of: "/") {
            let provider = Provider(named: String(name[..<slash]))
            let rest = name[name.index(after: slash)...]
            guard provider.isKnown, !rest.isEmpty else { return nil }
            self.init(provider: provider, model: String(rest))
            return
        }
        let lowered = name.lowercased()
        guard let family = Self.families.first(where: { Self.isOf($0.prefix, lowered) }) else { return nil }
        self.init(provider: Provider(rawValue: family.provider), model: name)
    }

    /// Whether a name is that of a family, or begins with it up to a separator: `o3` and `o3-mini`, not `o3x`.
    private static func isOf(_ family: String, _ name: String) -> Bool {
        guard name.hasPrefix(family) else { return false }
        if family.hasSuffix("-") { return true }
        guard let next = name.dropFirst(family.count).first else { return true }
        return !next.isLetter && !next.isNumber
    }

    /// The names to look for, in order: the name as it is, then without the provider's own prefix.
    ///
    /// `openai/gpt-4o` at OpenAI is `gpt-4o`; `accounts/fireworks/models/x` at Fireworks is `x`. Another provider's
    /// prefix is never taken away.
    public var candidates: [String] {
        var names = [model]
        if let slash = model.firstIndex(of: "/"),
            Provider(named: String(model[..<slash])) == provider
        {
            let rest = String(model[model.index(after: slash)...])
            if !rest.isEmpty { names.append(rest) }
        }
        for name in names { names += Self.withoutPath(name, at: provider.rawValue) }
        return names
    }

    /// Makers' own families of names, for logs that leave the provider out.
    private static let families: [(prefix: String, provider: String)] = [
        ("gpt-", "openai"), ("chatgpt-", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"),
        ("dall-e-", "openai"), ("whisper-1", "openai"), ("tts-1", "openai"), ("sora-", "openai"),
        ("text-embedding-3", "openai"), ("claude-", "anthropic"), ("gemini-", "google"), ("veo-", "google"),
        ("imagen-", "google"), ("deepseek-", "deepseek"), ("grok-", "xai"), ("mistral-", "mistral"),
        ("codestral", "mistral"), ("ministral-", "mistral"), ("magistral-", "mistral"),
        ("devstral", "mistral"), ("pixtral-", "mistral"), ("command-", "cohere"), ("voyage-", "voyage"),
        ("sonar", "perplexity"), ("kimi-", "moonshot"), ("jamba-", "ai21"),
    ]
}

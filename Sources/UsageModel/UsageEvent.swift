public import JSON

/// One call of an AI provider as its caller or its record tells it: who, what, how much, how it ended; no price yet.
public struct UsageEvent: Hashable, Sendable {
    /// The row's identity; nil lets the ledger's client make one.
    public var id: EventID?
    /// The caller's own key: the same key with the same event is recorded once.
    public var idempotencyKey: String?
    /// When the call was made.
    public var occurredAt: Instant
    /// Whom the call belongs to.
    public var attribution: Attribution
    /// What was called.
    public var call: Call
    /// How it ended.
    public var outcome: Outcome
    /// What it used.
    public var usage: Usage
    /// How well the usage is known.
    public var usageState: UsageState
    /// What the provider or the log says the call cost, kept beside our own figure, never instead of it.
    public var statedCost: StatedCost?
    /// Further facts under allowed names; secrets are redacted before a row is written.
    public var metadata: JSONObject
    /// Personal data, which lives apart and can be erased.
    public var client: ClientDetails

    /// A call of a model at a moment; everything else can be set afterwards.
    public init(
        occurredAt: Instant, provider: Provider, model: String, usage: Usage = Usage(),
        usageState: UsageState = .measured, attribution: Attribution = Attribution()
    ) {
        self.occurredAt = occurredAt
        self.attribution = attribution
        call = Call(provider: provider, requestedModel: model)
        outcome = Outcome()
        self.usage = usage
        self.usageState = usageState
        metadata = JSONObject()
        client = ClientDetails()
    }
}

/// Whom a call belongs to; every part but the tenant may be unknown.
public struct Attribution: Hashable, Sendable {
    /// The customer whose ledger this is; `default` where there is only one.
    public var tenant: String
    /// The end user.
    public var user: String?
    /// The team that answers for the cost.
    public var team: String?
    /// Which API key was used: its name or a digest, never the key.
    public var keyID: String?
    /// The conversation.
    public var chat: String?
    /// The message in the conversation.
    public var message: String?
    /// The campaign or project.
    public var campaign: String?
    /// The agent that called.
    public var agent: String?
    /// Free names and values, sorted by name.
    public var tags: Tags

    /// The name of the only tenant where there is only one.
    public static let defaultTenant = "default"

    /// An attribution; leave out what is not known.
    public init(tenant: String = Attribution.defaultTenant, user: String? = nil, team: String? = nil) {
        self.tenant = tenant
        self.user = user
        self.team = team
        tags = Tags()
    }
}

/// Free names and values of a call, sorted by name.
public struct Tags: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The values by name.
    public private(set) var values: [String: String]

    /// No tags, or these.
    public init(_ values: [String: String] = [:]) { self.values = values }

    /// Tags as written; of a repeated name the last value counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        values = Dictionary(elements) { _, last in last }
    }

    /// The value of a name.
    public subscript(_ name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// Whether there are none.
    public var isEmpty: Bool { values.isEmpty }

    /// The tags as an object sorted by name.
    public var json: JSONObject {
        JSONObject(values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) })
    }
}

/// What was called.
public struct Call: Hashable, Sendable {
    /// Who served it.
    public var provider: Provider
    /// The model asked for.
    public var requestedModel: String
    /// The model that answered, where the response names one.
    public var servedModel: String?
    /// What kind of service it was.
    public var service: ServiceType = .chat
    /// The caller's own word for what was done, such as `summarise`.
    public var action: String?
    /// The endpoint, such as `chat_completions`.
    public var endpoint: String?
    /// The id of the request, as the provider gave it.
    public var requestID: String?
    /// The id in the response.
    public var responseID: String?
    /// The call that this one belongs to.
    public var parentCall: String?
    /// The step in a loop of tool calls, from 1.
    public var step: Int?
    /// The attempt, from 1.
    public var attempt: Int?
    /// The tier that was asked for.
    public var requestedTier: ServiceTier?
    /// The tier that served it, which decides the price.
    public var servedTier: ServiceTier?
    /// The region, in the provider's words.
    public var region: String?
    /// The route or host behind a router.
    public var route: String?
    /// The speed mode, such as `fast`.
    public var speed: String?

    /// A call of a provider's model.
    public init(provider: Provider, requestedModel: String) {
        self.provider = provider
        self.requestedModel = requestedModel
    }

    /// The tier that decides the price: the served one, else the requested one, else standard.
    public var pricedTier: ServiceTier { servedTier ?? requestedTier ?? .standard }
}

/// How a call ended.
public struct Outcome: Hashable, Sendable {
    /// The end in one word.
    public var status: CallStatus = .success
    /// The HTTP status.
    public var httpStatus: Int?
    /// The provider's type or code of an error.
    public var errorType: String?
    /// Why the model stopped, in the provider's word.
    public var stopReason: String?
    /// Milliseconds from request to the end of the response.
    public var latencyMs: Int?
    /// Milliseconds from request to the first token.
    public var timeToFirstTokenMs: Int?

    /// A success of unknown length.
    public init() {}
}

/// The end of a call in one word.
public enum CallStatus: String, Hashable, Sendable, CaseIterable {
    case success
    case error
    case rateLimited = "rate_limited"
    case cancelled
}

/// What kind of service was called.
public enum ServiceType: String, Hashable, Sendable, CaseIterable {
    case content
    case chat
    case image
    case video
    case audio
    case embedding
    case other
}

/// How well a call's usage is known.
public enum UsageState: String, Hashable, Sendable, CaseIterable {
    /// The provider reported it.
    case measured
    /// Part of it: the stream was cut.
    case partial
    /// Somebody counted it, not the provider.
    case estimated
    /// Nobody knows it.
    case absent
}

/// The tier of service that a price depends on.
public struct ServiceTier: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    /// The word, such as `batch`.
    public let rawValue: String

    /// A tier by its word in any spelling; `default`, `on_demand` and `auto` all mean standard.
    public init(rawValue: String) {
        let word = rawValue.lowercased().replacing("-", with: "_")
        self.rawValue = ["default", "on_demand", "auto", ""].contains(word) ? "standard" : word
    }

    /// The usual tier.
    public static let standard = ServiceTier(rawValue: "standard")
    /// Answers within a day, usually at half the price.
    public static let batch = ServiceTier(rawValue: "batch")
    /// Slower and cheaper.
    public static let flex = ServiceTier(rawValue: "flex")
    /// Faster and dearer.
    public static let priority = ServiceTier(rawValue: "priority")

    /// The word.
    public var description: String { rawValue }
}

/// A cost that somebody else states.
public struct StatedCost: Hashable, Sendable {
    /// The amount, rounded half to even to picodollars where it was stated with binary noise.
    public var amount: Money
    /// Who states it, such as `aider` or `openrouter`.
    public var source: String

    /// A cost with the one who states it.
    public init(amount: Money, source: String) {
        self.amount = amount
        self.source = source
    }
}

/// Personal data of a call's client, kept apart from the row.
public struct ClientDetails: Hashable, Sendable {
    /// The address.
    public var ip: String?
    /// The user agent.
    public var userAgent: String?
    /// The device.
    public var device: String?

    /// Nothing known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { ip == nil && userAgent == nil && device == nil }
}

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

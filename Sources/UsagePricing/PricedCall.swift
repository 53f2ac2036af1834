package import UsageModel

/// What decides a call's price: who served which model, how much was used, when, and in which tier and region.
package struct PricedCall: Hashable, Sendable {
    /// Who served it.
    package var provider: Provider
    /// The model's names, the best first: the one that answered, then the one asked for.
    package var models: [String]
    /// What was used.
    package var usage: Usage
    /// The tier that served it.
    package var tier: ServiceTier
    /// The region, in the provider's word.
    package var region: String?
    /// The route behind a router.
    package var route: String?
    /// The speed mode.
    package var speed: String?
    /// When.
    package var instant: Instant

    /// A call of one model.
    package init(
        provider: Provider, model: String, usage: Usage, tier: ServiceTier = .standard,
        region: String? = nil, route: String? = nil, speed: String? = nil, instant: Instant
    ) {
        self.provider = provider
        models = [model]
        self.usage = usage
        self.tier = tier
        self.region = region
        self.route = route
        self.speed = speed
        self.instant = instant
    }

    /// What decides the price of a recorded call.
    package init(_ event: UsageEvent) {
        let call = event.call
        self.init(
            provider: call.provider, model: call.requestedModel, usage: event.usage, tier: call.pricedTier,
            region: call.region, route: call.route, speed: call.speed, instant: event.occurredAt)
        if let served = call.servedModel, served != call.requestedModel { models.insert(served, at: 0) }
    }
}

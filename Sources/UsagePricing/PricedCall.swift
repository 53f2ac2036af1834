package import UsageModel

/// What decides a call's price: who served which model, how much was used, when, and in which tier and region.
package struct PricedCall: Hashable, Sendable {
    /// Who served it.
    package var provider: Provider
    /// The model's best name: the one that answered.
    package var model: String
    /// The name that was asked for, where it is another.
    package var askedModel: String?
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
        self.model = model
        self.usage = usage
        self.tier = tier
        self.region = region
        self.route = route
        self.speed = speed
        self.instant = instant
    }

    /// Whether no speed is asked for but the usual one.
    var isUsualSpeed: Bool {
        guard let speed else { return true }
        return speed.isEmpty || speed == "standard" || speed == "default"
    }

    /// What is unusual about it.
    var modes: CallModes {
        var modes: CallModes = []
        if tier != .standard { modes.insert(.tier) }
        if speed != nil { modes.insert(.speed) }
        if region != nil { modes.insert(.region) }
        if route != nil { modes.insert(.route) }
        return modes
    }

    /// What decides the price of a recorded call.
    package init(_ event: borrowing UsageEvent) {
        // The event is read where it lies: it holds some fifty texts, and a copy would count each of them.
        let asked = event.call.requestedModel
        if let served = event.call.servedModel, served != asked {
            model = served
            askedModel = asked
        } else {
            model = asked
            askedModel = nil
        }
        provider = event.call.provider
        usage = event.usage
        tier = event.call.servedTier ?? event.call.requestedTier ?? .standard
        region = event.call.region
        route = event.call.route
        speed = event.call.speed
        instant = event.occurredAt
    }
}

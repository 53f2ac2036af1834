import UsageModel

extension UsageEvent {
    /// The call in the words that an export tells again, before it is priced: a provider has one name, and an empty text
    /// is one that is not known.
    var normalised: UsageEvent {
        var event = self
        if !call.provider.isKnown { event.call.provider = Provider(named: call.provider.rawValue) }
        Self.drop(&event.call.servedModel)
        Self.drop(&event.call.region)
        Self.drop(&event.call.route)
        Self.drop(&event.call.speed)
        for (attribute, value) in usage.attributes where value.isEmpty {
            event.usage.attributes[attribute] = nil
        }
        return event
    }

    private static func drop(_ text: inout String?) {
        if text?.isEmpty == true { text = nil }
    }
}

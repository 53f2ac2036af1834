internal import JSON
package import UsageModel

extension PricedEvent {
    /// Whether `sanitised` would change nothing, as for nearly all calls; a copy of the call costs more than looking.
    func isWritable(_ options: StoreOptions) -> Bool {
        event.isWritable(options) && costing.isWritable
    }

    /// The call as it may be written; a costing may repeat words of the caller, such as the model's name.
    func sanitised(_ options: StoreOptions) -> PricedEvent {
        PricedEvent(event: event.sanitised(options), costing: costing.sanitised)
    }
}

extension Costing {
    fileprivate var isWritable: Bool {
        switch self {
        case .priced(let cost): Redaction.isClean(cost.price.modelID)
        case .unpriced(let reason): Redaction.isClean(reason.detail) && Redaction.isClean(reason.hint)
        }
    }

    fileprivate var sanitised: Costing {
        switch self {
        case .priced(var cost):
            let model = Redaction.clean(cost.price.modelID, .secrets)
            guard model != cost.price.modelID else { return self }
            cost.price.modelID = model
            return .priced(cost)
        case .unpriced(let reason):
            return .unpriced(
                UnpricedReason(
                    reason.kind, reason.detail.map { Redaction.clean($0, .secretsAndAddresses) },
                    hint: reason.hint.map { Redaction.clean($0, .secretsAndAddresses) }))
        }
    }
}

extension UsageEvent {
    /// The event as it may be written to a file outside the ledger, from which it can be recorded later as the same call.
    package func writable(_ options: StoreOptions) -> UsageEvent {
        var event = sanitised(options)
        event.idempotencyKey = idempotencyKey.map(IdempotencyKey.safe)
        return event
    }

    /// Whether `sanitised` would change nothing; says no of some that it would leave as they are.
    fileprivate func isWritable(_ options: StoreOptions) -> Bool {
        guard metadata.isEmpty, client.isEmpty, attribution.isWritable, call.isWritable,
            Redaction.isKnownAndClean(outcome.errorType), Redaction.isKnownAndClean(outcome.stopReason)
        else { return false }
        if let stated = statedCost, !Redaction.isKnownAndClean(stated.source) { return false }
        for (_, value) in usage.attributes where !Redaction.isKnownAndClean(value) { return false }
        return true
    }

    /// The event as it may be written: metadata under allowed names and within limits, secrets and addresses redacted.
    ///
    /// An empty text is one that is not known.
    func sanitised(_ options: StoreOptions) -> UsageEvent {
        var event = self
        event.attribution.redact()
        event.call.redact()
        Redaction.redact(&event.outcome.errorType, .secretsAndAddresses)
        Redaction.redact(&event.outcome.stopReason, .secretsAndAddresses)
        if var stated = statedCost {
            Redaction.redact(&stated.source, .secretsAndAddresses)
            if stated.source.isEmpty { stated.source = "unknown" }
            event.statedCost = stated
        }
        for (attribute, value) in usage.attributes {
            event.usage.attributes[attribute] =
                value.isEmpty ? nil : Redaction.clean(value, .secretsAndAddresses)
        }
        if !client.isEmpty {
            Redaction.redact(&event.client.ip, .secrets)
            Redaction.redact(&event.client.userAgent, .secrets)
            Redaction.redact(&event.client.device, .secrets)
        }
        if !metadata.isEmpty { event.metadata = MetadataLimits.apply(to: metadata, options) }
        return event
    }
}

extension Attribution {
    fileprivate var isWritable: Bool {
        tags.isEmpty && Redaction.isKnownAndClean(user) && Redaction.isKnownAndClean(team)
            && Redaction.isKnownAndClean(keyID) && Redaction.isKnownAndClean(chat)
            && Redaction.isKnownAndClean(message) && Redaction.isKnownAndClean(campaign)
            && Redaction.isKnownAndClean(agent)
    }

    /// Names that somebody chose to tell calls apart may be addresses, but never keys.
    fileprivate mutating func redact() {
        Redaction.redact(&user, .secrets)
        Redaction.redact(&team, .secrets)
        Redaction.redact(&keyID, .secrets)
        Redaction.redact(&chat, .secrets)
        Redaction.redact(&message, .secrets)
        Redaction.redact(&campaign, .secrets)
        Redaction.redact(&agent, .secrets)
        guard !tags.isEmpty else { return }
        var clean = Tags()
        for (name, value) in tags.values.sorted(by: { $0.key < $1.key }) {
            clean[Redaction.clean(name, .secretsAndAddresses)] =
                Redaction.namesSecret(name) ? "[key]" : Redaction.clean(value, .secretsAndAddresses)
        }
        tags = clean
    }
}

extension Call {
    fileprivate var isWritable: Bool {
        Redaction.isClean(requestedModel) && Redaction.isKnownAndClean(servedModel)
            && Redaction.isClean(provider.rawValue) && Redaction.isKnownAndClean(parentCall)
            && Redaction.isKnownAndClean(requestID) && Redaction.isKnownAndClean(responseID)
            && Redaction.isKnownAndClean(action) && Redaction.isKnownAndClean(endpoint)
            && Redaction.isKnownAndClean(route) && Redaction.isKnownAndClean(region)
            && Redaction.isKnownAndClean(speed) && Redaction.isClean(requestedTier?.rawValue)
            && Redaction.isClean(servedTier?.rawValue)
    }

    fileprivate mutating func redact() {
        Redaction.redact(&requestedModel, .secrets)
        Redaction.redact(&servedModel, .secrets)
        Redaction.redact(&parentCall, .secrets)
        Redaction.redact(&requestID, .secrets)
        Redaction.redact(&responseID, .secrets)
        let served = Redaction.clean(provider.rawValue, .secrets)
        if served != provider.rawValue { provider = Provider(rawValue: served) }
        // Free words, of which nobody needs an address.
        Redaction.redact(&action, .secretsAndAddresses)
        Redaction.redact(&endpoint, .secretsAndAddresses)
        Redaction.redact(&route, .secretsAndAddresses)
        Redaction.redact(&region, .secretsAndAddresses)
        Redaction.redact(&speed, .secretsAndAddresses)
        requestedTier = requestedTier.map(Self.redacted)
        servedTier = servedTier.map(Self.redacted)
    }

    private static func redacted(_ tier: ServiceTier) -> ServiceTier {
        let clean = Redaction.clean(tier.rawValue, .secretsAndAddresses)
        return clean == tier.rawValue ? tier : ServiceTier(rawValue: clean)
    }
}

/// How much metadata a row takes.
enum MetadataLimits {
    static let depthMax = 4
    static let membersMax = 32
    static let textBytesMax = 1024
    static let bytesMax = 8192

    /// The members under allowed names, cut to the limits and redacted; what is cut leaves a word in its place.
    static func apply(to object: JSONObject, _ options: StoreOptions) -> JSONObject {
        let allowed = object.members.filter { options.metadataNames?.contains($0.name) ?? true }
        var kept = JSONObject()
        var size = 0
        for member in allowed.prefix(membersMax) {
            let value = clean(member, depth: 1)
            size += member.name.utf8.count + value.compactText.utf8.count + 4
            guard size <= bytesMax else {
                kept.append("truncated", true)
                break
            }
            kept.append(Redaction.clean(member.name, .secretsAndAddresses), value)
        }
        return kept
    }

    private static func clean(_ member: JSONObject.Member, depth: Int) -> JSONValue {
        Redaction.namesSecret(member.name) ? .string("[key]") : clean(member.value, depth: depth)
    }

    private static func clean(_ value: JSONValue, depth: Int) -> JSONValue {
        switch value {
        case .string(let text):
            let clean = Redaction.clean(text, .secretsAndAddresses)
            guard clean.utf8.count > textBytesMax else { return .string(clean) }
            // The sign of the cut counts too, so that a text is cut once.
            var kept = clean.utf8.prefix(textBytesMax - "…".utf8.count)
            while String(kept) == nil { kept.removeLast() }
            return .string(String(decoding: kept, as: UTF8.self) + "…")
        case .array(let elements):
            guard depth < depthMax else { return .string("[nested]") }
            return .array(elements.prefix(membersMax).map { clean($0, depth: depth + 1) })
        case .object(let object):
            guard depth < depthMax else { return .string("[nested]") }
            return .object(
                JSONObject(
                    object.members.prefix(membersMax).map {
                        .init(
                            name: Redaction.clean($0.name, .secretsAndAddresses),
                            value: clean($0, depth: depth + 1))
                    }))
        case .null, .bool, .number: return value
        }
    }
}

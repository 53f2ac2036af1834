internal import JSON
internal import UsageModel

extension UsageEvent {
    /// The event as it may be written: metadata under allowed names and within limits, secrets and addresses redacted.
    func sanitised(_ options: StoreOptions) -> UsageEvent {
        var event = self
        for path in Self.identifiers { path.redact(&event, .secrets) }
        for path in Self.words { path.redact(&event, .secretsAndAddresses) }
        if !attribution.tags.isEmpty {
            event.attribution.tags = Tags(
                attribution.tags.values.mapValues { Redaction.clean($0, .secretsAndAddresses) })
        }
        if !metadata.isEmpty { event.metadata = MetadataLimits.apply(to: metadata, options) }
        return event
    }

    private struct Field: Sendable {
        let get: @Sendable (UsageEvent) -> String?
        let set: @Sendable (inout UsageEvent, String) -> Void

        func redact(_ event: inout UsageEvent, _ scope: Redaction.Scope) {
            guard let text = get(event) else { return }
            let clean = Redaction.clean(text, scope)
            if clean != text { set(&event, clean) }
        }
    }

    /// Names that somebody chose to tell calls apart, which may be addresses, but never keys.
    private static let identifiers: [Field] = [
        Field(get: { $0.attribution.user }, set: { $0.attribution.user = $1 }),
        Field(get: { $0.attribution.team }, set: { $0.attribution.team = $1 }),
        Field(get: { $0.attribution.keyID }, set: { $0.attribution.keyID = $1 }),
        Field(get: { $0.attribution.chat }, set: { $0.attribution.chat = $1 }),
        Field(get: { $0.attribution.message }, set: { $0.attribution.message = $1 }),
        Field(get: { $0.attribution.campaign }, set: { $0.attribution.campaign = $1 }),
        Field(get: { $0.attribution.agent }, set: { $0.attribution.agent = $1 }),
        Field(get: { $0.call.requestedModel }, set: { $0.call.requestedModel = $1 }),
        Field(get: { $0.call.servedModel }, set: { $0.call.servedModel = $1 }),
        Field(get: { $0.call.parentCall }, set: { $0.call.parentCall = $1 }),
        Field(get: { $0.call.requestID }, set: { $0.call.requestID = $1 }),
        Field(get: { $0.call.responseID }, set: { $0.call.responseID = $1 }),
    ]

    /// Free words, of which nobody needs an address.
    private static let words: [Field] = [
        Field(get: { $0.call.action }, set: { $0.call.action = $1 }),
        Field(get: { $0.call.endpoint }, set: { $0.call.endpoint = $1 }),
        Field(get: { $0.call.route }, set: { $0.call.route = $1 }),
        Field(get: { $0.outcome.errorType }, set: { $0.outcome.errorType = $1 }),
        Field(get: { $0.outcome.stopReason }, set: { $0.outcome.stopReason = $1 }),
    ]
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
            return .string(String(decoding: clean.utf8.prefix(textBytesMax), as: UTF8.self) + "…")
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

import JSON
import UsageModel

extension EventField {
    /// The value of a call as text, as both formats write it; nil where it is not known.
    func text(_ event: UsageEvent) -> String? {
        switch self {
        case .id: return event.id?.description
        case .idempotencyKey: return event.idempotencyKey
        case .occurredAt: return event.occurredAt.description
        case .step: return event.call.step.map(String.init)
        case .attempt: return event.call.attempt.map(String.init)
        case .httpStatus: return event.outcome.httpStatus.map(String.init)
        case .latencyMs: return event.outcome.latencyMs.map(String.init)
        case .timeToFirstTokenMs: return event.outcome.timeToFirstTokenMs.map(String.init)
        case .status: return event.outcome.status.rawValue
        case .usageState: return event.usageState.rawValue
        case .service: return event.call.service.rawValue
        case .statedCost: return event.statedCost?.amount.description
        case .statedCostSource: return event.statedCost?.source
        case .tags: return event.attribution.tags.isEmpty ? nil : event.attribution.tags.json.compactText
        case .metadata: return event.metadata.isEmpty ? nil : event.metadata.compactText
        default: return plainText(event)
        }
    }

    private func plainText(_ event: UsageEvent) -> String? {
        switch self {
        case .tenant:
            event.attribution.tenant == Attribution.defaultTenant ? nil : event.attribution.tenant
        case .user: event.attribution.user
        case .team: event.attribution.team
        case .keyID: event.attribution.keyID
        case .chat: event.attribution.chat
        case .message: event.attribution.message
        case .campaign: event.attribution.campaign
        case .agent: event.attribution.agent
        case .provider: event.call.provider.rawValue
        case .model: event.call.requestedModel
        case .servedModel: event.call.servedModel
        case .action: event.call.action
        case .endpoint: event.call.endpoint
        case .requestID: event.call.requestID
        case .responseID: event.call.responseID
        case .parentCall: event.call.parentCall
        case .requestedTier: event.call.requestedTier?.rawValue
        case .servedTier: event.call.servedTier?.rawValue
        case .region: event.call.region
        case .route: event.call.route
        case .speed: event.call.speed
        case .errorType: event.outcome.errorType
        case .stopReason: event.outcome.stopReason
        case .ip: event.client.ip
        case .userAgent: event.client.userAgent
        case .device: event.client.device
        default: nil
        }
    }
}

extension JSONObject {
    var compactText: String { JSONValue.object(self).compactText }
}

extension EventName {
    /// The value of a priced call as text; nil where it is not known.
    func text(_ event: UsageEvent, _ costing: Costing?, _ correction: Correction?) -> String? {
        switch self {
        case .field(let field): field.text(event)
        case .counter(let counter): event.usage[counter]?.description
        case .attribute(let attribute): event.usage.attributes[attribute]
        case .correction(let field): correction.flatMap(field.text)
        case .ledger(let ledger): costing.flatMap(ledger.text)
        }
    }
}

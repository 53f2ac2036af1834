/// The names of our own import and export formats, JSON Lines and CSV alike; one call is one object or row.
///
/// A file may also use every name of `Counter` (`input_tokens`, `images`, …) and `UsageAttribute` (`image_size`, …), beside
/// these or, in JSON, inside an object `usage`. Only `occurred_at`, `provider` and `model` must be there. An empty text or
/// cell, or `null`, means that something is not known. Names that nobody knows are errors, never passed over.
///
/// | name | what it holds |
/// |---|---|
/// | `id` | the row's UUID; without it an identity follows from the record's content |
/// | `idempotency_key` | the caller's own key |
/// | `occurred_at` | when the call was made, ISO 8601 with a zone; `timestamp` is read too |
/// | `tenant` `user` `team` `key_id` `chat` `message` `campaign` `agent` | whom the call belongs to; without `tenant` the import says |
/// | `provider` `model` | what was called; a host before the model's name, as in `openrouter/…`, stands for the provider |
/// | `served_model` `endpoint` `request_id` `response_id` `parent_call` `step` `attempt` | the call as it was answered |
/// | `service` `action` | `chat`, `image`, …; the caller's own word |
/// | `requested_tier` `served_tier` `region` `route` `speed` | what prices may depend on; `service_tier` is read too |
/// | `status` `http_status` `error_type` `stop_reason` `latency_ms` `time_to_first_token_ms` | how it ended |
/// | `usage_state` | `measured`, `partial`, `estimated`, `absent` |
/// | `stated_cost_usd` `stated_cost_source` | what somebody else says it cost, and who |
/// | `tags` `metadata` | JSON objects; in CSV as their text |
/// | `ip` `user_agent` `device` | personal data, kept apart |
/// | `kind` `corrects` `correction_reason` `correction_actor` | a row that corrects another one, whose `id` it names |
package enum EventField: String, Hashable, Sendable, CaseIterable {
    case id
    case idempotencyKey = "idempotency_key"
    case occurredAt = "occurred_at"
    case tenant, user, team
    case keyID = "key_id"
    case chat, message, campaign, agent
    case provider, model
    case servedModel = "served_model"
    case service, action, endpoint
    case requestID = "request_id"
    case responseID = "response_id"
    case parentCall = "parent_call"
    case step, attempt
    case requestedTier = "requested_tier"
    case servedTier = "served_tier"
    case region, route, speed
    case status
    case httpStatus = "http_status"
    case errorType = "error_type"
    case stopReason = "stop_reason"
    case latencyMs = "latency_ms"
    case timeToFirstTokenMs = "time_to_first_token_ms"
    case usageState = "usage_state"
    case statedCost = "stated_cost_usd"
    case statedCostSource = "stated_cost_source"
    case tags, metadata, ip
    case userAgent = "user_agent"
    case device

    /// How a value is written in JSON.
    enum Kind { case text, number, object }

    var kind: Kind {
        switch self {
        case .step, .attempt, .httpStatus, .latencyMs, .timeToFirstTokenMs: .number
        case .tags, .metadata: .object
        default: .text
        }
    }

    /// A field by its name or by another word for it that price requests use.
    init?(name: String) {
        switch name {
        case "timestamp": self = .occurredAt
        case "service_tier": self = .requestedTier
        default: self.init(rawValue: name)
        }
    }
}

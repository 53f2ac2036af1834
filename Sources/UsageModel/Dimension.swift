/// What rows can be filtered and put together by; the raw value is the name of flag, column and JSON key alike.
public enum Dimension: String, Hashable, Sendable, CaseIterable {
    case provider
    /// The model asked for.
    case model
    /// The catalogue's model that priced it.
    case pricedModel = "priced_model"
    case user
    case team
    case keyID = "key_id"
    case chat
    /// The call or loop that calls belong to.
    case parentCall = "parent_call"
    case campaign
    case agent
    case service
    case action
    case status
    case tier
    case region
    case usageState = "usage_state"
    case unpricedReason = "unpriced_reason"
    case priceDate = "price_date"
    case priceID = "price_id"
    case statedCostSource = "stated_cost_source"
}

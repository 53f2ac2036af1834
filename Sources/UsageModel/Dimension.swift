/// What rows can be filtered and put together by; the raw value is the name of flag, column and JSON key alike.
public enum Dimension: Hashable, Sendable {
    case provider
    /// The model asked for.
    case model
    /// The catalogue's model that priced it.
    case pricedModel
    case user
    case team
    case keyID
    case chat
    case message
    /// The call or loop that calls belong to.
    case parentCall
    case campaign
    case agent
    case service
    case action
    case status
    case tier
    case region
    case usageState
    case unpricedReason
    case priceDate
    case priceID
    case statedCostSource
    /// The month of the books, such as `2025-03`; only rows of the ledger have one.
    case postingMonth
    /// A label of the caller's own by its name, written `tag:team`.
    case tag(String)
}

extension Dimension: CaseIterable {
    /// All dimensions but the labels, whose names are the caller's.
    public static let allCases: [Dimension] = [
        .provider, .model, .pricedModel, .user, .team, .keyID, .chat, .message, .parentCall, .campaign,
        .agent, .service, .action, .status, .tier, .region, .usageState, .unpricedReason, .priceDate,
        .priceID, .statedCostSource, .postingMonth,
    ]
}

extension Dimension: RawRepresentable {
    private static let tagPrefix = "tag:"

    /// The dimension's name, such as `key_id` or `tag:team`.
    public var rawValue: String {
        switch self {
        case .provider: "provider"
        case .model: "model"
        case .pricedModel: "priced_model"
        case .user: "user"
        case .team: "team"
        case .keyID: "key_id"
        case .chat: "chat"
        case .message: "message"
        case .parentCall: "parent_call"
        case .campaign: "campaign"
        case .agent: "agent"
        case .service: "service"
        case .action: "action"
        case .status: "status"
        case .tier: "tier"
        case .region: "region"
        case .usageState: "usage_state"
        case .unpricedReason: "unpriced_reason"
        case .priceDate: "price_date"
        case .priceID: "price_id"
        case .statedCostSource: "stated_cost_source"
        case .postingMonth: "posting_month"
        case .tag(let name): Self.tagPrefix + name
        }
    }

    /// The dimension of a name; nil where there is none.
    public init?(rawValue: String) {
        if rawValue.hasPrefix(Self.tagPrefix) {
            let name = String(rawValue.dropFirst(Self.tagPrefix.count))
            guard !name.isEmpty else { return nil }
            self = .tag(name)
            return
        }
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = known
    }
}

/// Whom a call belongs to; every part but the tenant may be unknown.
public struct Attribution: Hashable, Sendable {
    /// The customer whose ledger this is; `default` where there is only one.
    public var tenant: String
    /// The end user.
    public var user: String?
    /// The team that answers for the cost.
    public var team: String?
    /// Which API key was used: its name or a digest, never the key.
    public var keyID: String?
    /// The conversation.
    public var chat: String?
    /// The message in the conversation.
    public var message: String?
    /// The campaign or project.
    public var campaign: String?
    /// The agent that called.
    public var agent: String?
    /// Free names and values, sorted by name.
    public var tags: Tags

    /// The name of the only tenant where there is only one.
    public static let defaultTenant = "default"

    /// An attribution; leave out what is not known.
    public init(tenant: String = Attribution.defaultTenant, user: String? = nil, team: String? = nil) {
        self.tenant = tenant
        self.user = user
        self.team = team
        tags = Tags()
    }
}

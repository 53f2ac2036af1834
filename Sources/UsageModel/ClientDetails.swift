/// Personal data of a call's client, kept apart from the row.
public struct ClientDetails: Hashable, Sendable {
    /// The address.
    public var ip: String?
    /// The user agent.
    public var userAgent: String?
    /// The device.
    public var device: String?

    /// Nothing known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { ip == nil && userAgent == nil && device == nil }
}

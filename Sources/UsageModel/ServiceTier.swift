/// The tier of service that a price depends on.
public struct ServiceTier: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    /// The word, such as `batch`.
    public let rawValue: String

    /// A tier by its word in any spelling; `default`, `on_demand` and `auto` all mean standard.
    public init(rawValue: String) {
        let word = rawValue.lowercased().replacing("-", with: "_")
        self.rawValue = ["default", "on_demand", "auto", ""].contains(word) ? "standard" : word
    }

    /// The usual tier.
    public static let standard = ServiceTier(rawValue: "standard")
    /// Answers within a day, usually at half the price.
    public static let batch = ServiceTier(rawValue: "batch")
    /// Slower and cheaper.
    public static let flex = ServiceTier(rawValue: "flex")
    /// Faster and dearer.
    public static let priority = ServiceTier(rawValue: "priority")

    /// The word.
    public var description: String { rawValue }
}

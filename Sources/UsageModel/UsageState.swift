/// How well a call's usage is known.
public enum UsageState: String, Hashable, Sendable, CaseIterable {
    /// The provider reported it.
    case measured
    /// Part of it: the stream was cut.
    case partial
    /// Somebody counted it, not the provider.
    case estimated
    /// Nobody knows it.
    case absent
}

/// The end of a call in one word.
public enum CallStatus: String, Hashable, Sendable, CaseIterable {
    case success
    case error
    case rateLimited = "rate_limited"
    case cancelled
}

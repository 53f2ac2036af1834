/// What kind of service was called.
public enum ServiceType: String, Hashable, Sendable, CaseIterable {
    case content
    case chat
    case image
    case video
    case audio
    case embedding
    case other
}

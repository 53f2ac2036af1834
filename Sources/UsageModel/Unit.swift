/// What is counted and priced.
public enum Unit: String, Hashable, Sendable, CaseIterable {
    case token
    case image
    case pixel
    case megapixel
    case video
    case videoSecond = "video_second"
    case audioSecond = "audio_second"
    case computeSecond = "compute_second"
    case character
    case page
    case request
    case search
    case session
    case gigabyteDay = "gb_day"
    case credit
}

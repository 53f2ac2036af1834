/// A property of a call that decides its price beside the counts.
public enum UsageAttribute: String, Hashable, Sendable, CaseIterable {
    /// Width x height in pixels, such as `1024x1024`.
    case imageSize = "image_size"
    /// The provider's word, such as `hd`, `standard`, `low`.
    case imageQuality = "image_quality"
    /// The provider's word, such as `720p`, `1080p`, `4k`.
    case videoResolution = "video_resolution"
    /// `true` or `false`: whether the video has a sound track.
    case videoAudio = "video_audio"
    /// What was done, such as `edit`, `generate`.
    case mode
    /// The provider's word: `low`, `medium`, `high`.
    case searchContext = "search_context"
}

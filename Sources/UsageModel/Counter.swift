/// The one list of names under which usage is counted, from `extract` to `price` to the ledger.
///
/// Counts are inclusive: a counter contains every counter that names it as parent. The names are those of the field
/// (OpenTelemetry GenAI where it has one).
public enum Counter: String, Hashable, Sendable, CaseIterable {
    case inputTokens = "input_tokens"
    case textInputTokens = "text_input_tokens"
    case audioInputTokens = "audio_input_tokens"
    case imageInputTokens = "image_input_tokens"
    case videoInputTokens = "video_input_tokens"
    case documentInputTokens = "document_input_tokens"
    case toolPromptTokens = "tool_prompt_tokens"
    case cacheReadTokens = "cache_read_tokens"
    case textCacheReadTokens = "text_cache_read_tokens"
    case audioCacheReadTokens = "audio_cache_read_tokens"
    case imageCacheReadTokens = "image_cache_read_tokens"
    case videoCacheReadTokens = "video_cache_read_tokens"
    case cacheWriteTokens = "cache_write_tokens"
    case cacheWrite5mTokens = "cache_write_5m_tokens"
    case cacheWrite1hTokens = "cache_write_1h_tokens"
    case outputTokens = "output_tokens"
    case textOutputTokens = "text_output_tokens"
    case reasoningTokens = "reasoning_tokens"
    case audioOutputTokens = "audio_output_tokens"
    case imageOutputTokens = "image_output_tokens"
    case citationTokens = "citation_tokens"
    case images
    /// Images that a request holds as models for the ones to be made.
    case referenceImages = "reference_images"
    case pixels
    case videos
    case videoSeconds = "video_seconds"
    case audioSeconds = "audio_seconds"
    case predictSeconds = "predict_seconds"
    case characters
    case pages
    case requests
    case searchUnits = "search_units"
    case webSearches = "web_searches"
    case webFetches = "web_fetches"
    case fileSearches = "file_searches"
    case codeSessions = "code_sessions"
    case groundingQueries = "grounding_queries"

    /// What is counted.
    public var unit: Unit {
        switch self {
        case .images, .referenceImages: .image
        case .pixels: .pixel
        case .videos: .video
        case .videoSeconds: .videoSecond
        case .audioSeconds: .audioSecond
        case .predictSeconds: .computeSecond
        case .characters: .character
        case .pages: .page
        case .requests: .request
        case .searchUnits, .webSearches, .webFetches, .fileSearches, .groundingQueries: .search
        case .codeSessions: .session
        default: .token
        }
    }

    /// The counters that contain this one; audio read from a cache is inside both the cache reads and the audio input.
    public var parents: [Counter] {
        switch self {
        case .textInputTokens, .audioInputTokens, .imageInputTokens, .videoInputTokens, .documentInputTokens,
            .toolPromptTokens, .cacheReadTokens, .cacheWriteTokens:
            [.inputTokens]
        case .textCacheReadTokens: [.cacheReadTokens, .textInputTokens]
        case .audioCacheReadTokens: [.cacheReadTokens, .audioInputTokens]
        case .imageCacheReadTokens: [.cacheReadTokens, .imageInputTokens]
        case .videoCacheReadTokens: [.cacheReadTokens, .videoInputTokens]
        case .cacheWrite5mTokens, .cacheWrite1hTokens: [.cacheWriteTokens]
        case .textOutputTokens, .reasoningTokens, .audioOutputTokens, .imageOutputTokens: [.outputTokens]
        default: []
        }
    }

    /// Whether fractions make sense: seconds and pages do, tokens and images do not.
    public var isFractional: Bool {
        switch unit {
        case .videoSecond, .audioSecond, .computeSecond: true
        default: false
        }
    }
}

package import UsageModel

/// What a rate is for, in one word: the counter that it prices, without the unit behind it.
extension Counter {
    /// The word in price files and cost lines: `input`, `cache_read`, `image`, `video_second`.
    package var className: String { Self.classNames[ordinal] }

    /// The counter of a class word, or nil for an unknown word.
    package static func named(_ className: String) -> Counter? { byClassName[className] }

    /// Which part of a call's cost the class belongs to.
    package var direction: CostLine.Direction {
        switch self {
        case .outputTokens, .textOutputTokens, .reasoningTokens, .audioOutputTokens, .imageOutputTokens,
            .citationTokens:
            .output
        case .images, .referenceImages, .pixels, .videos, .videoSeconds, .predictSeconds, .characters, .pages,
            .requests,
            .searchUnits, .webSearches, .webFetches, .fileSearches, .codeSessions, .groundingQueries:
            .generation
        default: .input
        }
    }

    /// All counters that contain this one, near and far.
    var ancestors: [Counter] {
        var found: [Counter] = []
        var waiting = parents
        while let next = waiting.popLast() {
            guard !found.contains(next) else { continue }
            found.append(next)
            waiting += next.parents
        }
        return found
    }

    /// The classes whose rate stands in where the class has none of its own, nearest first.
    ///
    /// Cached tokens without a cache rate are input tokens, reasoning is output; a one-hour cache write is not a
    /// five-minute one, so it has no stand-in beside a price that knows cache writes.
    var standIns: [Counter] {
        switch self {
        case .textCacheReadTokens, .audioCacheReadTokens, .imageCacheReadTokens, .videoCacheReadTokens:
            [.cacheReadTokens, .inputTokens]
        case .cacheWrite5mTokens: [.cacheWriteTokens, .inputTokens]
        case .citationTokens: []
        default: parents
        }
    }

    /// Another measure of the same thing, one of which is enough to price it: a video is one and lasts seconds.
    var otherMeasure: Counter? {
        switch self {
        case .images: .pixels
        case .pixels: .images
        case .videos: .videoSeconds
        case .videoSeconds: .videos
        case .characters: .audioSeconds
        case .audioSeconds: .characters
        default: nil
        }
    }

    private static let classNames: [String] = {
        var names = [String](repeating: "", count: allCases.count)
        for counter in allCases {
            let raw = counter.rawValue
            switch counter {
            case .searchUnits: names[counter.ordinal] = "search_unit"
            case .webSearches: names[counter.ordinal] = "web_search"
            case .webFetches: names[counter.ordinal] = "web_fetch"
            case .fileSearches: names[counter.ordinal] = "file_search"
            case .groundingQueries: names[counter.ordinal] = "grounding_query"
            default:
                names[counter.ordinal] =
                    raw.hasSuffix("_tokens")
                    ? String(raw.dropLast(7)) : raw.hasSuffix("s") ? String(raw.dropLast()) : raw
            }
        }
        return names
    }()

    private static let byClassName: [String: Counter] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.className, $0) })
}

extension Unit {
    /// How many units a price is for where its file does not say: a million tokens, an hour of sound, one image.
    package var usualPer: ExactDecimal {
        switch self {
        case .token, .character, .pixel: ExactDecimal(1_000_000)
        case .audioSecond: ExactDecimal(3600)
        case .page, .request, .search: ExactDecimal(1000)
        default: .one
        }
    }
}

import UsageModel

/// What a line of a cost counts, in the words of FOCUS.
struct FocusMeter {
    private let className: String
    private let unit: Unit

    init(_ line: CostLine) {
        className = line.className
        unit = line.unit
    }

    /// The meter's name: "Input Tokens", "Cache Read Input Tokens", "Generated Images", "Video Seconds".
    var name: String {
        let words = className.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let title = words.joined(separator: " ")
        switch className {
        case "image", "video", "pixel", "megapixel": return "Generated \(Self.plural(title))"
        case "reasoning": return "Reasoning Output Tokens"
        default: break
        }
        guard unit == .token else { return Self.plural(title) }
        return className.contains("cache_") ? "\(title) Input Tokens" : "\(title) Tokens"
    }

    /// What is counted: "Tokens", "Images", "Seconds".
    var consumedUnit: String {
        switch unit {
        case .token: "Tokens"
        case .image: "Images"
        case .pixel: "Pixels"
        case .megapixel: "Megapixels"
        case .video: "Videos"
        case .videoSecond, .audioSecond, .computeSecond: "Seconds"
        case .character: "Characters"
        case .page: "Pages"
        case .request: "Requests"
        case .search: "Searches"
        case .session: "Sessions"
        case .gigabyteDay: "GB-Days"
        case .credit: "Credits"
        }
    }

    /// What a price is for: "1000000 Tokens", "Images", "Hours".
    func pricingUnit(per: ExactDecimal) -> String {
        if per == .one { return consumedUnit }
        if consumedUnit == "Seconds" {
            if per == ExactDecimal(60) { return "Minutes" }
            if per == ExactDecimal(3600) { return "Hours" }
        }
        return "\(per) \(consumedUnit)"
    }

    /// Whether tokens go in or come out; nil for anything else.
    func tokenDirection(_ direction: CostLine.Direction) -> String? {
        guard unit == .token else { return nil }
        return direction == .input ? "Input" : "Output"
    }

    /// What a cache did with the tokens, if anything.
    var tokenCacheAction: String? {
        if className.contains("cache_read") { return "Read" }
        return className.contains("cache_write") ? "Write" : nil
    }

    private static func plural(_ title: String) -> String {
        if title.hasSuffix("ch") { return title + "es" }
        return title.hasSuffix("y") ? title.dropLast() + "ies" : title + "s"
    }
}

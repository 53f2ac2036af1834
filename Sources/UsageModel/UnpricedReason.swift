/// Why a call has no cost, in the words that reports count: `unknown_model`, `missing_rate:cache_write_1h`.
public struct UnpricedReason: Hashable, Sendable, CustomStringConvertible {
    /// The class of reason.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No price list knows the model at this provider.
        case unknownModel = "unknown_model"
        /// The model is known, but not what this part of the usage costs.
        case missingRate = "missing_rate"
        /// An attribute that decides the price is not known, and no documented default exists.
        case ambiguous
        /// The call has no usage.
        case usageMissing = "usage_missing"
        /// The usage contradicts itself.
        case impossibleUsage = "impossible_usage"
        /// The cost does not fit one row.
        case costOutOfRange = "cost_out_of_range"
    }

    /// The class of reason.
    public let kind: Kind
    /// The class, attribute or counters that it is about.
    public let detail: String?
    /// A sentence for people, such as a near name; not part of the word that is counted.
    public let hint: String?

    /// A reason.
    public init(_ kind: Kind, _ detail: String? = nil, hint: String? = nil) {
        self.kind = kind
        self.detail = detail
        self.hint = hint
    }

    /// Reads the word as `description` writes it; nil for anything else.
    public init?(_ word: String) {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = parts.first, let kind = Kind(rawValue: first) else { return nil }
        self.init(kind, parts.count > 1 ? parts[1] : nil)
    }

    /// The word that is counted: kind and detail with a colon between.
    public var description: String { detail.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }

    /// Kind and detail decide; the hint does not.
    public static func == (a: UnpricedReason, b: UnpricedReason) -> Bool {
        a.kind == b.kind && a.detail == b.detail
    }
    /// Kind and detail decide; the hint does not.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(detail)
    }
}

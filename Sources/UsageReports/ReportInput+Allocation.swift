public import UsageModel

extension ReportInput {
    /// By what the cost is divided.
    public enum Grouping: Hashable, Sendable {
        /// Teams, campaigns, keys, one tag and the like.
        case dimension(Dimension)
        /// The values of the tag that carries the most cost.
        case largestTag
    }

    /// The cost of both periods divided by one grouping.
    public struct Allocation: Hashable, Sendable {
        /// By what.
        public var grouping: Grouping
        /// One key each, all of both periods; their costs add up to the totals.
        public var rows: [Comparison]

        /// A division; `grouping` is never `largestTag`, but the tag that it stands for.
        public init(by grouping: Grouping, rows: [Comparison]) {
            self.grouping = grouping
            self.rows = rows
        }
    }

    /// What a report may show besides the review, and only asks for where it does.
    public enum Part: Hashable, Sendable {
        /// `hours`
        case hours
        /// `statuses`
        case statuses
        /// `latencies`
        case latencies
        /// One of `allocations`.
        case allocation(Grouping)
    }
}

extension ReportInput.Grouping {
    /// What one of its values is called.
    func noun(_ words: Wording) -> String {
        switch self {
        case .dimension(let dimension): words.noun(dimension)
        case .largestTag: "tag"
        }
    }
}

extension ReportInput.Grouping: CustomStringConvertible {
    /// The grouping as a template writes it: `team`, `tag:cost_center`, `tag`.
    public var description: String {
        switch self {
        case .dimension(let dimension): dimension.rawValue
        case .largestTag: "tag"
        }
    }

    /// Reads what a template writes; nil for a word that is none.
    public init?(_ text: String) {
        if text == "tag" {
            self = .largestTag
        } else if let dimension = Dimension(rawValue: text) {
            self = .dimension(dimension)
        } else {
            return nil
        }
    }
}

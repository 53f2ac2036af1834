internal import UsageModel

/// One way in which the rows of a day are put together beforehand.
enum RollupCut: String, CaseIterable {
    /// By what was called and how it ended, with latencies.
    case models
    /// By who called.
    case users
    /// By conversation, with the messages of each.
    case chats

    /// How long one row of a rollup is.
    enum Grain: String, CaseIterable {
        case hour
        case day
    }

    /// What beside the sums is kept for each row.
    enum Members {
        case none
        case latency
        case messages
    }

    /// What rows are put together by, beside the time.
    var dimensions: [Dimension] {
        switch self {
        case .models: [.provider, .model, .service, .status, .campaign, .unpricedReason]
        case .users: [.user, .team, .keyID, .campaign, .agent]
        case .chats: [.user, .team, .chat, .agent, .campaign]
        }
    }

    /// The lengths that are kept; conversations rarely last over an hour, so that a day of them would save nothing.
    var grains: [Grain] { self == .chats ? [.hour] : [.hour, .day] }

    /// What beside the sums is kept.
    var members: Members {
        switch self {
        case .models: .latency
        case .users: .none
        case .chats: .messages
        }
    }

    /// The smallest cut that can answer a query, or nil.
    static func answering(_ query: Query) -> RollupCut? {
        guard query.source == .automatic else { return nil }
        let asked = Set(query.groups).union(query.filters.map(\.dimension))
        return allCases.first { cut in
            (!query.hasLatency || cut.members == .latency) && (!query.hasActivity || cut == .chats)
                && asked.isSubset(of: cut.dimensions)
        }
    }
}

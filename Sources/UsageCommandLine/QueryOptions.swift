import Arguments
import UsageModel

/// Which calls a table is about, in which order, and how many rows of it.
struct QueryOptions: Hashable, Sendable {
    var period: PeriodChoice
    var filters: [Query.Filter]

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "Which calls",
        PeriodChoice.parameters,
        Option(repeated: "provider", .text.named("NAME"), "Only calls of this provider"),
        Option(repeated: "model", .text.named("NAME"), "Only calls that asked for this model"),
        Option(repeated: "user", .text.named("NAME"), "Only calls of this user; `--user=` means of none"),
        Option(repeated: "team", .text.named("NAME"), "Only calls of this team"),
        Option(repeated: "campaign", .text.named("NAME"), "Only calls of this campaign"),
        Option(repeated: "status", .choice(CallStatus.self), "Only calls that ended so"),
    ) { period, providers, models, users, teams, campaigns, statuses in
        let given: [(Dimension, [String?])] = [
            (.provider, providers.map { Provider(named: $0).rawValue }),
            (.model, models.map(orUnknown)), (.user, users.map(orUnknown)), (.team, teams.map(orUnknown)),
            (.campaign, campaigns.map(orUnknown)), (.status, statuses.map(\.rawValue)),
        ]
        return QueryOptions(
            period: period,
            filters: given.filter { !$0.1.isEmpty }.map { Query.Filter($0.0, $0.1) })
    }

    /// A question about these calls.
    func query(
        _ context: LedgerContext, groups: [Dimension] = [], bucket: Period.Grain? = nil,
        order: Query.Order = .key, limit: Int? = nil,
    ) throws -> (query: Query, span: PeriodSpan) {
        let span = try period.span(zone: context.zone, now: context.now())
        let query = Query(
            tenant: context.settings.tenant, span: span.instants, filters: filters, groups: groups,
            bucket: bucket.map { Query.Bucket($0, zone: context.zone) }, order: order, limit: limit)
        return (query, span)
    }

    /// The filters in words, nil where there are none.
    var filterWords: String? {
        guard !filters.isEmpty else { return nil }
        return filters.map { filter in
            let values = filter.values.map { $0.map { "`\($0)`" } ?? "none" }.joined(separator: " or ")
            return "\(filter.dimension.rawValue) \(values)"
        }.joined(separator: ", ")
    }
}

private func orUnknown(_ text: String) -> String? { text.isEmpty ? nil : text }

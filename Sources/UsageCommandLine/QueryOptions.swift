import Arguments
import UsageModel

/// Which calls a table is about.
struct QueryOptions: Hashable, Sendable {
    var period: PeriodChoice
    var filters: [Query.Filter]

    /// How it is written.
    static let parameters = OptionGroup(
        heading: "Which calls", PeriodChoice.parameters, CallFilters.parameters,
    ) { period, filters in QueryOptions(period: period, filters: filters) }

    /// A question about these calls.
    func query(_ context: LedgerContext) throws -> (query: Query, span: PeriodSpan) {
        let span = try period.span(zone: context.zone, now: context.now())
        return (Query(tenant: context.settings.tenant, span: span.instants, filters: filters), span)
    }

    /// The filters in words, nil where there are none.
    var filterWords: String? { CallFilters.words(filters) }
}

/// How much of a table is shown, and what comes first.
struct PageOptions: Hashable, Sendable {
    let order: Query.Order
    let isReversed: Bool
    let limit: Int?
    let after: PageCursor?

    /// How it is written; `order` is the usual one.
    static func parameters(order: Query.Order) -> OptionGroup<PageOptions> {
        OptionGroup(
            heading: "Order and pages",
            Option("sort", .choice(Query.Order.self), default: order, "What rows are sorted by"),
            Flag("asc", "The smallest first, or the first key"),
            Flag("desc", "The largest first, or the last key"),
            Option("limit", short: "n", .integer(in: 1...1_000_000), "The most rows; the rest is summed up"),
            Option("after", .cursor, "The next page, by the cursor that the page before it told"),
        ) { (order, isAscending, isDescending, limit, after) throws(ArgumentsError) in
            if isAscending, isDescending {
                throw ArgumentsError(.conflictingOptions, "`--asc` cannot stand beside `--desc`")
            }
            return PageOptions(
                order: order, isReversed: order == .key ? isDescending : isAscending, limit: limit,
                after: after)
        }
    }

    /// What a reader who wants more is told; nil on the last page.
    static func hint(_ next: PageCursor?) -> String? {
        next.map { "next page: the same command with --after \($0)" }
    }
}

package import UsageModel

/// Which month a row is posted to: its own, or the first open one where that is closed.
package struct PostingCalendar: Hashable, Sendable {
    private let closed: Set<Int>

    init(closed: Set<Int>) { self.closed = closed }

    /// The month of a call's moment, such as `2025-04`, and whether it is a later one than the call's own.
    package func posting(of moment: Instant) -> (month: String, isLate: Bool) {
        let own = PostingMonth(moment)
        let open = open(from: own)
        return (open.description, open != own)
    }

    /// The first month from `month` on that is not closed.
    func open(from month: PostingMonth) -> PostingMonth {
        var open = month
        while closed.contains(open.number) { open = open.next }
        return open
    }
}

extension UsageStore {
    /// The months of a tenant as they are open and closed now.
    package func postingCalendar(tenant: String = Attribution.defaultTenant) throws -> PostingCalendar {
        try read { PostingCalendar(closed: try UsageStore.closedMonths(tenant, in: $0)) }
    }
}

public import UsageModel
import UsageStore

/// What the books of a closed month hold; nothing is posted to it any more.
public struct MonthClosing: Hashable, Sendable {
    /// The month, when and by whom it was closed.
    public let month: ClosedMonth
    /// The sums of the rows that are posted to it.
    public let total: Measures
    /// The month that later rows of its days are posted to.
    public let next: String
}

extension Ledger {
    /// The closed months with what their books hold, in order.
    public func closings() throws -> [MonthClosing] {
        let closed = try store.closings(tenant: options.tenant)
        let calendar = try store.postingCalendar(tenant: options.tenant)
        return try closed.map { month in
            let period = try Period(month.month, zone: .utc)
            // No row is posted to a month before its own.
            let query = Query(
                tenant: options.tenant, span: Instant(microseconds: .min)..<period.end,
                filters: [.init(.postingMonth, [month.month])])
            return MonthClosing(
                month: month, total: try answer(query).total,
                next: calendar.posting(of: period.start).month)
        }
    }
}

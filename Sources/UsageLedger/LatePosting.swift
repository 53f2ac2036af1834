import UsageModel
import UsageStore

/// Tells which rows are posted to a later month than their own; asks the ledger only where that can be.
struct LatePosting {
    private let store: UsageStore
    private let now: Instant
    private var calendars: [String: PostingCalendar] = [:]

    init(_ store: UsageStore, now: Instant) {
        self.store = store
        self.now = now
    }

    /// The month that a row was posted to, such as `2025-04`, where it was written now and its own month is closed.
    mutating func month(of event: UsageEvent, _ outcome: RecordOutcome) throws -> String? {
        guard case .recorded = outcome else { return nil }
        // A month that is not over cannot be closed.
        let (own, present) = (event.occurredAt.date, now.date)
        guard (own.year, own.month) < (present.year, present.month) else { return nil }
        let tenant = event.attribution.tenant
        let calendar = try calendars[tenant] ?? store.postingCalendar(tenant: tenant)
        calendars[tenant] = calendar
        let posting = calendar.posting(of: event.occurredAt)
        return posting.isLate ? posting.month : nil
    }
}

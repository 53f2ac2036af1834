import UsageAnalysis
public import UsageModel
import UsageStore

/// Why rows are corrected, and by whom; the ledger keeps both for ever.
public struct CorrectionNote: Hashable, Sendable {
    /// Why, in words for an auditor.
    public let reason: String
    /// Who answers for it.
    public let actor: String

    /// A note; throws `bad_correction` where one of the two is empty.
    public init(reason: String, actor: String) throws {
        for (name, text) in [("reason", reason), ("actor", actor)]
        where !text.contains(where: { !$0.isWhitespace }) {
            throw LedgerError(
                .badCorrection,
                "a correction needs a reason and somebody who answers for it, the \(name) is empty")
        }
        self.reason = reason
        self.actor = actor
    }
}

extension Ledger {
    /// How many calls are priced, and where posted corrected, at a time.
    private static let repricingBatch = 500

    /// Prices recorded calls anew, each at its own moment, by the ledger's present prices.
    ///
    /// Without `note` nothing is written. With it, each call whose cost changes gets a reversal and a restating row, in
    /// groups of a transaction each: whatever breaks it off, the next run goes on, and a run after a whole one changes
    /// nothing. The total's costs are those of a `Query` over the same calls before and after. Corrections of calls in
    /// closed months are posted to the first open one and counted.
    ///
    /// - Parameters:
    ///   - span: Calls that occurred in it; nil is all of them.
    ///   - filters: Conditions on the calls, of which all must hold.
    ///   - isUnpricedOnly: Only calls that have no cost.
    ///   - note: Why the corrections are posted and by whom; nil for a diff that changes nothing.
    ///   - change: Is told each call whose cost changes, by their moment, once it is posted.
    ///   - progress: Is told how many calls have been priced.
    public func reprice(
        in span: Range<Instant>? = nil, filters: [Query.Filter] = [], isUnpricedOnly: Bool = false,
        posting note: CorrectionNote? = nil, change: (Repricing.Change) throws -> Void = { _ in },
        progress: (Int) -> Void = { _ in }
    ) throws -> Repricing {
        var walk = try store.rowsInForce(
            in: span, tenant: options.tenant, filters: filters, isUnpricedOnly: isUnpricedOnly)
        var repricer = Repricer()
        var (done, posted, overtaken) = (0, 0, 0)
        while true {
            let rows = try walk.next(Self.repricingBatch, in: store)
            guard !rows.isEmpty else { break }
            var changes = try changes(of: rows) { repricer.add(unchanged: $0) }
            if let note {
                let all = changes.count
                changes = try post(changes, note)
                posted += changes.count
                overtaken += all - changes.count
            }
            for found in changes {
                repricer.add(found)
                try change(found)
            }
            done += rows.count
            progress(done)
        }
        var repricing = repricer.repricing()
        if note != nil { repricing.posted = posted }
        repricing.overtaken = overtaken
        return repricing
    }

    private func changes(of rows: [LedgerRow], unchanged: (PricedEvent) -> Void) throws -> [Repricing.Change]
    {
        let calendar = try store.postingCalendar(tenant: options.tenant)
        return rows.compactMap { row in
            let costing = price(row.priced.event)
            guard Repricer.isChange(from: row.priced.costing, to: costing) else {
                unchanged(row.priced)
                return nil
            }
            let posting = calendar.posting(of: row.priced.event.occurredAt)
            return Repricing.Change(
                id: row.id, recorded: row.priced, costing: costing, postingMonth: posting.month,
                isLate: posting.isLate)
        }
    }

    /// Posts the corrections of one transaction; those that somebody else was quicker with are left out.
    private func post(_ changes: [Repricing.Change], _ note: CorrectionNote) throws -> [Repricing.Change] {
        guard !changes.isEmpty else { return [] }
        let restatements = try store.restate(
            changes.map { change in
                var event = change.recorded.event
                // The restating row has an id of its own, and the caller's key stays with the original.
                event.id = nil
                event.idempotencyKey = nil
                return (change.id, PricedEvent(event: event, costing: change.costing))
            }, reason: note.reason, actor: note.actor, at: options.now())
        return zip(changes, restatements).compactMap { change, restatement in
            guard let restatement else { return nil }
            var change = change
            change.restatement = restatement
            return change
        }
    }

    /// Closes a month such as `2025-03`: later rows of its days, and corrections of its rows, are posted to the first
    /// month that is open.
    public func closeMonth(_ month: String, actor: String? = nil) throws {
        try store.closeMonth(month, tenant: options.tenant, actor: actor, at: options.now())
    }

    /// The closed months, such as `2025-03`, in order.
    public func closedMonths() throws -> [String] { try store.closedMonths(tenant: options.tenant) }
}

internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Takes a row out of all sums by a row of the opposite sign; throws where it is reversed already.
    @discardableResult
    package func reverse(
        _ id: EventID, tenant: String = Attribution.defaultTenant, reason: String, actor: String? = nil,
        at moment: Instant
    ) throws -> EventID {
        try write { connection in
            var recorder = try Recorder(connection, store: self, at: moment)
            let reversal = try reverse(
                id, tenant: tenant, reason: reason, actor: actor, at: moment, with: &recorder, in: connection
            )
            try recorder.finish()
            return reversal
        }
    }

    /// Puts a row right: reverses it and adds the call as it should have been, in one transaction.
    ///
    /// Returns the id of the restating row, by which it can itself be corrected later.
    @discardableResult
    package func restate(
        _ id: EventID, as priced: PricedEvent, reason: String, actor: String? = nil, at moment: Instant
    ) throws -> EventID {
        try write { connection in
            var recorder = try Recorder(connection, store: self, at: moment)
            let restatement = try restate(
                id, as: priced, reason: reason, actor: actor, at: moment, with: &recorder, in: connection)
            try recorder.finish()
            return restatement
        }
    }

    /// Puts rows right in one transaction; the ids of the restating rows, nil for a row that is reversed already.
    package func restate(
        _ calls: [(id: EventID, priced: PricedEvent)], reason: String, actor: String? = nil,
        at moment: Instant
    ) throws -> [EventID?] {
        try write { connection in
            var recorder = try Recorder(connection, store: self, at: moment)
            var restatements: [EventID?] = []
            for call in calls {
                let tenant = call.priced.event.attribution.tenant
                guard try !isReversed(call.id, tenant: tenant, in: connection) else {
                    restatements.append(nil)
                    continue
                }
                restatements.append(
                    try restate(
                        call.id, as: call.priced, reason: reason, actor: actor, at: moment, with: &recorder,
                        in: connection))
            }
            try recorder.finish()
            return restatements
        }
    }

    private func isReversed(_ id: EventID, tenant: String, in connection: any SQLConnection) throws -> Bool {
        let sql = "SELECT 1 FROM api_usage WHERE tenant_id = $1 AND corrects = $2 AND kind = 'reversal'"
        return try connection.first(sql, [.text(tenant), id.value], { _ in true }) ?? false
    }

    private func restate(
        _ id: EventID, as priced: PricedEvent, reason: String, actor: String?, at moment: Instant,
        with recorder: inout Recorder, in connection: any SQLConnection
    ) throws -> EventID {
        let tenant = priced.event.attribution.tenant
        _ = try reverse(
            id, tenant: tenant, reason: reason, actor: actor, at: moment, with: &recorder, in: connection)
        let restatement = CorrectionID.id(of: .restatement, correcting: id, tenant: tenant, at: moment)
        let correction = correction(.restatement, of: id, reason, actor)
        let clean = priced.sanitised(options)
        guard try recorder.write(clean, id: restatement, correction: correction) == .written else {
            throw StoreError(.cannotCorrect, "the id `\(restatement)` is taken", hint: "try again")
        }
        return restatement
    }

    private func reverse(
        _ id: EventID, tenant: String, reason: String, actor: String?, at moment: Instant,
        with recorder: inout Recorder, in connection: any SQLConnection
    ) throws -> EventID {
        let original = try UsageStore.correctable(id, tenant: tenant, in: connection)
        let reversal = CorrectionID.id(of: .reversal, correcting: id, tenant: tenant, at: moment)
        let correction = correction(.reversal, of: id, reason, actor)
        guard try recorder.write(copyOf: original, id: reversal, correction) == .written else {
            throw StoreError(
                .cannotCorrect, "`\(id)` is reversed already",
                hint: "correct the restating row instead, if there is one")
        }
        return reversal
    }

    /// The row of an id; throws where there is none, or where it is a reversal.
    private static func correctable(
        _ id: EventID, tenant: String, in connection: any SQLConnection
    ) throws -> Row {
        guard let original = try row(id, tenant: tenant, in: connection) else {
            throw StoreError(
                .unknownEvent, "no call has the id `\(id)`", place: Place(path: "corrects"),
                hint: "ids are those that `record` printed or `export` lists")
        }
        guard original.text(.kind) != LedgerRow.Kind.reversal.rawValue else {
            throw StoreError(
                .cannotCorrect, "`\(id)` is itself a reversal", place: Place(path: "corrects"),
                hint: "record the call again instead")
        }
        return original
    }

    /// Keeps a correction that an export of another ledger tells, under its own id.
    ///
    /// A reversal repeats the row that it takes out, so that the two always add up to nothing.
    func keep(
        _ correction: Correction, _ priced: PricedEvent, with recorder: inout Recorder,
        in connection: any SQLConnection, importID: Int64
    ) throws -> RecordOutcome {
        let tenant = priced.event.attribution.tenant
        guard let id = priced.event.id else {
            throw StoreError(
                .cannotCorrect, "a correction has an id of its own", place: Place(path: "id"),
                hint: "import the file as `usageledger export` wrote it")
        }
        let clean = self.correction(
            correction.kind, of: correction.corrects, correction.reason, correction.actor)
        if let known = try UsageStore.row(id, tenant: tenant, in: connection) {
            guard known.text(.kind) == clean.kind.rawValue, known[.corrects] == clean.corrects.value else {
                throw StoreError(
                    .idempotencyConflict, "the id `\(id)` is taken by a row with another content",
                    place: Place(path: "id"))
            }
            return .unchanged(id)
        }
        let attempt: Recorder.Attempt
        if clean.kind == .reversal {
            let original = try UsageStore.correctable(clean.corrects, tenant: tenant, in: connection)
            attempt = try recorder.write(copyOf: original, id: id, clean, importID: importID)
        } else {
            attempt = try recorder.write(
                priced.sanitised(options), id: id, importID: importID, correction: clean)
        }
        guard attempt == .written else {
            throw StoreError(
                .cannotCorrect, "`\(clean.corrects)` is reversed already", place: Place(path: "corrects"))
        }
        return .recorded(id, repetition: 0)
    }

    private func correction(
        _ kind: LedgerRow.Kind, of id: EventID, _ reason: String, _ actor: String?
    ) -> Correction {
        Correction(
            kind: kind, corrects: id, reason: Redaction.clean(reason, .secretsAndAddresses),
            actor: actor.flatMap { $0.isEmpty ? nil : Redaction.clean($0, .secrets) })
    }

    /// Closes a month such as `2025-03`: later rows of its days are posted to the first month that is open.
    package func closeMonth(
        _ month: String, tenant: String = Attribution.defaultTenant, actor: String? = nil,
        at moment: Instant
    ) throws {
        guard let posting = PostingMonth(month) else {
            throw StoreError(.badPeriod, "`\(month.prefix(60))` is no month", hint: "write it like 2025-03")
        }
        guard posting < PostingMonth(moment) else {
            throw StoreError(
                .monthClosed, "`\(posting)` is not over", hint: "a month can be closed once it is over")
        }
        try write { connection in
            guard try !UsageStore.closedMonths(tenant, in: connection).contains(posting.number) else {
                throw StoreError(
                    .monthClosed, "`\(posting)` is closed already", hint: "fixes post to the open month")
            }
            let closing = MonthClosing(
                tenant: tenant, month: posting, closedAt: moment.microseconds, actor: actor)
            let seal = try closing.save(
                MonthPosting(of: posting, tenant: tenant, in: connection), in: connection)
            var entry = try LedgerEntry.open(tenant, in: connection, at: moment, random: options.random)
            entry.sides.add(Seal.number(seal), name: posting.sideName, to: .months)
            try entry.save(to: connection)
        }
    }

    /// The closed months of a tenant, such as `2025-03`, in order.
    package func closedMonths(tenant: String = Attribution.defaultTenant) throws -> [String] {
        try read { connection in
            try UsageStore.closedMonths(tenant, in: connection).sorted().map { PostingMonth($0).description }
        }
    }

    static func closedMonths(_ tenant: String, in connection: any SQLConnection) throws -> Set<Int> {
        var months: Set<Int> = []
        try connection.rows("SELECT posting_month FROM closed_months WHERE tenant_id = $1", [.text(tenant)]) {
            months.insert(Int($0.integer(0)))
        }
        return months
    }
}

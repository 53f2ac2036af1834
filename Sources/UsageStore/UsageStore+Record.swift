internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Keeps priced calls in one transaction; they are durable when this returns.
    ///
    /// A call that cannot be kept has its error in the result and keeps no other one back. Throws where nothing could be
    /// written.
    package func record(_ priced: [PricedEvent], at moment: Instant) throws -> [RecordResult] {
        try record(priced, bodies: nil, at: moment)
    }

    /// Keeps submissions in one transaction; they are durable when this returns.
    package func record(_ submissions: [Submission], at moment: Instant) throws -> [RecordResult] {
        try record(submissions.map(\.priced), bodies: submissions.map(\.body), at: moment)
    }

    /// Keeps calls in a transaction that they may share with those of other threads.
    private func record(_ calls: [PricedEvent], bodies: [String?]?, at moment: Instant) throws
        -> [RecordResult]
    {
        let ticket = RecordQueue.Ticket(calls, bodies: bodies, moment: moment)
        return try queue.record(ticket) { group in
            do {
                let results = try write(group)
                for (ticket, results) in zip(group, results) { ticket.finish(.success(results)) }
            } catch  where group.count > 1 {
                // What ended the transaction concerns one of them, or each for itself.
                for ticket in group { ticket.finish(Result { try write([ticket])[0] }) }
            } catch {
                for ticket in group { ticket.finish(.failure(error)) }
            }
        }
    }

    private func write(_ group: [RecordQueue.Ticket]) throws -> [[RecordResult]] {
        guard let first = group.first else { return [] }
        return try write { connection in
            var recorder = try Recorder(connection, store: self, at: first.moment)
            let results = try group.map { ticket in
                recorder.recordedAt = ticket.moment
                return try record(
                    ticket.calls, bodies: ticket.bodies, with: &recorder, in: connection)
            }
            try recorder.finish()
            return results
        }
    }

    private func record(
        _ calls: [PricedEvent], bodies: [String?]?, with recorder: inout Recorder,
        in connection: any SQLConnection
    ) throws -> [RecordResult] {
        var results: [RecordResult] = []
        results.reserveCapacity(calls.count)
        for index in calls.indices {
            results.append(
                try UsageStore.result {
                    try keep(calls[index], body: bodies?[index], with: &recorder, in: connection)
                })
        }
        return results
    }

    /// Turns what is wrong with one event into its result; what is wrong with the database ends the transaction.
    static func result(_ body: () throws -> RecordOutcome) throws -> RecordResult {
        do {
            return .success(try body())
        } catch let error as StoreError where error.code.category == .input {
            return .failure(error)
        } catch let error as SQLError where error.code == .constraint {
            return .failure(
                StoreError(
                    .impossibleEvent, "no row can hold this call: \(error.message)",
                    hint: "see the limits in the schema"))
        }
    }

    /// Keeps one call by its id and key; `body` is what the caller sent, where that is known.
    func keep(
        _ priced: PricedEvent, body: String? = nil, with recorder: inout Recorder,
        in connection: any SQLConnection, importID: Int64? = nil
    ) throws -> RecordOutcome {
        guard priced.isWritable(options) else {
            return try keep(
                clean: priced.sanitised(options), body: body, with: &recorder, in: connection,
                importID: importID)
        }
        return try keep(clean: priced, body: body, with: &recorder, in: connection, importID: importID)
    }

    private func keep(
        clean priced: PricedEvent, body: String?, with recorder: inout Recorder,
        in connection: any SQLConnection, importID: Int64?
    ) throws -> RecordOutcome {
        guard !priced.event.attribution.tenant.isEmpty else {
            throw StoreError(
                .impossibleEvent, "the tenant is empty", place: Place(path: "tenant"),
                hint: "leave it out for `\(Attribution.defaultTenant)`")
        }
        let id =
            priced.event.id
            ?? EventID(at: priced.event.occurredAt, random: (options.random(), options.random()))
        let key = IdempotencyKey(priced.event, body: body)
        if let key, let known = try key.recorded(in: connection) { return known }
        switch try recorder.write(priced, id: id, importID: importID) {
        case .written:
            if let key { try recorder.write(key, id: id) }
            return .recorded(id, repetition: 0)
        case .taken:
            guard try isSame(priced.event, as: id, in: connection) else {
                throw StoreError(
                    .idempotencyConflict, "the id `\(id)` is taken by a call with another content",
                    place: Place(path: "id"), hint: "give each call an id of its own")
            }
            // The key is new, though the row is not.
            if let key { try recorder.write(key, id: id) }
            return .unchanged(id)
        }
    }

    /// Whether the row of an id says what an event says.
    private func isSame(_ event: UsageEvent, as id: EventID, in connection: any SQLConnection) throws -> Bool
    {
        var row = Row()
        try row.set(event, id: id)
        guard let kept = try UsageStore.row(id, tenant: event.attribution.tenant, in: connection) else {
            return false
        }
        return Column.allCases.allSatisfy { !$0.isCallers || row[$0] == kept[$0] }
    }

    /// The row of an id.
    static func row(_ id: EventID, tenant: String, in connection: any SQLConnection) throws -> Row? {
        var reader = RowReader(connection)
        return try connection.first(
            "SELECT \(Column.list) FROM api_usage WHERE tenant_id = $1 AND id = $2",
            [.text(tenant), id.value]
        ) { try reader.row($0) }
    }
}

extension Column {
    /// Whether the caller decides the column, not the catalogue and not this ledger.
    var isCallers: Bool {
        switch self {
        case .id, .pricedModel, .inputCost, .outputCost, .generationCost, .totalCost, .listCost,
            .priceCurrency,
            .priceRate, .unpricedReason, .unpricedHint, .priceID, .priceDate, .catalogueVersion, .priceTerms,
            .lineCounts:
            false
        default: isContent
        }
    }
}

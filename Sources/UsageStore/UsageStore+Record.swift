internal import Digest
internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Keeps priced calls in one transaction; they are durable when this returns.
    ///
    /// A call that cannot be kept has its error in the result and keeps no other one back. Throws where nothing could be
    /// written.
    package func record(_ priced: [PricedEvent], at moment: Instant) throws -> [RecordResult] {
        try record(priced.map { Submission($0) }, at: moment)
    }

    /// Keeps submissions in one transaction; they are durable when this returns.
    package func record(_ submissions: [Submission], at moment: Instant) throws -> [RecordResult] {
        try write { connection in
            var recorder = try Recorder(connection, store: self, at: moment)
            var results: [RecordResult] = []
            results.reserveCapacity(submissions.count)
            for submission in submissions {
                results.append(
                    try UsageStore.result { try keep(submission, with: &recorder, in: connection) })
            }
            try recorder.finish()
            return results
        }
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

    /// Keeps one submission by its id and key.
    func keep(
        _ submission: Submission, with recorder: inout Recorder, in connection: any SQLConnection,
        importID: Int64? = nil
    ) throws -> RecordOutcome {
        let priced = submission.priced.sanitised(options)
        let event = priced.event
        guard !event.attribution.tenant.isEmpty else {
            throw StoreError(
                .impossibleEvent, "the tenant is empty", place: Place(path: "tenant"),
                hint: "leave it out for `\(Attribution.defaultTenant)`")
        }
        let id = event.id ?? EventID(at: event.occurredAt, random: (options.random(), options.random()))
        let key = IdempotencyKey(submission, event)
        if let key, let known = try key.recorded(in: connection) { return known }
        switch try recorder.write(priced, id: id, importID: importID) {
        case .written:
            try key?.keep(id: id, occurredAt: event.occurredAt, in: connection)
            return .recorded(id, repetition: 0)
        case .taken:
            guard try isSame(event, as: id, in: connection) else {
                throw StoreError(
                    .idempotencyConflict, "the id `\(id)` is taken by a call with another content",
                    place: Place(path: "id"), hint: "give each call an id of its own")
            }
            // The key is new, though the row is not.
            try key?.keep(id: id, occurredAt: event.occurredAt, in: connection)
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
        try connection.first(
            "SELECT \(Column.list) FROM api_usage WHERE tenant_id = $1 AND id = $2",
            [.text(tenant), id.value]
        ) { Row($0) }
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

/// A caller's key with the digest of what came under it.
struct IdempotencyKey {
    private let tenant: String
    private let key: String
    private let bodyHash: [UInt8]

    /// The key of a submission: its own, or its id where the caller's words are known; nil where there is neither.
    init?(_ submission: Submission, _ event: UsageEvent) {
        if let own = event.idempotencyKey {
            let safe = Self.safe(own)
            key = safe.hasPrefix(Self.digestPrefix) ? safe : "key:" + safe
        } else if let id = event.id, submission.body != nil {
            key = "id:\(id)"
        } else {
            return nil
        }
        tenant = event.attribution.tenant
        if let body = submission.body {
            bodyHash = SHA256.digest(body).bytes
        } else {
            var row = Row()
            // An event that no row can hold has no row to be compared with: writing it throws the reason.
            try? row.set(event, id: EventID(high: 0, low: 0))
            var rowHash = RowHash()
            bodyHash = rowHash.callersDigest(of: row).bytes
        }
    }

    private static let digestPrefix = "digest:"

    /// A key as it may be written: one that looks like a secret is known by its digest, as all of them would be one when
    /// redacted.
    static func safe(_ key: String) -> String {
        Redaction.clean(key, .secrets) == key ? key : digestPrefix + SHA256.digest(key).hex
    }

    /// The key of an imported record that has a name in its source; nil for any other.
    init?(named record: ImportedRecord, importer: String) {
        guard record.isNamed else { return nil }
        let name = SHA256.digest(record.content)
        key = "import:\(importer):\(name.hex)"
        tenant = record.event.attribution.tenant
        bodyHash = name.bytes
    }

    /// The outcome where the key is known; throws `idempotency_conflict` where it came with another body.
    func recorded(in connection: any SQLConnection) throws -> RecordOutcome? {
        let known = try connection.first(
            "SELECT body_hash, id FROM idempotency WHERE tenant_id = $1 AND key = $2",
            [.text(tenant), .text(key)]
        ) { ($0.blob(0), EventID(bytes: $0.blob(1))) }
        guard let known, let id = known.1 else { return nil }
        guard known.0 == bodyHash else {
            throw StoreError(
                .idempotencyConflict, "the idempotency key is taken by the call `\(id)` with another content",
                place: Place(path: "idempotency_key"), hint: "give each call a key of its own")
        }
        return .unchanged(id)
    }

    func keep(id: EventID, occurredAt: Instant, in connection: any SQLConnection) throws {
        try connection.run(
            "INSERT INTO idempotency (tenant_id, key, body_hash, occurred_at, id) VALUES ($1, $2, $3, $4, $5)",
            [
                .text(tenant), .text(key), .blob(bodyHash), .integer(occurredAt.microseconds), id.value,
            ])
    }
}

internal import Digest
internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Goes on with the run of this source that was broken off, or begins a new one at byte 0.
    package func beginImport(_ source: ImportSource, at moment: Instant) throws -> ImportRun {
        try write { connection in
            if let open = try UsageStore.openRun(source, in: connection) { return open }
            let last = try connection.first(
                "SELECT COALESCE(MAX(import_id), 0) FROM import_progress WHERE tenant_id = $1",
                [.text(source.tenant)]
            ) { $0.integer(0) }
            let id = (last ?? 0) + 1
            try connection.run(
                """
                INSERT INTO import_progress (tenant_id, import_id, importer, source, fingerprint, byte_offset,
                    line, recorded, repeated, unchanged, refused, started_at)
                VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0, $6)
                """,
                [
                    .text(source.tenant), .integer(id), .text(source.importer), .text(source.name),
                    .text(source.fingerprint), .integer(moment.microseconds),
                ])
            return ImportRun(source: source, id: id, byteOffset: 0, line: 0)
        }
    }

    /// Keeps a batch of an import's records and how far the run has come, in one transaction.
    ///
    /// A record without an id gets one from tenant, importer, content and its ordinal among identical records of the run; one
    /// whose content is a name has no ordinal.
    /// `byteOffset` and `line` say up to where the source is dealt with; `refused` counts its records that gave no call.
    package func record(
        _ calls: [ImportedCall], of run: inout ImportRun, byteOffset: Int, line: Int, refused: Int = 0,
        isLast: Bool = false, at moment: Instant
    ) throws -> [RecordResult] {
        try advance(&run, byteOffset: byteOffset, line: line, refused: refused, isLast: isLast, at: moment) {
            run, connection in
            var recorder = try Recorder(connection, store: self, at: moment)
            let results = try calls.map { call in
                try UsageStore.result { try keep(call, of: run, with: &recorder, in: connection) }
            }
            try recorder.finish()
            return results
        }
    }

    /// Keeps what `body` writes and how far the run has come in one transaction, and counts the results.
    func advance(
        _ run: inout ImportRun, byteOffset: Int, line: Int, refused: Int, isLast: Bool, at moment: Instant,
        _ body: (ImportRun, any SQLConnection) throws -> [RecordResult]
    ) throws -> [RecordResult] {
        let before = run
        let (results, after) = try write { connection in
            try UsageStore.expectUntouched(before, in: connection)
            let results = try body(before, connection)
            var run = before
            for result in results { run.count(result) }
            run.refused += refused
            (run.byteOffset, run.line) = (byteOffset, line)
            try UsageStore.save(run, isLast: isLast, at: moment, in: connection)
            return (results, run)
        }
        run = after
        return results
    }

    private static func openRun(_ source: ImportSource, in connection: any SQLConnection) throws -> ImportRun?
    {
        try connection.first(
            """
            SELECT \(progressColumns) FROM import_progress
            WHERE tenant_id = $1 AND importer = $2 AND fingerprint = $3 AND finished_at IS NULL
            ORDER BY import_id DESC LIMIT 1
            """,
            [.text(source.tenant), .text(source.importer), .text(source.fingerprint)]
        ) { progress(of: source, $0) }
    }

    private static let progressColumns =
        "import_id, byte_offset, line, recorded, repeated, unchanged, refused"

    private static func progress(of source: ImportSource, _ row: any SQLRow) -> ImportRun {
        var run = ImportRun(
            source: source, id: row.integer(0), byteOffset: Int(row.integer(1)), line: Int(row.integer(2)))
        run.recorded = Int(row.integer(3))
        run.repeated = Int(row.integer(4))
        run.unchanged = Int(row.integer(5))
        run.refused = Int(row.integer(6))
        return run
    }

    /// Throws `import_in_progress` where somebody else has gone on with the run since it was last looked at.
    ///
    /// Two processes that import one file at once take up the same run; to the second, the first one's rows would look
    /// like its own, and each record like a repetition.
    private static func expectUntouched(_ run: ImportRun, in connection: any SQLConnection) throws {
        let now = try connection.first(
            """
            SELECT \(progressColumns) FROM import_progress
            WHERE tenant_id = $1 AND import_id = $2 AND finished_at IS NULL
            """,
            [.text(run.source.tenant), .integer(run.id)]
        ) { progress(of: run.source, $0) }
        guard now == run else {
            throw StoreError(
                .importInProgress, "another process imports `\(run.source.name)` at the same time",
                hint: "wait until it has ended and run this again; no call was counted twice")
        }
    }

    private static func save(
        _ run: ImportRun, isLast: Bool, at moment: Instant, in connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE import_progress SET byte_offset = $1, line = $2, recorded = $3, repeated = $4, unchanged = $5,
                refused = $6, finished_at = $7
            WHERE tenant_id = $8 AND import_id = $9
            """,
            [
                SQLValue(run.byteOffset), SQLValue(run.line), SQLValue(run.recorded), SQLValue(run.repeated),
                SQLValue(run.unchanged), SQLValue(run.refused),
                isLast ? .integer(moment.microseconds) : .null, .text(run.source.tenant), .integer(run.id),
            ])
        guard isLast else { return }
        try connection.run(
            "DELETE FROM import_repeat WHERE tenant_id = $1 AND import_id = $2",
            [.text(run.source.tenant), .integer(run.id)])
    }

    /// Keeps one record under the id that follows from its content.
    ///
    /// The ordinal among identical records is needed only where the first id is taken. The row under it then tells whether
    /// this run wrote it; what this run met without writing is counted in `import_repeat`. So a new file costs nothing.
    private func keep(
        _ call: ImportedCall, of run: ImportRun, with recorder: inout Recorder,
        in connection: any SQLConnection
    ) throws -> RecordOutcome {
        let event = call.record.event
        let priced = PricedEvent(event: event, costing: call.costing)
        if let correction = call.record.correction {
            return try keep(correction, priced, with: &recorder, in: connection, importID: run.id)
        }
        if event.id != nil || event.idempotencyKey != nil {
            return try keep(priced, with: &recorder, in: connection, importID: run.id)
        }
        let content = ContentIdentity(call.record, source: run.source)
        let clean = priced.sanitised(options)
        let first = content.id(ordinal: 0)
        // What has a name of its own is one call, however often and however late it is told.
        let name = IdempotencyKey(named: call.record, importer: run.source.importer)
        if let name, let known = try name.recorded(in: connection) { return known }
        if try recorder.write(clean, id: first, importID: run.id) == .written {
            if let name { try recorder.write(name, id: first) }
            return .recorded(first, repetition: 0)
        }
        if name != nil { return .unchanged(first) }
        let ordinal = try seenBefore(content, tenant: event.attribution.tenant, of: run, in: connection)
        try UsageStore.note(content, seen: ordinal + 1, of: run, in: connection)
        guard ordinal > 0 else { return .unchanged(first) }
        let id = content.id(ordinal: ordinal)
        let attempt = try recorder.write(clean, id: id, importID: run.id)
        return attempt == .written ? .recorded(id, repetition: ordinal) : .unchanged(id)
    }

    /// How many records of this content the run has met before this one, whose first id is taken.
    ///
    /// `tenant` is the record's own, which need not be that of the run.
    private func seenBefore(
        _ content: ContentIdentity, tenant: String, of run: ImportRun, in connection: any SQLConnection
    ) throws -> Int {
        let counted = try connection.first(
            "SELECT seen FROM import_repeat WHERE tenant_id = $1 AND import_id = $2 AND content = $3",
            [.text(run.source.tenant), .integer(run.id), .blob(content.digest)]
        ) { Int($0.integer(0)) }
        if let counted { return counted }
        let writer = try connection.first(
            "SELECT import_id FROM api_usage WHERE tenant_id = $1 AND id = $2",
            [.text(tenant), content.id(ordinal: 0).value]
        ) { $0.integerIfPresent(0) }
        return writer == run.id ? 1 : 0
    }

    private static func note(
        _ content: ContentIdentity, seen: Int, of run: ImportRun, in connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            INSERT INTO import_repeat (tenant_id, import_id, content, seen) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id, import_id, content) DO UPDATE SET seen = excluded.seen
            """,
            [.text(run.source.tenant), .integer(run.id), .blob(content.digest), SQLValue(seen)])
    }
}

extension ImportRun {
    mutating func count(_ result: RecordResult) {
        switch result {
        case .success(.recorded(_, let repetition)):
            recorded += 1
            if repetition > 0 { repeated += 1 }
        case .success(.unchanged): unchanged += 1
        case .failure: refused += 1
        }
    }
}

/// What an imported record's ids follow from.
struct ContentIdentity {
    let digest: [UInt8]
    private let occurredAt: Instant
    private let hash: SHA256

    init(_ record: ImportedRecord, source: ImportSource) {
        var hash = SHA256()
        // The separator cannot stand in a name, so that no two pairs of names make the same bytes.
        hash.update("\(source.tenant)\u{0}\(source.importer)\u{0}\(record.isNamed ? "name\u{0}" : "")")
        hash.update(record.content)
        self.hash = hash
        digest = Array(hash.digest().bytes.prefix(16))
        occurredAt = record.event.occurredAt
    }

    func id(ordinal: Int) -> EventID {
        var hash = hash
        hash.update("\u{0}\(ordinal)")
        let bytes = hash.digest().bytes
        let words = EventID(bytes: Array(bytes.prefix(16))) ?? EventID(high: 0, low: 0)
        return EventID(at: occurredAt, contentDigest: (words.high, words.low))
    }
}

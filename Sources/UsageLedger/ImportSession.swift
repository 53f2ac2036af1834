import UsageCapture
import UsageModel
import UsageStore

/// One import under way: records that wait for their transaction, and the counts.
struct ImportSession {
    var summary = ImportSummary()
    private(set) var pending: [ImportedCall] = []
    private let ledger: Ledger
    private let user: String?
    private var run: ImportRun
    private let resumeAfter: (line: Int, offset: Int)
    private var last: (line: Int, offset: Int)
    private var refused = 0
    /// Lines of a statement that wait for their transaction, with their places.
    private var lines: [(line: ImportedStatement, place: Place)] = []
    /// How often each line of a statement came.
    private var lineCounts: [StatementLine: Int] = [:]
    private let makesCalls: Bool
    /// Days and providers of which calls are recorded, or are not.
    private var recordedDays: [RecordedDay: Bool] = [:]

    private struct RecordedDay: Hashable {
        let provider: Provider
        let start: Instant
        let end: Instant
    }
    /// What a dry run has met; nil where rows are written.
    private var rehearsal: ImportRehearsal?

    init(ledger: Ledger, source: CallSource, format: ImportFormat, isDryRun: Bool) throws {
        self.ledger = ledger
        user = source.user
        makesCalls = source.makesCallsOfStatements
        let name = source.name ?? "standard input"
        // A pipe cannot be read again from its start, so its import is never taken up.
        let fingerprint = source.fingerprint ?? "stream:\(ledger.options.random())"
        let imported = ImportSource(
            tenant: ledger.options.tenant, importer: format.rawValue, name: name, fingerprint: fingerprint)
        if isDryRun {
            rehearsal = ImportRehearsal()
            run = ImportRun(rehearsing: imported)
        } else {
            run = try ledger.store.beginImport(imported, at: ledger.options.now())
        }
        resumeAfter = (run.line, run.byteOffset)
        last = resumeAfter
        summary.format = format
        summary.isStatement = format.isStatement && !makesCalls
        summary.resumedAfterLine = run.line
        refresh()
    }

    mutating func take(_ results: [ImportResult], bytesRead: Int) throws {
        summary.bytes = bytesRead
        for result in results { try take(result) }
    }

    mutating func commitIfLarge(_ count: Int) throws {
        if pending.count + lines.count >= count { try commit() }
    }

    mutating func finish(skipped: Int) throws {
        summary.skipped = skipped
        try commit(isLast: true)
    }

    private mutating func take(_ result: ImportResult) throws {
        summary.records += 1
        switch result {
        case .failure(let error):
            summary.fail(error)
            // A fault inside a record of many lines stands behind records that are still to come, and so moves nothing.
            if (error.place?.line ?? .max) > resumeAfter.line { refused += 1 }
        case .success(var record):
            if let line = record.statement, !makesCalls { return take(line, record) }
            guard isNew(record) else { return }
            if let line = record.statement, try isRecorded(line) {
                refused += 1
                return summary.fail(Self.besideCalls(line, record.place))
            }
            if record.event.attribution.user == nil { record.event.attribution.user = user }
            pending.append(ImportedCall(record, costing: ledger.price(record.event)))
        }
    }

    private mutating func take(_ line: StatementLine, _ record: ImportedRecord) {
        // Lines that an import which was broken off has dealt with count too.
        let ordinal = lineCounts[line, default: 0]
        lineCounts[line] = ordinal + 1
        if isNew(record) { lines.append((ImportedStatement(line, ordinal: ordinal), record.place)) }
    }

    /// Whether calls of the line's provider and period are recorded that come from no statement.
    private mutating func isRecorded(_ line: StatementLine) throws -> Bool {
        let day = RecordedDay(provider: line.provider, start: line.start, end: line.end)
        if let known = recordedDays[day] { return known }
        let provider = Query.Filter(.provider, [line.provider.rawValue])
        let statements = Query.Filter(.action, StatementLine.sources)
        func count(_ filters: [Query.Filter]) throws -> Int {
            try ledger.rowCount(in: day.start..<day.end, filters: filters)
        }
        let isRecorded = try count([provider]) > count([provider, statements])
        recordedDays[day] = isRecorded
        return isRecorded
    }

    private static func besideCalls(_ line: StatementLine, _ place: Place) -> LedgerError {
        LedgerError(
            .statementBesideCalls,
            "calls of \(line.provider.displayName) are recorded for \(line.start.date), which a statement would count twice",
            place: place,
            hint: "leave --as calls out: `usageledger reconcile` then compares the statement with the calls")
    }

    /// Whether a record was not yet dealt with by the import that was broken off.
    ///
    /// Lines grow from record to record but for formats whose records may share one; those tell an offset.
    private mutating func isNew(_ record: ImportedRecord) -> Bool {
        if let offset = record.position {
            guard offset > resumeAfter.offset else { return false }
            last = (max(last.line, record.place.line ?? 0), max(last.offset, offset))
            return true
        }
        guard let line = record.place.line else { return true }
        guard line > resumeAfter.line else { return false }
        last = (max(last.line, line), summary.bytes)
        return true
    }

    private mutating func commit(isLast: Bool = false) throws {
        if summary.isStatement { return try commitLines(isLast: isLast) }
        guard !pending.isEmpty || refused > 0 || isLast else { return }
        let results: [RecordResult]
        if rehearsal != nil {
            results = try ledger.store.rehearse(pending, of: &run, with: &rehearsal)
        } else {
            results = try ledger.store.record(
                pending, of: &run, byteOffset: last.offset, line: last.line, refused: refused, isLast: isLast,
                at: ledger.options.now())
        }
        var late = LatePosting(ledger.store, now: ledger.options.now())
        for (result, call) in zip(results, pending) {
            switch result {
            case .success(.recorded(_, let repetition)):
                count(call)
                if rehearsal == nil, try late.month(of: call.record.event, result.get()) != nil {
                    summary.latePostings += 1
                }
                guard repetition > 0, summary.repeated.count < ImportSummary.listedMax else { continue }
                summary.repeated.append(call.record.place)
            case .success(.unchanged): break
            case .failure(let error): summary.fail(error.moved(to: call.record.place))
            }
        }
        pending.removeAll(keepingCapacity: true)
        refused = 0
        refresh()
    }

    private mutating func commitLines(isLast: Bool) throws {
        guard !lines.isEmpty || refused > 0 || isLast else { return }
        let results: [RecordResult]
        if rehearsal != nil {
            results = try ledger.store.rehearse(lines.map(\.line), of: &run)
        } else {
            results = try ledger.store.record(
                lines.map(\.line), of: &run, byteOffset: last.offset, line: last.line, refused: refused,
                isLast: isLast, at: ledger.options.now())
        }
        for (result, line) in zip(results, lines) {
            switch result {
            case .success(.recorded): summary.billed += line.line.line.amount ?? .zero
            case .success(.unchanged): break
            case .failure(let error): summary.fail(error.moved(to: line.place))
            }
        }
        lines.removeAll(keepingCapacity: true)
        refused = 0
        refresh()
    }

    private mutating func count(_ call: ImportedCall) {
        if rehearsal != nil, summary.firstRows.count < ImportSummary.firstRowsMax {
            summary.firstRows.append(PricedEvent(event: call.record.event, costing: call.costing))
        }
        switch call.costing {
        case .priced(let cost):
            summary.cost += cost.total
            if cost.price.dateState == .assumed { summary.assumedPriceDates += 1 }
        case .unpriced(let reason): summary.unpriced[reason.description, default: 0] += 1
        }
        if let stated = call.record.event.statedCost { summary.statedCost += stated.amount }
    }

    private mutating func refresh() {
        summary.recorded = run.recorded
        summary.repeatedCount = run.repeated
        summary.unchanged = run.unchanged
    }
}

extension StoreError {
    fileprivate func moved(to place: Place) -> StoreError {
        var place = place
        place.path = self.place?.path
        return StoreError(code, message, place: place, hint: hint)
    }
}

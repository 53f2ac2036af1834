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
    /// What a dry run has met; nil where rows are written.
    private var rehearsal: ImportRehearsal?

    init(ledger: Ledger, source: CallSource, format: ImportFormat, isDryRun: Bool) throws {
        self.ledger = ledger
        user = source.user
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
        summary.resumedAfterLine = run.line
        refresh()
    }

    mutating func take(_ results: [ImportResult], bytesRead: Int) {
        summary.bytes = bytesRead
        for result in results { take(result) }
    }

    mutating func commitIfLarge(_ count: Int) throws {
        if pending.count >= count { try commit() }
    }

    mutating func finish(skipped: Int) throws {
        summary.skipped = skipped
        try commit(isLast: true)
    }

    private mutating func take(_ result: ImportResult) {
        summary.records += 1
        switch result {
        case .failure(let error):
            summary.fail(error)
            // A fault inside a record of many lines stands behind records that are still to come, and so moves nothing.
            if (error.place?.line ?? .max) > resumeAfter.line { refused += 1 }
        case .success(var record):
            guard isNew(record) else { return }
            if record.event.attribution.user == nil { record.event.attribution.user = user }
            pending.append(ImportedCall(record, costing: ledger.price(record.event)))
        }
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
        guard !pending.isEmpty || refused > 0 || isLast else { return }
        let results: [RecordResult]
        if rehearsal != nil {
            results = try ledger.store.rehearse(pending, of: &run, with: &rehearsal)
        } else {
            results = try ledger.store.record(
                pending, of: &run, byteOffset: last.offset, line: last.line, refused: refused, isLast: isLast,
                at: ledger.options.now())
        }
        for (result, call) in zip(results, pending) {
            switch result {
            case .success(.recorded(_, let repetition)):
                count(call)
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

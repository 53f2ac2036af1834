import UsageCapture
package import UsageModel
package import UsagePricing
import UsageStore

/// The way of a call into the ledger: capture, price, record.
package enum Pipeline {
    /// Prices a call; a request that the provider refused and that used nothing is explicitly free.
    package static func price(_ event: UsageEvent, with prices: PriceList = .builtIn) -> Costing {
        guard event.usage.isEmpty, isRefused(event) else { return prices.cost(of: event) }
        return .priced(
            Cost(
                lines: [],
                price: PriceReference(
                    priceID: "rule/refused-request", modelID: event.call.requestedModel, match: "rule",
                    source:
                        "providers charge nothing for a request that they answer with an error and no usage",
                    dateState: .dated, catalogueVersion: "rule")))
    }

    /// Whether the provider answered with an error alone: by its HTTP status, or by an error as the whole of a chat's answer.
    ///
    /// A request of a batch that did not run costs nothing either; a media job that failed may have run, and costs what
    /// nobody can say.
    private static func isRefused(_ event: UsageEvent) -> Bool {
        switch event.outcome.status {
        case .rateLimited: return true
        case .error where event.outcome.httpStatus.map { $0 >= 400 } ?? false: return true
        case .error: return event.usageState == .absent && [.chat, .embedding].contains(event.call.service)
        case .cancelled: return event.usageState == .absent && event.call.servedTier == .batch
        case .success: return false
        }
    }
}

extension Ledger {
    /// How many records share a transaction: enough for speed, few enough for a steady progress bar.
    private static let batchCount = 2000

    /// Imports a file or stream: every good record becomes a row once, whatever the bad ones and however often it is run.
    ///
    /// Rows and progress are committed together, so that an import that is killed loses and doubles nothing.
    package func importCalls(
        from source: CallSource, progress: (ImportSummary) throws -> Void = { _ in }
    ) throws -> ImportSummary {
        var importer = RecordImporter(
            format: source.format,
            options: ImportOptions(
                file: source.name, tenant: options.tenant, provider: source.provider, model: source.model))
        var bytesRead = 0
        var session: ImportSession?
        /// What is wrong with a file whose format nobody knows.
        var undetected = ImportSummary()
        /// Nothing is begun before the format is known: it is part of the rows' identity.
        func take(_ results: [ImportResult]) throws -> ImportSummary {
            if session == nil, let format = importer.detectedFormat {
                session = try ImportSession(ledger: self, source: source, format: format)
            }
            guard session != nil else {
                for case .failure(let error) in results { undetected.fail(error) }
                return undetected
            }
            session?.take(results, bytesRead: bytesRead)
            try session?.commitIfLarge(Self.batchCount)
            return session?.summary ?? ImportSummary()
        }
        while let piece = try source.read() {
            bytesRead += piece.count
            try progress(try take(importer.read(piece)))
        }
        var summary = try take(importer.finish())
        if session != nil {
            try session?.finish(skipped: importer.skippedRecords)
            summary = session?.summary ?? summary
        }
        try progress(summary)
        return summary
    }
}

/// One import under way: records that wait for their transaction, and the counts.
private struct ImportSession {
    var summary = ImportSummary()
    private(set) var pending: [ImportedCall] = []
    private let ledger: Ledger
    private let user: String?
    private var run: ImportRun
    private let resumeAfter: Int
    private var lastLine: Int
    private var refused = 0

    init(ledger: Ledger, source: CallSource, format: ImportFormat) throws {
        self.ledger = ledger
        user = source.user
        let name = source.name ?? "standard input"
        // A pipe cannot be read again from its start, so its import is never taken up.
        let fingerprint = source.fingerprint ?? "stream:\(ledger.options.random())"
        run = try ledger.store.beginImport(
            ImportSource(
                tenant: ledger.options.tenant, importer: format.rawValue, name: name, fingerprint: fingerprint
            ),
            at: ledger.options.now())
        resumeAfter = run.line
        lastLine = run.line
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
            if (error.place?.line ?? .max) > resumeAfter { refused += 1 }
        case .success(var record):
            guard isNew(record.place.line) else { return }
            if record.event.attribution.user == nil { record.event.attribution.user = user }
            pending.append(ImportedCall(record, costing: ledger.price(record.event)))
        }
    }

    /// Whether a record was not yet dealt with by the import that was broken off.
    private mutating func isNew(_ line: Int?) -> Bool {
        guard let line else { return true }
        guard line > resumeAfter else { return false }
        lastLine = max(lastLine, line)
        return true
    }

    private mutating func commit(isLast: Bool = false) throws {
        guard !pending.isEmpty || refused > 0 || isLast else { return }
        let results = try ledger.store.record(
            pending, of: &run, byteOffset: summary.bytes, line: lastLine, refused: refused, isLast: isLast,
            at: ledger.options.now())
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

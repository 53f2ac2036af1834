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

    /// Whether the provider answered with an error alone, as its HTTP status says, or did not run a request of a batch.
    ///
    /// A call without any answer, a stream that broke off and a media job that failed may have run, and cost what nobody can say.
    private static func isRefused(_ event: UsageEvent) -> Bool {
        switch event.outcome.status {
        case .rateLimited: return true
        case .error where event.outcome.httpStatus.map { $0 >= 400 } ?? false: return true
        case .error, .cancelled: return event.usageState == .absent && event.call.servedTier == .batch
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
    ///
    /// A dry run counts what would happen and writes nothing.
    package func importCalls(
        from source: CallSource, isDryRun: Bool = false, progress: (ImportSummary) throws -> Void = { _ in }
    ) throws -> ImportSummary {
        var importer = RecordImporter(
            format: source.format,
            options: ImportOptions(
                file: source.name, tenant: options.tenant, provider: source.provider, model: source.model,
                moment: source.moment, columns: source.columns))
        var bytesRead = 0
        var session: ImportSession?
        /// What is wrong with a file whose format nobody knows.
        var undetected = ImportSummary()
        /// Nothing is begun before the format is known: it is part of the rows' identity.
        func take(_ results: [ImportResult]) throws -> ImportSummary {
            if session == nil, let format = importer.detectedFormat {
                session = try ImportSession(
                    ledger: self, source: source, format: format, isDryRun: isDryRun)
            }
            guard session != nil else {
                for case .failure(let error) in results { undetected.fail(error) }
                return undetected
            }
            try session?.take(results, bytesRead: bytesRead)
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

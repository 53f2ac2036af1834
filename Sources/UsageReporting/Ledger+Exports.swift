package import UsageLedger
package import UsageModel
package import UsageReports

/// Which calls an export is about.
package struct ExportSelection: Hashable, Sendable {
    /// The period, where it is one.
    package var period: Period?
    /// The span of instants; nil for all calls.
    package var span: Range<Instant>?
    /// The span in words.
    package var title: String
    /// What calls have to have.
    package var filters: [Query.Filter]
    /// The same in words.
    package var filterWords: String?
    /// Whose days and clock times.
    package var zone: Zone

    /// The calls of a span.
    package init(
        period: Period? = nil, span: Range<Instant>?, title: String, filters: [Query.Filter] = [],
        filterWords: String? = nil, zone: Zone
    ) {
        self.period = period
        self.span = span
        self.title = title
        self.filters = filters
        self.filterWords = filterWords
        self.zone = zone
    }
}

extension Ledger {
    /// Writes the calls as charges of FOCUS, in memory that does not grow with them, and tells what they add up to.
    package func writeFocus(
        _ versions: [FocusVersion], grain: FocusGrain, of selection: ExportSelection, raw: Bool = false,
        progress: (_ rows: Int) -> Void = { _ in }, write: FocusFile.Write
    ) throws -> FocusFile {
        var file = FocusFile(versions, grain: grain, span: selection.span, raw: raw)
        var count = 0
        try rows(in: selection.span, filters: selection.filters) { row in
            try file.add(row, write: write)
            count += 1
            progress(count)
        }
        try file.finish(write: write)
        return file
    }

    /// The tables of a workbook; its calls are read while it is written.
    package func workbookInput(
        _ selection: ExportSelection, generatedAt: Instant, producer: String
    ) throws -> WorkbookInput {
        func table(
            _ groups: [Dimension], bucket: Query.Bucket? = nil, order: Query.Order
        ) throws -> CostTable {
            try answer(
                Query(
                    tenant: options.tenant, span: selection.span, filters: selection.filters, groups: groups,
                    bucket: bucket, order: order))
        }
        let models = try table([.provider, .model], order: .cost)
        var input = WorkbookInput(
            period: selection.period, title: selection.title, zone: selection.zone,
            daily: try table(
                [.provider, .model], bucket: Query.Bucket(.day, zone: selection.zone), order: .key),
            models: models, users: try table([.user, .team], order: .cost), generatedAt: generatedAt,
            producer: producer)
        input.filters = selection.filterWords
        input.pricesAsOf = pricesSeen(models)
        return input
    }

    /// Writes a workbook to a path where nothing is yet; `temporaryFolder` needs room for all rows.
    package func writeWorkbook(
        _ input: WorkbookInput, of selection: ExportSelection, to path: String, temporaryFolder: String,
        progress: (_ rows: Int) -> Void = { _ in }
    ) throws {
        var count = 0
        try WorkbookFile(input).write(to: path, temporaryFolder: temporaryFolder) { body in
            var digest = CallDigest()
            try rows(in: selection.span, filters: selection.filters) { row in
                try body(row)
                digest.add(row)
                count += 1
                progress(count)
            }
            return digest.hex
        }
    }
}

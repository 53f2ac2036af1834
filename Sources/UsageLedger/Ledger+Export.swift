import UsageCapture
package import UsageModel
import UsageStore

extension Ledger {
    /// Writes rows by their moment as text, in memory that does not grow with them.
    ///
    /// - Parameters:
    ///   - form: The form of the text.
    ///   - isRaw: Whether texts of CSV that look like formulas stay as they are.
    ///   - span: Calls that occurred in it; nil is all of them.
    ///   - filters: Conditions on the calls, of which all must hold.
    ///   - sliceRows: How many rows are read, and held as text, at a time.
    ///   - write: Takes the text piece by piece, in order.
    ///   - progress: Is told how many rows have been written.
    package func export(
        _ form: ExportForm, isRaw: Bool = false, in span: Range<Instant>? = nil,
        filters: [Query.Filter] = [], sliceRows: Int = 1024, write: ([UInt8]) throws -> Void,
        progress: (Int) -> Void = { _ in }
    ) throws {
        var rows = 0
        try write(Array((form == .csv ? CallFormats.csvHeader : form == .json ? "[" : "").utf8))
        try store.export(
            in: span, tenant: options.tenant, filters: filters, sliceRows: sliceRows,
            format: RowText.writer(form, isRaw: isRaw)
        ) { bytes, count in
            // Each object of an array has a comma in front but the first one.
            let isFirst = form == .json && rows == 0 && count > 0
            try write(isFirst ? Array(bytes.dropFirst()) : bytes)
            rows += count
            progress(rows)
        }
        if form == .json { try write(Array((rows == 0 ? "]\n" : "\n]\n").utf8)) }
    }
}

public import UsageModel

#if Spreadsheets
    import Workbook
#endif

/// Writes a workbook: Summary, Daily, Models, Users, the calls, and About.
package struct WorkbookFile {
    private let input: WorkbookInput

    /// Whether this build can write workbooks.
    package static var isAvailable: Bool {
        #if Spreadsheets
            true
        #else
            false
        #endif
    }

    /// A workbook of these tables.
    package init(_ input: WorkbookInput) { self.input = input }

    /// Writes the file to a path where nothing is yet, in memory that does not grow with the calls.
    ///
    /// `calls` hands out the ledger's rows by their moment and gives the digest of them all. `rowsMax` is the most rows of a sheet, where that is to be fewer than the format allows.
    /// Throws `totals_differ` where the calls do not add up to the tables.
    package func write(
        to path: String, temporaryFolder: String, rowsMax: Int? = nil,
        calls: (_ body: (LedgerRow) throws -> Void) throws -> String
    ) throws {
        #if Spreadsheets
            do {
                let pages = try WorkbookPages(input, path: path, temporaryFolder: temporaryFolder)
                try pages.write(rowsMax: rowsMax ?? Workbook.rowsMax, calls: calls)
            } catch let error as WorkbookError {
                throw ReportsError(
                    error.code == .fileFailed ? .fileNotMade : .workbookFailed, error.message,
                    place: Place(file: path), hint: error.hint)
            }
        #else
            throw ReportsError(
                .workbookFailed, "this build writes no workbooks",
                hint: "build it with the trait `Spreadsheets`, or export CSV")
        #endif
    }
}

extension FaultCode {
    /// A workbook could not be made.
    public static let workbookFailed = FaultCode("workbook_failed", .failure)
    /// A file could not be written where it was to be.
    public static let fileNotMade = FaultCode("file_not_made", .io)
}

internal import SQLDatabase
package import UsageModel

/// Why the ledger could not keep or answer something.
package struct StoreError: UsageFault {
    /// What programs compare.
    package var code: FaultCode
    /// What went wrong, as one sentence.
    package var message: String
    /// Where in the input it went wrong.
    package var place: Place?
    /// What to do about it.
    package var hint: String?

    package init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// An id or idempotency key is taken by a call with another content.
    package static let idempotencyConflict = FaultCode("idempotency_conflict", .input)
    /// A value of an event that no row can hold.
    package static let impossibleEvent = FaultCode("impossible_event", .input)
    /// No row has this id.
    package static let unknownEvent = FaultCode("unknown_event", .input)
    /// The row is corrected already, or cannot be.
    package static let cannotCorrect = FaultCode("cannot_correct", .input)
    /// The month is closed already, or not over.
    package static let monthClosed = FaultCode("month_closed", .input)
    /// Another process goes on with the same import.
    package static let importInProgress = FaultCode("import_in_progress", .io)
    /// The database was written by a newer program.
    package static let schemaTooNew = FaultCode("schema_too_new", .io)
    /// The database's schema is not the one that this program makes.
    package static let schemaMismatch = FaultCode("schema_mismatch", .io)
    /// The database lacks steps of the schema and may not be written.
    package static let schemaTooOld = FaultCode("schema_too_old", .io)
    /// What is stored cannot be what was written.
    package static let damagedLedger = FaultCode("damaged_ledger", .io)
}

extension StoreError {
    /// A failure of the engine, with what to do about it.
    init(_ error: SQLError) {
        let hint: String? =
            switch error.code {
            case .busy: "another process holds the ledger; try again"
            case .full: "free some space and try again; what was recorded before is safe"
            case .readOnly: "see that the file and its folder can be written"
            case .cannotOpen: "see that the folder exists and that you may read and write there"
            case .notADatabase: "the file is something else; choose another path with --db"
            case .io: "see that the disk is well, and that no limit on the size of files is met (`ulimit -f`)"
            case .corrupt: "run `usageledger doctor`, and restore the file from a copy"
            default: nil
            }
        self.init(FaultCode(error.code.rawValue, .io), error.message, hint: hint)
    }

    /// Runs `body` and words what the engine throws.
    static func wording<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLError {
            throw StoreError(error)
        }
    }
}

public import UsageModel

/// The core's own error: a ledger that is not there, a file that cannot be read.
public struct LedgerError: UsageFault {
    /// What programs compare.
    public let code: FaultCode
    /// What went wrong, as one sentence.
    public let message: String
    /// Where in the input it went wrong.
    public let place: Place?
    /// What to do about it.
    public let hint: String?

    init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// There is no ledger at the path.
    public static let ledgerMissing = FaultCode("ledger_missing", .io)
    /// A correction without a reason, or without somebody who answers for it.
    public static let badCorrection = FaultCode("bad_correction", .input)
    /// A model has no price for what was asked.
    public static let noPrice = FaultCode("no_price", .input)
    /// A statement that was to become calls, for days of which calls are recorded.
    public static let statementBesideCalls = FaultCode("statement_beside_calls", .input)
    /// A folder or file cannot be made, read or written.
    public static let fileFailed = FaultCode("file_failed", .io)
}

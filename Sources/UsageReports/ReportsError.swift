public import UsageModel

/// Why a report could not be made.
public struct ReportsError: UsageFault {
    /// What programs compare.
    public var code: FaultCode
    /// What went wrong, as one sentence.
    public var message: String
    /// Where in the input it went wrong.
    public var place: Place?
    /// What to do about it.
    public var hint: String?

    /// An error of the reports.
    public init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// The parts that were handed over do not add up to the total: no report is better than a wrong one.
    public static let totalsDiffer = FaultCode("totals_differ", .failure)
    /// A table does not have the dimensions or the buckets that the report needs.
    public static let badReportInput = FaultCode("bad_report_input", .failure)
    /// A template that cannot be found, read or understood.
    public static let badTemplate = FaultCode("bad_template", .input)
    /// A picture or page could not be drawn.
    public static let drawingFailed = FaultCode("drawing_failed", .failure)
}

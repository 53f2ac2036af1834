public import UsageModel

/// Why one call could not be kept; the others were.
public struct RecordFault: UsageFault {
    /// What programs compare.
    public let code: FaultCode
    /// What went wrong, as one sentence.
    public let message: String
    /// Where in the input it went wrong.
    public let place: Place?
    /// What to do about it.
    public let hint: String?

    init(_ fault: any UsageFault) {
        code = fault.code
        message = fault.message
        place = fault.place
        hint = fault.hint
    }
}

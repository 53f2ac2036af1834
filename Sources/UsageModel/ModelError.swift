/// The hall's own error: a value that is no number, date, zone or period.
public struct ModelError: UsageFault {
    /// What programs compare.
    public var code: FaultCode
    /// What went wrong, as one sentence.
    public var message: String
    /// Where in the input it went wrong.
    public var place: Place?
    /// What to do about it.
    public var hint: String?

    /// An error of the hall.
    public init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// A text that is no decimal number, or one out of range.
    public static let badNumber = FaultCode("bad_number", .input)
    /// A text that is no instant or date.
    public static let badDate = FaultCode("bad_date", .input)
    /// A time zone that the system does not know.
    public static let unknownZone = FaultCode("unknown_zone", .input)
    /// A period that cannot be read.
    public static let badPeriod = FaultCode("bad_period", .input)
    /// A cursor of another question, or one that cannot be read.
    public static let badCursor = FaultCode("bad_cursor", .input)
    /// A name that is not in the vocabulary.
    public static let unknownName = FaultCode("unknown_name", .input)
    /// A text that is no network address and no range of them.
    public static let badAddress = FaultCode("bad_address", .input)
    /// A cost too large for one row (above 9,223,372.036854775807 US dollars).
    public static let costOutOfRange = FaultCode("cost_out_of_range", .input)
}

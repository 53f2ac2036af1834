public import UsageModel

/// Why reports could not be mailed as they were asked for.
public struct ReportingError: UsageFault {
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
    /// An address, a name or a limit of the mailing that cannot be meant.
    public static let badMailing = FaultCode("bad_mailing", .input)
    /// Another nightly run is under way.
    public static let nightlyRunning = FaultCode("nightly_running", .failure)
    /// A letter that may have been sent when a run was broken off; somebody has to decide.
    public static let mailInDoubt = FaultCode("mail_in_doubt", .failure)
    /// A mail that could not be sent, and waits.
    public static let mailNotSent = FaultCode("mail_not_sent", .failure)
    /// There is no such letter.
    public static let unknownMail = FaultCode("unknown_mail", .input)
}

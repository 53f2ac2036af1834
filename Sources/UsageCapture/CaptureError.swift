package import UsageModel

/// What is wrong with a response, a log line or a file that was to be read.
package struct CaptureError: UsageFault {
    /// What programs compare.
    package var code: FaultCode
    /// What went wrong, as one sentence.
    package var message: String
    /// Where in the input it went wrong.
    package var place: Place?
    /// What to do about it.
    package var hint: String?

    /// An error of this room.
    package init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// Text that is no JSON.
    package static let badJSON = FaultCode("bad_json", .input)
    /// Text that is no CSV.
    package static let badCSV = FaultCode("bad_csv", .input)
    /// Bytes that are no UTF-8, or text with a NUL in it.
    package static let badText = FaultCode("bad_text", .input)
    /// A value that a record must have and has not.
    package static let missingValue = FaultCode("missing_value", .input)
    /// A line or record above the limit of bytes.
    package static let lineTooLong = FaultCode("line_too_long", .input)
    /// A file in none of the formats that can be imported.
    package static let unknownFormat = FaultCode("unknown_format", .input)
    /// A file that needs an option beside it, such as the provider of a trace.
    package static let missingOption = FaultCode("missing_option", .usage)
}

package import UsageModel

/// Why something could not be put where it belongs.
package struct DeliveryError: UsageFault {
    /// What programs compare.
    package var code: FaultCode
    /// What went wrong, as one sentence.
    package var message: String
    /// The file that it is about.
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
    /// A folder that cannot be made or opened.
    package static let folderUnusable = FaultCode("folder_unusable", .io)
    /// A file that cannot be written.
    package static let fileNotWritten = FaultCode("file_not_written", .io)
    /// What is remembered of a letter and cannot be read.
    package static let badDelivery = FaultCode("bad_delivery", .io)
    /// A name that no file of a set may have.
    package static let badFileName = FaultCode("bad_file_name", .failure)
}

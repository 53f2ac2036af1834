/// What every room's error looks like: a code for programs, a sentence for people, a place and a hint.
///
/// The message is one sentence without a full stop, names stand in backticks; it never holds secrets or prompt text.
public protocol UsageFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What programs compare.
    var code: FaultCode { get }
    /// What went wrong, as one sentence.
    var message: String { get }
    /// Where in the input it went wrong.
    var place: Place? { get }
    /// What to do about it.
    var hint: String? { get }
}

extension UsageFault {
    /// Place and message on one line.
    public var description: String {
        guard let place, !place.description.isEmpty else { return message }
        return "\(place): \(message)"
    }
}

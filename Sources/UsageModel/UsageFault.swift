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

/// An error's code: a stable word and the class of fault, from which the exit code follows.
public struct FaultCode: Hashable, Sendable, CustomStringConvertible {
    /// Who has to act.
    public enum Category: String, Hashable, Sendable {
        /// The command was called wrongly: exit code 64.
        case usage
        /// The input is wrong: exit code 65.
        case input
        /// A file, the disk or the database failed: exit code 74.
        case io
        /// A limit is exceeded: exit code 3.
        case limit
        /// Anything else: exit code 1.
        case failure
    }

    /// The stable word, such as `bad_number`.
    public var name: String
    /// Who has to act.
    public var category: Category

    /// A code.
    public init(_ name: String, _ category: Category) {
        self.name = name
        self.category = category
    }

    /// The stable word.
    public var description: String { name }
}

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
    /// A name that is not in the vocabulary.
    public static let unknownName = FaultCode("unknown_name", .input)
    /// A cost too large for one row (above 9,223,372.036854775807 US dollars).
    public static let costOutOfRange = FaultCode("cost_out_of_range", .input)
}

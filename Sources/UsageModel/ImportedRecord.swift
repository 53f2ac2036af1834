/// One record of an import: the call, and the content from which its identity follows.
///
/// The same content gets the same identity in every run; identical records of one source are told apart by their
/// ordinal, which the ledger counts, so that a file imported twice adds nothing and truly repeated records stay.
public struct ImportedRecord: Hashable, Sendable {
    /// The call.
    public var event: UsageEvent
    /// The record's content as it decides identity: the bytes of the line, or of its fields, as text.
    public var content: String
    /// Where it stands, so that it can be named.
    public var place: Place
    /// What it corrects; nil for a call.
    public var correction: Correction?
    /// The line of a provider's statement; nil for a call that was made.
    public var statement: StatementLine?
    /// Whether the content is a name that the source has for the call, so that a repetition is the same call.
    public var isNamed = false
    /// Whether a later record of the same name says more of the same call.
    public var isRunning = false
    /// A number that grows from record to record of the source, where its line does not.
    public var position: Int?

    /// A record.
    public init(event: UsageEvent, content: String, place: Place) {
        self.event = event
        self.content = content
        self.place = place
    }
}

/// What became of one event that was to be recorded.
public enum RecordOutcome: Hashable, Sendable {
    /// A new row; `repetition` is 0, or which repetition of an identical record it is.
    case recorded(EventID, repetition: Int)
    /// The row was there already, with the same content: nothing was written.
    case unchanged(EventID)
}

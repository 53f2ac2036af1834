/// One thing that `doctor` looked at: whether it is well, and what to do where it is not.
public struct Diagnosis: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// All is well.
        case fine
        /// Nothing is wrong yet, but somebody should know.
        case notice
        /// Something is wrong.
        case problem
    }

    /// How bad it is.
    public var severity: Severity
    /// What was looked at, in a word or two.
    public var subject: String
    /// What was found, as one sentence.
    public var message: String
    /// What to do about it.
    public var advice: String?

    /// A diagnosis.
    public init(_ severity: Severity, _ subject: String, _ message: String, advice: String? = nil) {
        self.severity = severity
        self.subject = subject
        self.message = message
        self.advice = advice
    }
}

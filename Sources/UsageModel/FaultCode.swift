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

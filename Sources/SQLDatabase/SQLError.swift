/// What an engine refused, in words that hold no bound value.
///
/// `message` may name tables and columns; the values of a row never appear in it, so it can be logged.
package struct SQLError: Error, Hashable, Sendable {
    /// What kind of refusal it was; new kinds never break callers.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Another writer held the database for longer than we were told to wait.
        package static let busy = Code(rawValue: "database_busy")
        /// A key that must be unique is there already.
        package static let duplicateKey = Code(rawValue: "duplicate_key")
        /// A value breaks a rule of the schema.
        package static let constraint = Code(rawValue: "constraint")
        /// A trigger of the schema refused the change.
        package static let refused = Code(rawValue: "refused")
        /// No space is left.
        package static let full = Code(rawValue: "disk_full")
        /// The database, or its folder, cannot be written.
        package static let readOnly = Code(rawValue: "read_only")
        /// The database cannot be opened.
        package static let cannotOpen = Code(rawValue: "cannot_open")
        /// The bytes are not a database of this engine.
        package static let notADatabase = Code(rawValue: "not_a_database")
        /// The database is damaged.
        package static let corrupt = Code(rawValue: "corrupt_database")
        /// Reading or writing the disk, or the connection, failed.
        package static let io = Code(rawValue: "io_error")
        /// The statement itself is wrong; a bug of ours.
        package static let statement = Code(rawValue: "bad_statement")
    }

    package let code: Code
    /// One sentence without a full stop.
    package let message: String
    /// The engine's own number or state, for a bug report.
    package let engineCode: String
    /// The statement, without its values.
    package let statement: String?

    package init(code: Code, message: String, engineCode: String, statement: String? = nil) {
        self.code = code
        self.message = message
        self.engineCode = engineCode
        self.statement = statement
    }
}

extension SQLError: CustomStringConvertible {
    package var description: String { "\(message) (\(code.rawValue), \(engineCode))" }
}

extension SQLError.Code {
    /// Lets a caller write `catch SQLError.Code.busy`.
    package static func ~= (code: SQLError.Code, error: any Error) -> Bool {
        (error as? SQLError)?.code == code
    }
}

/// A database that a room may write and read; the facade chooses the engine.
///
/// `write` runs one transaction at a time, `read` sees one consistent state and never waits for a writer. Neither may be
/// called from within a `write` of the same database.
package protocol SQLDatabase: Sendable {
    var dialect: any SQLDialect { get }
    /// Whether nothing can be written where it is, so that it is read without locks.
    var isFrozen: Bool { get }

    /// Runs `body` in one transaction; what it did is durable when this returns, and undone when it throws.
    func write<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result

    /// Runs `body` against one unchanging state of the database.
    func read<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result
}

/// One open transaction, lent for the length of a call.
package protocol SQLConnection: AnyObject {
    var dialect: any SQLDialect { get }

    /// The prepared statement of this text, kept for the next use.
    func statement(_ sql: String) throws(SQLError) -> any SQLStatement

    /// Runs a script of any number of statements without parameters.
    func execute(_ script: String) throws(SQLError)
}

extension SQLConnection {
    /// Prepares (once), binds and runs a statement.
    @discardableResult
    package func run(_ sql: String, _ values: [SQLValue] = []) throws(SQLError) -> Int {
        try statement(sql).run(values)
    }

    /// Prepares (once), binds and calls `body` for each row.
    package func rows(_ sql: String, _ values: [SQLValue] = [], _ body: (any SQLRow) throws -> Void) throws {
        try statement(sql).rows(values, body)
    }

    /// What `body` makes of the first row, or nil where there is none.
    package func first<Result>(
        _ sql: String, _ values: [SQLValue] = [], _ body: (any SQLRow) throws -> Result
    ) throws -> Result? {
        try statement(sql).first(values, body)
    }
}

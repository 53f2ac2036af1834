internal import SQLDatabase

/// A connection with its statements, used by one thread at a time.
final class Session {
    private let connection: Connection
    private var statements: [String: CachedStatement] = [:]

    init(_ connection: consuming Connection) { self.connection = connection }

    var changes: Int { connection.changes }

    func begin(_ statement: String) throws(SQLError) {
        connection.patience.begin()
        try run(statement)
    }

    func commit() throws(SQLError) { try run("COMMIT") }

    /// Undoes an open transaction and keeps its own failure quiet: the one that led here matters more.
    func rollBack() {
        // SQLite rolls back by itself after some failures (a full disk); a second rollback would be an error.
        guard !connection.isAutocommit else { return }
        try? connection.execute("ROLLBACK")
    }
}

extension Session: SQLConnection {
    var dialect: any SQLDialect { SQLiteDialect() }

    func statement(_ sql: String) throws(SQLError) -> any SQLStatement {
        if let kept = statements[sql] {
            guard kept.isStepping else { return kept }
            return CachedStatement(try connection.prepare(sql, persistent: false), of: self)
        }
        let made = CachedStatement(try connection.prepare(sql, persistent: true), of: self)
        statements[sql] = made
        return made
    }

    func execute(_ script: String) throws(SQLError) { try connection.execute(script) }
}

private import CSQLite
internal import SQLDatabase

/// One open handle of a database file, closed when it goes.
@safe struct Connection: ~Copyable {
    /// How a file is opened.
    enum Mode {
        case readWrite
        case readOnly
        /// The path is an address that says how.
        case frozen
    }

    fileprivate let handle: OpaquePointer
    /// How long the connection waits for others.
    let patience: Patience

    /// Opens the file, creating it in `readWrite` mode.
    init(path: String, mode: Mode, busyTimeoutMs: Int32) throws(SQLError) {
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        switch mode {
        case .readWrite: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        case .frozen: flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
        var opened: OpaquePointer?
        let status = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard status == SQLITE_OK, let database = unsafe opened else {
            let code = ResultCode(rawValue: status)
            let reason = unsafe sqlite3_errstr(status).map { unsafe String(cString: $0) } ?? "unknown"
            // A handle is given even for most failures and must be closed.
            _ = unsafe sqlite3_close_v2(opened)
            throw SQLError(
                code: code.kind, message: "cannot open the database `\(path)`: \(reason)",
                engineCode: String(status))
        }
        unsafe handle = database
        patience = Patience(timeoutMs: busyTimeoutMs)
        unsafe patience.govern(database)
    }

    deinit {
        // The v2 form waits for statements that are finalized after this.
        _ = unsafe sqlite3_close_v2(handle)
    }

    /// Whether no transaction is open.
    var isAutocommit: Bool { unsafe sqlite3_get_autocommit(handle) != 0 }

    /// Whether nothing can be written: SQLite opens a file that it cannot write to be read, whatever was asked.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

    /// Rows changed by the last statement.
    var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

    /// Waits a moment, as SQLite itself does between two attempts.
    static func pause(milliseconds: Int32) { _ = sqlite3_sleep(milliseconds) }

    /// Runs a script without parameters.
    func execute(_ script: String) throws(SQLError) {
        let status = unsafe sqlite3_exec(handle, script, nil, nil, nil)
        guard status == SQLITE_OK else { throw error(status, in: script) }
    }

    /// Compiles one statement; `persistent` for those that stay in a cache.
    func prepare(_ sql: String, persistent: Bool) throws(SQLError) -> Statement {
        var compiled: OpaquePointer?
        let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let status = unsafe sqlite3_prepare_v3(handle, sql, -1, flags, &compiled, nil)
        guard status == SQLITE_OK else { throw error(status, in: sql) }
        guard let statement = unsafe compiled else {
            throw SQLError(
                code: .statement, message: "the statement is empty", engineCode: String(SQLITE_MISUSE),
                statement: sql)
        }
        return unsafe Statement(handle: statement, database: handle, sql: sql)
    }

    func error(_ status: Int32, in sql: String?) -> SQLError {
        unsafe SQLError(status: status, database: handle, statement: sql)
    }
}

extension SQLError {
    /// What SQLite says of its last failure; its texts name tables and columns, never bound values.
    init(status: Int32, database: OpaquePointer, statement: String?) {
        self.init(
            code: ResultCode(rawValue: status).kind,
            message: unsafe String(cString: sqlite3_errmsg(database)),
            engineCode: String(status), statement: statement)
    }
}

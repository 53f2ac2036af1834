package import SQLDatabase

/// A SQLite file: one writer, a few readers that never wait for it, durable when `write` returns.
package final class SQLiteDatabase: Sendable {
    /// How a file is opened and how far its promises go.
    package struct Options: Hashable, Sendable {
        /// When a commit counts as written.
        package enum Synchronous: String, Hashable, Sendable {
            /// Each commit survives a loss of power.
            case full = "FULL"
            /// Consistent after a loss of power, but the last commits may be gone.
            case normal = "NORMAL"
            /// No promise; only to prove that the fault tests can fail.
            case off = "OFF"
        }

        package var synchronous: Synchronous
        package var readOnly: Bool
        package var busyTimeoutMs: Int32
        package var cacheKiB: Int

        package init(
            synchronous: Synchronous = .full, readOnly: Bool = false, busyTimeoutMs: Int32 = 30_000,
            cacheKiB: Int = 16_384
        ) {
            self.synchronous = synchronous
            self.readOnly = readOnly
            self.busyTimeoutMs = busyTimeoutMs
            self.cacheKiB = cacheKiB
        }
    }

    package let dialect: any SQLDialect = SQLiteDialect()
    // Readers go first when the database is closed: only a writer that is the last to close empties the
    // write-ahead log into the file.
    private let readers: [Lane]
    private let writer: Lane
    private let frozen: FrozenFile?

    /// Whether the file and its folder cannot be written, so that it is read without locks.
    package var isFrozen: Bool { frozen != nil }

    private static let readersMax = 4

    /// Opens or creates the file at `path`.
    package init(path: String, options: Options = Options()) throws(SQLError) {
        let path = try Self.plain(path)
        let frozen = options.readOnly ? try FrozenFile(path) : nil
        self.frozen = frozen
        writer = Lane(begin: options.readOnly ? "BEGIN" : "BEGIN IMMEDIATE") { () throws(SQLError) in
            try SQLiteDatabase.connect(path, options, frozen)
        }
        var forReading = options
        forReading.readOnly = true
        // Four of them read side by side: what is read in order needs few pages twice.
        forReading.cacheKiB = min(options.cacheKiB, 2048)
        readers = (0..<SQLiteDatabase.readersMax).map { [forReading] _ in
            Lane(begin: "BEGIN") { () throws(SQLError) in try SQLiteDatabase.connect(path, forReading, frozen)
            }
        }
        do throws(SQLError) {
            try writer.open()
        } catch {
            throw options.readOnly ? error : FrozenFile.whyUnwritable(path, error)
        }
    }

    /// A database that lives and dies with this value.
    package init(inMemory options: Options = Options()) throws(SQLError) {
        frozen = nil
        writer = Lane(begin: "BEGIN IMMEDIATE") { () throws(SQLError) in
            try SQLiteDatabase.connect(":memory:", options, nil)
        }
        readers = []
        try writer.open()
    }

    deinit {
        // The last to close moves the write-ahead log into the file, which a reader may not do.
        for reader in readers { reader.close() }
        writer.close()
    }

    /// A path that SQLite takes for nothing but a path: it has databases of its own, gone with the process, under the empty
    /// name and `:memory:`, and may read `file:` as a URI.
    private static func plain(_ path: String) throws(SQLError) -> String {
        guard !path.isEmpty else {
            throw SQLError(
                code: .cannotOpen, message: "cannot open a database without a name", engineCode: "14")
        }
        return path.hasPrefix(":") || path.hasPrefix("file:") ? "./" + path : path
    }

    private static func connect(
        _ path: String, _ options: Options, _ frozen: FrozenFile?
    ) throws(SQLError) -> Connection {
        let mode: Connection.Mode =
            frozen != nil ? .frozen : options.readOnly ? .readOnly : .readWrite
        let connection = try Connection(
            path: frozen?.address ?? path, mode: mode, busyTimeoutMs: options.busyTimeoutMs)
        if !options.readOnly {
            guard !connection.isReadOnly else {
                throw SQLError(
                    code: .readOnly, message: "`\(path)` cannot be written, only read", engineCode: "8")
            }
            try enableWAL(connection)
        }
        try connection.execute(
            """
            PRAGMA synchronous = \(options.synchronous.rawValue);
            PRAGMA cache_size = -\(options.cacheKiB);
            PRAGMA trusted_schema = OFF;
            PRAGMA cell_size_check = ON;
            """)
        return connection
    }

    /// Turns on the write-ahead log, trying again for a while.
    ///
    /// Two processes that open a new file at once may find it busy in spite of the timeout: a change of the journal does
    /// not wait.
    private static func enableWAL(_ connection: borrowing Connection) throws(SQLError) {
        var attempts = 200
        while true {
            do throws(SQLError) {
                // The page size takes hold only in a file that is still empty.
                return try connection.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL")
            } catch {
                attempts -= 1
                guard error.code == .busy, attempts > 0 else { throw error }
                Connection.pause(milliseconds: 10)
            }
        }
    }
}

extension SQLiteDatabase: SQLDatabase {
    package func write<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try writer.transaction(body)
    }

    package func read<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        let lane = readers.min { $0.load < $1.load } ?? writer
        guard let frozen else { return try lane.transaction(body) }
        let result = Swift.Result { try lane.transaction(body) }
        // What was torn can also show as an error.
        try frozen.expectUnchanged()
        return try result.get()
    }
}

internal import SQLDatabase
internal import Synchronization

/// One connection that opens at its first use and serves one caller at a time.
final class Lane: Sendable {
    private let session = Mutex<Session?>(nil)
    private let waiting = Atomic<Int>(0)
    private let begin: String
    private let connect: @Sendable () throws(SQLError) -> Connection

    init(begin: String, connect: @escaping @Sendable () throws(SQLError) -> Connection) {
        self.begin = begin
        self.connect = connect
    }

    /// How many callers use this lane or wait for it.
    var load: Int { waiting.load(ordering: .relaxed) }

    /// Opens the connection now rather than at its first use.
    func open() throws(SQLError) {
        try session.withLock { slot throws(SQLError) in
            if slot == nil { slot = Session(try connect()) }
        }
    }

    /// Closes the connection, which opens again at its next use.
    func close() { session.withLock { $0 = nil } }

    /// Runs `body` in one transaction, which is rolled back when it throws.
    func transaction<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        waiting.wrappingAdd(1, ordering: .relaxed)
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        return try session.withLock { slot in
            let session = try slot ?? Session(connect())
            slot = session
            try session.begin(begin)
            do {
                let result = try body(session)
                try session.commit()
                return result
            } catch {
                session.rollBack()
                throw error
            }
        }
    }
}

internal import SQLDatabase

/// A statement that a session keeps for its next use.
final class CachedStatement {
    private let statement: Statement
    private unowned let session: Session
    /// Set while rows are being handed out, so that the same text asked for again gets a statement of its own.
    private(set) var isStepping = false

    init(_ statement: consuming Statement, of session: Session) {
        self.statement = statement
        self.session = session
    }
}

extension CachedStatement: SQLStatement {
    func run(_ values: [SQLValue]) throws(SQLError) -> Int {
        try statement.bind(values)
        defer { statement.reset() }
        while try statement.step() {}
        return session.changes
    }

    func run(_ cells: SQLCells, order: [Int]) throws(SQLError) -> Int {
        try statement.run(cells, order: order)
        return session.changes
    }

    func rows(_ values: [SQLValue], _ body: (any SQLRow) throws -> Void) throws {
        try statement.bind(values)
        isStepping = true
        defer {
            statement.reset()
            isStepping = false
        }
        while try statement.step() { try body(self) }
    }

    func blocks(_ values: [SQLValue], integers: Int, _ body: (borrowing RowBlock) throws -> Void) throws {
        try statement.bind(values)
        isStepping = true
        defer {
            statement.reset()
            isStepping = false
        }
        var block = RowBlock(integerCount: integers, textCount: columnCount - integers)
        var hasMore = true
        while hasMore {
            block.removeAll()
            hasMore = try statement.fill(&block, rows: CachedStatement.blockRows)
            if block.count > 0 { try body(block) }
        }
    }

    /// Few enough that a block stays in the processor's cache.
    private static let blockRows = 256
}

extension CachedStatement: SQLRow {
    var columnCount: Int { statement.columnCount }
    func isNull(_ column: Int) -> Bool { statement.isNull(column) }
    func integer(_ column: Int) -> Int64 { statement.integer(column) }
    func real(_ column: Int) -> Double { statement.real(column) }
    func text(_ column: Int) -> String { statement.text(column) }
    func blob(_ column: Int) -> [UInt8] { statement.blob(column) }
    func value(_ column: Int) -> SQLValue { statement.value(column) }

    func read(into cells: inout SQLCells, order: [Int]) { statement.read(into: &cells, order: order) }

    func withBytes<Result>(_ column: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try statement.withBytes(column, body)
    }
}

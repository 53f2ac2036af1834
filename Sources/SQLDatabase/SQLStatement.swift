/// A prepared statement that belongs to one connection.
///
/// Parameters are written `$1`, `$2`, … in order of first use, which every engine here accepts. A count of values
/// that differs from the count of parameters throws `bad_statement`.
package protocol SQLStatement: AnyObject {
    /// Runs the statement to its end and returns how many rows it changed.
    @discardableResult
    func run(_ values: [SQLValue]) throws(SQLError) -> Int

    /// Runs the statement to its end, its parameters taken from the places of `order`; returns how many rows it changed.
    @discardableResult
    func run(_ cells: SQLCells, order: [Int]) throws(SQLError) -> Int

    /// Calls `body` for each row; the row is valid only during the call.
    func rows(_ values: [SQLValue], _ body: (any SQLRow) throws -> Void) throws

    /// Calls `body` for blocks of rows, whose first `integers` columns are read as integers and the others as texts.
    func blocks(_ values: [SQLValue], integers: Int, _ body: (borrowing RowBlock) throws -> Void) throws
}

extension SQLStatement {
    /// What `body` makes of the first row, or nil where there is none.
    package func first<Result>(_ values: [SQLValue] = [], _ body: (any SQLRow) throws -> Result) throws
        -> Result?
    {
        var result: Result?
        try rows(values) { row in
            if result == nil { result = try body(row) }
        }
        return result
    }
}

/// The current row of a statement, read by column position from zero.
///
/// A column of another type is converted as the engine does; null reads as 0 and as the empty text.
package protocol SQLRow: AnyObject {
    var columnCount: Int { get }
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) -> Int64
    func real(_ column: Int) -> Double
    func text(_ column: Int) -> String
    func blob(_ column: Int) -> [UInt8]
    func value(_ column: Int) -> SQLValue

    /// Copies the columns, in their order, to the places of `order`; the cells' bytes begin anew.
    func read(into cells: inout SQLCells, order: [Int])

    /// Lends the bytes of a text or blob without a copy.
    func withBytes<Result>(_ column: Int, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result
}

extension SQLRow {
    /// The integer, or nil for null.
    package func integerIfPresent(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

    /// The text, or nil for null.
    package func textIfPresent(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes, or nil for null.
    package func blobIfPresent(_ column: Int) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}

/// The few places where engines want different words for the same schema.
package protocol SQLDialect: Sendable {
    /// The type of a 64-bit integer column.
    var integerType: String { get }
    /// The type of a column of bytes.
    var bytesType: String { get }
    /// What follows the closing parenthesis of a table.
    var tableSuffix: String { get }
    /// What follows the closing parenthesis of a small table that is only ever reached by its primary key.
    var keyedTableSuffix: String { get }
    /// An `ORDER BY` term that walks the rows of one ledger in the order in which they were written.
    var insertionOrder: String { get }

    /// Statements that make a table refuse every update, delete and replacement with `message`.
    ///
    /// `keys` are the conditions under which a row `NEW` stands in the place of one that is there.
    func appendOnly(table: String, keys: [String], message: String) -> [String]

    /// Whether a table of that name exists: a query of one parameter that returns a row if so.
    var tableExists: String { get }

    /// Whether a trigger or index of that name exists: a query of one parameter that returns a row if so.
    var guardExists: String { get }

    /// A query whose rows say what is wrong with the stored bytes, or only `ok`; nil where the engine has none.
    var integrityCheck: String? { get }
}

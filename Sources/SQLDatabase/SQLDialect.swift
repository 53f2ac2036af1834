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
    /// What follows a table's name where its rows are to be walked in insertion order, whatever indexes there are.
    var walkedInInsertionOrder: String { get }

    /// Statements that make a table refuse every update, delete and replacement with `message`.
    ///
    /// `keys` are the conditions under which a row `NEW` stands in the place of one that is there. `refusals` are further
    /// conditions on `NEW` under which it is refused, each with its message.
    func appendOnly(
        table: String, keys: [String], message: String, refusals: [(condition: String, message: String)]
    ) -> [String]

    /// Statements that give a table another name, and leave alone what the rest of the schema says of either name.
    func renaming(_ table: String, to newName: String) -> [String]

    /// Whether a table of that name exists: a query of one parameter that returns a row if so.
    var tableExists: String { get }

    /// The statement that made a trigger, index or table: a query of one parameter, its name, that returns a text.
    var definition: String { get }

    /// A query whose rows say what is wrong with the stored bytes, or only `ok`; nil where the engine has none.
    var integrityCheck: String? { get }
}

extension SQLDialect {
    /// Statements that make a table refuse every update, delete and replacement with `message`.
    package func appendOnly(table: String, keys: [String], message: String) -> [String] {
        appendOnly(table: table, keys: keys, message: message, refusals: [])
    }
}

internal import SQLDatabase

/// How SQLite words the schema.
package struct SQLiteDialect: SQLDialect {
    package init() {}

    package var integerType: String { "INTEGER" }
    package var bytesType: String { "BLOB" }
    package var tableSuffix: String { " STRICT" }
    package var keyedTableSuffix: String { " STRICT, WITHOUT ROWID" }
    package var insertionOrder: String { "rowid" }
    package var tableExists: String { "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1" }
    package var guardExists: String {
        "SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'index') AND name = $1"
    }
    package var integrityCheck: String? { "PRAGMA integrity_check" }

    package func appendOnly(table: String, message: String) -> [String] {
        ["update", "delete"].map { change in
            """
            CREATE TRIGGER \(table)_no_\(change) BEFORE \(change.uppercased()) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(message)'); END
            """
        }
    }
}

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

    package func appendOnly(table: String, keys: [String], message: String) -> [String] {
        let changes = ["update", "delete"].map { change in
            """
            CREATE TRIGGER \(table)_no_\(change) BEFORE \(change.uppercased()) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(message)'); END
            """
        }
        // `INSERT OR REPLACE` removes the old row without asking the trigger on deletes.
        let taken = (keys + ["rowid = NEW.rowid"]).map { "EXISTS (SELECT 1 FROM \(table) WHERE \($0))" }
        let replacement = """
            CREATE TRIGGER \(table)_no_replace BEFORE INSERT ON \(table)
            WHEN \(taken.joined(separator: " OR "))
            BEGIN SELECT RAISE(ABORT, '\(message)'); END
            """
        return changes + [replacement]
    }
}

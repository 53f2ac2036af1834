internal import SQLDatabase

/// How SQLite words the schema.
package struct SQLiteDialect: SQLDialect {
    package init() {}

    package var integerType: String { "INTEGER" }
    package var bytesType: String { "BLOB" }
    package var tableSuffix: String { " STRICT" }
    package var keyedTableSuffix: String { " STRICT, WITHOUT ROWID" }
    package var insertionOrder: String { "rowid" }
    package var walkedInInsertionOrder: String { " NOT INDEXED" }
    package var tableExists: String { "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1" }
    package var definition: String { "SELECT sql FROM sqlite_schema WHERE name = $1" }
    package var integrityCheck: String? { "PRAGMA integrity_check" }

    package func appendOnly(
        table: String, keys: [String], message: String, refusals: [(condition: String, message: String)]
    ) -> [String] {
        let changes = ["update", "delete"].map { change in
            """
            CREATE TRIGGER \(table)_no_\(change) BEFORE \(change.uppercased()) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(message)'); END
            """
        }
        // `INSERT OR REPLACE` removes the old row without asking the trigger on deletes.
        let taken = (keys + ["rowid = NEW.rowid"]).map { "EXISTS (SELECT 1 FROM \(table) WHERE \($0))" }
        // One trigger does all: SQLite pays for each that a row passes.
        let refused = refusals.map { "WHEN \($0.condition) THEN RAISE(ABORT, '\($0.message)')" }
        let raise =
            refused.isEmpty
            ? "RAISE(ABORT, '\(message)')"
            : "CASE \(refused.joined(separator: " ")) ELSE RAISE(ABORT, '\(message)') END"
        let replacement = """
            CREATE TRIGGER \(table)_no_replace BEFORE INSERT ON \(table)
            WHEN \((taken + refusals.map(\.condition)).joined(separator: " OR "))
            BEGIN SELECT \(raise); END
            """
        return changes + [replacement]
    }

    package func renaming(_ table: String, to newName: String) -> [String] {
        [
            "PRAGMA legacy_alter_table = ON", "ALTER TABLE \(table) RENAME TO \(newName)",
            "PRAGMA legacy_alter_table = OFF",
        ]
    }
}

import SQLDatabase
import SQLite
import TestSupport

/// What somebody changes who knows SQL, and who takes the guards away first and puts them back.
struct CellEdit {
    private let table: String
    private let statement: String
    /// Whether the schema allowed it even so.
    private(set) var isDone = false

    /// The table and what was done to it.
    var words: String { "\(isDone ? "" : "refused ")\(statement)" }
    var isOfRows: Bool { table == "api_usage" }
    var name: String { table }

    /// Changes one cell, or removes one row; of the calls more often than of anything else.
    init(of path: String, isRemoving: Bool, _ random: inout SeededRandom) throws {
        let database = try SQLiteDatabase(path: path)
        let tables = try database.read { try Self.filledTables(in: $0) }
        let table = random.below(3) > 0 ? "api_usage" : random.pick(tables)
        let columns = try database.read { try Self.columns(of: table, in: $0) }
        let place = random.below(max(1, columns.rows))
        let keys = columns.keys.joined(separator: ", ")
        let row = "(\(keys)) = (SELECT \(keys) FROM \(table) LIMIT 1 OFFSET \(place))"
        let cell = random.pick(columns.names)
        let value = Self.value(random.next(), cell)
        self.table = table
        // What is there already is no change.
        statement =
            isRemoving
            ? "DELETE FROM \(table) WHERE \(row)"
            : "UPDATE \(table) SET \(cell) = \(value) WHERE \(row) AND \(cell) IS NOT \(value)"
        isDone = try database.write { [statement] connection in
            try Self.run(statement, withoutGuardsOf: table, in: connection)
        }
    }

    private static func run(
        _ statement: String, withoutGuardsOf table: String, in connection: any SQLConnection
    ) throws -> Bool {
        var guards: [(name: String, sql: String)] = []
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = $1"
        try connection.rows(sql, [.text(table)]) { guards.append(($0.text(0), $0.text(1))) }
        for found in guards { try connection.execute("DROP TRIGGER \(found.name)") }
        try connection.execute("PRAGMA ignore_check_constraints = ON")
        let isDone = (try? connection.run(statement)) ?? 0 > 0
        for found in guards { try connection.execute(found.sql) }
        return isDone
    }

    private static func filledTables(in connection: any SQLConnection) throws -> [String] {
        var tables: [String] = []
        let sql =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        try connection.rows(sql) { tables.append($0.text(0)) }
        return try tables.filter { try columns(of: $0, in: connection).rows > 0 }
    }

    private static func columns(
        of table: String, in connection: any SQLConnection
    ) throws -> (names: [String], keys: [String], rows: Int) {
        var (names, keys): ([String], [String]) = ([], [])
        try connection.rows("SELECT name, pk FROM pragma_table_info('\(table)')") { row in
            names.append("\"\(row.text(0))\"")
            if row.integer(1) > 0 { keys.append("\"\(row.text(0))\"") }
        }
        let rows = try connection.first("SELECT COUNT(*) FROM \(table)", []) { Int($0.integer(0)) }
        return (names, keys, rows ?? 0)
    }

    /// Another value of the column's own kind.
    private static func value(_ change: UInt64, _ column: String) -> String {
        guard change % 4 > 0 else { return "NULL" }
        let number = change >> 8 % 1_000 + 1
        return """
            CASE typeof(\(column)) WHEN 'integer' THEN \(column) + \(number) WHEN 'text' THEN \(column) || 'x' \
            WHEN 'blob' THEN zeroblob(length(\(column))) ELSE '\(number)' END
            """
    }
}

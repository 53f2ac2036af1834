import SQLDatabase
import SQLite
import TestSupport

/// What somebody changes who knows SQL, and who takes the guards away first and puts them back.
struct CellEdit {
    /// What is done.
    enum Kind {
        case changedCell
        case removedRow
        /// A row of a table beside the calls that may not go unnoticed.
        case removedSideRow
    }

    /// Tables beside the calls whose rows stay.
    ///
    /// Others may lose rows by rights: personal data is erased, campaigns are settings, the progress of an import and the
    /// places of colours are made again, and without the state of the rollups all of their days are looked at again.
    private static let lasting = [
        "idempotency", "closed_months", "provider_statements", "statement_imports", "ledger", "price_terms",
        "rollup_days", "rollup_pages",
    ]
    /// Of these any change of a cell must be seen too.
    private static let sealed = [
        "api_usage", "idempotency", "closed_months", "provider_statements", "statement_imports", "ledger",
    ]

    private let kind: Kind
    private let table: String
    private let statement: String
    /// Whether the schema allowed it even so.
    private(set) var isDone = false

    /// The table and what was done to it.
    var words: String { "\(isDone ? "" : "refused ")\(statement)" }
    var name: String { table }

    /// Whether `verify` itself must say so.
    var mustBeProved: Bool {
        isDone && kind != .changedCell && (table == "api_usage" || Self.lasting.contains(table))
    }
    /// Whether somebody must see it.
    var mustBeSeen: Bool { mustBeProved || isDone && Self.sealed.contains(table) }

    /// Changes one cell, or removes one row; of the calls more often than of anything else.
    init(_ kind: Kind, of path: String, _ random: inout SeededRandom) throws {
        self.kind = kind
        let database = try SQLiteDatabase(path: path)
        var tables = try database.read { try Self.filledTables(in: $0) }
        if kind == .removedSideRow { tables = tables.filter(Self.lasting.contains) }
        let isOfCalls = kind != .removedSideRow && random.below(3) > 0
        let table = isOfCalls ? "api_usage" : random.pick(tables)
        let columns = try database.read { try Self.columns(of: table, in: $0) }
        let place = random.below(max(1, columns.rows))
        let keys = columns.keys.joined(separator: ", ")
        let row =
            "(\(keys)) = (SELECT \(keys) FROM \(table)\(Self.condition(table)) LIMIT 1 OFFSET \(place))"
        let cell = random.pick(columns.names)
        let value = Self.value(random.next(), cell)
        self.table = table
        // What is there already is no change.
        statement =
            kind != .changedCell
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
        let rows = try connection.first("SELECT COUNT(*) FROM \(table)\(condition(table))", []) {
            Int($0.integer(0))
        }
        return (names, keys, rows ?? 0)
    }

    /// Leaves out what says nothing: terms that no row names.
    private static func condition(_ table: String) -> String {
        guard table == "price_terms" else { return "" }
        return " WHERE (tenant_id, number) IN (SELECT tenant_id, price_terms FROM api_usage)"
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

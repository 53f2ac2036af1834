internal import SQLDatabase

extension Schema {
    /// The head of each tenant's chain in this file with the tallies of what it has beside its calls; `seal` covers the other
    /// columns.
    static func sealedLedgerTable(_ dialect: any SQLDialect) -> String {
        let (int, bytes) = (dialect.integerType, dialect.bytesType)
        let tallies = SideTable.allCases.map { table in
            "    \(table.column) \(bytes) NOT NULL CHECK (length(\(table.column)) = \(SideTally.byteCount)),"
        }
        return """
            CREATE TABLE ledger (
                tenant_id TEXT NOT NULL,
                ledger_id \(int) NOT NULL,
                created_at \(int) NOT NULL,
                sequence \(int) NOT NULL,
                head \(bytes) NOT NULL,
            \(tallies.joined(separator: "\n"))
                seal \(bytes) NOT NULL CHECK (length(seal) = 32),
                PRIMARY KEY (tenant_id, ledger_id)
            )\(dialect.keyedTableSuffix)
            """
    }

    /// The statements of the migration that counts what is beside the calls.
    static func sideTallies(_ dialect: any SQLDialect) -> (begin: [String], end: [String]) {
        (
            dialect.renaming("ledger", to: "ledger_before") + [sealedLedgerTable(dialect)],
            ["DROP TABLE ledger_before"]
        )
    }
}

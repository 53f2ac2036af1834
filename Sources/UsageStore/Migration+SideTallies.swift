internal import Digest
internal import SQLDatabase
internal import UsageModel

extension Migration {
    /// Counts what is beside the calls, so that a row of it that goes missing is noticed from then on.
    ///
    /// No row but those of `ledger` is written.
    static let sideTallies = Migration(
        name: "0005 side tallies",
        statements: { dialect in
            let parts = Schema.sideTallies(dialect)
            return parts.begin + parts.end
        }, run: { try sideTallies($0) })

    private static func sideTallies(_ connection: any SQLConnection) throws {
        let parts = Schema.sideTallies(connection.dialect)
        for statement in parts.begin { try connection.execute(statement) }
        var found = FoundSides()
        try found.read(connection)
        var (entries, ledgerID): ([LedgerEntry], Int64?) = ([], nil)
        let sql =
            "SELECT tenant_id, ledger_id, created_at, sequence, head FROM ledger_before ORDER BY tenant_id"
        try connection.rows(sql) { row in
            var entry = LedgerEntry(
                tenant: row.text(0), ledgerID: row.integer(1), createdAt: row.integer(2))
            entry.sequence = row.integer(3)
            entry.head = row.blob(4)
            entry.sides = found.take(entry.tenant)
            ledgerID = ledgerID ?? entry.ledgerID
            entries.append(entry)
        }
        // A tenant may have closed a month or have bills, and no call.
        for (tenant, sides) in found.rest {
            var entry = LedgerEntry(
                tenant: tenant, ledgerID: ledgerID ?? Self.ledgerID(of: tenant, sides), createdAt: 0)
            ledgerID = entry.ledgerID
            entry.sides = sides
            entries.append(entry)
        }
        for entry in entries { try entry.insert(into: connection) }
        for statement in parts.end { try connection.execute(statement) }
    }

    /// A number for a file that has none yet; a migration has no random bits, what was closed or billed is much the same.
    private static func ledgerID(of tenant: String, _ sides: SideTallies) -> Int64 {
        let values = SideTable.allCases.map { SQLValue.blob(sides[$0].bytes) }
        return Seal.number(Seal.of([.text(tenant)] + values)) & .max
    }
}

internal import SQLDatabase
internal import UsageModel

/// What there is beside the calls, counted from the rows themselves.
struct FoundSides {
    private var tallies: [TenantKey: SideTallies] = [:]
    /// The tenant of the row before with its tallies, which are put back when another one comes.
    private var last: (tenant: TenantKey, tallies: SideTallies)?

    /// Reads all that there is.
    mutating func read(_ connection: any SQLConnection) throws {
        try connection.rows("SELECT tenant_id, id, proof FROM idempotency") { row in
            add(row.text(0), proof: row.integer(2), name: row.blob(1), to: .keys)
        }
        try connection.rows("SELECT \(MonthClosing.columns) FROM closed_months") { add(SealedMonth($0)) }
        try readStatements(connection)
    }

    /// Reads the lines of the providers' statements.
    mutating func readStatements(_ connection: any SQLConnection) throws {
        for (table, name, columns) in [
            (SideTable.statements, "provider_statements", UsageStore.lineColumns),
            (.statementImports, "statement_imports", UsageStore.importColumns),
        ] {
            try connection.rows("SELECT \(columns) FROM \(name)") { row in
                let values = (0..<row.columnCount).map { row.value($0) }
                add(row.text(0), proof: Seal.number(Seal.of(values)), name: row.blob(2), to: table)
            }
        }
    }

    mutating func add(_ month: SealedMonth) {
        add(month.tenant, proof: Seal.number(month.seal), name: month.month.sideName.bytes, to: .months)
    }

    /// Adds a row; bytes that are no name count as none.
    mutating func add(_ tenant: String, proof: Int64, name: [UInt8], to table: SideTable) {
        let key = TenantKey(tenant)
        if last?.tenant != key {
            putBack()
            last = (key, tallies[key] ?? SideTallies())
        }
        last?.tallies.add(proof, name: EventID(bytes: name) ?? EventID(high: 0, low: 0), to: table)
    }

    private mutating func putBack() {
        if let last { tallies[last.tenant] = last.tallies }
        last = nil
    }

    /// What was found of a tenant, once.
    mutating func take(_ tenant: String) -> SideTallies {
        putBack()
        return tallies.removeValue(forKey: TenantKey(tenant)) ?? SideTallies()
    }

    /// What was found of the tenants that nobody has taken.
    var rest: [(tenant: String, sides: SideTallies)] {
        mutating get {
            putBack()
            return tallies.sorted { $0.key < $1.key }.map { ($0.key.name, $0.value) }
        }
    }
}

internal import SQLDatabase
internal import UsageModel

extension Proof {
    /// Checks what there is beside the calls: each row as it was written, and as many as were written.
    mutating func checkSides(in connection: any SQLConnection) throws {
        var found = FoundSides()
        // Of these a changed row is named; the sums of their tenant say nothing more then.
        var changed: Set<ChangedSide> = []
        try checkKeys(&found, &changed, in: connection)
        try connection.rows("SELECT \(MonthClosing.columns) FROM closed_months") { row in
            let month = SealedMonth(row)
            found.add(month)
            guard !month.isSealed else { return }
            changed.insert(ChangedSide(tenant: TenantKey(month.tenant), table: .months))
        }
        try found.readStatements(connection)
        for (tenant, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let there = found.take(tenant.name)
            // Of a row of `ledger` that was changed itself nothing can be believed.
            guard entry.isSealed else { continue }
            for table in SideTable.allCases where there[table] != entry.sides[table] {
                let side = ChangedSide(tenant: tenant, table: table)
                if changed.contains(side), there[table].count == entry.sides[table].count { continue }
                try compare(side, written: entry.sides[table], found: there[table], in: connection)
            }
        }
        for (tenant, sides) in found.rest {
            for table in SideTable.allCases where sides[table].count > 0 {
                note(
                    "`\(tenant)` has \(table.words(sides[table].count)), and the ledger says nothing of it: "
                        + "its row was removed")
            }
        }
    }

    /// A tenant's rows of a table.
    private struct ChangedSide: Hashable {
        var tenant: TenantKey
        var table: SideTable
    }

    /// Checks the callers' keys: each as it was written, each for a row that is there.
    private mutating func checkKeys(
        _ found: inout FoundSides, _ changed: inout Set<ChangedSide>, in connection: any SQLConnection
    ) throws {
        let sql = """
            SELECT k.tenant_id, k.key, k.body_hash, k.id, k.proof, u.sign
            FROM idempotency AS k LEFT JOIN api_usage AS u ON u.tenant_id = k.tenant_id AND u.id = k.id
            """
        try connection.rows(sql) { row in
            let (tenant, key, id) = (row.text(0), row.text(1), row.blob(3))
            let proof = IdempotencyKey.proof(tenant: tenant, key: key, bodyHash: row.blob(2), id: id)
            let name = EventID(bytes: id)?.description
            found.add(tenant, proof: row.integer(4), name: id, to: .keys)
            if proof != row.integer(4) {
                note("the idempotency key `\(key.prefix(60))` was changed", id: name)
                changed.insert(ChangedSide(tenant: TenantKey(tenant), table: .keys))
            } else if row.isNull(5) {
                note("the idempotency key `\(key.prefix(60))` is for a row that is not there", id: name)
            }
        }
    }

    /// Says what is missing, or too many, or other than it was written.
    private mutating func compare(
        _ side: ChangedSide, written: SideTally, found: SideTally, in connection: any SQLConnection
    ) throws {
        let (table, tenant) = (side.table, side.tenant.name)
        guard written.count != found.count else {
            return note("\(table.words(found.count)) of `\(tenant)` are not those that were written")
        }
        guard written.count > found.count else {
            return note(
                "`\(tenant)` has \(table.words(found.count)) where \(written.count) were written: "
                    + "somebody added what is too many")
        }
        let missing = written.count &- found.count
        if let name = written.nameMissing(in: found),
            try noteMissing(name, table, tenant, in: connection)
        {
            return
        }
        if table == .keys, try noteCallsWithoutKey(missing, tenant, in: connection) { return }
        note("\(missing) of \(table.words(written.count)) of `\(tenant)` are missing\(table.consequence)")
    }

    /// Names the only row that is missing; false where the name is none.
    private mutating func noteMissing(
        _ name: EventID, _ table: SideTable, _ tenant: String, in connection: any SQLConnection
    ) throws -> Bool {
        switch table {
        case .keys:
            guard try UsageStore.row(name, tenant: tenant, in: connection) != nil else { return false }
            note("its idempotency key is missing\(table.consequence)", id: name.description)
        case .months:
            guard name.high == 0, (1...12).contains(name.low % 100), name.low < 1_000_000 else {
                return false
            }
            let month = PostingMonth(Int(name.low))
            note("the closing of \(month) of `\(tenant)` is missing\(table.consequence)")
        case .statements: note("a statement line of `\(tenant)` is missing", id: name.description)
        case .statementImports:
            note("which import told this statement line of `\(tenant)` is missing", id: name.description)
        }
        return true
    }

    /// Names the calls whose keys are missing where there are no others without one; else says among how many they are.
    private mutating func noteCallsWithoutKey(
        _ missing: Int64, _ tenant: String, in connection: any SQLConnection
    ) throws -> Bool {
        var (names, count): ([String?], Int64) = ([], 0)
        let sql = """
            SELECT id FROM api_usage WHERE tenant_id = $1 AND kind = 'usage'
                AND id NOT IN (SELECT id FROM idempotency WHERE tenant_id = $1)
            """
        try connection.rows(sql, [.text(tenant)]) { row in
            count += 1
            if names.count < missing { names.append(EventID(bytes: row.blob(0))?.description) }
        }
        let consequence = SideTable.keys.consequence
        if count == missing {
            for name in names { note("its idempotency key is missing\(consequence)", id: name) }
        } else if count > missing {
            note(
                "\(missing) idempotency keys of `\(tenant)` are missing, those of some of its \(count) calls "
                    + "without one\(consequence)")
        }
        return count >= missing
    }
}

extension SideTable {
    /// So many rows in words.
    fileprivate func words(_ count: Int64) -> String {
        let isOne = count == 1
        return switch self {
        case .keys: isOne ? "1 idempotency key" : "\(count) idempotency keys"
        case .months: isOne ? "1 closed month" : "\(count) closed months"
        case .statements: isOne ? "1 statement line" : "\(count) statement lines"
        case .statementImports:
            isOne ? "1 import of a statement line" : "\(count) imports of statement lines"
        }
    }

    /// What it means that some are missing.
    fileprivate var consequence: String {
        switch self {
        case .keys: ": sent again under it, a call would count twice"
        case .months: ": rows could be posted to it again"
        case .statements, .statementImports: ""
        }
    }
}

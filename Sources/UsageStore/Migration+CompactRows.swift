internal import SQLDatabase
internal import UsageModel

extension Migration {
    /// Brings the rows into their compact form: what price terms say stands there alone, and the hash before a row in the
    /// row before it.
    ///
    /// Nothing that a row says changes, so every hash, digest and total stays. All is done in one transaction, which ends
    /// with `damaged_ledger` where a row would be lost.
    static let compactRows = Migration(
        name: "0004 compact rows", statements: { Schema.compactRows($0) }, run: { try compactRows($0) })

    private static func compactRows(_ connection: any SQLConnection) throws {
        func script(_ part: Schema.CompactRowsPart) throws {
            for statement in Schema.compactRows(part, connection.dialect) {
                try connection.execute(statement)
            }
        }
        let before = try Tally(connection)
        try script(.terms)
        try numberTerms(in: connection)
        try script(.rows)
        try carryOver(connection)
        let after = try Tally(connection)
        guard before == after else {
            throw StoreError(
                .damagedLedger,
                "\(before.rows) rows became \(after.rows) on the way to the new schema, or their sum changed",
                hint: "nothing was written; restore the file from a copy")
        }
        try script(.guards)
        try copyKeys(in: connection)
        try sealMonths(in: connection)
        try script(.end)
    }

    /// What must be the same before and after.
    private struct Tally: Equatable {
        var rows: Int64
        var dollars: Int64
        var rest: Int64

        init(_ connection: any SQLConnection) throws {
            let sql = """
                SELECT COUNT(*), SUM(total_cost / 1000000000000), SUM(total_cost % 1000000000000) FROM api_usage
                """
            let found = try connection.first(sql) { ($0.integer(0), $0.integer(1), $0.integer(2)) }
            (rows, dollars, rest) = found ?? (0, 0, 0)
        }
    }

    /// Gives each tenant's terms their numbers, in the order in which they were met.
    private static func numberTerms(in connection: any SQLConnection) throws {
        var last: [TenantKey: Int64] = [:]
        let order = connection.dialect.insertionOrder
        // Terms that rows name and that are gone keep their digest, so that `verify` can say what is missing.
        let sql = """
            SELECT tenant_id, terms, body FROM (
                SELECT tenant_id, terms, body, \(order) AS place FROM price_terms_before
                UNION ALL
                SELECT DISTINCT tenant_id, price_terms, '', 9223372036854775807 FROM api_usage AS u
                WHERE price_terms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM price_terms_before AS t
                    WHERE t.tenant_id = u.tenant_id AND t.terms = u.price_terms)
            ) AS found ORDER BY place
            """
        try connection.rows(sql) { row in
            let tenant = TenantKey(row.text(0))
            let number = (last[tenant] ?? 0) + 1
            last[tenant] = number
            let price = PriceTerms(body: row.text(2))?.price
            try connection.run(
                """
                INSERT INTO price_terms (tenant_id, number, terms, price_id, priced_model, catalogue_version, body)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .text(tenant.name), .integer(number), .blob(row.blob(1)), .text(price?.priceID ?? ""),
                    .text(price?.modelID ?? ""), .text(price?.catalogueVersion ?? ""), .text(row.text(2)),
                ])
        }
    }

    private static func copyRows(_ dialect: any SQLDialect) -> String {
        let number = """
            (SELECT t.number FROM price_terms AS t
                WHERE t.tenant_id = old.tenant_id AND t.terms = old.price_terms)
            """
        let values = Column.stored.map { $0 == .priceTerms ? number : "old.\($0.sql)" }
        return """
            INSERT INTO api_usage (\(dialect.insertionOrder), \(Column.list))
            SELECT old.\(dialect.insertionOrder), \(values.joined(separator: ", "))
            FROM api_usage_before AS old ORDER BY old.\(dialect.insertionOrder)
            """
    }

    private static func carryOver(_ connection: any SQLConnection) throws {
        do {
            try connection.execute(copyRows(connection.dialect))
        } catch {
            guard error.code == .constraint || error.code == .duplicateKey else { throw error }
            throw StoreError(
                .damagedLedger, "a row cannot be carried over to the new schema: \(error.message)",
                hint: "the file was changed by other means; restore it from a copy")
        }
    }

    private static func copyKeys(in connection: any SQLConnection) throws {
        let sql = "SELECT tenant_id, key, body_hash, id FROM idempotency_before ORDER BY tenant_id, key"
        try connection.rows(sql) { row in
            try IdempotencyKey(tenant: row.text(0), legacyKey: row.text(1), bodyHash: row.blob(2))
                .keep(idBytes: row.blob(3), in: connection)
        }
    }

    private static func sealMonths(in connection: any SQLConnection) throws {
        let sql = """
            SELECT tenant_id, posting_month, closed_at, actor FROM closed_months_before
            ORDER BY tenant_id, posting_month
            """
        try connection.rows(sql) { row in
            let closing = MonthClosing(
                tenant: row.text(0), month: PostingMonth(Int(row.integer(1))), closedAt: row.integer(2),
                actor: row.textIfPresent(3))
            try closing.save(
                MonthPosting(of: closing.month, tenant: closing.tenant, in: connection), in: connection)
        }
    }
}

extension Schema {
    /// The parts of the fourth migration, each a script; what stands between them is done by the migration itself.
    enum CompactRowsPart: CaseIterable {
        case terms, rows, guards, end
    }

    /// The statements of the migration that makes rows compact.
    static func compactRows(_ dialect: any SQLDialect) -> [String] {
        CompactRowsPart.allCases.flatMap { compactRows($0, dialect) }
    }

    static func compactRows(_ part: CompactRowsPart, _ dialect: any SQLDialect) -> [String] {
        switch part {
        case .terms:
            dialect.renaming("price_terms", to: "price_terms_before")
                + [numberedTermsTable(dialect), termsDigest]
        case .rows:
            dialect.renaming("api_usage", to: "api_usage_before") + [rowsTable(dialect)]
        case .guards:
            ["DROP TABLE api_usage_before", "DROP TABLE price_terms_before"]
                + dialect.renaming("idempotency", to: "idempotency_before")
                + dialect.renaming("closed_months", to: "closed_months_before")
                + [idempotencyKeysTable(dialect), sealedMonthsTable(dialect)]
                + rowGuards(dialect) + termsGuards(dialect).filter { $0 != termsDigest } + [rowsView]
        case .end:
            ["DROP TABLE idempotency_before", "DROP TABLE closed_months_before"] + monthGuards(dialect)
        }
    }
}

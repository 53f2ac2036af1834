internal import SQLDatabase
internal import Synchronization
package import UsageModel

extension UsageStore {
    /// The row of an id with its whole breakdown, its personal data where that is not erased, or nil.
    package func event(_ id: EventID, tenant: String = Attribution.defaultTenant) throws -> LedgerRow? {
        try read { connection in
            guard let row = try UsageStore.row(id, tenant: tenant, in: connection) else { return nil }
            var found = try ledgerRow(row, in: connection)
            if let client = try UsageStore.client(of: row, in: connection) {
                found.priced.event.client = client
            }
            return found
        }
    }

    /// The rows that correct a row, in the order of their posting.
    package func corrections(
        of id: EventID, tenant: String = Attribution.defaultTenant
    ) throws -> [LedgerRow] {
        try read { connection in
            // A restating row may be of another moment than its original, and is then found by the reversal.
            let reversal = try connection.first(
                "SELECT id FROM api_usage WHERE tenant_id = $1 AND corrects = $2 AND kind = 'reversal'",
                [.text(tenant), id.value]
            ) { EventID(bytes: $0.blob(0)) }
            let restatement = (reversal ?? nil).map {
                CorrectionID.restatement(of: id, postedWith: $0, tenant: tenant)
            }
            var found: [LedgerRow] = []
            var reader = RowReader(connection)
            let sql = """
                SELECT \(Column.list) FROM api_usage
                WHERE tenant_id = $1 AND occurred_at = (SELECT occurred_at FROM api_usage WHERE tenant_id = $1 AND id = $2)
                    AND corrects = $2
                UNION
                SELECT \(Column.list) FROM api_usage WHERE tenant_id = $1 AND id = $3 AND corrects = $2
                ORDER BY sequence
                """
            try connection.rows(sql, [.text(tenant), id.value, restatement?.value ?? .null]) {
                found.append(try ledgerRow(reader.row($0), in: connection))
            }
            return found
        }
    }

    /// Hands out the rows of a span by their moment, corrections behind what they correct, one at a time, in memory that does not grow with them.
    ///
    /// `filters` must all hold. Personal data is not handed out.
    package func rows(
        in span: Range<Instant>? = nil, tenant: String = Attribution.defaultTenant,
        filters: [Query.Filter] = [], _ body: (LedgerRow) throws -> Void
    ) throws {
        try read { connection in
            let condition = RowCondition(tenant: tenant, span: span, filters: filters)
            // A correction comes behind what it corrects, so that whoever reads the rows in order knows that row.
            let sql = """
                SELECT \(Column.list) FROM api_usage WHERE \(condition.sql)
                ORDER BY occurred_at, kind <> 'usage', CASE kind WHEN 'usage' THEN id END, sequence
                """
            var reader = RowReader(connection)
            try connection.rows(sql, condition.values) {
                try body(try ledgerRow(reader.row($0), in: connection))
            }
        }
    }

    /// How many rows `rows(in:)` hands out, for a progress bar.
    package func rowCount(
        in span: Range<Instant>? = nil, tenant: String = Attribution.defaultTenant,
        filters: [Query.Filter] = []
    ) throws -> Int {
        try read { connection in
            let condition = RowCondition(tenant: tenant, span: span, filters: filters)
            let sql = "SELECT COUNT(*) FROM api_usage WHERE \(condition.sql)"
            return try connection.first(sql, condition.values) { Int($0.integer(0)) } ?? 0
        }
    }

    /// When the newest row was written, or nil where there is none.
    package func lastRecordedAt(tenant: String = Attribution.defaultTenant) throws -> Instant? {
        try read { connection in
            let newest = try connection.first(
                "SELECT MAX(recorded_at) FROM api_usage WHERE tenant_id = $1", [.text(tenant)]
            ) { $0.integerIfPresent(0) }
            return (newest ?? nil).map { Instant(microseconds: $0) }
        }
    }

    func ledgerRow(_ row: Row, in connection: any SQLConnection) throws -> LedgerRow {
        try LedgerRow(row) { try priceTerms($0, tenant: row.text(.tenantID) ?? "", in: connection) }
    }

    /// The price terms of a digest, or nil where they are not there or cannot be read.
    func priceTerms(_ digest: [UInt8], tenant: String, in connection: any SQLConnection) throws -> PriceTerms?
    {
        try termsCache.withLock { cache in
            try cache.terms(digest) { try UsageStore.termsBody(digest, tenant: tenant, in: connection) }
        }
    }

    /// The text of price terms as the file has it, or nil where it has none.
    static func termsBody(_ digest: [UInt8], tenant: String, in connection: any SQLConnection) throws
        -> String?
    {
        try connection.first(
            "SELECT body FROM price_terms WHERE tenant_id = $1 AND terms = $2",
            [.text(tenant), .blob(digest)]
        ) { $0.text(0) }
    }

    private static func client(of row: Row, in connection: any SQLConnection) throws -> ClientDetails? {
        try connection.first(
            "SELECT ip, user_agent, device FROM personal WHERE tenant_id = $1 AND occurred_at = $2 AND id = $3",
            [row[.tenantID], row[.occurredAt], row[.id]]
        ) { found in
            var client = ClientDetails()
            client.ip = found.textIfPresent(0)
            client.userAgent = found.textIfPresent(1)
            client.device = found.textIfPresent(2)
            return client
        }
    }

    /// Erases the personal data of a user's calls and returns how many had any.
    ///
    /// The rows stay, and `verify` still holds.
    @discardableResult
    package func erasePersonalData(
        ofUser user: String, tenant: String = Attribution.defaultTenant
    ) throws -> Int {
        try write { connection in
            try connection.run(
                """
                DELETE FROM personal WHERE tenant_id = $1 AND id IN
                    (SELECT id FROM api_usage WHERE tenant_id = $1 AND "user" = $2)
                """,
                [.text(tenant), .text(user)])
        }
    }
}

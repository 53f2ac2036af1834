internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// The closed months of a tenant with who closed them and when, in order.
    package func closings(tenant: String = Attribution.defaultTenant) throws -> [ClosedMonth] {
        try read { connection in
            var months: [ClosedMonth] = []
            let sql = """
                SELECT posting_month, closed_at, actor, row_count, total_usd FROM closed_months
                WHERE tenant_id = $1 ORDER BY posting_month
                """
            try connection.rows(sql, [.text(tenant)]) { row in
                let month = PostingMonth(Int(row.integer(0))).description
                guard let total = try? Money(row.text(4)) else {
                    throw StoreError(
                        .damagedLedger, "the sum of the closed month \(month) cannot be read",
                        hint: "run `usageledger verify`")
                }
                months.append(
                    ClosedMonth(
                        month: month, closedAt: Instant(microseconds: row.integer(1)),
                        actor: row.textIfPresent(2), rowCount: Int(row.integer(3)), total: total))
            }
            return months
        }
    }

    /// The corrections of a tenant's calls in a span, through the indexes that hold nothing else.
    package func corrections(
        tenant: String = Attribution.defaultTenant, span: Range<Instant>
    ) throws -> (reversals: Books.Corrections, restatements: Books.Corrections) {
        func sum(_ kind: String, in connection: any SQLConnection) throws -> Books.Corrections {
            let condition = RowCondition(tenant: tenant, span: span, filters: [])
            // The kind stands in words: only so does the engine see that an index on it will do.
            let sql = "SELECT total_cost FROM api_usage WHERE \(condition.sql) AND kind = '\(kind)'"
            var found = Books.Corrections()
            try connection.rows(sql, condition.values) { row in
                found.count += 1
                found.cost += Money(picodollars: Int128(row.integerIfPresent(0) ?? 0))
            }
            return found
        }
        return try read { (try sum("reversal", in: $0), try sum("restatement", in: $0)) }
    }
}

internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// The closed months of a tenant with who closed them and when, in order.
    package func closings(tenant: String = Attribution.defaultTenant) throws -> [ClosedMonth] {
        try read { connection in
            var months: [ClosedMonth] = []
            let sql = """
                SELECT posting_month, closed_at, actor FROM closed_months WHERE tenant_id = $1 ORDER BY posting_month
                """
            try connection.rows(sql, [.text(tenant)]) { row in
                months.append(
                    ClosedMonth(
                        month: PostingMonth(Int(row.integer(0))).description,
                        closedAt: Instant(microseconds: row.integer(1)), actor: row.textIfPresent(2)))
            }
            return months
        }
    }
}

internal import SQLDatabase
package import UsageModel

/// A walk over the rows that count: calls and restatements that no reversal takes back.
///
/// Rows that are written while it is under way, such as corrections of what it found, are not part of it.
package struct RowsInForce: Sendable {
    private let tenant: String
    private let condition: RowCondition
    private let isUnpricedOnly: Bool
    /// The end of the chain when the walk began.
    private let end: (ledgerID: Int64, sequence: Int64)?
    private var last: (occurredAt: Int64, id: SQLValue)?
    private var isDone = false

    fileprivate init(
        tenant: String, condition: RowCondition, isUnpricedOnly: Bool,
        end: (ledgerID: Int64, sequence: Int64)?
    ) {
        self.tenant = tenant
        self.condition = condition
        self.isUnpricedOnly = isUnpricedOnly
        self.end = end
    }

    /// The next rows by their moment, at most so many; none at the end.
    package mutating func next(_ count: Int, in store: UsageStore) throws -> [LedgerRow] {
        guard let end, !isDone else { return [] }
        var values = condition.values
        func place(_ value: SQLValue) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        var sql = "SELECT \(Column.list) FROM api_usage WHERE \(condition.sql) AND kind <> 'reversal'"
        sql += " AND (ledger_id <> \(place(.integer(end.ledgerID)))"
        sql += " OR sequence <= \(place(.integer(end.sequence))))"
        if isUnpricedOnly { sql += " AND unpriced_reason IS NOT NULL" }
        if let last {
            sql += " AND (occurred_at, id) > (\(place(.integer(last.occurredAt))), \(place(last.id)))"
        }
        sql += """
             AND NOT EXISTS (SELECT 1 FROM api_usage AS later WHERE later.tenant_id = api_usage.tenant_id
                AND later.corrects = api_usage.id AND later.kind = 'reversal')
            ORDER BY occurred_at, id LIMIT \(place(.integer(Int64(count))))
            """
        let (statement, bound) = (sql, values)
        let rows = try store.read { connection in
            var rows: [LedgerRow] = []
            var reader = RowReader(connection)
            try connection.rows(statement, bound) {
                rows.append(try store.ledgerRow(reader.row($0), in: connection))
            }
            return rows
        }
        if let row = rows.last {
            last = (row.priced.event.occurredAt.microseconds, row.id.value)
        }
        isDone = rows.count < count
        return rows
    }
}

extension UsageStore {
    /// Begins a walk over the rows of a span that count; `filters` must all hold.
    package func rowsInForce(
        in span: Range<Instant>? = nil, tenant: String = Attribution.defaultTenant,
        filters: [Query.Filter] = [], isUnpricedOnly: Bool = false
    ) throws -> RowsInForce {
        let end = try read { connection in
            try connection.first(
                "SELECT ledger_id, sequence FROM ledger WHERE tenant_id = $1", [.text(tenant)]
            ) { (ledgerID: $0.integer(0), sequence: $0.integer(1)) }
        }
        return RowsInForce(
            tenant: tenant, condition: RowCondition(tenant: tenant, span: span, filters: filters),
            isUnpricedOnly: isUnpricedOnly, end: end)
    }
}

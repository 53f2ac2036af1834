internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// The latest rows of a span, newest first, at most so many, behind the page before where there was one.
    ///
    /// Rows written after the first page was read are on no page. Personal data is not handed out.
    package func page(_ query: Query) throws -> RowPage {
        try read { connection in
            let last = try UsageStore.lastRow(query.tenant, in: connection)
            var condition = RowCondition(tenant: query.tenant, span: query.span, filters: query.filters)
            if let later = UsageStore.bound(query.after, last) { condition.add(upTo: later) }
            if let cursor = query.after { condition.add(before: try UsageStore.place(cursor, query)) }
            let limit = query.limit.map { max(0, $0) }
            var sql = "SELECT \(Column.list) FROM api_usage WHERE \(condition.sql) "
            sql += "ORDER BY occurred_at DESC, id DESC"
            // One more than is asked for says whether there is a next page.
            if let limit, limit < Int.max { sql += " LIMIT \(limit + 1)" }
            var rows: [LedgerRow] = []
            var reader = RowReader(connection)
            try connection.rows(sql, condition.values) {
                rows.append(try ledgerRow(reader.row($0), in: connection))
            }
            guard let limit, rows.count > limit else { return RowPage(rows: rows) }
            rows.removeLast()
            let sequence = query.after?.sequence ?? Int(last?.sequence ?? 0)
            return RowPage(
                rows: rows,
                next: rows.last.map { row in
                    PageCursor(
                        question: query.fingerprint, sequence: sequence,
                        place: ["\(row.priced.event.occurredAt.microseconds)", row.id.description])
                })
        }
    }

    /// The row that a cursor names; throws `bad_cursor` where it is of another question.
    static func place(
        _ cursor: PageCursor, _ query: Query
    ) throws(StoreError) -> (occurredAt: Int64, id: SQLValue) {
        guard cursor.question == query.fingerprint, cursor.place.count == 2,
            let moment = cursor.place[0].flatMap({ Int64($0) }),
            let id = cursor.place[1].flatMap({ EventID($0) })
        else { throw .badCursor }
        return (moment, id.value)
    }

    /// The last row that this file has written for a tenant.
    static func lastRow(
        _ tenant: String, in connection: any SQLConnection
    ) throws -> (ledgerID: Int64, sequence: Int64)? {
        try connection.first(
            "SELECT ledger_id, sequence FROM ledger WHERE tenant_id = $1", [.text(tenant)]
        ) { (ledgerID: $0.integer(0), sequence: $0.integer(1)) }
    }

    /// The last row that the pages of a cursor hold; nil where none has come since.
    static func bound(
        _ cursor: PageCursor?, _ last: (ledgerID: Int64, sequence: Int64)?
    ) -> (ledgerID: Int64, sequence: Int64)? {
        guard let cursor, let last, Int64(cursor.sequence) < last.sequence else { return nil }
        return (last.ledgerID, Int64(cursor.sequence))
    }
}

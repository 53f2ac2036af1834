internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// The SQL whose result, in the `sqlite3` shell on the ledger's file, is the answer to a question.
    package func sql(_ query: Query) throws -> String {
        let table = try answer(query)
        let condition = try condition(query)
        return TableSQL(table, all: try buckets(query, condition), condition: condition).text
    }

    /// The buckets that have rows, on whatever page.
    private func buckets(_ query: Query, _ condition: RowCondition) throws -> [CivilDate] {
        guard let bucket = query.bucket else { return [] }
        let all = Query(tenant: query.tenant, bucket: bucket)
        return try read { connection in
            var grouping = Grouping(all)
            try grouping.addRows(condition, in: connection)
            return try grouping.table(sequence: 0).rows.compactMap(\.bucket)
        }
    }

    /// The SQL whose result is a page of rows, newest first.
    package func pageSQL(_ query: Query) throws -> String {
        var condition = try condition(query)
        if let cursor = query.after { condition.add(before: try UsageStore.place(cursor, query)) }
        let cost = "total_cost % 1000000000000"
        var sql = """
            SELECT LOWER(HEX(id)) AS id, occurred_at AS occurred_at_microseconds, kind, provider, model, "user",
                input_tokens, output_tokens, status, latency_ms, unpriced_reason,
                CASE WHEN total_cost IS NOT NULL THEN CASE WHEN sign < 0 AND total_cost > 0 THEN '-' ELSE '' END
                    || RTRIM(RTRIM(PRINTF('%d.%012d', total_cost / 1000000000000, \(cost)), '0'), '.')
                    END AS cost_usd
            FROM api_usage
            WHERE \(condition.inlined)
            ORDER BY occurred_at DESC, api_usage.id DESC
            """
        if let limit = query.limit { sql += "\nLIMIT \(max(0, limit))" }
        return sql + ";\n"
    }

    private func condition(_ query: Query) throws -> RowCondition {
        try read { connection in
            var condition = RowCondition(tenant: query.tenant, span: query.span, filters: query.filters)
            let last = try UsageStore.lastRow(query.tenant, in: connection)
            if let later = UsageStore.bound(query.after, last) { condition.add(upTo: later) }
            return condition
        }
    }
}

package import JSON
package import UsageModel

/// A `CostTable` as `--json` prints it, with the same names and the same exact text of a total as in `report.json`.
package enum SummaryJSON {
    /// The whole table: period, total, and its rows with their keys by the names of the dimensions.
    package static func value(of table: CostTable, period: Period? = nil) -> JSONValue {
        var object = JSONObject()
        object.append("currency", "USD")
        if let period { object.append("period", .object(json(period))) }
        if let occurred = table.occurred {
            object.append("first_call", .string(occurred.lowerBound.description))
            object.append("last_call", .string(occurred.upperBound.description))
        }
        object.append("total", .object(table.total.json))
        if !table.query.groups.isEmpty || table.query.bucket != nil {
            object.append("row_count", .number(String(table.rowCount)))
            object.append("rows", .array(table.rows.map { row(of: $0, in: table.query) }))
        }
        return JSONValue.object(object).sorted
    }

    private static func row(of row: CostTable.Row, in query: Query) -> JSONValue {
        var object = row.measures.json
        if let date = row.bucket { object.append("date", .string(date.description)) }
        for (dimension, key) in zip(query.groups, row.keys) {
            object.append(dimension.rawValue, key.map { .string($0) } ?? .null)
        }
        return .object(object)
    }

    static func json(_ period: Period) -> JSONObject {
        var object = JSONObject()
        object.append("name", .string(period.description))
        object.append("first_day", .string(period.first.description))
        object.append("last_day", .string(period.last.description))
        object.append("zone", .string(period.zone.name))
        return object
    }
}

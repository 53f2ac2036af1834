internal import SQLDatabase
internal import UsageModel

/// Which rows of a tenant are meant, as SQL with its values.
struct RowCondition {
    private(set) var sql: String
    private(set) var values: [SQLValue]

    init(tenant: String, span: Range<Instant>?, filters: [Query.Filter]) {
        sql = "tenant_id = $1"
        values = [.text(tenant)]
        if let span {
            let first = place(.integer(span.lowerBound.microseconds))
            let end = place(.integer(span.upperBound.microseconds))
            sql += " AND occurred_at >= \(first) AND occurred_at < \(end)"
        }
        for filter in filters { sql += " AND \(condition(filter))" }
    }

    private mutating func place(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func condition(_ filter: Query.Filter) -> String {
        let known = filter.values.compactMap { $0 }
        var choices: [String] = []
        if !known.isEmpty {
            let places = known.map { place(.text($0)) }.joined(separator: ", ")
            choices.append("\(filter.dimension.sql) IN (\(places))")
        }
        if known.count < filter.values.count { choices.append("\(filter.dimension.sql) IS NULL") }
        // No value at all: no row can have one of them.
        return choices.isEmpty ? "1 = 0" : "(\(choices.joined(separator: " OR ")))"
    }
}

extension Dimension {
    /// The dimension's value of a row, as SQL.
    var sql: String {
        switch self {
        case .user: "\"user\""
        case .tier: "COALESCE(served_tier, requested_tier, 'standard')"
        default: rawValue
        }
    }
}

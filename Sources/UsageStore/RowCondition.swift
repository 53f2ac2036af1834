internal import SQLDatabase
internal import UsageModel

/// Which rows of a tenant are meant, as SQL with its values.
struct RowCondition {
    private(set) var sql: String
    private(set) var values: [SQLValue]

    init(tenant: String, span: Range<Instant>?, filters: [Query.Filter]) {
        self.init(
            tenant: tenant, moments: span.map { $0.lowerBound.microseconds..<$0.upperBound.microseconds },
            filters: filters)
    }

    /// The same with the span in microseconds.
    init(tenant: String, moments: Range<Int64>?, filters: [Query.Filter]) {
        sql = "tenant_id = $1"
        values = [.text(tenant)]
        if let moments {
            let first = place(.integer(moments.lowerBound))
            let end = place(.integer(moments.upperBound))
            sql += " AND occurred_at >= \(first) AND occurred_at < \(end)"
        }
        for filter in filters { sql += " AND \(condition(filter))" }
    }

    /// Adds a comparison with a value, or with several in parentheses.
    mutating func add(_ comparison: String, _ operands: SQLValue...) {
        let places = operands.map { place($0) }.joined(separator: ", ")
        sql += " AND \(comparison) \(operands.count == 1 ? places : "(\(places))")"
    }

    private mutating func place(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func condition(_ filter: Query.Filter) -> String {
        let known = filter.values.compactMap { $0 }
        let hasUnknown = known.count < filter.values.count
        let name = filter.dimension.sql
        var choices: [String] = []
        if !known.isEmpty {
            let places = known.map { place(.text($0)) }.joined(separator: ", ")
            choices.append("\(name) IN (\(places))")
        }
        if hasUnknown { choices.append("\(name) IS NULL") }
        // No value at all: no row can have one of them.
        let any = choices.isEmpty ? "1 = 0" : "(\(choices.joined(separator: " OR ")))"
        guard filter.isExcluded else { return any }
        // To compare with null gives null, which is not "not".
        return hasUnknown || known.isEmpty ? "NOT \(any)" : "(\(name) IS NULL OR NOT \(any))"
    }

    /// Leaves out the rows without tags, in the words of the index on the others.
    mutating func requireTags() { sql += " AND tags IS NOT NULL" }

    /// Leaves out the rows that were written after one of this file.
    mutating func add(upTo last: (ledgerID: Int64, sequence: Int64)) {
        let ledger = place(.integer(last.ledgerID))
        sql += " AND (ledger_id <> \(ledger) OR sequence <= \(place(.integer(last.sequence))))"
    }

    /// Leaves out the rows that do not come behind a place, newest rows first.
    mutating func add(before row: (occurredAt: Int64, id: SQLValue)) {
        let moment = place(.integer(row.occurredAt))
        sql += " AND (occurred_at, id) < (\(moment), \(place(row.id)))"
    }
}

extension Dimension {
    /// The dimension's value of a row, as SQL.
    var sql: String {
        switch self {
        case .user: "\"user\""
        case .tier: "COALESCE(served_tier, requested_tier, 'standard')"
        case .postingMonth:
            "(CAST(posting_month / 100 AS TEXT) || '-' || SUBSTR(CAST(posting_month % 100 + 100 AS TEXT), 2))"
        case .tag(let name): Self.tagSQL(name)
        // What a price says stands with its terms, once for all rows.
        case .pricedModel, .priceID:
            "(SELECT \(rawValue) FROM price_terms WHERE price_terms.tenant_id = api_usage.tenant_id "
                + "AND price_terms.number = api_usage.price_terms)"
        default: rawValue
        }
    }

    /// A label out of the row's JSON, by its exact name.
    private static func tagSQL(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        // A path cannot tell every name; a walk over the names can, and takes longer.
        return isPlain
            ? "json_extract(tags, \(SQLValue.text("$.\"\(name)\"").literal))"
            : "(SELECT value FROM json_each(tags) WHERE key = \(SQLValue.text(name).literal))"
    }
}

internal import JSON
internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// How many different sets of tags are looked at for their names.
    private static let tagSetsMax = 1_000

    /// The names of the tags of a tenant's rows in a span, sorted; of very many different sets of tags some are looked at.
    package func tagNames(tenant: String, span: Range<Instant>) throws -> [String] {
        let condition = RowCondition(tenant: tenant, span: span, filters: [])
        var names: Set<String> = []
        try read { connection in
            let sql =
                "SELECT DISTINCT tags FROM api_usage WHERE \(condition.sql) AND tags IS NOT NULL "
                + "LIMIT \(Self.tagSetsMax)"
            try connection.rows(sql, condition.values) { row in
                guard let object = (try? JSONValue(parsing: row.text(0)))?.object else { return }
                names.formUnion(object.members.map(\.name))
            }
        }
        return names.sorted()
    }
}

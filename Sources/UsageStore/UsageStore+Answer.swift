internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Answers a question: exact sums, signs applied, the total over all rows that are meant.
    ///
    /// Rollups make the answer faster and never change it.
    package func answer(_ query: Query) throws -> CostTable {
        let (grouping, sequence) = try grouping(query)
        return try grouping.table(sequence: sequence)
    }

    /// All rows that a query means, added up, and the sequence of the ledger's last row.
    private func grouping(_ query: Query) throws -> (Grouping, sequence: Int) {
        try read { connection in
            let last = try UsageStore.lastRow(query.tenant, in: connection)
            let sequence = Int(last?.sequence ?? 0)
            let later = UsageStore.bound(query.after, last)
            var grouping = Grouping(query)
            // Rollups do not tell rows that came after the first page from others.
            if later == nil, let cut = RollupCut.answering(query),
                let reading = try RollupReading(
                    query, cut, walkedRowsMax: options.walkedRowsMax, in: connection)
            {
                try reading.read(into: &grouping)
                return (grouping, sequence)
            }
            var condition = RowCondition(tenant: query.tenant, span: query.span, filters: query.filters)
            if let later { condition.add(upTo: later) }
            try grouping.addRows(condition, in: connection)
            return (grouping, sequence)
        }
    }

    /// The providers and models of a tenant in the order in which they get their colours, which never changes.
    ///
    /// What is new since the last call comes after all others, the dearest first, so that what counts most has the colour
    /// that shows best; where the ledger is open for reading only, it comes there without getting a place for ever.
    package func seriesOrder(tenant: String = Attribution.defaultTenant) throws -> [SeriesName] {
        let placed = try read { try UsageStore.placedSeries(tenant, in: $0) }
        guard placed.newCount > 0 else { return placed.names }
        let costs = placed.newCount > 1 ? try seriesCosts(tenant: tenant) : [:]
        guard !isReadOnly else { return placed.ordered(by: costs) }
        return try write { connection in
            let placed = try UsageStore.placedSeries(tenant, in: connection)
            let names = placed.ordered(by: costs)
            var next = Int64(names.count - placed.newCount)
            for name in names.suffix(placed.newCount) {
                next += 1
                try connection.run(
                    "UPDATE series_colours SET place = $1 WHERE tenant_id = $2 AND provider = $3 AND model = $4",
                    [.integer(next), .text(tenant), .text(name.provider), .text(name.model)])
            }
            return names
        }
    }

    /// What each provider and model cost so far.
    private func seriesCosts(tenant: String) throws -> [SeriesName: Money] {
        let table = try answer(Query(tenant: tenant, groups: [.provider, .model]))
        return table.rows.reduce(into: [:]) { costs, row in
            costs[SeriesName(provider: row.keys[0] ?? "", model: row.keys[1] ?? "")] = row.measures.cost
        }
    }

    private struct PlacedSeries {
        var names: [SeriesName] = []
        /// How many at the end have no place yet.
        var newCount = 0

        /// The names with the new ones by what they cost, those of equal cost by their first moment.
        func ordered(by costs: [SeriesName: Money]) -> [SeriesName] {
            let new = names.suffix(newCount).enumerated().sorted { a, b in
                let (x, y) = (costs[a.element] ?? .zero, costs[b.element] ?? .zero)
                return x == y ? a.offset < b.offset : x > y
            }
            return names.dropLast(newCount) + new.map(\.element)
        }
    }

    private static func placedSeries(_ tenant: String, in connection: any SQLConnection) throws
        -> PlacedSeries
    {
        var placed = PlacedSeries()
        let sql = """
            SELECT provider, model, CASE WHEN place IS NULL THEN 1 ELSE 0 END FROM series_colours WHERE tenant_id = $1
            ORDER BY COALESCE(place, 9223372036854775807), first_occurred_at, provider, model
            """
        try connection.rows(sql, [.text(tenant)]) { row in
            placed.names.append(SeriesName(provider: row.text(0), model: row.text(1)))
            if row.integer(2) != 0 { placed.newCount += 1 }
        }
        return placed
    }
}

/// A provider's model as the subject of a colour.
package struct SeriesName: Hashable, Sendable {
    /// The provider's name.
    package let provider: String
    /// The model asked for.
    package let model: String

    package init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }
}

internal import SQLDatabase
internal import UsageModel

/// Answers a query from rollups and from those rows that they do not hold; the answer is that of all rows.
///
/// Rows are only ever added, and each has a place in the order of insertion. The rollups of a day hold its rows up to a
/// place that is kept with them, so what they lack are rows behind it. Every row up to `state` is in the rollups of its day.
struct RollupReading {
    private let query: Query
    private let cut: RollupCut
    private let connection: any SQLConnection
    private let newest: Int64
    private let state: Int64
    private let days: [RolledDay]
    private let damaged: [Int]

    /// So many new rows are walked in order.
    private let walkedRowsMax: Int64

    /// Nil where no day of the span is rolled up.
    init?(_ query: Query, _ cut: RollupCut, walkedRowsMax: Int64, in connection: any SQLConnection) throws {
        let moments = query.moments
        guard !moments.isEmpty else { return nil }
        let (first, last) = (
            RollupPage.day(of: moments.lowerBound), RollupPage.day(of: moments.upperBound - 1)
        )
        let range =
            max(first, RolledDay.possible.lowerBound)...max(first, min(last, RolledDay.possible.upperBound))
        let (days, damaged) = try RolledDay.all(query.tenant, days: range, in: connection)
        guard !days.isEmpty else { return nil }
        self.query = query
        self.cut = cut
        self.connection = connection
        self.days = days
        self.damaged = damaged
        // A walk over the newest rows in order is best while they are few; then none of the days between is asked for.
        let rolledRows = days.reduce(0 as Int64) { $0 + Int64($1.rows) }
        self.walkedRowsMax = walkedRowsMax < 0 ? -1 : walkedRowsMax / 100 + rolledRows / 4
        newest = try RollupState.newest(in: connection)
        state = try RollupState.through(query.tenant, in: connection)
    }

    /// Adds all that the query means.
    func read(into grouping: inout Grouping) throws {
        let isWalk = newest - state <= walkedRowsMax
        var plan = RollupPlan(query, cut, days: days, damaged: damaged, hasGaps: !isWalk)
        try addPages(&plan, to: &grouping)
        for moments in plan.rows {
            let condition = RowCondition(tenant: query.tenant, moments: moments, filters: query.filters)
            try grouping.addRows(condition, in: connection)
        }
        if isWalk {
            guard newest > state else { return }
            try walkNewest(plan, into: &grouping)
        } else {
            try askDays(plan, into: &grouping)
        }
    }

    private func addPages(_ plan: inout RollupPlan, to grouping: inout Grouping) throws {
        var missing: [RollupPlan.Part] = []
        for part in plan.parts {
            let name = RollupPage.Name(cut: cut, grain: part.grain, day: part.day.day)
            guard let page = try name.stored(query.tenant, in: connection), page.ledgerRows == part.day.rows
            else {
                missing.append(part)
                continue
            }
            do {
                try grouping.add(page, hours: part.hours)
            } catch {
                throw StoreError(
                    .damagedLedger, "the rollups of \(CivilDate(daysSince1970: part.day.day)) cannot be read",
                    hint: "run `usageledger aggregate --force` to make them anew")
            }
        }
        for part in missing { plan.readRows(insteadOf: part) }
    }

    /// Adds the rows behind `state`, in order of insertion, that rollups of their day lack.
    private func walkNewest(_ plan: RollupPlan, into grouping: inout Grouping) throws {
        let order = connection.dialect.insertionOrder
        var condition = RowCondition(tenant: query.tenant, span: query.span, filters: query.filters)
        condition.add("\(order) >", .integer(state))
        let through = Dictionary(uniqueKeysWithValues: days.map { ($0.day, $0.through) })
        try grouping.addRows(
            condition, from: "api_usage" + connection.dialect.walkedInInsertionOrder, in: connection
        ) { moment, place in
            place > through[RollupPage.day(of: moment)] ?? 0 && !plan.readsRows(at: moment)
        }
    }

    /// Adds the rows of each day that its rollups lack, through the index on moments.
    private func askDays(_ plan: RollupPlan, into grouping: inout Grouping) throws {
        let order = connection.dialect.insertionOrder
        for part in plan.parts where part.day.through < newest {
            let moments = part.day.moments.clamped(to: query.moments)
            var condition = RowCondition(tenant: query.tenant, moments: moments, filters: query.filters)
            condition.add("\(order) + 0 >", .integer(part.day.through))
            try grouping.addRows(condition, in: connection) { moment, _ in
                !plan.readsRows(at: moment)
            }
        }
    }
}

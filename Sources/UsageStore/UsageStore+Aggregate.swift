internal import Dispatch
internal import SQLDatabase
internal import Synchronization
package import UsageModel

extension UsageStore {
    /// Makes the rollups of days with new rows from their rows, and keeps a number of days in each transaction.
    ///
    /// A day is always made anew as a whole and never added to, so that nothing can count twice. Rows may arrive and others may
    /// aggregate meanwhile, and it may end at any point: no answer is ever wrong, and the next call goes on from there.
    @discardableResult
    package func aggregate(
        _ scope: AggregationScope = AggregationScope(), tenant: String = Attribution.defaultTenant,
        batchDays: Int = 16, progress: (AggregationBatch) throws -> Void = { _ in }
    ) throws -> Aggregation {
        let work = try read { try workToDo(scope, tenant: tenant, in: $0) }
        let batches = stride(from: 0, to: work.days.count, by: max(1, batchDays)).map { start in
            Array(work.days[start..<min(work.days.count, start + max(1, batchDays))])
        }
        var total = Aggregation()
        var users: Set<String> = []
        var daysDone = 0
        for (index, days) in batches.enumerated() {
            let rolled = try roll(days, work)
            var done = try write { connection in
                try rolled.reduce(into: Aggregation()) {
                    try $1.keep(for: work, counting: &$0, in: connection)
                }
            }
            done.users = Set(rolled.flatMap(\.users)).count
            for day in rolled { users.formUnion(day.users) }
            total += done
            daysDone += days.count
            guard let first = days.first, let last = days.last else { continue }
            try progress(
                AggregationBatch(
                    number: index + 1, count: batches.count, first: CivilDate(daysSince1970: first),
                    last: CivilDate(daysSince1970: last), done: done, daysDone: daysDone,
                    daysTotal: work.days.count))
        }
        if work.isComplete, work.end > work.state {
            try write { connection in
                // Another may have come further meanwhile.
                guard try RollupState.through(tenant, in: connection) < work.end else { return }
                try RollupState.save(work.end, tenant, to: connection)
            }
        }
        total.users = users.count
        return total
    }

    /// How many days of a tenant have rows that their rollups lack.
    package func daysToAggregate(tenant: String = Attribution.defaultTenant) throws -> Int {
        try read { try workToDo(AggregationScope(), tenant: tenant, in: $0).days.count }
    }

    private func workToDo(_ scope: AggregationScope, tenant: String, in connection: any SQLConnection) throws
        -> AggregationWork
    {
        try AggregationWork(scope, tenant: tenant, walkedRowsMax: options.walkedRowsMax, in: connection)
    }

    /// Reads days, each in a transaction of its own, on as many threads as there are processors.
    private func roll(_ days: [Int], _ work: AggregationWork) throws -> [RolledPages] {
        let results = Mutex<[Int: Result<RolledPages, any Error>]>([:])
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(days.count, UsageStore.rollersMax)) { _ in
            var rolled = RollupDay(0, tenant: work.tenant)
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < days.count else { return }
                let result = Result {
                    try read { connection in
                        // Rows are only ever added: up to a place they are the same in every transaction.
                        try rolled.read(days[index], through: work.end, in: connection)
                        return RolledPages(
                            day: days[index], rows: rolled.rows, pages: rolled.pages(), users: rolled.users)
                    }
                }
                results.withLock { $0[index] = result }
            }
        }
        let all = results.withLock { $0 }
        return try days.indices.compactMap { try all[$0]?.get() }
    }

    /// At most so many threads roll up days at once.
    private static let rollersMax = 4
}

/// What an aggregation has to do.
private struct AggregationWork: Sendable {
    let tenant: String
    /// The place of the newest row when it began.
    let end: Int64
    /// How far the last one came.
    let state: Int64
    /// The days to make, in order.
    private(set) var days: [Int]
    /// Whether all rows up to `end` are in rollups once these days are made.
    let isComplete: Bool

    init(
        _ scope: AggregationScope, tenant: String, walkedRowsMax: Int64, in connection: any SQLConnection
    ) throws {
        self.tenant = tenant
        end = try RollupState.newest(in: connection)
        state = try RollupState.through(tenant, in: connection)
        let (rolled, damaged) = try RolledDay.all(tenant, in: connection)
        let through = Dictionary(uniqueKeysWithValues: rolled.map { ($0.day, $0.through) })
        var stale = Set(damaged).filter(RolledDay.possible.contains)
        var present: [Int]?
        if end - state > walkedRowsMax || scope.isForced || scope.isThorough {
            present = try Self.presentDays(tenant, in: connection)
        }
        if let present, scope.isThorough {
            let whole = try Self.daysWithAllPages(tenant, in: connection)
            stale.formUnion(present.filter { through[$0] == nil || !whole.contains($0) })
        }
        if let present, end - state > walkedRowsMax {
            stale.formUnion(
                try present.filter {
                    try Self.hasRows(behind: through[$0] ?? 0, on: $0, tenant, in: connection)
                })
        } else {
            try Self.walk(tenant, behind: state, in: connection) { day, place in
                if place > through[day] ?? 0 { stale.insert(day) }
            }
        }
        var days = try (scope.isForced ? Set(present ?? []).union(stale) : stale).filter { day in
            let date = CivilDate(daysSince1970: day)
            return try date >= scope.first ?? date && date <= scope.last ?? date
                && (scope.user.map { try Self.hasRows(of: $0, on: day, tenant, in: connection) } ?? true)
        }
        isComplete = stale.isSubset(of: days)
        if end == 0 { days = [] }
        self.days = days.sorted()
    }

    /// The days that have rows, found by going from each to the next in the index on moments.
    private static func presentDays(_ tenant: String, in connection: any SQLConnection) throws -> [Int] {
        let statement = try connection.statement(
            "SELECT MIN(occurred_at) FROM api_usage WHERE tenant_id = $1 AND occurred_at >= $2")
        var days: [Int] = []
        var next = RolledDay.moments(of: RolledDay.possible.lowerBound).lowerBound
        while let moment = try statement.first([.text(tenant), .integer(next)], { $0.integerIfPresent(0) })
            ?? nil
        {
            let day = RollupPage.day(of: moment)
            guard RolledDay.possible.contains(day) else { break }
            days.append(day)
            next = RolledDay.moments(of: day).upperBound
        }
        return days
    }

    /// The days of which no page is gone.
    private static func daysWithAllPages(_ tenant: String, in connection: any SQLConnection) throws -> Set<
        Int
    > {
        let pageCount = Int64(RollupPage.Name.all(of: 0).count)
        var days: Set<Int> = []
        let sql = "SELECT day, COUNT(*) FROM rollup_pages WHERE tenant_id = $1 GROUP BY day"
        try connection.rows(sql, [.text(tenant)]) { row in
            if row.integer(1) == pageCount { days.insert(Int(row.integer(0))) }
        }
        return days
    }

    private static func hasRows(
        behind place: Int64, on day: Int, _ tenant: String, in connection: any SQLConnection
    ) throws -> Bool {
        let moments = RolledDay.moments(of: day)
        let sql = """
            SELECT 1 FROM api_usage WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3
                AND \(connection.dialect.insertionOrder) + 0 > $4 LIMIT 1
            """
        let values: [SQLValue] = [
            .text(tenant), .integer(moments.lowerBound), .integer(moments.upperBound), .integer(place),
        ]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    private static func hasRows(
        of user: String, on day: Int, _ tenant: String, in connection: any SQLConnection
    ) throws -> Bool {
        let moments = RolledDay.moments(of: day)
        let condition = RowCondition(
            tenant: tenant, moments: moments, filters: [Query.Filter(.user, [user])])
        let sql = "SELECT 1 FROM api_usage WHERE \(condition.sql) LIMIT 1"
        return try connection.first(sql, condition.values) { _ in true } ?? false
    }

    private static func walk(
        _ tenant: String, behind place: Int64, in connection: any SQLConnection,
        _ body: (_ day: Int, _ place: Int64) -> Void
    ) throws {
        let (order, source) = (connection.dialect.insertionOrder, connection.dialect.walkedInInsertionOrder)
        let sql = """
            SELECT occurred_at, \(order) FROM api_usage\(source) WHERE tenant_id = $1 AND \(order) > $2
            """
        try connection.statement(sql).blocks([.text(tenant), .integer(place)], integers: 2) { block in
            for row in 0..<block.count {
                body(RollupPage.day(of: block.integer(row, 0)), block.integer(row, 1))
            }
        }
    }
}

/// A day's rollups, made and not yet kept.
private struct RolledPages: Sendable {
    let day: Int
    let rows: Int
    let pages: [RollupDay.Packed]
    let users: [String]

    /// Replaces those pages that differ, unless another has come further with the day meanwhile.
    func keep(
        for work: AggregationWork, counting done: inout Aggregation, in connection: any SQLConnection
    ) throws {
        done.days += 1
        done.rowsRead += rows
        guard try RolledDay.through(day, work.tenant, in: connection) <= work.end else {
            done.unchanged += pages.reduce(0) { $0 + $1.count }
            return
        }
        for page in pages {
            let stored = try page.name.storedBytes(work.tenant, in: connection)
            if let stored, stored.body == page.body, stored.members == page.members {
                done.unchanged += page.count
                continue
            }
            try page.save(work.tenant, to: connection)
            let before = stored.flatMap {
                try? RollupPage(page.name, tenant: work.tenant, body: $0.body, members: $0.members).allRows()
            }
            guard before != nil else {
                done.created += page.count
                continue
            }
            let made = try? RollupPage(
                page.name, tenant: work.tenant, body: page.body, members: page.members)
            done.count(before ?? [:], (try? made?.allRows()) ?? [:], count: page.count)
        }
        try RolledDay(day: day, through: work.end, rows: rows).save(work.tenant, to: connection)
    }
}

extension Aggregation {
    /// Counts what became of the rows of a page.
    fileprivate mutating func count(
        _ before: [RollupRow.Key: RollupRow], _ after: [RollupRow.Key: RollupRow], count: Int
    ) {
        guard !before.isEmpty else {
            created += count
            return
        }
        for (key, row) in after {
            switch before[key] {
            case nil: created += 1
            case row: unchanged += 1
            default: replaced += 1
            }
        }
        removed += before.keys.count { after[$0] == nil }
    }

    /// Adds what was done to other days; users are counted by whoever knows who they are.
    fileprivate static func += (a: inout Aggregation, b: Aggregation) {
        a.days += b.days
        a.rowsRead += b.rowsRead
        a.created += b.created
        a.replaced += b.replaced
        a.removed += b.removed
        a.unchanged += b.unchanged
    }
}

internal import Dispatch
internal import SQLDatabase
internal import Synchronization
package import UsageModel

extension UsageStore {
    /// Proves that every rollup is what its rows give, and that none is missing; names the first that differs of each day.
    ///
    /// Each day is made anew from its rows, up to the place to which its rollups reach.
    package func rollupFlaws() throws -> [Verification.Flaw] {
        try rollupTenants().flatMap { try rollupFlaws(tenant: $0) }
    }

    private func rollupTenants() throws -> [String] {
        try read { connection in
            var names: [String] = []
            let sql = """
                SELECT tenant_id FROM rollup_state UNION SELECT tenant_id FROM rollup_days
                UNION SELECT tenant_id FROM rollup_pages ORDER BY 1
                """
            try connection.rows(sql) { names.append($0.text(0)) }
            return names
        }
    }

    private func rollupFlaws(tenant: String) throws -> [Verification.Flaw] {
        let (days, flaws) = try read { connection in
            let (sound, damaged) = try RolledDay.all(tenant, in: connection)
            var flaws = damaged.map {
                Verification.Flaw(
                    message: "what `\(tenant)` has of the rollups of day \($0) is not as it was written")
            }
            try RollupProof(tenant: tenant, connection: connection).checkFrame(
                Set(sound.map(\.day)).union(damaged), flaws: &flaws)
            return (sound.map(\.day), flaws)
        }
        let found = Mutex<[Int: Result<[Verification.Flaw], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: days.count) { index in
            let result = Result {
                try read { connection in
                    try RollupProof(tenant: tenant, connection: connection).flaws(of: days[index])
                }
            }
            found.withLock { $0[index] = result }
        }
        let all = found.withLock { $0 }
        return try flaws + days.indices.flatMap { try all[$0]?.get() ?? [] }
    }
}

/// The proof of a tenant's rollups in one state of the ledger.
private struct RollupProof {
    let tenant: String
    let connection: any SQLConnection

    /// Checks what says how far the rollups reach, and that no page belongs to no day.
    func checkFrame(_ days: Set<Int>, flaws: inout [Verification.Flaw]) throws {
        let (state, newest) = (
            try RollupState.through(tenant, in: connection), try RollupState.newest(in: connection)
        )
        let isStored = try connection.first(
            "SELECT through_row FROM rollup_state WHERE tenant_id = $1", [.text(tenant)], { $0.integer(0) })
        if let isStored, isStored != state || state > newest {
            flaws.append(
                Verification.Flaw(
                    message: "how far the rollups of `\(tenant)` reach is not as it was written"))
        }
        var strangers: Set<Int> = []
        try connection.rows("SELECT DISTINCT day FROM rollup_pages WHERE tenant_id = $1", [.text(tenant)]) {
            let day = Int($0.integer(0))
            if !days.contains(day) { strangers.insert(day) }
        }
        for day in strangers.sorted() {
            flaws.append(
                Verification.Flaw(
                    message: "there are rollups of day \(day) of `\(tenant)` that nothing speaks of"))
        }
        // Days whose rollups were removed: their rows are taken to be in them.
        var missing: Set<Int> = []
        let sql = """
            SELECT occurred_at FROM api_usage WHERE tenant_id = $1 AND \(connection.dialect.insertionOrder) + 0 <= $2
            """
        try connection.statement(sql).blocks([.text(tenant), .integer(state)], integers: 1) { block in
            for row in 0..<block.count {
                let day = RollupPage.day(of: block.integer(row, 0))
                if !days.contains(day) { missing.insert(day) }
            }
        }
        for day in missing.sorted() where RolledDay.possible.contains(day) {
            flaws.append(
                Verification.Flaw(
                    message: "the rollups of \(CivilDate(daysSince1970: day)) of `\(tenant)` are missing"))
        }
    }

    /// What is wrong with a day's rollups: the first row that differs of each page.
    func flaws(of number: Int) throws -> [Verification.Flaw] {
        guard let day = try RolledDay.all(tenant, days: number...number, in: connection).sound.first else {
            return []
        }
        let made = try RollupDay(number, tenant: tenant, through: day.through, in: connection)
        var messages: [String] = []
        if made.rows != day.rows {
            messages.append(
                "the rollups of \(CivilDate(daysSince1970: number)) are of \(day.rows) rows where there are "
                    + "\(made.rows)")
        }
        let state = try RollupState.through(tenant, in: connection)
        if day.through < state, try hasRows(between: day.through, and: state, on: number) {
            messages.append(
                "rollups of \(CivilDate(daysSince1970: number)) lack rows that they are said to hold")
        }
        for page in made.pages() {
            if let message = try difference(page) { messages.append(message) }
        }
        return messages.map { Verification.Flaw(message: $0) }
    }

    private func hasRows(between first: Int64, and last: Int64, on day: Int) throws -> Bool {
        let (moments, order) = (RolledDay.moments(of: day), connection.dialect.insertionOrder)
        let sql = """
            SELECT 1 FROM api_usage WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3
                AND \(order) + 0 > $4 AND \(order) + 0 <= $5 LIMIT 1
            """
        let values: [SQLValue] = [
            .text(tenant), .integer(moments.lowerBound), .integer(moments.upperBound), .integer(first),
            .integer(last),
        ]
        return try connection.first(sql, values) { _ in true } ?? false
    }

    /// How a stored page differs from the one that its rows give, or nil.
    private func difference(_ made: RollupDay.Packed) throws -> String? {
        let date = CivilDate(daysSince1970: made.name.day)
        let what = "the rollup of \(date) by \(made.name.grain.rawValue) and \(made.name.cut.rawValue)"
        guard let stored = try made.name.storedBytes(tenant, in: connection) else {
            return "\(what) is missing"
        }
        guard stored.body != made.body || stored.members != made.members else { return nil }
        let right = try RollupPage(made.name, tenant: tenant, body: made.body, members: made.members)
        // Bytes with a broken seal may still show which row was changed.
        guard
            let page = try? RollupPage(
                unsealed: made.name, body: stored.body, members: stored.members),
            let rows = try? page.allRows()
        else { return "\(what) cannot be read" }
        let expected = try right.allRows()
        let keys = Set(rows.keys).union(expected.keys).sorted()
        for key in keys where rows[key] != expected[key] {
            switch (rows[key], expected[key]) {
            case (let row?, let right?): return "\(page.words(key)): \(row.difference(from: right))"
            case (nil, _): return "\(right.words(key)) is missing"
            case (_, nil): return "\(page.words(key)) has no rows"
            }
        }
        return "\(what) was changed: its bytes are not those that were written"
    }
}

extension RollupRow.Key: Comparable {
    static func < (a: RollupRow.Key, b: RollupRow.Key) -> Bool {
        if a.hour != b.hour { return a.hour < b.hour }
        for (one, two) in zip(a.texts, b.texts) where one != two {
            return (one ?? []).lexicographicallyPrecedes(two ?? [])
        }
        return false
    }
}

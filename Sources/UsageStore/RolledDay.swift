internal import SQLDatabase
internal import UsageModel

/// A day whose rollups are kept: they hold exactly its rows up to and with `through`, in the order of insertion.
struct RolledDay: Hashable {
    /// The UTC day, counted from 1970.
    var day: Int
    var through: Int64
    /// How many rows of the ledger it has up to there.
    var rows: Int

    /// The days that an instant can have.
    static let possible =
        CivilDate(daysSince1970: .min).daysSince1970...CivilDate(daysSince1970: .max).daysSince1970

    /// The day's half-open span in microseconds.
    var moments: Range<Int64> { Self.moments(of: day) }

    static func moments(of day: Int) -> Range<Int64> {
        let start = Int64(day) * RollupPage.dayLength
        return start..<(start + RollupPage.dayLength)
    }

    private func seal(_ tenant: String) -> Int64 {
        Self.seal(tenant, [Int64(day), through, Int64(rows)])
    }

    fileprivate static func seal(_ tenant: String, _ numbers: [Int64]) -> Int64 {
        var fingerprint = Fingerprint(seed: 3)
        fingerprint.add(Array(tenant.utf8))
        for number in numbers { fingerprint.add(UInt64(bitPattern: number)) }
        return Int64(bitPattern: fingerprint.value)
    }

    /// The days of a tenant that are rolled up, in order, and those of which nothing can be believed.
    static func all(
        _ tenant: String, days: ClosedRange<Int> = possible, in connection: any SQLConnection
    ) throws -> (sound: [RolledDay], damaged: [Int]) {
        var (sound, damaged): ([RolledDay], [Int]) = ([], [])
        let sql = """
            SELECT day, through_row, row_count, seal FROM rollup_days
            WHERE tenant_id = $1 AND day >= $2 AND day <= $3 ORDER BY day
            """
        let values: [SQLValue] = [
            .text(tenant), .integer(Int64(days.lowerBound)), .integer(Int64(days.upperBound)),
        ]
        try connection.rows(sql, values) { row in
            let day = RolledDay(
                day: Int(row.integer(0)), through: row.integer(1), rows: Int(row.integer(2)))
            if row.integer(3) == day.seal(tenant) { sound.append(day) } else { damaged.append(day.day) }
        }
        return (sound, damaged)
    }

    /// The place up to which the rollups of a day reach; 0 where it has none.
    static func through(_ day: Int, _ tenant: String, in connection: any SQLConnection) throws -> Int64 {
        try all(tenant, days: day...day, in: connection).sound.first?.through ?? 0
    }

    func save(_ tenant: String, to connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO rollup_days (tenant_id, day, through_row, row_count, seal) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, day) DO UPDATE SET through_row = excluded.through_row,
                row_count = excluded.row_count, seal = excluded.seal
            """,
            [
                .text(tenant), .integer(Int64(day)), .integer(through), .integer(Int64(rows)),
                .integer(seal(tenant)),
            ])
    }
}

/// How far the aggregation of a tenant has come.
enum RollupState {
    /// Every row up to and with this place is in the rollups of its day; 0 where nothing is known.
    static func through(_ tenant: String, in connection: any SQLConnection) throws -> Int64 {
        try connection.first(
            "SELECT through_row, seal FROM rollup_state WHERE tenant_id = $1", [.text(tenant)]
        ) { row in
            let through = row.integer(0)
            return row.integer(1) == RolledDay.seal(tenant, [through]) ? through : 0
        } ?? 0
    }

    /// The place of the newest row of all; 0 where there is none.
    static func newest(in connection: any SQLConnection) throws -> Int64 {
        let sql = "SELECT MAX(\(connection.dialect.insertionOrder)) FROM api_usage"
        return try connection.first(sql) { $0.integer(0) } ?? 0
    }

    static func save(_ through: Int64, _ tenant: String, to connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO rollup_state (tenant_id, through_row, seal) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id) DO UPDATE SET through_row = excluded.through_row, seal = excluded.seal
            """, [.text(tenant), .integer(through), .integer(RolledDay.seal(tenant, [through]))])
    }
}

extension RollupPage.Name {
    /// The stored page; nil where there is none, or not as it was written.
    func stored(_ tenant: String, in connection: any SQLConnection) throws -> RollupPage? {
        guard let bytes = try storedBytes(tenant, in: connection) else { return nil }
        return try? RollupPage(self, tenant: tenant, body: bytes.body, members: bytes.members)
    }

    /// The stored bytes, whatever they are.
    func storedBytes(_ tenant: String, in connection: any SQLConnection) throws
        -> (body: [UInt8], members: [UInt8]?)?
    {
        let sql = """
            SELECT body, members FROM rollup_pages
            WHERE tenant_id = $1 AND cut = $2 AND grain = $3 AND day = $4
            """
        return try connection.first(sql, key(tenant)) { ($0.blob(0), $0.blobIfPresent(1)) }
    }

    func key(_ tenant: String) -> [SQLValue] {
        [.text(tenant), .text(cut.rawValue), .text(grain.rawValue), .integer(Int64(day))]
    }
}

extension RollupDay.Packed {
    func save(_ tenant: String, to connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO rollup_pages (tenant_id, cut, grain, day, body, members) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id, cut, grain, day) DO UPDATE SET body = excluded.body, members = excluded.members
            """, name.key(tenant) + [.blob(body), SQLValue(members)])
    }
}

import Digest
import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

/// The step from the schema of the first two migrations to compact rows.
@Suite struct CompactRowsTests {
    /// A ledger of several tenants with corrections, keys, personal data and a closed month.
    private static func ledger() throws -> SampleLedger {
        let ledger = try SampleLedger(metadataNames: nil)
        var calls: [PricedEvent] = []
        for number in 0..<60 {
            var priced = try PricedEvent.sample(number, model: "model-\(number % 7)")
            if number % 3 == 0 { priced.event.attribution.tenant = "other" }
            if number % 4 == 0 {
                priced.event.idempotencyKey = "key-\(number)"
                priced.event.client.ip = "192.0.2.\(number)"
            }
            calls.append(priced)
        }
        calls.append(try .unpriced(99, UnpricedReason(.missingRate, "image")))
        _ = try ledger.store.record(calls, at: SampleLedger.start)
        let april = try Instant("2025-04-02")
        try ledger.store.closeMonth("2025-03", actor: "ann", at: april)
        let id = try #require(calls[1].event.id)
        try ledger.store.reverse(id, reason: "made twice", actor: "ann", at: april)
        let other = try #require(calls[2].event.id)
        try ledger.store.restate(other, as: calls[2], reason: "again", at: april)
        return ledger
    }

    /// The same rows as the statements of the first two migrations and their program kept them.
    private static func legacy(_ ledger: SampleLedger, path: String) throws -> SQLiteDatabase {
        let old = try SQLiteDatabase(path: path)
        let rows = try ledger.database.read { connection in
            var (rows, heads): ([Row], [String: SQLValue]) = ([], [:])
            var reader = RowReader(connection)
            try connection.rows("SELECT \(Column.list) FROM api_usage ORDER BY rowid") {
                var row = try reader.row($0)
                let tenant = row.text(.tenantID) ?? ""
                row[.previousHash] = heads[tenant] ?? .blob(Digest256.zero.bytes)
                heads[tenant] = row[.hash]
                rows.append(row)
            }
            return rows
        }
        try old.write { connection in
            try Migration.apply(
                Array(Migration.all.filter { $0.name < "0003" }), to: connection, at: SampleLedger.start)
            let places = (1...Column.allCases.count).map { "$\($0)" }.joined(separator: ", ")
            let names = Column.allCases.map(\.sql).joined(separator: ", ")
            for row in rows {
                try connection.run(
                    "INSERT INTO api_usage (\(names)) VALUES (\(places))", Column.allCases.map { row[$0] })
            }
        }
        for (table, columns) in [
            ("price_terms", "tenant_id, terms, body"),
            ("ledger", "tenant_id, ledger_id, created_at, sequence, head"),
            ("personal", "tenant_id, occurred_at, id, ip, user_agent, device, salt"),
            ("closed_months", "tenant_id, posting_month, closed_at, actor"),
        ] {
            try copy(table, columns, columns, from: ledger, to: old)
        }
        try copy(
            "idempotency", "tenant_id, key, CAST(body_hash || zeroblob(16) AS BLOB), 7, id",
            "tenant_id, key, body_hash, occurred_at, id", from: ledger, to: old)
        return old
    }

    private static func copy(
        _ table: String, _ found: String, _ columns: String, from ledger: SampleLedger, to old: SQLiteDatabase
    ) throws {
        let rows = try ledger.cells("SELECT \(found) FROM \(table)")
        let places = columns.split(separator: ",").indices.map { _ in "?" }.joined(separator: ", ")
        try old.write { connection in
            for row in rows {
                try connection.run("INSERT INTO \(table) (\(columns)) VALUES (\(places))", row)
            }
        }
    }

    private static func cells(_ sql: String, in database: SQLiteDatabase) throws -> [[SQLValue]] {
        try database.read { connection in
            var rows: [[SQLValue]] = []
            try connection.rows(sql) { row in rows.append((0..<row.columnCount).map { row.value($0) }) }
            return rows
        }
    }

    @Test func `a ledger of the first schema keeps hashes, digest, chain and totals`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger()
        let expected = try ledger.store.verify()
        #expect(expected.flaws == [])
        let old = try Self.legacy(ledger, path: folder.path("old.sqlite"))
        let before = try Self.cells("SELECT rowid, hash FROM api_usage ORDER BY rowid", in: old)
        #expect(throws: StoreError.self) { try UsageStore(reading: old) }

        let store = try UsageStore(old, options: ledger.store.options, at: SampleLedger.start)
        #expect(try store.verify() == expected)
        #expect(try Self.cells("SELECT rowid, hash FROM api_usage ORDER BY rowid", in: old) == before)
        for table in [
            "usage_rows", "price_terms", "idempotency", "closed_months", "personal", "ledger",
            "sqlite_schema",
        ] {
            let columns =
                switch table {
                case "sqlite_schema": "name, replace(sql, '\"', '')"
                // The step seals a month where the chain stands then.
                case "closed_months":
                    "tenant_id, posting_month, closed_at, actor, row_count, total_usd, digest"
                case "ledger": "tenant_id, ledger_id, created_at, sequence, head, key_tally"
                default: "*"
                }
            let sql = "SELECT \(columns) FROM \(table) ORDER BY 1, 2"
            let (found, expected) = (try Self.cells(sql, in: old), try ledger.cells(sql))
            #expect(found.count == expected.count, "\(table)")
            for (row, other) in zip(found, expected) { #expect(row == other, "\(table)") }
        }
        #expect(try store.doctor().filter { $0.severity == .problem } == [])
        // The old ledger goes on as any other.
        #expect(try store.record([.sample(500)], at: SampleLedger.start).counts == [1, 0, 0])
        var retry = try PricedEvent.sample(4, model: "model-4")
        retry.event.idempotencyKey = "key-4"
        retry.event.id = nil
        #expect(try store.record([retry], at: SampleLedger.start).counts == [0, 1, 0])
        #expect(try store.verify().flaws == [])
    }

    @Test func `a changed row of the first schema is found after the step as before`() throws {
        let folder = try TemporaryFolder()
        let old = try Self.legacy(try Self.ledger(), path: folder.path("old.sqlite"))
        try old.write { connection in
            try connection.execute("DROP TRIGGER api_usage_no_update; DROP TRIGGER price_terms_no_delete")
            try connection.execute("UPDATE api_usage SET output_tokens = 7 WHERE rowid = 5")
            try connection.execute(
                "DELETE FROM price_terms WHERE terms = (SELECT price_terms FROM api_usage WHERE rowid = 9)")
        }
        let options = StoreOptions(random: { 0 })
        let flaws = try UsageStore(old, options: options, at: SampleLedger.start).verify().flaws
        let fifth = try Self.cells("SELECT sequence FROM api_usage WHERE rowid = 5", in: old)
        let named = flaws.filter { $0.message.contains("content") }.map { [SQLValue($0.sequence)] }
        #expect(fifth == named)
        #expect(flaws.contains { $0.message.contains("price terms") })
    }

    @Test func `a row that no schema can hold ends the step and leaves the file as it was`() throws {
        let folder = try TemporaryFolder()
        let old = try Self.legacy(try Self.ledger(), path: folder.path("old.sqlite"))
        try old.write { connection in
            try connection.execute("PRAGMA ignore_check_constraints = ON; DROP TRIGGER api_usage_no_update")
            try connection.execute("UPDATE api_usage SET status = 'fine' WHERE rowid = 5")
            try connection.execute("PRAGMA ignore_check_constraints = OFF")
        }
        let schema = try Self.cells("SELECT name, sql FROM sqlite_schema", in: old)
        let error = #expect(throws: StoreError.self) {
            try UsageStore(old, options: StoreOptions(random: { 0 }), at: SampleLedger.start)
        }
        #expect(error?.code == .damagedLedger)
        #expect(try Self.cells("SELECT name, sql FROM sqlite_schema", in: old) == schema)
        #expect(try Self.cells("SELECT COUNT(*) FROM api_usage", in: old) == [[64]])
    }
}

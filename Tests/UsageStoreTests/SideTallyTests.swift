import Foundation
import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

/// What belongs to a ledger beside its calls: nothing of it goes, comes or changes without `verify` saying so.
@Suite struct SideTallyTests {
    private static let april = Instant(seconds: 1_743_552_000)  // 2025-04-02T00:00:00Z

    /// Calls of two tenants, some with keys, two closed months and a statement that came twice.
    private static func ledger(path: String? = nil, keyEvery: Int = 3) throws -> SampleLedger {
        let ledger = try SampleLedger(path: path)
        let calls = try (0..<30).map { number in
            var priced = try PricedEvent.sample(number)
            if number % 10 == 9 { priced.event.attribution.tenant = "other" }
            if number % keyEvery == 0 { priced.event.idempotencyKey = "key-\(number)" }
            return priced
        }
        _ = try ledger.store.record(Array(calls[..<11]), at: SampleLedger.start)
        _ = try ledger.store.record(Array(calls[11...]), at: SampleLedger.start)
        // A month without calls, and one of a tenant without any.
        for (month, tenant) in [("2025-02", "default"), ("2025-03", "default"), ("2025-02", "nobody")] {
            try ledger.store.closeMonth(month, tenant: tenant, actor: "ann", at: april)
        }
        for requests in [1...4, 2...5] { try Self.bill(requests, to: ledger) }
        return ledger
    }

    private static func bill(_ requests: ClosedRange<Int>, to ledger: SampleLedger) throws {
        let source = ImportSource(
            tenant: "default", importer: "openai-costs", name: "bill", fingerprint: "\(requests)")
        var run = try ledger.store.beginImport(source, at: april)
        let lines = try requests.map { count in
            let line = StatementLine(
                provider: .init(named: "openai"), source: "openai-costs", start: SampleLedger.start,
                end: SampleLedger.start.adding(seconds: 86_400), model: "gpt-4o", requests: count,
                amount: try Money("0.5"))
            return ImportedStatement(line, ordinal: 0)
        }
        let results = try ledger.store.record(
            lines, of: &run, byteOffset: 9, line: 9, isLast: true, at: april)
        #expect(results.counts[2] == 0)
    }

    private static func id(_ number: Int) throws -> String {
        try #require(try PricedEvent.sample(number).event.id).description
    }

    private static func flaws(_ ledger: SampleLedger) throws -> [Verification.Flaw] {
        try ledger.store.verify().flaws
    }

    @Test func `a whole ledger has no flaw`() throws {
        let ledger = try Self.ledger()
        #expect(try Self.flaws(ledger) == [])
        #expect(try ledger.store.doctor().filter { $0.severity == .problem } == [])
        #expect(try ledger.store.tenants() == ["default", "other"])
        #expect(try ledger.cells("SELECT COUNT(*) FROM provider_statements") == [[5]])
        #expect(try ledger.cells("SELECT COUNT(*) FROM statement_imports") == [[8]])
    }

    @Test func `a removed key is found and its call named`() throws {
        let ledger = try Self.ledger()
        try ledger.tamper("DELETE FROM idempotency WHERE key = 'key:key-12'")
        let flaws = try Self.flaws(ledger)
        #expect(flaws.count == 1)
        #expect(flaws.first?.id == (try Self.id(12)))
        #expect(flaws.first?.message.contains("count twice") == true)
        #expect(try ledger.store.doctor().contains { $0.severity == .problem })
    }

    @Test func `several removed keys are named where every call has one`() throws {
        let ledger = try Self.ledger(keyEvery: 1)
        try ledger.tamper("DELETE FROM idempotency WHERE key IN ('key:key-2', 'key:key-5', 'key:key-29')")
        let flaws = try Self.flaws(ledger)
        #expect(Set(flaws.map(\.id)) == Set([2, 5, 29].map { try? Self.id($0) }))
    }

    @Test func `several removed keys are counted where other calls have none`() throws {
        let ledger = try Self.ledger()
        try ledger.tamper("DELETE FROM idempotency WHERE key IN ('key:key-12', 'key:key-15')")
        let flaws = try Self.flaws(ledger)
        #expect(
            flaws.map(\.message) == [
                "2 idempotency keys of `default` are missing, those of some of its 20 calls without one: sent again "
                    + "under it, a call would count twice"
            ])
        try ledger.tamper("DELETE FROM idempotency")
        #expect(try Self.flaws(ledger).count == 2)
    }

    /// Every way to take, add or swap a row, each with what must be said.
    @Test(arguments: [
        ("DELETE FROM closed_months WHERE posting_month = 202502 AND tenant_id = 'default'", "2025-02"),
        ("DELETE FROM closed_months WHERE posting_month = 202503", "2025-03"),
        ("DELETE FROM closed_months WHERE tenant_id = 'nobody'", "2025-02"),
        ("DELETE FROM closed_months WHERE tenant_id = 'default'", "2 of 2 closed months"),
        ("DELETE FROM provider_statements WHERE requests = 3", "a statement line"),
        ("UPDATE provider_statements SET amount = amount + 1 WHERE requests = 3", "5 statement lines"),
        ("DELETE FROM statement_imports WHERE import_id = 2", "4 of 8 imports"),
        ("UPDATE statement_imports SET import_id = 9 WHERE import_id = 2", "not those that were written"),
        ("UPDATE idempotency SET body_hash = x'00' WHERE key = 'key:key-3'", "was changed"),
        ("UPDATE idempotency SET tenant_id = 'other' WHERE key = 'key:key-3'", "was changed"),
        (
            "INSERT INTO idempotency SELECT tenant_id, key || 'x', body_hash, id, proof FROM idempotency LIMIT 1",
            "was changed"
        ),
        ("DELETE FROM ledger WHERE tenant_id = 'nobody'", "its row was removed"),
        ("UPDATE ledger SET created_at = created_at + 1 WHERE tenant_id = 'other'", "its seal is broken"),
        ("UPDATE ledger SET key_tally = zeroblob(32) WHERE tenant_id = 'default'", "its seal is broken"),
        (
            "INSERT INTO ledger SELECT tenant_id, ledger_id + 1, created_at, sequence, head, key_tally, month_tally, "
                + "statement_tally, statement_import_tally, seal FROM ledger WHERE tenant_id = 'other'",
            "two ends"
        ),
    ])
    func `a changed table is found`(statement: String, words: String) throws {
        let ledger = try Self.ledger()
        for table in ["closed_months", "provider_statements"] {
            try ledger.tamper("DROP TRIGGER \(table)_no_delete; DROP TRIGGER \(table)_no_update")
        }
        try ledger.tamper(statement)
        let flaws = try Self.flaws(ledger)
        #expect(flaws.contains { $0.message.contains(words) }, "\(flaws)")
    }

    @Test func `who writes next does not make a change look right`() throws {
        let ledger = try Self.ledger()
        try ledger.tamper(
            "DELETE FROM idempotency WHERE key = 'key:key-12'",
            "UPDATE ledger SET key_tally = zeroblob(32) WHERE tenant_id = 'default'")
        var call = try PricedEvent.sample(77)
        call.event.idempotencyKey = "key-77"
        #expect(try ledger.store.record([call], at: SampleLedger.start).counts == [1, 0, 0])
        #expect(try Self.flaws(ledger).count == 1)
        let other = try Self.ledger()
        try other.tamper("DELETE FROM idempotency WHERE key = 'key:key-12'")
        #expect(try other.store.record([call], at: SampleLedger.start).counts == [1, 0, 0])
        #expect(try Self.flaws(other).map(\.id) == [try Self.id(12)])
    }

    @Test func `what a transaction counted goes with it, and a refused call counts nothing`() throws {
        let ledger = try Self.ledger()
        let before = try ledger.cells("SELECT * FROM ledger")
        var (good, bad) = (try PricedEvent.sample(50), try PricedEvent.sample(51))
        (good.event.idempotencyKey, bad.event.idempotencyKey) = ("key-50", "key-12")
        try ledger.tamper(
            "CREATE TRIGGER stop BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END")
        #expect(throws: StoreError.self) { try ledger.store.record([good], at: SampleLedger.start) }
        try ledger.tamper("DROP TRIGGER stop")
        #expect(try ledger.cells("SELECT * FROM ledger") == before)
        #expect(try ledger.store.record([bad], at: SampleLedger.start).counts == [0, 0, 1])
        // A key that is new for a row that is not.
        var again = try PricedEvent.sample(1)
        again.event.idempotencyKey = "late"
        #expect(try ledger.store.record([again, good], at: SampleLedger.start).counts == [1, 1, 0])
        #expect(try Self.flaws(ledger) == [])
        try ledger.tamper("DELETE FROM idempotency WHERE key = 'key:late'")
        #expect(try Self.flaws(ledger).map(\.id) == [try Self.id(1)])
    }

    @Test func `personal data that is erased leaves the keys as they are`() throws {
        let ledger = try Self.ledger()
        var call = try PricedEvent.sample(60)
        call.event.idempotencyKey = "key-60"
        call.event.client.ip = "192.0.2.7"
        _ = try ledger.store.record([call], at: SampleLedger.start)
        #expect(try ledger.store.erasePersonalData(ofUser: "ada") == 1)
        #expect(try Self.flaws(ledger) == [])
    }

    @Test func `a ledger of the fourth schema gets the tallies that it would have`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Self.ledger()
        let old = try Self.fourth(ledger, path: folder.path("old.sqlite"))
        let store = try UsageStore(old, options: ledger.store.options, at: SampleLedger.start)
        #expect(try store.verify() == ledger.store.verify())
        let sql = "SELECT * FROM ledger WHERE tenant_id <> 'nobody' ORDER BY tenant_id"
        #expect(try Self.cells(sql, in: old) == ledger.cells(sql))
        let nobody = "SELECT month_tally, ledger_id FROM ledger WHERE tenant_id = 'nobody'"
        #expect(try Self.cells(nobody, in: old) == ledger.cells(nobody))
        #expect(try store.doctor().filter { $0.severity == .problem } == [])
        try old.write { try $0.execute("DELETE FROM idempotency WHERE key = 'key:key-12'") }
        #expect(try store.verify().flaws.map(\.id) == [try Self.id(12)])
    }

    @Test func `a ledger of the fourth schema that was never used becomes one of the fifth`() throws {
        let database = try SQLiteDatabase(inMemory: .init())
        try database.write {
            try Migration.apply(
                Migration.all.filter { $0.name < "0005" }, to: $0, at: SampleLedger.start)
        }
        let store = try UsageStore(database, options: .init(random: { 5 }), at: SampleLedger.start)
        try store.closeMonth("2025-03", at: Self.april)
        #expect(try store.verify().isSound)
        #expect(try store.record([.sample(1)], at: SampleLedger.start).counts == [1, 0, 0])
        #expect(try store.verify().isSound)
    }

    /// The same rows in a file of the schema before.
    private static func fourth(_ ledger: SampleLedger, path: String) throws -> SQLiteDatabase {
        let old = try SQLiteDatabase(path: path)
        try old.write {
            try Migration.apply(
                Migration.all.filter { $0.name < "0005" }, to: $0, at: SampleLedger.start)
        }
        let tables = try ledger.cells("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for case .text(let table) in tables.map({ $0[0] }) where table != "schema_migrations" {
            let names = try Self.cells("SELECT name FROM pragma_table_info('\(table)')", in: old)
            let columns = names.map { name in
                if case .text(let name) = name[0] { "\"\(name)\"" } else { "" }
            }.joined(separator: ", ")
            let places = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            // A tenant without calls had no row.
            let rows = try ledger.cells(
                "SELECT \(columns) FROM \(table) \(table == "ledger" ? "WHERE sequence > 0" : "")")
            try old.write { connection in
                // Rows of months that were closed later.
                if table == "api_usage" { try connection.execute("DROP TRIGGER api_usage_no_replace") }
                for row in rows {
                    try connection.run("INSERT INTO \(table) (\(columns)) VALUES (\(places))", row)
                }
            }
        }
        let trigger = try ledger.cells("SELECT sql FROM sqlite_schema WHERE name = 'api_usage_no_replace'")
        guard case .text(let sql) = trigger[0][0] else { throw Broken(reason: "no trigger") }
        try old.write { try $0.execute(sql) }
        return old
    }

    private static func cells(_ sql: String, in database: SQLiteDatabase) throws -> [[SQLValue]] {
        try database.read { connection in
            var rows: [[SQLValue]] = []
            try connection.rows(sql) { row in rows.append((0..<row.columnCount).map { row.value($0) }) }
            return rows
        }
    }
}

import SQLDatabase
import SQLite
import TestSupport
import Testing
import UsageModel

@testable import UsageStore

@Suite struct MigrationTests {
    @Test func `opening again and again changes nothing`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("ledger.sqlite")
        let first = try SampleLedger(path: path)
        _ = try first.store.record([.sample(1)], at: SampleLedger.start)
        let schema = try first.cells("SELECT name, sql FROM sqlite_schema ORDER BY name")
        for _ in 0..<3 { _ = try SampleLedger(path: path) }
        let again = try SampleLedger(path: path)
        #expect(try again.cells("SELECT name, sql FROM sqlite_schema ORDER BY name") == schema)
        #expect(
            try again.cells("SELECT number FROM schema_migrations")
                == (1...Migration.all.count).map { [.integer(Int64($0))] })
        #expect(try UsageStore(reading: again.database).verify().rows == 1)
    }

    @Test func `steps are applied in order, each once`() throws {
        let database = try SQLiteDatabase(inMemory: .init())
        let one = Migration(name: "one") { _ in ["CREATE TABLE a (n INTEGER)", "INSERT INTO a VALUES (1)"] }
        let two = Migration(name: "two") { _ in ["INSERT INTO a SELECT n + 1 FROM a"] }
        for steps in [[one], [one, two], [one, two]] {
            try database.write { try Migration.apply(steps, to: $0, at: SampleLedger.start) }
        }
        #expect(try database.read { try $0.first("SELECT SUM(n) FROM a") { $0.integer(0) } } == 3)
    }

    @Test func `a newer ledger and a changed step are clear errors`() throws {
        let ledger = try SampleLedger()
        let number = Migration.all.count + 1
        try ledger.tamper("INSERT INTO schema_migrations VALUES (\(number), '0099 wonders', 'x', 0)")
        let newer = #expect(throws: StoreError.self) { try UsageStore(reading: ledger.database) }
        #expect(newer?.code == .schemaTooNew)
        #expect(newer?.message.contains("`0099 wonders`") == true)
        try ledger.tamper(
            "DELETE FROM schema_migrations WHERE number = \(number)",
            "UPDATE schema_migrations SET checksum = 'x'")
        #expect(throws: StoreError.self) { try UsageStore(reading: ledger.database) }
        #expect(throws: StoreError.self) { try UsageStore(reading: try SQLiteDatabase(inMemory: .init())) }
    }

    @Test func `the columns stand in the table as in the list`() throws {
        let ledger = try SampleLedger()
        let names = try ledger.cells("SELECT name FROM pragma_table_info('api_usage') ORDER BY cid")
        #expect(names == Column.stored.map { [.text($0.name)] })
        #expect(Column.names.count == Column.allCases.count)
        #expect(Set(Column.stored) == Set(Column.allCases.filter { !$0.isElsewhere }))
        #expect(Column.stored.count == Set(Column.stored).count)
        let key = try ledger.cells("SELECT name FROM pragma_table_info('api_usage') WHERE pk > 0 ORDER BY pk")
        #expect(key == [["tenant_id"], ["occurred_at"], ["id"]])
    }
}

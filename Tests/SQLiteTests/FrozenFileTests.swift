import Foundation
import SQLDatabase
import SQLite
import TestSupport
import Testing

/// Databases where nothing can be written.
@Suite(.enabled(if: UnwritableFolder.isPossible)) struct FrozenFileTests {
    private static let forReading = SQLiteDatabase.Options(readOnly: true)

    private static func fill(_ path: String, _ number: Int = 7) throws {
        let database = try SQLiteDatabase(path: path)
        try database.write { connection in
            try connection.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
            try connection.run("INSERT INTO t VALUES ($1)", [SQLValue(number)])
        }
    }

    private static func sum(_ database: SQLiteDatabase) throws -> Int64? {
        try database.read { try $0.first("SELECT SUM(n) FROM t") { $0.integer(0) } }
    }

    @Test(arguments: ["a.sqlite", "a b?immutable=0#%41ü.sqlite"])
    func `a database is read where nothing can be written`(name: String) throws {
        let folder = try TemporaryFolder()
        try Self.fill(folder.path(name))
        let door = try #require(UnwritableFolder(of: folder))
        let database = try SQLiteDatabase(path: door.path(name), options: Self.forReading)
        #expect(database.isFrozen)
        #expect(try Self.sum(database) == 7)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [name])
        let error = #expect(throws: SQLError.self) { try database.write { try $0.execute("DELETE FROM t") } }
        #expect(error?.code == .readOnly)
        #expect(!(try SQLiteDatabase(path: folder.path(name), options: Self.forReading).isFrozen))
    }

    @Test func `a link is read as what it leads to`() throws {
        let (folder, links) = (try TemporaryFolder(), try TemporaryFolder())
        try Self.fill(folder.path("a.sqlite"))
        let door = try #require(UnwritableFolder(of: folder))
        try FileManager.default.createSymbolicLink(
            atPath: links.path("b.sqlite"), withDestinationPath: door.path("a.sqlite"))
        let database = try SQLiteDatabase(path: links.path("b.sqlite"), options: Self.forReading)
        #expect(database.isFrozen)
        #expect(try Self.sum(database) == 7)
    }

    @Test func `what is written meanwhile is an error, and no answer`() throws {
        let folder = try TemporaryFolder()
        try Self.fill(folder.path("a.sqlite"))
        let door = try #require(UnwritableFolder(of: folder))
        let database = try SQLiteDatabase(path: door.path("a.sqlite"), options: Self.forReading)
        #expect(try Self.sum(database) == 7)
        try Self.fill(folder.path("a.sqlite"), 5)
        let error = #expect(throws: SQLError.self) { try Self.sum(database) }
        #expect(error?.code == .busy)
        #expect(try Self.sum(SQLiteDatabase(path: door.path("a.sqlite"), options: Self.forReading)) == 12)
    }

    @Test func `rows in a log are not passed over`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.sqlite")
        try Self.fill(path)
        let writer = try SQLiteDatabase(path: path)
        try writer.write { try $0.execute("INSERT INTO t VALUES (5)") }
        let door = try #require(UnwritableFolder(of: folder))
        // With its index there, the log can be read as it is.
        let database = try SQLiteDatabase(path: door.path("a.sqlite"), options: Self.forReading)
        #expect(!database.isFrozen)
        #expect(try Self.sum(database) == 12)
        let copies = try TemporaryFolder()
        for name in ["a.sqlite", "a.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.path(name), toPath: copies.path(name))
        }
        let other = try #require(UnwritableFolder(of: copies))
        let error = #expect(throws: SQLError.self) {
            try SQLiteDatabase(path: other.path("a.sqlite"), options: Self.forReading)
        }
        #expect(error?.code == .readOnly)
        #expect(error?.message.contains("a.sqlite-wal") == true)
    }

    @Test func `who wants to write is told that nothing can be written`() throws {
        let folder = try TemporaryFolder()
        try Self.fill(folder.path("a.sqlite"))
        let door = try #require(UnwritableFolder(of: folder))
        for (name, words) in [("a.sqlite", "only read"), ("new.sqlite", "nothing can be written")] {
            let error = #expect(throws: SQLError.self) { try SQLiteDatabase(path: door.path(name)) }
            #expect(error?.code == .readOnly)
            #expect(error?.message.contains(words) == true)
        }
    }
}

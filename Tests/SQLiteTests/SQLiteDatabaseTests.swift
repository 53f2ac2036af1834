import Foundation
import SQLDatabase
import SQLite
import TestSupport
import Testing

@Suite struct SQLiteDatabaseTests {
    @Test func `what one transaction wrote, a later process reads`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.sqlite")
        do {
            let database = try SQLiteDatabase(path: path)
            try database.write { connection in
                try connection.execute("CREATE TABLE t (n INTEGER, s TEXT, b BLOB, r REAL) STRICT")
                try connection.run(
                    "INSERT INTO t VALUES ($1, $2, $3, $4)",
                    [.integer(.max), .text("nul\u{0}and ünïcode"), .blob([0, 255, 1]), .real(0.5)])
                try connection.run("INSERT INTO t VALUES ($1, $2, $3, $4)", [nil, "", .blob([]), nil])
            }
        }
        let rows = try SQLiteDatabase(path: path, options: .init(readOnly: true)).read { connection in
            var rows: [[SQLValue]] = []
            try connection.rows("SELECT n, s, b, r FROM t ORDER BY rowid") { row in
                rows.append((0..<row.columnCount).map { row.value($0) })
            }
            return rows
        }
        #expect(
            rows == [
                [.integer(.max), .text("nul\u{0}and ünïcode"), .blob([0, 255, 1]), .real(0.5)],
                [.null, "", .blob([]), .null],
            ])
    }

    @Test func `a closed database is one file`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.sqlite")
        func write() throws {
            let database = try SQLiteDatabase(path: path)
            try database.write { try $0.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (7)") }
            #expect(try database.read { try $0.first("SELECT n FROM t") { $0.integer(0) } } == 7)
        }
        try write()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(".")) == ["a.sqlite"])
        let copy = folder.path("copy.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let database = try SQLiteDatabase(path: copy, options: .init(readOnly: true))
        #expect(try database.read { try $0.first("SELECT n FROM t") { $0.integer(0) } } == 7)
    }

    /// SQLite would keep these in memory, or in a file without a name, and forget them.
    @Test func `no name of a file means a database that is not kept`() throws {
        let error = #expect(throws: SQLError.self) { try SQLiteDatabase(path: "") }
        #expect(error?.code == .cannotOpen)
        // There is no file of this name, and so nothing to read.
        #expect(throws: SQLError.self) {
            try SQLiteDatabase(path: ":memory:", options: .init(readOnly: true))
        }
    }

    @Test func `a transaction that throws leaves nothing behind`() throws {
        struct Stop: Error {}
        let database = try SQLiteDatabase(inMemory: .init())
        try database.write { try $0.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)") }
        #expect(throws: Stop.self) {
            try database.write { connection in
                try connection.run("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        #expect(try database.read { try $0.first("SELECT COUNT(*) FROM t") { $0.integer(0) } } == 0)
    }

    @Test func `an error names the kind and holds no bound value`() throws {
        let database = try SQLiteDatabase(inMemory: .init())
        try database.write {
            try $0.execute("CREATE TABLE t (s TEXT PRIMARY KEY CHECK (length(s) < 20)) STRICT")
        }
        let error = #expect(throws: SQLError.self) {
            try database.write { connection in
                try connection.run("INSERT INTO t VALUES ($1)", ["secret"])
                try connection.run("INSERT INTO t VALUES ($1)", ["secret"])
            }
        }
        #expect(error?.code == .duplicateKey)
        #expect(error.map { ResultCode.constraint ~= $0 && !(ResultCode.busy ~= $0) } == true)
        #expect(error.map { "\($0)\($0.statement ?? "")".contains("secret") } == false)
        let check = #expect(throws: SQLError.self) {
            try database.write { try $0.run("INSERT INTO t VALUES ($1)", ["a secret that is too long"]) }
        }
        #expect(check?.code == .constraint)
        #expect(check?.description.contains("secret") == false)
    }

    @Test(arguments: [[SQLValue](), [1, 2]])
    func `a wrong count of values is an error, not a crash`(values: [SQLValue]) throws {
        let database = try SQLiteDatabase(inMemory: .init())
        let error = #expect(throws: SQLError.self) {
            try database.write { try $0.run("SELECT $1", values) }
        }
        #expect(error?.code == .statement)
    }

    @Test func `rows of a statement may ask the same statement again`() throws {
        let database = try SQLiteDatabase(inMemory: .init())
        let sums = try database.read { connection in
            let sql =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT i FROM n"
            var sums: [Int64] = []
            try connection.rows(sql, [3]) { outer in
                var sum: Int64 = 0
                try connection.rows(sql, [.integer(outer.integer(0))]) { sum += $0.integer(0) }
                sums.append(sum)
            }
            return sums
        }
        #expect(sums == [1, 3, 6])
    }

    @Test func `a reader sees one state while a writer goes on`() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.sqlite"))
        try database.write { try $0.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)") }
        let counts = try database.read { connection in
            let before = try connection.first("SELECT COUNT(*) FROM t") { $0.integer(0) }
            _ = try database.write { try $0.run("INSERT INTO t VALUES (2)") }
            let after = try connection.first("SELECT COUNT(*) FROM t") { $0.integer(0) }
            return [before, after]
        }
        #expect(counts == [1, 1])
        #expect(try database.read { try $0.first("SELECT COUNT(*) FROM t") { $0.integer(0) } } == 2)
    }

    @Test func `threads and two openings of one file lose no write`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.sqlite")
        let databases = [try SQLiteDatabase(path: path), try SQLiteDatabase(path: path)]
        try databases[0].write { try $0.execute("CREATE TABLE t (n INTEGER)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        _ = try databases[number % 2].write { try $0.run("INSERT INTO t VALUES (1)") }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try databases[0].read { try $0.first("SELECT SUM(n) FROM t") { $0.integer(0) } } == 100)
    }

    @Test func `what cannot be opened says so`() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: SQLError.self) { try SQLiteDatabase(path: folder.path("no/a.sqlite")) }
        #expect(missing?.code == .cannotOpen)
        try Data("this is a letter, not a database; it only has to be long enough".utf8)
            .write(to: folder.url.appendingPathComponent("letter.txt"))
        let letter = #expect(throws: SQLError.self) { try SQLiteDatabase(path: folder.path("letter.txt")) }
        #expect(letter?.code == .notADatabase)
    }

    @Test func `a commit is on the disk before it returns`() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("a.sqlite"))
        let modes = try database.read { connection in
            [
                try connection.first("PRAGMA synchronous") { $0.text(0) },
                try connection.first("PRAGMA journal_mode") { $0.text(0) },
            ]
        }
        #expect(modes == ["2", "wal"])
    }
}

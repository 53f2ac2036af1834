import Foundation
import SQLDatabase
import SQLite
import TestSupport

/// A ledger as an older program left it, with calls, corrections and personal data.
enum OldLedger {
    /// The statements that make it, as `sqlite3 .dump` printed them.
    private static let file = Repository.root.appendingPathComponent("Torture/Fixtures/ledger-0002.sql")

    static func write(to path: String) throws {
        let frame = ["PRAGMA foreign_keys", "BEGIN TRANSACTION", "COMMIT"]
        let script = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { line in !frame.contains { line.hasPrefix($0) } }
        let database = try SQLiteDatabase(path: path)
        try database.write { try $0.execute(script.joined(separator: "\n")) }
    }
}

import Foundation
import SQLDatabase
import SQLite
import TestSupport

/// A ledger as an older program left it, with calls, corrections, keys and personal data.
enum OldLedger: String, CaseIterable {
    /// Rows that name their price terms and the hash before them.
    case second = "ledger-0002"
    /// Compact rows with rollups and a statement, and nothing that counts what is beside the calls.
    case fourth = "ledger-0004"

    /// Writes it, from the statements as `sqlite3 .dump` printed them.
    func write(to path: String) throws {
        let file = Repository.root.appendingPathComponent("Torture/Fixtures/\(rawValue).sql")
        let frame = ["PRAGMA foreign_keys", "BEGIN TRANSACTION", "COMMIT"]
        let script = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { line in !frame.contains { line.hasPrefix($0) } }
        let database = try SQLiteDatabase(path: path)
        try database.write { try $0.execute(script.joined(separator: "\n")) }
    }
}

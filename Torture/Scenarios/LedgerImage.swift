import Digest
import Foundation
import SQLDatabase
import SQLite
import UsageLedger
import UsageModel
import UsageStore

/// All that a ledger says, so that two ledgers can be compared.
struct LedgerImage: Hashable {
    var rows: Int
    var total: String
    var unpricedCalls: Int
    var contentDigest: String
    var chainHead: String
    /// The answers to questions by day, provider and model, and by user.
    var sums: Sums
    /// A digest of every cell of every table.
    var cells: String
    /// What `verify` and the engine's own check say against it.
    var flaws: [String]

    /// Answers that must not depend on how the rows came into the ledger.
    struct Sums: Hashable {
        var byDay: [CostTable.Row]
        var byUser: [CostTable.Row]
        var total: Measures
    }

    /// Where the rows came from another clock or another order, only this can be the same.
    var content: Content { Content(rows: rows, total: total, digest: contentDigest, sums: sums) }

    /// What the calls say, without their place in this ledger.
    struct Content: Hashable {
        var rows: Int
        var total: String
        var digest: String
        var sums: Sums
    }

    var isSound: Bool { flaws.isEmpty }

    /// Reads a ledger as the product does; makes an empty one where there is none.
    init(of path: String) throws {
        try self.init(of: try SQLiteDatabase(path: path))
    }

    init(of database: SQLiteDatabase) throws {
        let store = try UsageStore(database, options: StoreOptions(random: { 1 }), at: CallMaker.start)
        let proof = try store.verify()
        rows = proof.rows
        total = proof.total.description
        unpricedCalls = proof.unpricedCalls
        contentDigest = proof.contentDigest
        chainHead = proof.chainHead
        flaws = proof.flaws.map { "\($0.sequence.map { "row \($0): " } ?? "")\($0.message)" }
        sums = try Self.sums(of: store)
        if sums.total.cost.description != total {
            flaws.append("the sums say \(sums.total.cost), the proof \(total)")
        }
        let (cells, complaints) = try database.read { connection in
            (try Self.cells(in: connection), try Self.complaints(in: connection))
        }
        self.cells = cells
        flaws += complaints
    }

    /// Sums over all tenants would hide none: there is one.
    static func sums(of store: UsageStore) throws -> Sums {
        let byDay = try store.answer(
            Query(groups: [.provider, .model], bucket: Query.Bucket(.day, zone: .utc)))
        let byUser = try store.answer(Query(groups: [.user]))
        return Sums(byDay: byDay.rows, byUser: byUser.rows, total: byDay.total)
    }

    /// What the engine says of the file; nothing for a sound one.
    static func complaints(in connection: any SQLConnection) throws -> [String] {
        var complaints: [String] = []
        try connection.rows("PRAGMA integrity_check") { complaints.append($0.text(0)) }
        return complaints == ["ok"] ? [] : complaints
    }

    /// A digest of every table, in the order in which the engine has its rows.
    static func cells(in connection: any SQLConnection) throws -> String {
        var tables: [String] = []
        let sql =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        try connection.rows(sql) { tables.append($0.text(0)) }
        var hash = SHA256()
        for table in tables {
            hash.update("\(table)\u{0}")
            try connection.rows("SELECT * FROM \"\(table)\"") { row in
                for column in 0..<row.columnCount { update(&hash, with: row.value(column)) }
            }
        }
        return hash.digest().hex
    }

    private static func update(_ hash: inout SHA256, with value: SQLValue) {
        switch value {
        case .null: hash.update("-")
        case .integer(let number): hash.update("i\(number)")
        case .real(let number): hash.update("r\(number)")
        case .text(let text):
            hash.update("t\(text.utf8.count):")
            hash.update(text)
        case .blob(let bytes):
            hash.update("b\(bytes.count):")
            hash.update(bytes)
        }
    }
}

/// The identities in a ledger, and how often each is there.
struct RowCensus {
    private(set) var counts: [EventID: Int] = [:]

    init(of path: String) throws {
        var counts: [EventID: Int] = [:]
        try Ledger(reading: path).rows { counts[$0.id, default: 0] += 1 }
        self.counts = counts
    }

    /// The rows of a ledger that need not be there.
    init(orEmpty path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        // Reading alone would refuse the ledger of an older program.
        var counts: [EventID: Int] = [:]
        try Ledger(path: path).rows { counts[$0.id, default: 0] += 1 }
        self.counts = counts
    }

    /// How many of some identities are not there.
    func lost(of ids: some Sequence<EventID>) -> Int { ids.count { counts[$0] == nil } }

    /// How many rows are there once too often.
    var doubled: Int { counts.values.reduce(0) { $0 + $1 - 1 } }
}

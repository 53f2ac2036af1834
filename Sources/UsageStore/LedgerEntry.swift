internal import Digest
internal import SQLDatabase
internal import UsageModel

/// A tenant's row of `ledger`: where its chain ends, and what it has beside its calls.
///
/// It is written once a transaction, whatever the transaction adds.
struct LedgerEntry {
    let tenant: String
    let ledgerID: Int64
    let createdAt: Int64
    var sequence: Int64 = 0
    var head = Digest256.zero.bytes
    var sides = SideTallies()
    /// The seal as it was found, where it is not that of the other columns: somebody changed them.
    private let brokenSeal: [UInt8]?

    /// All columns; the last one covers the others.
    static let columns = "tenant_id, ledger_id, created_at, sequence, head, \(sideColumns), seal"
    private static let sideColumns = SideTable.allCases.map(\.column).joined(separator: ", ")

    var isSealed: Bool { brokenSeal == nil }

    /// The beginning of a tenant's chain, which is not written yet.
    init(tenant: String, ledgerID: Int64, createdAt: Int64) {
        self.tenant = tenant
        self.ledgerID = ledgerID
        self.createdAt = createdAt
        brokenSeal = nil
    }

    /// The current row of a `SELECT` of `columns`.
    init(_ row: any SQLRow) {
        tenant = row.text(0)
        ledgerID = row.integer(1)
        createdAt = row.integer(2)
        sequence = row.integer(3)
        head = row.blob(4)
        for table in SideTable.allCases {
            sides[table] = SideTally(bytes: row.blob(5 + table.rawValue)) ?? SideTally()
        }
        let values = (0..<row.columnCount).map { row.value($0) }
        let seal = row.blob(row.columnCount - 1)
        brokenSeal = seal == Seal.of(Array(values.dropLast())) ? nil : seal
    }

    /// A tenant's row; begins one where there is none.
    static func open(
        _ tenant: String, in connection: any SQLConnection, at moment: Instant, random: () -> UInt64
    ) throws -> LedgerEntry {
        let sql = "SELECT \(columns) FROM ledger WHERE tenant_id = $1"
        if let known = try connection.first(sql, [.text(tenant)], { LedgerEntry($0) }) { return known }
        let id = try connection.first("SELECT ledger_id FROM ledger LIMIT 1") { $0.integer(0) }
        let entry = LedgerEntry(
            tenant: tenant, ledgerID: id ?? Int64(random() >> 1), createdAt: moment.microseconds)
        try entry.insert(into: connection)
        return entry
    }

    func insert(into connection: any SQLConnection) throws {
        let values = sealedValues
        let places = values.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        try connection.run("INSERT INTO ledger (\(Self.columns)) VALUES (\(places))", values)
    }

    private static let updateSQL: String = {
        let columns = ["sequence", "head"] + SideTable.allCases.map(\.column) + ["seal"]
        let changes = columns.enumerated().map { "\($0.element) = $\($0.offset + 1)" }
        return """
            UPDATE ledger SET \(changes.joined(separator: ", "))
            WHERE tenant_id = $\(columns.count + 1) AND ledger_id = $\(columns.count + 2)
            """
    }()

    func save(to connection: any SQLConnection) throws {
        let values = sealedValues
        try connection.run(Self.updateSQL, Array(values[3...] + values[..<2]))
    }

    /// The values in the order of the columns.
    ///
    /// A broken seal is kept, and so stays broken: who writes next must not make a change look right.
    private var sealedValues: [SQLValue] {
        var values: [SQLValue] = [
            .text(tenant), .integer(ledgerID), .integer(createdAt), .integer(sequence), .blob(head),
        ]
        for table in SideTable.allCases { values.append(.blob(sides[table].bytes)) }
        values.append(.blob(brokenSeal ?? Seal.of(values)))
        return values
    }
}

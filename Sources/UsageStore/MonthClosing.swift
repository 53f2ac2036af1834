internal import Digest
internal import SQLDatabase
internal import UsageModel

/// What is posted to a month: rows, their sum and the digest of their hashes in the order of the chain.
struct MonthPosting {
    private(set) var rows = 0
    private(set) var total: Int128 = 0
    private var hash = SHA256()

    init() {}

    /// What the rows of a month add up to now.
    init(of month: PostingMonth, tenant: String, in connection: any SQLConnection) throws {
        let sql = """
            SELECT sign, total_cost, hash FROM api_usage WHERE tenant_id = $1 AND posting_month = $2
            ORDER BY \(connection.dialect.insertionOrder)
            """
        try connection.rows(sql, [.text(tenant), .integer(Int64(month.number))]) { row in
            add(sign: row.integer(0), cost: row.integer(1), hash: row.blob(2))
        }
    }

    mutating func add(sign: Int64, cost: Int64, hash: [UInt8]) {
        rows += 1
        total += Int128(sign) * Int128(cost)
        self.hash.update(hash)
    }

    var digest: Digest256 { hash.digest() }
    var totalText: String { Money(picodollars: total).description }
}

/// The closing of a tenant's month: when and by whom.
struct MonthClosing {
    let tenant: String
    let month: PostingMonth
    let closedAt: Int64
    let actor: String?

    /// Writes the closing with what is posted to the month and where the chain stands; returns its seal.
    @discardableResult
    func save(_ posting: MonthPosting, in connection: any SQLConnection) throws -> [UInt8] {
        let end = try connection.first(
            "SELECT ledger_id, sequence, head FROM ledger WHERE tenant_id = $1", [.text(tenant)]
        ) { ($0.integer(0), $0.integer(1), $0.blob(2)) }
        let (ledgerID, sequence, head) = end ?? (0, 0, Digest256.zero.bytes)
        var values: [SQLValue] = [
            .text(tenant), .integer(Int64(month.number)), .integer(closedAt), SQLValue(actor),
            .integer(Int64(posting.rows)), .text(posting.totalText), .integer(ledgerID), .integer(sequence),
            .blob(head), .blob(posting.digest.bytes),
        ]
        let seal = Seal.of(values)
        values.append(.blob(seal))
        try connection.run(
            """
            INSERT INTO closed_months (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """, values)
        return seal
    }

    /// All columns; the last one covers the others.
    static let columns = """
        tenant_id, posting_month, closed_at, actor, row_count, total_usd, ledger_id, sequence, head, digest, seal
        """
}

/// A closed month as the file has it.
struct SealedMonth {
    let tenant: String
    let month: PostingMonth
    let rows: Int
    let total: String
    let digest: [UInt8]
    let seal: [UInt8]
    /// Whether the seal is that of the other columns.
    let isSealed: Bool

    /// The current row of a `SELECT` of `MonthClosing.columns`.
    init(_ row: any SQLRow) {
        tenant = row.text(0)
        month = PostingMonth(Int(row.integer(1)))
        rows = Int(row.integer(4))
        total = row.text(5)
        digest = row.blob(9)
        seal = row.blob(10)
        let values = (0..<row.columnCount).map { row.value($0) }
        isSealed = values.last == .blob(Seal.of(Array(values.dropLast())))
    }
}

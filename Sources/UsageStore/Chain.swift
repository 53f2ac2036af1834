internal import Digest
internal import SQLDatabase
internal import UsageModel

/// The end of one tenant's chain while rows are added to it in a transaction.
struct Chain {
    let tenant: String
    let ledgerID: Int64
    private(set) var sequence: Int64
    private(set) var head: Digest256
    private var rowHash = RowHash()
    private var hasGrown = false

    /// Reads the end of the tenant's chain, or begins one.
    init(
        tenant: String, in connection: any SQLConnection, at moment: Instant, random: () -> UInt64
    ) throws {
        self.tenant = tenant
        let end = try connection.first(
            "SELECT ledger_id, sequence, head FROM ledger WHERE tenant_id = $1", [.text(tenant)]
        ) { ($0.integer(0), $0.integer(1), $0.blob(2)) }
        if let end {
            guard let head = Digest256(bytes: end.2), end.1 >= 0, end.1 < .max else {
                throw StoreError(
                    .damagedLedger, "the ledger says that the chain of `\(tenant)` ends at row \(end.1)",
                    hint: "run `usageledger verify`")
            }
            (ledgerID, sequence, self.head) = (end.0, end.1, head)
            return
        }
        let known = try connection.first("SELECT ledger_id FROM ledger LIMIT 1") { $0.integer(0) }
        ledgerID = known ?? Int64(random() >> 1)
        sequence = 0
        head = Digest256.zero
        try connection.run(
            "INSERT INTO ledger (tenant_id, ledger_id, created_at, sequence, head) VALUES ($1, $2, $3, $4, $5)",
            [
                .text(tenant), .integer(ledgerID), .integer(moment.microseconds), .integer(sequence),
                .blob(head.bytes),
            ])
    }

    /// Sets the chain's columns for the next row, and gives the hash that `advance` takes once the row is written.
    mutating func link(_ row: inout Row) -> Digest256 {
        row.set(.ledgerID, ledgerID)
        row.set(.sequence, sequence + 1)
        row.set(.previousHash, head)
        let hash = rowHash.hash(of: row)
        row.set(.hash, hash)
        return hash
    }

    /// Moves the end past a row that was written.
    mutating func advance(to hash: Digest256) {
        sequence += 1
        head = hash
        hasGrown = true
    }

    /// Writes the new end.
    func save(to connection: any SQLConnection) throws {
        guard hasGrown else { return }
        try connection.run(
            "UPDATE ledger SET sequence = $1, head = $2 WHERE tenant_id = $3 AND ledger_id = $4",
            [.integer(sequence), .blob(head.bytes), .text(tenant), .integer(ledgerID)])
    }
}

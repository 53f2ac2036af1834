internal import Digest
internal import SQLDatabase
internal import UsageModel

/// The end of one tenant's chain while rows are added to it in a transaction.
struct Chain {
    private var entry: LedgerEntry
    private var head: Digest256
    private var rowHash = RowHash()
    private var hasGrown = false

    /// Reads the end of the tenant's chain, or begins one.
    init(
        tenant: String, in connection: any SQLConnection, at moment: Instant, random: () -> UInt64
    ) throws {
        entry = try LedgerEntry.open(tenant, in: connection, at: moment, random: random)
        guard let head = Digest256(bytes: entry.head), entry.sequence >= 0, entry.sequence < .max else {
            throw StoreError(
                .damagedLedger, "the ledger says that the chain of `\(tenant)` ends at row \(entry.sequence)",
                hint: "run `usageledger verify`")
        }
        self.head = head
    }

    /// Sets the chain's columns for the next row, and gives the hash that `advance` takes once the row is written.
    mutating func link(_ row: inout Row) -> Digest256 {
        row.set(.ledgerID, entry.ledgerID)
        row.set(.sequence, entry.sequence + 1)
        row.set(.previousHash, head)
        let hash = rowHash.hash(of: row)
        row.set(.hash, hash)
        return hash
    }

    /// Moves the end past a row that was written.
    mutating func advance(to hash: Digest256) {
        entry.sequence += 1
        head = hash
        hasGrown = true
    }

    /// Counts a row that was written to a table beside the calls.
    mutating func add(_ proof: Int64, name: EventID, to table: SideTable) {
        entry.sides.add(proof, name: name, to: table)
        hasGrown = true
    }

    /// Writes the new end.
    func save(to connection: any SQLConnection) throws {
        guard hasGrown else { return }
        var entry = entry
        entry.head = head.bytes
        try entry.save(to: connection)
    }
}

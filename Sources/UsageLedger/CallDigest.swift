import Digest
package import UsageModel

/// The digest of calls as `usageledger export jsonl` writes them, so that whoever has another file of the same calls can
/// tell that they are the same.
package struct CallDigest {
    private var hash = SHA256()

    package init() {}

    /// Adds the next row.
    package mutating func add(_ row: LedgerRow) { hash.update(CallFormats.jsonLine(row) + "\n") }

    /// The SHA-256 of the rows so far, 64 hexadecimal digits.
    package var hex: String { hash.digest().hex }
}

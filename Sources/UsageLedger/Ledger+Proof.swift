public import UsageModel
import UsageStore

extension Ledger {
    /// Proves the ledger: walks the chain, recomputes every row's hash, and digests the content.
    ///
    /// `progress` is told how many rows have been walked.
    public func verify(progress: (Int) -> Void = { _ in }) throws -> Verification {
        try store.verify(progress: progress)
    }

    /// Looks at the ledger as a doctor would and says what to do.
    public func diagnose() throws -> [Diagnosis] {
        try store.doctor() + SpillFolder.diagnoses(ofLedgerAt: path)
    }

    /// The tenants that have rows, sorted.
    public func tenants() throws -> [String] { try store.tenants() }

    /// When the newest row was written, or nil where there is none.
    public func lastRecordedAt(tenant: String? = nil) throws -> Instant? {
        try store.lastRecordedAt(tenant: tenant ?? options.tenant)
    }
}

private import Digest
internal import UsageModel

/// The identity of a correction: it follows from the row that is corrected, the kind and the moment.
///
/// A row is reversed once at most and restated with that, so no other row has it; whoever knows the reversal knows the
/// restating row, whatever moment that says.
enum CorrectionID {
    static func id(
        of kind: LedgerRow.Kind, correcting id: EventID, tenant: String, at moment: Instant
    ) -> EventID {
        let digest = SHA256.digest("usageledger correction\n\(kind.rawValue)\n\(id)\n\(tenant)").bytes
        let words = [digest[0..<8], digest[8..<16]].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return EventID(at: moment, contentDigest: (words[0], words[1]))
    }

    /// The identity of the restating row that was posted with a reversal, if there is one.
    static func restatement(of id: EventID, postedWith reversal: EventID, tenant: String) -> EventID {
        let moment = Instant(microseconds: Int64(reversal.high >> 16) * 1000)
        return Self.id(of: .restatement, correcting: id, tenant: tenant, at: moment)
    }
}

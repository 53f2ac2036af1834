internal import Digest
internal import SQLDatabase
internal import UsageModel

/// A caller's key with the digest of what came under it.
struct IdempotencyKey {
    let tenant: String
    private let key: String
    private let bodyHash: [UInt8]

    /// The key of a sanitised call: its own, or its id where the caller's words are known; nil where there is neither.
    init?(_ event: UsageEvent, body: String?) {
        if let own = event.idempotencyKey {
            let safe = Self.safe(own)
            key = safe.hasPrefix(Self.digestPrefix) ? safe : "key:" + safe
        } else if let id = event.id, body != nil {
            key = "id:\(id)"
        } else {
            return nil
        }
        tenant = event.attribution.tenant
        if let body {
            bodyHash = Self.short(SHA256.digest(body))
        } else {
            var row = Row()
            // An event that no row can hold has no row to be compared with: writing it throws the reason.
            try? row.set(event, id: EventID(high: 0, low: 0))
            var rowHash = RowHash()
            bodyHash = Self.short(rowHash.callersDigest(of: row))
        }
    }

    /// The key of an imported record that has a name in its source; nil for any other.
    init?(named record: ImportedRecord, importer: String) {
        guard record.isNamed else { return nil }
        bodyHash = Self.short(SHA256.digest(record.content))
        key = "\(Self.importPrefix)\(importer):\(Hex.text(bodyHash))"
        tenant = record.event.attribution.tenant
    }

    /// A key as it was kept with all 256 bits of each digest.
    init(tenant: String, legacyKey: String, bodyHash: [UInt8]) {
        self.tenant = tenant
        let isNamed = legacyKey.hasPrefix(Self.importPrefix) && legacyKey.utf8.count > 2 * Self.digestBytes
        key = isNamed ? String(legacyKey.utf8.dropLast(2 * Self.digestBytes)) ?? legacyKey : legacyKey
        self.bodyHash = Array(bodyHash.prefix(Self.digestBytes))
    }

    private static let digestPrefix = "digest:"
    private static let importPrefix = "import:"

    /// 128 bits tell bodies apart, and the key stays short.
    private static let digestBytes = 16

    private static func short(_ digest: Digest256) -> [UInt8] { Array(digest.bytes.prefix(digestBytes)) }

    /// A key as it may be written: one that looks like a secret is known by its digest, as all of them would be one when
    /// redacted.
    static func safe(_ key: String) -> String {
        Redaction.clean(key, .secrets) == key ? key : digestPrefix + SHA256.digest(key).hex
    }

    /// The outcome where the key is known; throws `idempotency_conflict` where it came with another body.
    func recorded(in connection: any SQLConnection) throws -> RecordOutcome? {
        let known = try connection.first(
            "SELECT body_hash, id FROM idempotency WHERE tenant_id = $1 AND key = $2",
            [.text(tenant), .text(key)]
        ) { ($0.blob(0), EventID(bytes: $0.blob(1))) }
        guard let known, let id = known.1 else { return nil }
        guard known.0 == bodyHash else {
            throw StoreError(
                .idempotencyConflict, "the idempotency key is taken by the call `\(id)` with another content",
                place: Place(path: "idempotency_key"), hint: "give each call a key of its own")
        }
        return .unchanged(id)
    }

    /// Writes the key for a row; returns its proof.
    @discardableResult
    func keep(idBytes id: [UInt8], in connection: any SQLConnection) throws -> Int64 {
        let proof = Self.proof(tenant: tenant, key: key, bodyHash: bodyHash, id: id)
        try connection.run(
            "INSERT INTO idempotency (tenant_id, key, body_hash, id, proof) VALUES ($1, $2, $3, $4, $5)",
            [.text(tenant), .text(key), .blob(bodyHash), .blob(id), .integer(proof)])
        return proof
    }

    /// What tells a key that somebody changed from the one that was written: 64 bits of a digest over all its columns.
    static func proof(tenant: String, key: String, bodyHash: [UInt8], id: [UInt8]) -> Int64 {
        var hash = SHA256()
        // The length keeps the parts apart.
        hash.update("\(tenant.utf8.count):\(tenant)\(key.utf8.count):\(key)\(bodyHash.count):")
        hash.update(bodyHash)
        hash.update(id)
        return Seal.number(hash.digest().bytes)
    }
}

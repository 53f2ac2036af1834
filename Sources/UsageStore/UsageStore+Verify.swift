internal import Digest
internal import SQLDatabase
package import UsageModel

extension UsageStore {
    /// Proves the ledger: every row's hash, the chains, the costs against their breakdown, and what belongs to the rows.
    ///
    /// `progress` is called now and then with the rows walked so far.
    package func verify(progress: (Int) -> Void = { _ in }) throws -> Verification {
        try read { connection in
            var proof = Proof()
            // Terms that this process has met before must be seen in the file again, and each tenant has its own.
            var caches: [TenantKey: TermsCache] = [:]
            func terms(_ digest: [UInt8], _ tenant: TenantKey) throws -> PriceTerms? {
                try caches[tenant, default: TermsCache()].terms(digest) {
                    try UsageStore.termsBody(digest, tenant: tenant.name, in: connection)
                }
            }
            let walk = "SELECT \(Column.list) FROM api_usage ORDER BY \(connection.dialect.insertionOrder)"
            try connection.rows(walk) { found in
                let row = Row(found)
                proof.add(row) { try? terms($0, TenantKey(row.text(.tenantID) ?? "")) }
                if proof.rows % 4096 == 0 { progress(proof.rows) }
            }
            try proof.compareHeads(in: connection)
            try proof.checkTerms(in: connection)
            try proof.checkPersonalData(in: connection)
            return proof.verification(contentDigest: try UsageStore.contentDigest(in: connection))
        }
    }

    /// The digest of what all rows say, the same for the same calls in every ledger: rows by tenant, moment and id.
    private static func contentDigest(in connection: any SQLConnection) throws -> Digest256 {
        var whole = SHA256()
        var rowHash = RowHash()
        let walk = "SELECT \(Column.list) FROM api_usage ORDER BY tenant_id, occurred_at, id"
        try connection.rows(walk) { whole.update(rowHash.contentDigest(of: Row($0)).bytes) }
        return whole.digest()
    }
}

/// What a walk over all rows has found so far.
private struct Proof {
    private(set) var rows = 0
    private var total: Int128 = 0
    private var unpricedCalls = 0
    private var chains: [TenantKey: Link] = [:]
    private var flaws: [Verification.Flaw] = []
    private var rowHash = RowHash()

    /// The newest row of a tenant's chain.
    private struct Link {
        var sequence: Int64
        var hash: [UInt8]
    }

    /// More flaws than this help nobody.
    private static let flawsMax = 100

    mutating func add(_ row: Row, terms: ([UInt8]) -> PriceTerms?) {
        rows += 1
        // A row of another sign counts as none: its sums could leave all bounds.
        let sign = row.integer(.sign).flatMap { $0.magnitude == 1 ? $0 : nil } ?? 0
        total += Int128(sign) * Int128(row.integer(.totalCost) ?? 0)
        if !row[.unpricedReason].isNull { unpricedCalls += Int(sign) }
        let tenant = TenantKey(row.text(.tenantID) ?? "")
        let before = chains[tenant] ?? Link(sequence: 0, hash: Digest256.zero.bytes)
        let sequence = row.integer(.sequence) ?? 0
        let expected = before.sequence &+ 1
        if sequence != expected {
            note(row, "its number is \(sequence) where \(expected) was expected: rows are missing")
        } else if row.blob(.previousHash) != before.hash {
            note(row, "the hash before it is not the hash of row \(before.sequence)")
        }
        let stored = row.blob(.hash) ?? []
        let matches = Digest256(bytes: stored)?.matches(rowHash.hash(of: row)) ?? false
        if !matches { note(row, "its content is not what its hash was made of") }
        if let word = costFlaw(row, terms: terms) { note(row, word) }
        chains[tenant] = Link(sequence: sequence, hash: stored)
    }

    /// Why a row's costs do not follow from its breakdown, or nil.
    private func costFlaw(_ row: Row, terms: ([UInt8]) -> PriceTerms?) -> String? {
        guard let total = row.integer(.totalCost) else {
            return row[.unpricedReason].isNull ? "it has neither a cost nor a reason" : nil
        }
        guard let digest = row.blob(.priceTerms), let terms = terms(digest) else {
            return "its price terms are missing or cannot be read"
        }
        let list = Money(picodollars: Int128(row.integer(.listCost) ?? 0))
        guard let cost = terms.cost(counts: row.text(.lineCounts) ?? "", listTotal: list) else {
            return "its counts do not fit its price terms"
        }
        let parts: [(Column, Money)] = [
            (.totalCost, cost.total), (.inputCost, cost.total(.input)), (.outputCost, cost.total(.output)),
            (.generationCost, cost.total(.generation)),
        ]
        for (column, money) in parts where row.integer(column).map({ Int128($0) }) != money.picodollars {
            return "its `\(column.name)` is not the sum of its lines, \(money) US dollars"
        }
        return total < 0 ? "its cost is negative" : nil
    }

    private mutating func note(_ row: Row, _ message: String) {
        guard flaws.count < Self.flawsMax else { return }
        let id = row.blob(.id).flatMap { EventID(bytes: $0)?.description }
        flaws.append(
            Verification.Flaw(sequence: row.integer(.sequence).map(Int.init), id: id, message: message))
    }

    /// Compares the ends of the chains with what the ledger says they are.
    mutating func compareHeads(in connection: any SQLConnection) throws {
        var ends: [TenantKey: Link] = [:]
        try connection.rows("SELECT tenant_id, sequence, head FROM ledger ORDER BY tenant_id") {
            ends[TenantKey($0.text(0))] = Link(sequence: $0.integer(1), hash: $0.blob(2))
        }
        for tenant in Set(ends.keys).union(chains.keys).sorted() {
            let (end, last) = (ends[tenant], chains[tenant])
            let matches =
                end?.sequence == last?.sequence && end?.hash == last?.hash
                || (last == nil && end?.sequence == 0)
            guard !matches else { continue }
            flaws.append(
                Verification.Flaw(
                    message:
                        "the chain of `\(tenant.name)` ends at row \(last?.sequence ?? 0), the ledger says "
                        + "\(end?.sequence ?? 0): rows were removed at the end, or added without the ledger"
                ))
        }
    }

    /// Checks that every text of price terms is the one its digest was made of.
    mutating func checkTerms(in connection: any SQLConnection) throws {
        try connection.rows("SELECT terms, body FROM price_terms ORDER BY tenant_id, terms") { row in
            guard row.blob(0) != StoredTerms.digest(row.text(1)) else { return }
            flaws.append(
                Verification.Flaw(message: "the price terms `\(Hex.text(row.blob(0)))` were changed"))
        }
    }

    /// Checks personal data that is still there against the rows' digests.
    mutating func checkPersonalData(in connection: any SQLConnection) throws {
        let sql = """
            SELECT personal.ip, personal.user_agent, personal.device, personal.salt, personal.id,
                api_usage.personal_digest
            FROM personal LEFT JOIN api_usage ON api_usage.tenant_id = personal.tenant_id
                AND api_usage.occurred_at = personal.occurred_at AND api_usage.id = personal.id
            """
        try connection.rows(sql) { row in
            var client = ClientDetails()
            client.ip = row.textIfPresent(0)
            client.userAgent = row.textIfPresent(1)
            client.device = row.textIfPresent(2)
            guard row.blobIfPresent(5) != PersonalDigest.of(client, salt: row.blob(3)).bytes else { return }
            flaws.append(
                Verification.Flaw(
                    id: EventID(bytes: row.blob(4))?.description,
                    message: "its personal data is not what its digest was made of"))
        }
    }

    func verification(contentDigest: Digest256) -> Verification {
        Verification(
            rows: rows, total: Money(picodollars: total), unpricedCalls: unpricedCalls,
            contentDigest: contentDigest.hex, chainHead: head, flaws: flaws)
    }

    /// The only chain's newest hash; of several tenants the digest of all of theirs, by name.
    private var head: String {
        guard chains.count != 1 else { return Hex.text(chains.values.first?.hash ?? []) }
        guard !chains.isEmpty else { return Digest256.zero.hex }
        var whole = SHA256()
        for (tenant, link) in chains.sorted(by: { $0.key < $1.key }) {
            whole.update("\(tenant.name)\u{0}")
            whole.update(link.hash)
        }
        return whole.digest().hex
    }
}

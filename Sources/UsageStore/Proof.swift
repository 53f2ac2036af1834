internal import Digest
internal import SQLDatabase
internal import UsageModel

/// What a walk over all rows has found so far.
struct Proof {
    private(set) var rows = 0
    private var total: Int128 = 0
    private var unpricedCalls = 0
    private var tenants: [TenantProof] = []
    private var places: [TenantKey: Int] = [:]
    /// The place of the tenant of the row before.
    private var last = 0
    /// What the ledger says of each tenant.
    private(set) var entries: [TenantKey: LedgerEntry] = [:]
    private var flaws: [Verification.Flaw] = []
    private var rowHash = RowHash()

    /// More flaws than this help nobody.
    private static let flawsMax = 100

    /// Reads what rows refer to.
    init(_ connection: any SQLConnection) throws {
        let terms =
            "SELECT \(NumberedTerms.columns), tenant_id, body FROM price_terms ORDER BY tenant_id, number"
        try connection.rows(terms) { row in
            let place = place(of: TenantKey(row.text(5)))
            tenants[place].terms[row.integer(0)] = ProvenTerms(NumberedTerms(row), body: row.text(6))
        }
        try connection.rows("SELECT \(MonthClosing.columns) FROM closed_months") { row in
            let month = SealedMonth(row)
            let place = place(of: TenantKey(month.tenant))
            tenants[place].months[Int64(month.month.number)] = ProvenMonth(month)
        }
    }

    private mutating func place(of tenant: TenantKey) -> Int {
        if let known = places[tenant] { return known }
        tenants.append(TenantProof(tenant))
        places[tenant] = tenants.count - 1
        return tenants.count - 1
    }

    /// The place of a row's tenant; nearly always that of the row before.
    private mutating func place(of row: borrowing Row) -> Int {
        if last < tenants.count, row.isOf(tenants[last].bytes) { return last }
        last = place(of: TenantKey(row.text(.tenantID) ?? ""))
        return last
    }

    /// Adds the next row in the order of the chains; returns the digest of what it says of its call.
    mutating func add(_ row: inout Row) -> Digest256 {
        rows += 1
        let place = place(of: row)
        let sign = Self.sign(row)
        total += Int128(sign) * Int128(row.integer(.totalCost) ?? 0)
        if !row.isNull(.unpricedReason) { unpricedCalls += Int(sign) }
        let terms = terms(of: &row, at: place)
        let content = follow(&row, terms, at: place)
        if let word = costFlaw(row, terms) { note(row, word) }
        if let word = tenants[place].post(row, sign: sign) { note(row, word) }
        return content
    }

    /// The digest of what a row says of its call, without adding it.
    mutating func contentDigest(of row: inout Row) -> Digest256 {
        let place = place(of: row)
        _ = terms(of: &row, at: place)
        return rowHash.contentDigest(of: row)
    }

    /// The terms that a row names, once they are set in it.
    private func terms(of row: inout Row, at place: Int) -> ProvenTerms? {
        for column in Column.elsewhere { row.cells.setNull(column.rawValue) }
        row.cells.setNull(Column.priceTerms.rawValue)
        guard let terms = row.termsNumber.flatMap({ tenants[place].terms[$0] }) else { return nil }
        row.set(terms.numbered)
        return terms
    }

    /// A row of another sign counts as none: its sums could leave all bounds.
    private static func sign(_ row: borrowing Row) -> Int64 {
        let sign = row.integer(.sign) ?? 0
        return sign.magnitude == 1 ? sign : 0
    }

    /// Follows the chain to a row and checks its place and its hash.
    ///
    /// Without its price terms as they were nobody can tell a row's hash; what is wrong with them is said elsewhere.
    private mutating func follow(_ row: inout Row, _ terms: ProvenTerms?, at place: Int) -> Digest256 {
        let before = tenants[place].end
        let sequence = row.integer(.sequence) ?? 0
        row.set(.previousHash, before?.stored ?? .zero)
        var (content, hash) = rowHash.digests(of: row)
        let stored = Digest256(bytes: row.blob(.hash) ?? [])
        let expected = (before?.sequence ?? 0) &+ 1
        if sequence != expected {
            note(
                row, "its number is \(sequence) where \(expected) was expected: rows are missing or too many")
        } else if stored != hash, row.termsNumber == nil || terms?.isWhole == true {
            // Where it is the hash of the row before that was changed, this row's is still the one made of it.
            if let computed = before?.computed, computed != before?.stored {
                row.set(.previousHash, computed)
                (content, hash) = rowHash.digests(of: row)
            }
            if stored != hash { note(row, "its content is not what its hash was made of") }
        }
        tenants[place].end = TenantProof.End(sequence: sequence, stored: stored ?? .zero, computed: hash)
        return content
    }

    /// Why a row's costs do not follow from its breakdown, or nil.
    private func costFlaw(_ row: borrowing Row, _ terms: ProvenTerms?) -> String? {
        guard let total = row.integer(.totalCost) else {
            return row.isNull(.unpricedReason) ? "it has neither a cost nor a reason" : nil
        }
        guard let terms, terms.isReadable else { return "its price terms are missing or cannot be read" }
        let range = row.cells.range(Column.lineCounts.rawValue)
        guard let sums = terms.sums(counts: row.cells.bytes[range]) else {
            return "its counts do not fit its price terms"
        }
        for (column, sum) in zip(Self.costColumns, [sums.total, sums.input, sums.output, sums.generation])
        where row.integer(column).map({ Int128($0) }) != sum {
            return
                "its `\(column.name)` is not the sum of its lines, \(Money(picodollars: sum)) US dollars"
        }
        return total < 0 ? "its cost is negative" : nil
    }

    private static let costColumns: [Column] = [.totalCost, .inputCost, .outputCost, .generationCost]

    private mutating func note(_ row: borrowing Row, _ message: String) {
        guard flaws.count < Self.flawsMax else { return }
        let id = row.blob(.id).flatMap { EventID(bytes: $0)?.description }
        flaws.append(
            Verification.Flaw(sequence: row.integer(.sequence).map { Int($0) }, id: id, message: message))
    }

    /// Adds what is wrong with something that is no row.
    mutating func note(_ message: String, id: String? = nil) {
        guard flaws.count < Self.flawsMax else { return }
        flaws.append(Verification.Flaw(id: id, message: message))
    }

    func verification(contentDigest: Digest256) -> Verification {
        Verification(
            rows: rows, total: Money(picodollars: total), unpricedCalls: unpricedCalls,
            contentDigest: contentDigest.hex, chainHead: head, flaws: flaws)
    }

    /// The only chain's newest hash; of several tenants the digest of all of theirs, by name.
    private var head: String {
        let ends = tenants.compactMap { tenant in tenant.end.map { (tenant.key, $0.stored) } }
        guard ends.count != 1 else { return ends[0].1.hex }
        guard !ends.isEmpty else { return Digest256.zero.hex }
        var whole = SHA256()
        for (tenant, hash) in ends.sorted(by: { $0.0 < $1.0 }) {
            whole.update("\(tenant.name)\u{0}")
            whole.update(hash)
        }
        return whole.digest().hex
    }
}

extension Proof {
    /// Compares the ends of the chains with what the ledger says they are.
    mutating func compareHeads(in connection: any SQLConnection) throws {
        var said: [TenantKey: LedgerEntry] = [:]
        try connection.rows("SELECT \(LedgerEntry.columns) FROM ledger ORDER BY tenant_id") { row in
            let entry = LedgerEntry(row)
            guard said.updateValue(entry, forKey: TenantKey(entry.tenant)) != nil else { return }
            note("the ledger has two ends of the chain of `\(entry.tenant)`")
        }
        entries = said
        let walked = tenants.filter { $0.end != nil }.map(\.key)
        for tenant in Set(said.keys).union(walked).sorted() {
            let end = said[tenant]
            let last = places[tenant].flatMap { tenants[$0].end }
            let matches =
                last.map { $0.sequence == end?.sequence && $0.stored.bytes == end?.head }
                ?? (end?.sequence == 0 && end?.head == Digest256.zero.bytes)
            if matches, end?.isSealed == false {
                note("what the ledger says of `\(tenant.name)` was changed: its seal is broken")
            }
            guard !matches else { continue }
            note(
                "the chain of `\(tenant.name)` ends at row \(last?.sequence ?? 0), the ledger says "
                    + "\(end?.sequence ?? 0): rows were removed at the end, or added without the ledger")
        }
    }

    /// Checks that all price terms say what their digest was made of.
    mutating func checkTerms() {
        for tenant in tenants {
            for terms in tenant.terms.values.sorted(by: { $0.numbered.number < $1.numbered.number })
            where !terms.isWhole {
                note("the price terms `\(Hex.text(terms.numbered.digest))` were changed")
            }
        }
    }

    /// Checks that to every closed month is posted what was when it was closed.
    mutating func checkMonths() {
        for tenant in tenants {
            for (_, month) in tenant.months.sorted(by: { $0.key < $1.key }) {
                guard let word = month.flaw else { continue }
                note("the closed month \(month.closed.month) of `\(tenant.key.name)` \(word)")
            }
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
            note(
                "its personal data is not what its digest was made of",
                id: EventID(bytes: row.blob(4))?.description)
        }
    }
}

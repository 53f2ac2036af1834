internal import Digest
internal import SQLDatabase
internal import Synchronization
internal import UsageModel

/// The writing of rows within one transaction.
///
/// Lives no longer than the transaction, so that nothing it remembers can outlive a rollback.
struct Recorder {
    private let connection: any SQLConnection
    private let store: UsageStore
    /// When the rows that follow are written.
    var recordedAt: Instant
    private let insert: any SQLStatement
    private var tenants: [TenantState] = []
    private var row = Row()

    /// What this transaction knows of a tenant.
    private struct TenantState {
        let key: TenantKey
        var chain: Chain
        let calendar: PostingCalendar
        var terms: [RecentTerms] = []
        var series: [Series] = []
    }

    /// Terms that this transaction has met; comparing with a few is faster than hashing their many words.
    private struct RecentTerms {
        let terms: PriceTerms
        let numbered: NumberedTerms
    }

    private static let recentMax = 16

    /// A provider's model with the earliest moment that this transaction has noted.
    private struct Series {
        let provider: String
        let model: String
        var first: Int64
    }

    /// What became of an attempt to write a row.
    enum Attempt {
        case written
        /// A row with this id is there.
        case taken
    }

    init(_ connection: any SQLConnection, store: UsageStore, at moment: Instant) throws {
        self.connection = connection
        self.store = store
        recordedAt = moment
        insert = try connection.statement(Recorder.insertSQL)
    }

    private static let insertSQL: String = {
        let places = (1...Column.stored.count).map { "$\($0)" }.joined(separator: ", ")
        // No `ON CONFLICT` target: the primary key and the id's own index both count.
        return "INSERT INTO api_usage (\(Column.list)) VALUES (\(places)) ON CONFLICT DO NOTHING"
    }()

    /// Writes a row that a sanitised event decides, unless its id is taken.
    mutating func write(
        _ priced: PricedEvent, id: EventID, importID: Int64? = nil, correction: Correction? = nil
    ) throws -> Attempt {
        row.clear()
        try row.set(priced.event, id: id)
        let tenant = try place(of: priced.event.attribution.tenant)
        let terms = try priced.costing.cost.map { try number($0, at: tenant) }
        try row.set(priced.costing, terms: terms)
        if let correction { row.set(correction) }
        row[.importID] = SQLValue(importID)
        let salt = setPersonal(priced.event.client)
        guard try insertRow(at: tenant, occurredAt: priced.event.occurredAt) == .written else {
            return .taken
        }
        if let salt { try write(priced.event.client, salt: salt, id: id, event: priced.event) }
        try noteSeries(priced.event, at: tenant)
        return .written
    }

    /// Writes a row that repeats another with changes of `correction`.
    mutating func write(
        copyOf original: Row, id: EventID, _ correction: Correction, importID: Int64? = nil
    ) throws -> Attempt {
        row = original
        row.set(.id, id)
        row.set(correction)
        row[.importID] = SQLValue(importID)
        // The personal data stays with the original.
        row[.personalDigest] = .null
        let occurred = Instant(microseconds: original.integer(.occurredAt) ?? 0)
        return try insertRow(at: place(of: original.text(.tenantID) ?? ""), occurredAt: occurred)
    }

    /// Writes a caller's key for a row.
    mutating func write(_ key: IdempotencyKey, id: EventID) throws {
        let tenant = try place(of: key.tenant)
        let proof = try key.keep(idBytes: id.bytes, in: connection)
        tenants[tenant].chain.add(proof, name: id, to: .keys)
    }

    private mutating func insertRow(at tenant: Int, occurredAt: Instant) throws -> Attempt {
        row.set(.recordedAt, recordedAt.microseconds)
        let month = tenants[tenant].calendar.open(from: PostingMonth(occurredAt))
        row.set(.postingMonth, Int64(month.number))
        let hash = tenants[tenant].chain.link(&row)
        guard try run() == .written else { return .taken }
        tenants[tenant].chain.advance(to: hash)
        return .written
    }

    private func run() throws -> Attempt {
        do throws(SQLError) {
            return try insert.run(row.cells, order: Row.storedPlaces) == 1 ? .written : .taken
        } catch {
            guard error.code == .refused, try isTaken() else { throw error }
            return .taken
        }
    }

    /// Whether the row's id, or the only reversal that its original can have, is there.
    private func isTaken() throws -> Bool {
        let byID = "SELECT 1 FROM api_usage WHERE tenant_id = $1 AND id = $2"
        if try connection.first(byID, [row[.tenantID], row[.id]], { _ in true }) != nil { return true }
        guard row.integer(.sign) == -1 else { return false }
        let byOriginal =
            "SELECT 1 FROM api_usage WHERE tenant_id = $1 AND corrects = $2 AND kind = 'reversal'"
        return try connection.first(byOriginal, [row[.tenantID], row[.corrects]]) { _ in true } ?? false
    }

    /// The tenant's place among those that this transaction has met.
    private mutating func place(of name: String) throws -> Int {
        let key = TenantKey(name)
        if let known = tenants.firstIndex(where: { $0.key == key }) { return known }
        let chain = try Chain(tenant: name, in: connection, at: recordedAt, random: store.options.random)
        let closed = try UsageStore.closedMonths(name, in: connection)
        tenants.append(TenantState(key: key, chain: chain, calendar: PostingCalendar(closed: closed)))
        return tenants.count - 1
    }

    private mutating func setPersonal(_ client: ClientDetails) -> [UInt8]? {
        guard !client.isEmpty else { return nil }
        let bits = (store.options.random(), store.options.random())
        let salt = EventID(high: bits.0, low: bits.1).bytes
        row.set(.personalDigest, PersonalDigest.of(client, salt: salt))
        return salt
    }

    private func write(_ client: ClientDetails, salt: [UInt8], id: EventID, event: UsageEvent) throws {
        try connection.run(
            """
            INSERT INTO personal (tenant_id, occurred_at, id, ip, user_agent, device, salt)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(event.attribution.tenant), .integer(event.occurredAt.microseconds), id.value,
                SQLValue(client.ip), SQLValue(client.userAgent), SQLValue(client.device), .blob(salt),
            ])
    }

    /// The terms of a cost with their number, which they get now where they are new.
    private mutating func number(_ cost: Cost, at tenant: Int) throws -> NumberedTerms {
        if let known = tenants[tenant].terms.first(where: { $0.terms.fits(cost) }) { return known.numbered }
        let terms = PriceTerms(cost)
        let stored = try store.termsCache.withLock { cache throws(StoreError) in try cache.stored(terms) }
        let numbered = try NumberedTerms.number(
            stored, of: cost.price, tenant: tenants[tenant].key.name, in: connection)
        if tenants[tenant].terms.count >= Self.recentMax { tenants[tenant].terms.removeAll() }
        tenants[tenant].terms.append(RecentTerms(terms: terms, numbered: numbered))
        return numbered
    }

    /// Remembers the first moment of each provider and model, from which reports take their colours' order.
    private mutating func noteSeries(_ event: UsageEvent, at tenant: Int) throws {
        let (provider, model) = (event.call.provider.rawValue, event.call.requestedModel)
        let moment = event.occurredAt.microseconds
        let known = tenants[tenant].series.firstIndex { $0.model == model && $0.provider == provider }
        if let known {
            guard moment < tenants[tenant].series[known].first else { return }
            tenants[tenant].series[known].first = moment
        } else {
            if tenants[tenant].series.count >= Self.recentMax { tenants[tenant].series.removeAll() }
            tenants[tenant].series.append(Series(provider: provider, model: model, first: moment))
        }
        try connection.run(
            """
            INSERT INTO series_colours (tenant_id, provider, model, first_occurred_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id, provider, model) DO UPDATE SET first_occurred_at = excluded.first_occurred_at
            WHERE excluded.first_occurred_at < series_colours.first_occurred_at
            """,
            [.text(tenants[tenant].key.name), .text(provider), .text(model), .integer(moment)])
    }

    /// Writes the ends of the chains; nothing may be written afterwards.
    func finish() throws {
        for tenant in tenants.sorted(by: { $0.key < $1.key }) { try tenant.chain.save(to: connection) }
    }
}

extension Row {
    mutating func set(_ correction: Correction) {
        set(.kind, correction.kind.rawValue)
        set(.sign, Int64(correction.kind == .reversal ? -1 : 1))
        set(.corrects, correction.corrects)
        set(.correctionReason, correction.reason)
        set(.correctionActor, correction.actor)
    }
}

/// The digest of personal data under a salt that is erased with it.
enum PersonalDigest {
    static func of(_ client: ClientDetails, salt: [UInt8]) -> Digest256 {
        var hash = HMACSHA256(key: salt)
        for part in [client.ip, client.userAgent, client.device] {
            // The length keeps the parts apart; 255 says that there is none.
            let bytes = part.map { Array($0.utf8) }
            hash.update([bytes == nil ? 255 : 0])
            hash.update(Array(String(bytes?.count ?? 0).utf8) + [0])
            hash.update(bytes ?? [])
        }
        return hash.code()
    }
}

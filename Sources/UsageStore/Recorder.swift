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
    private let recordedAt: Instant
    private let insert: any SQLStatement
    private var chains: [TenantKey: Chain] = [:]
    private var closedMonths: [TenantKey: Set<Int>] = [:]
    private var recentTerms: [RecentTerms] = []
    private var series: [Series] = []
    private var row = Row()

    /// Terms that this transaction has met; comparing with a few is faster than hashing their many words.
    private struct RecentTerms {
        let tenant: TenantKey
        let terms: PriceTerms
        let stored: StoredTerms
        var isWritten = false
    }

    private static let recentMax = 16

    /// A provider's model with the earliest moment that this transaction has noted.
    private struct Series {
        let tenant: TenantKey
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
        let places = (1...Column.allCases.count).map { "$\($0)" }.joined(separator: ", ")
        // No `ON CONFLICT` target: the primary key and the id's own index both count.
        return "INSERT INTO api_usage (\(Column.list)) VALUES (\(places)) ON CONFLICT DO NOTHING"
    }()

    /// Writes a row that a sanitised event decides, unless its id is taken.
    mutating func write(
        _ priced: PricedEvent, id: EventID, importID: Int64? = nil, correction: Correction? = nil
    ) throws -> Attempt {
        let event = priced.event
        row.clear()
        try row.set(event, id: id)
        let recent = try priced.costing.cost.map {
            try recall($0, tenant: TenantKey(event.attribution.tenant))
        }
        try row.set(priced.costing, terms: recent.map { recentTerms[$0].stored })
        if let correction { row.set(correction) }
        row[.importID] = SQLValue(importID)
        let salt = setPersonal(event.client)
        guard try insertRow(TenantKey(event.attribution.tenant), occurredAt: event.occurredAt) == .written
        else {
            return .taken
        }
        if let recent { try writeTerms(at: recent) }
        if let salt { try write(event.client, salt: salt, id: id, event: event) }
        try noteSeries(event)
        return .written
    }

    /// Writes a row that repeats another with changes of `correction`.
    mutating func write(
        copyOf original: Row, id: EventID, _ correction: Correction, importID: Int64? = nil
    ) throws -> Attempt {
        row = original
        row[.id] = id.value
        row.set(correction)
        row[.importID] = SQLValue(importID)
        // The personal data stays with the original.
        row[.personalDigest] = .null
        let occurred = Instant(microseconds: original.integer(.occurredAt) ?? 0)
        return try insertRow(TenantKey(original.text(.tenantID) ?? ""), occurredAt: occurred)
    }

    private mutating func insertRow(_ tenant: TenantKey, occurredAt: Instant) throws -> Attempt {
        row[.recordedAt] = .integer(recordedAt.microseconds)
        row[.postingMonth] = .integer(Int64(try openMonth(tenant, from: PostingMonth(occurredAt)).number))
        var chain = try chains.removeValue(forKey: tenant) ?? startChain(tenant)
        defer { chains[tenant] = chain }
        let hash = chain.link(&row)
        guard try run(row) == .written else { return .taken }
        chain.advance(to: hash)
        return .written
    }

    private func run(_ row: Row) throws -> Attempt {
        do throws(SQLError) {
            return try insert.run(row.values) == 1 ? .written : .taken
        } catch {
            guard error.code == .refused else { throw error }
            return .taken
        }
    }

    private func startChain(_ tenant: TenantKey) throws -> Chain {
        try Chain(tenant: tenant.name, in: connection, at: recordedAt, random: store.options.random)
    }

    /// The first month from `month` on that is not closed.
    private mutating func openMonth(_ tenant: TenantKey, from month: PostingMonth) throws -> PostingMonth {
        let closed = try closedMonths[tenant] ?? UsageStore.closedMonths(tenant.name, in: connection)
        closedMonths[tenant] = closed
        return PostingCalendar(closed: closed).open(from: month)
    }

    private mutating func setPersonal(_ client: ClientDetails) -> [UInt8]? {
        guard !client.isEmpty else { return nil }
        let bits = (store.options.random(), store.options.random())
        let salt = EventID(high: bits.0, low: bits.1).bytes
        row[.personalDigest] = .blob(PersonalDigest.of(client, salt: salt).bytes)
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

    /// The place of a cost's terms among the recent ones.
    private mutating func recall(_ cost: Cost, tenant: TenantKey) throws -> Int {
        let terms = PriceTerms(cost)
        if let known = recentTerms.firstIndex(where: { $0.terms == terms && $0.tenant == tenant }) {
            return known
        }
        let stored = try store.termsCache.withLock { cache throws(StoreError) in try cache.stored(terms) }
        if recentTerms.count >= Self.recentMax { recentTerms.removeAll() }
        recentTerms.append(RecentTerms(tenant: tenant, terms: terms, stored: stored))
        return recentTerms.count - 1
    }

    private mutating func writeTerms(at index: Int) throws {
        guard !recentTerms[index].isWritten else { return }
        let (tenant, stored) = (recentTerms[index].tenant, recentTerms[index].stored)
        let key: [SQLValue] = [.text(tenant.name), .blob(stored.digest)]
        let sql = "SELECT 1 FROM price_terms WHERE tenant_id = $1 AND terms = $2"
        if try connection.first(sql, key, { _ in true }) == nil {
            try connection.run(
                "INSERT INTO price_terms (tenant_id, terms, body) VALUES ($1, $2, $3)",
                key + [.text(stored.body)])
        }
        recentTerms[index].isWritten = true
    }

    /// Remembers the first moment of each provider and model, from which reports take their colours' order.
    private mutating func noteSeries(_ event: UsageEvent) throws {
        let (tenant, provider) = (TenantKey(event.attribution.tenant), event.call.provider.rawValue)
        let (model, moment) = (event.call.requestedModel, event.occurredAt.microseconds)
        let known = series.firstIndex { $0.model == model && $0.provider == provider && $0.tenant == tenant }
        if let known {
            guard moment < series[known].first else { return }
            series[known].first = moment
        } else {
            if series.count >= Self.recentMax { series.removeAll() }
            series.append(Series(tenant: tenant, provider: provider, model: model, first: moment))
        }
        try connection.run(
            """
            INSERT INTO series_colours (tenant_id, provider, model, first_occurred_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id, provider, model) DO UPDATE SET first_occurred_at = excluded.first_occurred_at
            WHERE excluded.first_occurred_at < series_colours.first_occurred_at
            """,
            [.text(tenant.name), .text(provider), .text(model), .integer(moment)])
    }

    /// Writes the ends of the chains; nothing may be written afterwards.
    func finish() throws {
        for (_, chain) in chains.sorted(by: { $0.key < $1.key }) { try chain.save(to: connection) }
    }
}

extension Row {
    mutating func set(_ correction: Correction) {
        self[.kind] = .text(correction.kind.rawValue)
        self[.sign] = correction.kind == .reversal ? -1 : 1
        self[.corrects] = correction.corrects.value
        self[.correctionReason] = .text(correction.reason)
        self[.correctionActor] = SQLValue(correction.actor)
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

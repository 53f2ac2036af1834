private import Digest
package import SQLDatabase
internal import Synchronization
package import UsageModel

/// What the ledger is told once, when it is opened.
package struct StoreOptions: Sendable {
    /// The metadata that may be written; nil allows every name.
    package var metadataNames: Set<String>?
    /// Random bits for ids and salts.
    package var random: @Sendable () -> UInt64
    /// So many rows that are not in rollups yet are walked in order; below zero none.
    ///
    /// Of more than those the ones that are meant are looked for, which gives the same.
    package var walkedRowsMax: Int64

    package init(
        metadataNames: Set<String>? = nil, walkedRowsMax: Int64 = 200_000,
        random: @escaping @Sendable () -> UInt64
    ) {
        self.metadataNames = metadataNames
        self.walkedRowsMax = walkedRowsMax
        self.random = random
    }
}

/// The ledger: keeps priced calls for ever, each once, and answers questions about them.
///
/// Any number of threads and processes may use one file; what a method recorded is durable when it returns.
package final class UsageStore: Sendable {
    let database: any SQLDatabase
    let options: StoreOptions
    /// Whether the ledger is open for reading only.
    let isReadOnly: Bool
    /// Whether nothing can be written where the ledger is, so that it is read without locks.
    package var isFrozen: Bool { database.isFrozen }
    /// Terms by their text's digest, and the other way round: nearly all calls use a few.
    let termsCache = Mutex(TermsCache())
    /// Calls that wait for a transaction of this process.
    let queue = RecordQueue()

    /// Opens the ledger in a database and brings its schema up to date; throws where the database is newer.
    package init(
        _ database: @autoclosure () throws -> any SQLDatabase, options: StoreOptions, at moment: Instant
    ) throws {
        let database = try StoreError.wording(database)
        self.database = database
        self.options = options
        isReadOnly = false
        try StoreError.wording {
            guard try !database.read({ try Migration.isCurrent($0) }) else { return }
            try database.write { try Migration.apply(to: $0, at: moment) }
        }
    }

    /// Opens a ledger for reading only; throws `schema_too_old` where its schema is not up to date.
    package init(reading database: @autoclosure () throws -> any SQLDatabase) throws {
        let database = try StoreError.wording(database)
        self.database = database
        options = StoreOptions(random: { 0 })
        isReadOnly = true
        try StoreError.wording {
            guard try database.read({ try Migration.isCurrent($0) }) else {
                throw StoreError(
                    .schemaTooOld, "the ledger's schema is not up to date",
                    hint: database.isFrozen
                        ? "copy it to a folder that can be written and run `usageledger aggregate` on it, once"
                        : "run `usageledger aggregate`, or any command that writes, once")
            }
        }
    }

    func write<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try StoreError.wording { try database.write(body) }
    }

    func read<Result: Sendable>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try StoreError.wording { try database.read(body) }
    }

    /// The tenants that have rows, sorted.
    package func tenants() throws -> [String] {
        try read { connection in
            var names: [String] = []
            let sql = "SELECT DISTINCT tenant_id FROM ledger WHERE sequence > 0 ORDER BY tenant_id"
            try connection.rows(sql) { names.append($0.text(0)) }
            return names
        }
    }
}

/// The price terms that this process has met.
struct TermsCache: Sendable {
    private var stored: [PriceTerms: StoredTerms] = [:]
    private var read: [[UInt8]: PriceTerms] = [:]
    /// Enough for every price of a catalogue in force at one time; beyond, the cache begins anew.
    private static let countMax = 4096

    /// The text of some terms.
    mutating func stored(_ terms: PriceTerms) throws(StoreError) -> StoredTerms {
        if let known = stored[terms] { return known }
        let made = try terms.stored()
        if stored.count >= Self.countMax { stored.removeAll() }
        stored[terms] = made
        return made
    }

    /// The terms of a digest, read by `load` at the first time.
    mutating func terms(_ digest: [UInt8], load: () throws -> String?) throws -> PriceTerms? {
        if let known = read[digest] { return known }
        guard let terms = try load().flatMap({ PriceTerms(body: $0) }) else { return nil }
        if read.count >= Self.countMax { read.removeAll() }
        read[digest] = terms
        return terms
    }
}

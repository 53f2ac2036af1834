import Foundation
package import SQLite
package import UsageModel
package import UsagePricing
import UsageStore

/// A ledger file with the prices that its calls are priced by.
///
///     let ledger = try Ledger(path: "ledger.sqlite")
///     let receipt = try ledger.record(UsageEvent(
///         occurredAt: SystemEdge.now(), provider: Provider(named: "openai"), model: "gpt-4o",
///         usage: Usage([.inputTokens: 1_200, .outputTokens: 350])))
///     print(receipt.costing.cost?.total ?? "unpriced")  // 0.0065
///
/// Any number of threads and processes may use one file.
public final class Ledger: Sendable {
    /// The file's path.
    public let path: String
    /// What it was told when it was opened.
    public let options: LedgerOptions
    package let prices: PriceList
    let store: UsageStore
    /// Whether nothing can be written where the file is: it is read without locks, as one that nobody changes.
    public var isFrozen: Bool { store.isFrozen }

    /// Opens a ledger to read and write; makes the file, and the folder it is in, where they are not there.
    public convenience init(path: String, options: LedgerOptions = LedgerOptions()) throws {
        try self.init(path: path, options: options, database: SQLiteDatabase.Options())
    }

    /// Opens a ledger with its own patience for locks.
    package init(path: String, options: LedgerOptions, database: SQLiteDatabase.Options) throws {
        try Self.makeFolder(of: path)
        self.path = path
        self.options = options
        prices = options.prices.list
        store = try UsageStore(
            try SQLiteDatabase(path: path, options: database), options: Self.storeOptions(options),
            at: options.now())
    }

    /// Opens a ledger for reading only; throws `ledger_missing` where there is no file.
    ///
    /// A file that cannot be written, in a folder that cannot either, is read without locks; `busy` is thrown where
    /// somebody else has written to it meanwhile.
    public init(reading path: String, options: LedgerOptions = LedgerOptions()) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw LedgerError(
                .ledgerMissing, "there is no ledger at `\(path)`",
                hint: "`usageledger import` or `usageledger record` makes one; --db names another")
        }
        self.path = path
        self.options = options
        prices = options.prices.list
        store = try UsageStore(reading: try SQLiteDatabase(path: path, options: .init(readOnly: true)))
    }

    static func storeOptions(_ options: LedgerOptions) -> StoreOptions {
        StoreOptions(metadataNames: options.metadataNames, random: options.random)
    }

    private static func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw LedgerError(
                .fileFailed, "the folder `\(folder.path)` cannot be made",
                hint: "see who owns it, or name another ledger with --db")
        }
    }
}

extension Ledger {
    /// Prices a call and writes its row; it is durable when this returns.
    ///
    /// The same idempotency key with the same call writes nothing and gives `.unchanged`; with another call it throws
    /// `idempotency_conflict`. A call without a known price is recorded all the same, with the reason.
    @discardableResult
    public func record(_ event: UsageEvent) throws -> Receipt {
        let receipts = try record([event])
        return try receipts[0].get()
    }

    /// Prices calls and writes their rows in one transaction; what is wrong with one call keeps no other one back.
    public func record(_ events: [UsageEvent]) throws -> [Result<Receipt, RecordFault>] {
        let priced = events.map { event in
            let event = event.normalised
            return PricedEvent(event: event, costing: price(event))
        }
        let now = options.now()
        let results = try store.record(priced, at: now)
        var late = LatePosting(store, now: now)
        return try zip(results, priced).map { result, priced in
            switch result {
            case .failure(let error): return .failure(RecordFault(error))
            case .success(let outcome):
                let month = try late.month(of: priced.event, outcome)
                return .success(Receipt(outcome: outcome, costing: priced.costing, latePostingMonth: month))
            }
        }
    }

    /// What a call costs at the price in force at its moment, or why nobody can say.
    public func price(_ event: UsageEvent) -> Costing {
        Pipeline.price(event, with: prices)
    }

    /// Answers a question with exact sums.
    public func answer(_ query: Query) throws -> CostTable {
        try store.answer(query)
    }

    /// The SQL whose result, in the `sqlite3` shell on the ledger's file, is the answer to a question.
    public func sql(_ query: Query) throws -> String {
        try store.sql(query)
    }

    /// The SQL whose result is a page of rows as `page(_:)` has it.
    public func pageSQL(_ query: Query) throws -> String {
        try store.pageSQL(query)
    }

    /// A page of the rows that a question is about, newest first; its groups and order do not count.
    ///
    /// Rows that are written after the first page was read are on no page.
    public func page(_ query: Query) throws -> RowPage {
        try store.page(query)
    }

    /// The row of an identity, with its whole breakdown, or nil.
    public func row(_ id: EventID, tenant: String? = nil) throws -> LedgerRow? {
        try store.event(id, tenant: tenant ?? options.tenant)
    }

    /// Hands out rows by their moment, one at a time, in memory that does not grow with them.
    public func rows(
        in span: Range<Instant>? = nil, filters: [Query.Filter] = [], tenant: String? = nil,
        _ body: (LedgerRow) throws -> Void
    ) throws {
        try store.rows(in: span, tenant: tenant ?? options.tenant, filters: filters, body)
    }

    /// How many rows `rows(in:)` hands out.
    public func rowCount(
        in span: Range<Instant>? = nil, filters: [Query.Filter] = [], tenant: String? = nil
    ) throws -> Int {
        try store.rowCount(in: span, tenant: tenant ?? options.tenant, filters: filters)
    }
}

/// What became of a call that was to be recorded, and its cost.
public struct Receipt: Hashable, Sendable {
    /// The row that was written, or the one that was there.
    public let outcome: RecordOutcome
    /// The cost, or why there is none.
    public let costing: Costing
    /// The month that the row was posted to now, such as `2025-04`, because the call's own is closed; nil for any other.
    public let latePostingMonth: String?

    /// The row's identity.
    public var id: EventID {
        switch outcome {
        case .recorded(let id, _), .unchanged(let id): id
        }
    }
}

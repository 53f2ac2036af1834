import JSON
import SQLDatabase
import SQLite
import Synchronization
import TestSupport
import UsageModel

@testable import UsageStore

/// A ledger in memory or in a file, with calls to put into it.
struct SampleLedger {
    let database: SQLiteDatabase
    let store: UsageStore

    static let start = Instant(seconds: 1_741_000_000)  // 2025-03-03T11:06:40Z

    /// Random bits that are the same in every run.
    private final class Bits: Sendable {
        private let random: Mutex<SeededRandom>
        init(seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }
        func next() -> UInt64 { random.withLock { $0.next() } }
    }

    init(
        path: String? = nil, seed: UInt64 = 1, metadataNames: Set<String>? = nil,
        walkedRowsMax: Int64 = 200_000
    ) throws {
        database = try path.map { try SQLiteDatabase(path: $0) } ?? SQLiteDatabase(inMemory: .init())
        let bits = Bits(seed: seed)
        store = try UsageStore(
            database,
            options: StoreOptions(
                metadataNames: metadataNames, walkedRowsMax: walkedRowsMax, random: { bits.next() }),
            at: Self.start)
    }

    /// Every cell of a query, for looking at the tables themselves.
    func cells(_ sql: String) throws -> [[SQLValue]] {
        try database.read { connection in
            var rows: [[SQLValue]] = []
            try connection.rows(sql) { row in rows.append((0..<row.columnCount).map { row.value($0) }) }
            return rows
        }
    }

    /// Runs statements as somebody with the file in hands could.
    func tamper(_ statements: String...) throws {
        try database.write { connection in for statement in statements { try connection.execute(statement) } }
    }

    static let withoutTriggers =
        "DROP TRIGGER api_usage_no_update; DROP TRIGGER api_usage_no_delete; DROP TRIGGER price_terms_no_update;"
}

extension PricedEvent {
    /// A text call at 2.50 and 10 dollars per million tokens.
    static func sample(
        _ number: Int = 0, seconds: Int? = nil, model: String = "gpt-4o", user: String? = "ada",
        input: Int = 1200,
        output: Int = 300, price: String = "2.5", id: EventID? = nil
    ) throws -> PricedEvent {
        var event = UsageEvent(
            occurredAt: SampleLedger.start.adding(seconds: Int64(seconds ?? number * 60)),
            provider: .init(named: "openai"),
            model: model, usage: try Usage([.inputTokens: input, .outputTokens: output]),
            attribution: Attribution(user: user))
        event.id = id ?? EventID(at: event.occurredAt, random: (7, UInt64(number)))
        event.outcome.latencyMs = 100 + number
        let cost = Cost(
            lines: [
                try .sample("input", .input, count: input, amount: price),
                try .sample("output", .output, count: output, amount: "10"),
            ],
            price: .sample(model))
        return PricedEvent(event: event, costing: .priced(cost))
    }

    /// A call without a price.
    static func unpriced(_ number: Int, _ reason: UnpricedReason) throws -> PricedEvent {
        var priced = try sample(number)
        priced.costing = .unpriced(reason)
        return priced
    }
}

extension CostLine {
    static func sample(
        _ name: String, _ direction: Direction, count: Int, amount: String, per: Int = 1_000_000
    ) throws -> CostLine {
        try CostLine(
            className: name, direction: direction, unit: .token, count: ExactDecimal(count),
            amount: try ExactDecimal(amount), per: ExactDecimal(per),
            multipliers: [Multiplier(name: "tier:standard", factor: .one)])
    }
}

extension PriceReference {
    static func sample(_ model: String) -> PriceReference {
        PriceReference(
            priceID: "openai/\(model)@2024-10-01", modelID: model, match: "exact", source: "tests@1",
            sourceURL: "https://example.com/prices", seen: CivilDate(year: 2025, month: 1, day: 31),
            agreeing: ["another@2"], dateState: .assumed, catalogueVersion: "2025.1")
    }
}

extension [RecordResult] {
    /// How many new rows, known rows and errors.
    var counts: [Int] {
        var counts = [0, 0, 0]
        for result in self {
            switch result {
            case .success(.recorded): counts[0] += 1
            case .success(.unchanged): counts[1] += 1
            case .failure: counts[2] += 1
            }
        }
        return counts
    }
}

/// Why a property does not hold.
struct Broken: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}

extension Column {
    /// All columns but the first as an SQL list.
    static let listAfterTenant = stored.dropFirst().map(\.sql).joined(separator: ", ")
}

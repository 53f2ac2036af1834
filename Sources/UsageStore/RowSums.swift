internal import SQLDatabase
internal import UsageModel

/// The integers of a row that sums are made of, as a block of rows has them.
enum SumColumn: Int, CaseIterable {
    case sign, occurredAt, order
    case inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens
    case images, videoMicroseconds, audioMicroseconds
    case totalCost, inputCost, outputCost, listCost, statedCost
    case latencyMs, hasFailed, isPriceAssumed

    /// The column's value, as SQL.
    func sql(_ dialect: any SQLDialect) -> String {
        switch self {
        case .sign: Column.sign.name
        case .occurredAt: Column.occurredAt.name
        case .order: dialect.insertionOrder
        case .inputTokens: Column.inputTokens.name
        case .outputTokens: Column.outputTokens.name
        case .cacheReadTokens: Column.cacheReadTokens.name
        case .cacheWriteTokens: Column.cacheWriteTokens.name
        case .reasoningTokens: Column.reasoningTokens.name
        case .images: Column.images.name
        case .videoMicroseconds: Column.videoMicroseconds.name
        case .audioMicroseconds: Column.audioMicroseconds.name
        case .totalCost: Column.totalCost.name
        case .inputCost: Column.inputCost.name
        case .outputCost: Column.outputCost.name
        case .listCost: Column.listCost.name
        case .statedCost: Column.statedCost.name
        case .latencyMs: Column.latencyMs.name
        case .hasFailed: "CASE status WHEN 'success' THEN 0 ELSE 1 END"
        case .isPriceAssumed: "CASE price_date WHEN 'assumed' THEN 1 ELSE 0 END"
        }
    }

    /// A statement that reads these columns and then some texts.
    static func select(_ texts: [String], _ dialect: any SQLDialect, from source: String) -> String {
        let columns = allCases.map { $0.sql(dialect) } + texts
        return "SELECT \(columns.joined(separator: ", ")) FROM \(source)"
    }
}

/// What one row adds to sums, its sign applied.
struct RowSums {
    let sign: Int
    let occurredAt: Int64
    /// The row's place in the order of insertion.
    let order: Int64
    /// Nil where it is not known.
    let latencyMs: Int?
    /// Whether a provider or a log stated the cost.
    let hasStatedCost: Bool
    fileprivate let values: Values
    /// What the row adds to a cost.
    var cost: Money { Money(picodollars: Int128(values.total)) }

    /// The signed counts and amounts.
    fileprivate struct Values {
        var failed, assumed: Int64
        var input, output, cacheRead, cacheWrite, reasoning: Int64
        var images, video, audio: Int64
        var total, inputCost, outputCost, list, stated: Int64
    }

    /// A row of a block.
    ///
    /// Throws `damaged_ledger` for a row of an impossible sign or magnitude; with any other, no sum of rows can leave its bounds.
    @inline(__always)
    init(_ block: borrowing RowBlock, _ row: Int) throws(StoreError) {
        let base = row * block.integerCount
        func value(_ column: SumColumn) -> Int64 { block.integers[base + column.rawValue] }
        let sign = value(.sign)
        guard sign == 1 || sign == -1 else {
            throw StoreError(
                .damagedLedger, "a row has the sign \(sign)", hint: "run `usageledger verify` to find it")
        }
        var signs: Int64 = 0
        func signed(_ column: SumColumn) -> Int64 {
            let magnitude = value(column)
            signs |= magnitude
            return sign < 0 ? 0 &- magnitude : magnitude
        }
        values = Values(
            failed: signed(.hasFailed), assumed: signed(.isPriceAssumed), input: signed(.inputTokens),
            output: signed(.outputTokens), cacheRead: signed(.cacheReadTokens),
            cacheWrite: signed(.cacheWriteTokens), reasoning: signed(.reasoningTokens),
            images: signed(.images), video: signed(.videoMicroseconds), audio: signed(.audioMicroseconds),
            total: signed(.totalCost), inputCost: signed(.inputCost), outputCost: signed(.outputCost),
            list: signed(.listCost), stated: signed(.statedCost))
        let latency = value(.latencyMs)
        guard signs >= 0, latency >= 0 else {
            throw StoreError(
                .damagedLedger, "a row has a count or an amount below zero",
                hint: "run `usageledger verify` to find it")
        }
        self.sign = Int(sign)
        occurredAt = value(.occurredAt)
        order = value(.order)
        latencyMs = latency == 0 && block.isNull(row, SumColumn.latencyMs.rawValue) ? nil : Int(latency)
        hasStatedCost = !block.isNull(row, SumColumn.statedCost.rawValue)
    }
}

/// Sums of rows with how many there were and when; why calls have no cost is counted apart.
struct Tally {
    /// How many rows, whatever their sign.
    var rows = 0
    var first = Int64.max
    var last = Int64.min
    var sums = Measures()

    @inline(__always)
    mutating func add(_ row: borrowing RowSums) {
        rows += 1
        first = min(first, row.occurredAt)
        last = max(last, row.occurredAt)
        sums.add(row)
    }

    mutating func add(_ other: Tally) {
        rows += other.rows
        first = min(first, other.first)
        last = max(last, other.last)
        sums += other.sums
    }
}

extension Measures {
    @inline(__always)
    fileprivate mutating func add(_ row: borrowing RowSums) {
        let values = row.values
        calls += row.sign
        failedCalls += Int(values.failed)
        assumedPriceCalls += Int(values.assumed)
        inputTokens += Int128(values.input)
        outputTokens += Int128(values.output)
        cacheReadTokens += Int128(values.cacheRead)
        cacheWriteTokens += Int128(values.cacheWrite)
        reasoningTokens += Int128(values.reasoning)
        images += Int128(values.images)
        videoMicroseconds += Int128(values.video)
        audioMicroseconds += Int128(values.audio)
        cost += Money(picodollars: Int128(values.total))
        inputCost += Money(picodollars: Int128(values.inputCost))
        outputCost += Money(picodollars: Int128(values.outputCost))
        // The schema says that the parts of a cost add up to it.
        generationCost += Money(
            picodollars: Int128(values.total) - Int128(values.inputCost) - Int128(values.outputCost))
        listCost += Money(picodollars: Int128(values.list))
        if row.hasStatedCost {
            statedCost += Money(picodollars: Int128(values.stated))
            statedCalls += row.sign
        }
    }
}

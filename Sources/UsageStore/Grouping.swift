internal import SQLDatabase
internal import UsageModel

/// Adds rows up by bucket and dimensions in one pass, in memory that grows with the groups only.
struct Grouping {
    /// The columns that `add` reads, in this order, before the moment and the dimensions.
    static let measureColumns = [
        "sign", "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens",
        "reasoning_tokens",
        "images", "video_microseconds", "audio_microseconds", "total_cost", "input_cost", "output_cost",
        "generation_cost", "list_cost", "stated_cost", "CASE WHEN status = 'success' THEN 0 ELSE 1 END",
        "CASE WHEN price_date = 'assumed' THEN 1 ELSE 0 END", "unpriced_reason",
    ]
    private static let momentColumn = measureColumns.count
    private static let firstKeyColumn = measureColumns.count + 1

    private let query: Query
    private var calendar: BucketCalendar?
    private var labels: [LabelTable]
    /// The groups' keys (bucket, then a label of each dimension) and sums.
    private var keys: [[Int]] = []
    private var sums: [Measures] = []
    private var numbers: [[Int]: Int] = [:]
    private var current: [Int]
    private var last = -1
    private var occurred: (first: Int64, last: Int64)?

    init(_ query: Query) {
        self.query = query
        calendar = query.bucket.map { BucketCalendar($0) }
        labels = query.groups.map { _ in LabelTable() }
        current = [Int](repeating: -1, count: query.groups.count + 1)
    }

    /// The statement whose rows `add` takes.
    static func sql(_ query: Query, _ condition: RowCondition) -> String {
        let columns = measureColumns + ["occurred_at"] + query.groups.map(\.sql)
        return "SELECT \(columns.joined(separator: ", ")) FROM api_usage WHERE \(condition.sql)"
    }

    /// Adds one row to its group.
    ///
    /// Throws `damaged_ledger` for a row of an impossible sign; with any other, no sum of rows can leave its bounds.
    mutating func add(_ row: any SQLRow) throws(StoreError) {
        let sign = row.integer(0)
        guard sign == 1 || sign == -1 else {
            throw StoreError(
                .damagedLedger, "a row has the sign \(sign)", hint: "run `usageledger verify` to find it")
        }
        let moment = row.integer(Self.momentColumn)
        occurred = (min(occurred?.first ?? moment, moment), max(occurred?.last ?? moment, moment))
        let group = group(of: row, at: moment)
        sums[group].add(row)
    }

    private mutating func group(of row: any SQLRow, at moment: Int64) -> Int {
        var isSame = last >= 0
        let bucket = calendar?.bucket(of: Instant(microseconds: moment)) ?? 0
        if current[0] != bucket {
            current[0] = bucket
            isSame = false
        }
        for index in labels.indices {
            let column = Self.firstKeyColumn + index
            let label =
                row.isNull(column)
                ? LabelTable.unknown : row.withBytes(column) { labels[index].number(of: $0) }
            guard current[index + 1] != label else { continue }
            current[index + 1] = label
            isSame = false
        }
        if isSame { return last }
        if let known = numbers[current] {
            last = known
        } else {
            last = keys.count
            numbers[current] = last
            keys.append(current)
            sums.append(Measures())
        }
        return last
    }

    /// The table of all rows added; `sequence` is that of the ledger's last row.
    func table(sequence: Int) throws(StoreError) -> CostTable {
        var total = Measures()
        for sum in sums { total += sum }
        var groups = keys.indices.map { index in
            CostTable.Row(
                bucket: calendar.map { _ in CivilDate(daysSince1970: keys[index][0]) },
                keys: labels.indices.map { labels[$0].text(keys[index][$0 + 1]) }, measures: sums[index])
        }
        if query.groups.isEmpty, query.bucket == nil { groups = [] }
        return try CostTable(
            pageOf: groups, query: query, total: total, sequence: sequence,
            occurred: occurred.map { Instant(microseconds: $0.first)...Instant(microseconds: $0.last) })
    }
}

extension Measures {
    /// Adds a row of `Grouping.measureColumns`, in that order.
    fileprivate mutating func add(_ row: any SQLRow) {
        let sign = Int128(row.integer(0))
        calls += Int(sign)
        inputTokens += sign * Int128(row.integer(1))
        outputTokens += sign * Int128(row.integer(2))
        cacheReadTokens += sign * Int128(row.integer(3))
        cacheWriteTokens += sign * Int128(row.integer(4))
        reasoningTokens += sign * Int128(row.integer(5))
        images += sign * Int128(row.integer(6))
        videoMicroseconds += sign * Int128(row.integer(7))
        audioMicroseconds += sign * Int128(row.integer(8))
        cost += Money(picodollars: sign * Int128(row.integer(9)))
        inputCost += Money(picodollars: sign * Int128(row.integer(10)))
        outputCost += Money(picodollars: sign * Int128(row.integer(11)))
        generationCost += Money(picodollars: sign * Int128(row.integer(12)))
        listCost += Money(picodollars: sign * Int128(row.integer(13)))
        if !row.isNull(14) {
            statedCost += Money(picodollars: sign * Int128(row.integer(14)))
            statedCalls += Int(sign)
        }
        failedCalls += Int(sign) * Int(row.integer(15))
        assumedPriceCalls += Int(sign) * Int(row.integer(16))
        guard !row.isNull(17) else { return }
        let reason = row.text(17)
        let count = unpricedCalls[reason, default: 0] + Int(sign)
        // A reversed call leaves no reason behind.
        unpricedCalls[reason] = count == 0 ? nil : count
    }
}

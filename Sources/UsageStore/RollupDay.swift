internal import SQLDatabase
internal import UsageModel

/// The rollups of one UTC day, made from its rows in one pass.
struct RollupDay {
    /// A page as it is kept.
    struct Packed: Sendable {
        var name: RollupPage.Name
        var body: [UInt8]
        var members: [UInt8]?
        /// How many rollup rows it has.
        var count: Int
    }

    /// The texts that are read of each row.
    static let dimensions: [Dimension] = [
        .provider, .model, .service, .status, .campaign, .unpricedReason, .user, .team, .keyID, .chat, .agent,
    ]
    /// The texts as SQL; the message comes last.
    static let texts = dimensions.map(\.sql) + [Column.message.name]
    private static let reasonColumn = dimensions.firstIndex(of: .unpricedReason) ?? 0
    private static let userColumn = dimensions.firstIndex(of: .user) ?? 0

    private var day: Int
    private let tenant: String
    private(set) var rows = 0
    private var labels = texts.map { _ in LabelTable() }
    private var tables = RollupCut.allCases.map { RollupTable($0, columns: columns($0)) }
    private var row = [Int32](repeating: 0, count: texts.count)

    private static func columns(_ cut: RollupCut) -> [Int] {
        cut.dimensions.map { dimension in
            guard let column = dimensions.firstIndex(of: dimension) else {
                preconditionFailure("every dimension of a cut is read")
            }
            return column
        }
    }

    init(_ day: Int, tenant: String) {
        self.day = day
        self.tenant = tenant
    }

    /// Reads the rows of a day up to and with a place in the order of insertion.
    init(_ day: Int, tenant: String, through: Int64, in connection: any SQLConnection) throws {
        self.init(day, tenant: tenant)
        try read(day, through: through, in: connection)
    }

    /// Reads the rows of another day, in the memory that this one took.
    mutating func read(_ day: Int, through: Int64, in connection: any SQLConnection) throws {
        self.day = day
        rows = 0
        for index in labels.indices { labels[index].removeAll() }
        for index in tables.indices { tables[index].removeAll() }
        let start = Int64(day) * RollupPage.dayLength
        // The sum keeps the engine on the time index.
        let sql =
            SumColumn.select(Self.texts, connection.dialect, from: "api_usage")
            + " WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3"
            + " AND \(connection.dialect.insertionOrder) + 0 <= $4"
        let values: [SQLValue] = [
            .text(tenant), .integer(start), .integer(start + RollupPage.dayLength), .integer(through),
        ]
        try connection.statement(sql).blocks(values, integers: SumColumn.allCases.count) { try add($0) }
    }

    /// Adds rows.
    mutating func add(_ block: borrowing RowBlock) throws(StoreError) {
        let start = Int64(day) * RollupPage.dayLength
        for index in 0..<block.count {
            let sums = try RowSums(block, index)
            for column in row.indices {
                if let range = block.text(index, column) {
                    row[column] = Int32(labels[column].number(of: block.bytes.span.extracting(range)))
                } else {
                    row[column] = Int32(LabelTable.unknown)
                }
            }
            let hour = Int32((sums.occurredAt - start) / RollupPage.hourLength)
            for table in tables.indices {
                tables[table].add(sums, hour: hour, row: row, reason: row[Self.reasonColumn])
            }
        }
        rows += block.count
    }

    /// The users of the day's rows.
    var users: [String] {
        (1..<max(1, labels[Self.userColumn].count)).compactMap { labels[Self.userColumn].text($0) }
    }

    /// All pages of the day; none where it has no rows.
    func pages() -> [Packed] {
        guard rows > 0 else { return [] }
        let orders = labels.dropLast().map { $0.order() }
        let packing = RollupPacking(
            day: day, tenant: tenant, labels: labels, orders: orders, reasonColumn: Self.reasonColumn)
        return tables.flatMap { table in
            table.cut.grains.map { packing.page($0 == .hour ? table : table.daily(), $0) }
        }
    }
}

/// The rollup rows of one cut while they are added up; hour and labels make the key.
struct RollupTable {
    let cut: RollupCut
    /// Which columns of a row belong to the key.
    let columns: [Int]
    private(set) var keys: KeyTable
    private(set) var tallies: [Tally] = []
    /// Latencies: the row of the rollup, then the bucket of a sketch, then a bit for those that are taken out.
    private(set) var latencies: [UInt64] = []
    /// Why calls have no cost, and messages, by row of the rollup.
    private(set) var reasons = LabelCounts()
    private(set) var messages = LabelCounts()
    private var key: [Int32]

    init(_ cut: RollupCut, columns: [Int]) {
        self.cut = cut
        self.columns = columns
        keys = KeyTable(width: columns.count + 1)
        key = [Int32](repeating: 0, count: columns.count + 1)
    }

    /// Forgets all rows and keeps the memory.
    mutating func removeAll() {
        keys.removeAll()
        tallies.removeAll(keepingCapacity: true)
        latencies.removeAll(keepingCapacity: true)
        reasons.removeAll()
        messages.removeAll()
    }

    mutating func add(_ sums: borrowing RowSums, hour: Int32, row: [Int32], reason: Int32) {
        key[0] = hour
        for index in columns.indices { key[index + 1] = row[columns[index]] }
        let number = place()
        tallies[number].add(sums)
        if reason != 0 { reasons.add(sums.sign, label: Int(reason), group: number) }
        switch cut.members {
        case .none: break
        case .latency:
            guard let latency = sums.latencyMs else { break }
            let bucket = UInt64(LatencySketch.bucket(of: latency))
            latencies.append(UInt64(number) << 13 | bucket << 1 | (sums.sign < 0 ? 1 : 0))
        case .messages:
            if let message = row.last, message != 0 {
                messages.add(sums.sign, label: Int(message), group: number)
            }
        }
    }

    /// The number of the present key.
    private mutating func place() -> Int {
        let number = keys.number(of: key)
        if number == tallies.count {
            tallies.append(Tally())
        }
        return number
    }

    /// The same with the hours of the day put together.
    func daily() -> RollupTable {
        var days = RollupTable(cut, columns: columns)
        var numbers: [Int] = []
        numbers.reserveCapacity(tallies.count)
        for number in tallies.indices {
            for index in columns.indices { days.key[index + 1] = Int32(keys.part(index + 1, of: number)) }
            let day = days.place()
            days.tallies[day].add(tallies[number])
            numbers.append(day)
        }
        for (group, label, count) in reasons.entries {
            days.reasons.add(count, label: label, group: numbers[group])
        }
        for (group, label, count) in messages.entries {
            days.messages.add(count, label: label, group: numbers[group])
        }
        days.latencies = latencies.map { UInt64(numbers[Int($0 >> 13)]) << 13 | $0 & 0x1FFF }
        return days
    }
}

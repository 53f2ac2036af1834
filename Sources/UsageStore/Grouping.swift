internal import SQLDatabase
internal import UsageModel

/// Adds rows and rollups up by bucket and dimensions in one pass, in memory that grows with the groups only.
struct Grouping {
    let query: Query
    private(set) var calendar: BucketCalendar?
    private(set) var labels: [LabelTable]
    /// The groups: bucket, then a label of each dimension.
    private(set) var keys: KeyTable
    private(set) var tallies: [Tally] = []
    private(set) var sketches: [LatencySketch] = []
    private(set) var reasons = LabelCounts()
    private(set) var chats = LabelCounts()
    private(set) var messages = LabelCounts()
    private(set) var agents = LabelCounts()
    private var current: [Int32]
    private var last = -1

    init(_ query: Query) {
        self.query = query
        calendar = query.bucket.map { BucketCalendar($0) }
        labels = query.groups.map { _ in LabelTable() }
        keys = KeyTable(width: query.groups.count + 1)
        current = [Int32](repeating: -1, count: query.groups.count + 1)
    }

    /// The texts of rows that `add` takes: the reason first, the query's dimensions last.
    private static let activityColumns: [Column] = [.chat, .message, .agent]
    private var firstKeyColumn: Int { query.hasActivity ? 1 + Self.activityColumns.count : 1 }

    /// The start of a statement whose blocks `add` takes.
    private func select(_ dialect: any SQLDialect, from source: String) -> String {
        let activity = query.hasActivity ? Self.activityColumns.map(\.sql) : []
        return SumColumn.select(
            [Column.unpricedReason.name] + activity + query.groups.map(\.sql), dialect, from: source)
    }

    /// Adds the rows of a condition to their groups; `isMeant` says of a row by its moment and place whether it counts.
    mutating func addRows(
        _ condition: RowCondition, from source: String = "api_usage", in connection: any SQLConnection,
        isMeant: (Int64, Int64) -> Bool = { _, _ in true }
    ) throws {
        let sql = select(connection.dialect, from: source) + " WHERE \(condition.sql)"
        try connection.statement(sql).blocks(condition.values, integers: SumColumn.allCases.count) {
            try add($0, isMeant: isMeant)
        }
    }

    /// Adds rows to their groups; `isMeant` says of a row by its moment and place whether it counts.
    mutating func add(_ block: borrowing RowBlock, isMeant: (Int64, Int64) -> Bool = { _, _ in true })
        throws(StoreError)
    {
        for row in 0..<block.count {
            let sums = try RowSums(block, row)
            guard isMeant(sums.occurredAt, sums.order) else { continue }
            let group = group(of: block, row, at: sums.occurredAt)
            tallies[group].add(sums)
            if let text = block.text(row, 0) {
                let label = reasons.labels.number(of: block.bytes.span.extracting(text))
                reasons.add(sums.sign, label: label, group: group)
            }
            if query.hasLatency, let latency = sums.latencyMs {
                sketches[group].add(milliseconds: latency, times: sums.sign)
            }
            if query.hasActivity { addActivity(block, row, sign: sums.sign, group: group) }
        }
    }

    private mutating func addActivity(_ block: borrowing RowBlock, _ row: Int, sign: Int, group: Int) {
        if let text = block.text(row, 1) {
            let label = chats.labels.number(of: block.bytes.span.extracting(text))
            chats.add(sign, label: label, group: group)
        }
        if let text = block.text(row, 2) {
            let label = messages.labels.number(of: block.bytes.span.extracting(text))
            messages.add(sign, label: label, group: group)
        }
        if let text = block.text(row, 3) {
            let label = agents.labels.number(of: block.bytes.span.extracting(text))
            agents.add(sign, label: label, group: group)
        }
    }

    private mutating func group(of block: borrowing RowBlock, _ row: Int, at moment: Int64) -> Int {
        var isSame = last >= 0
        let bucket = Int32(calendar?.bucket(of: Instant(microseconds: moment)) ?? 0)
        if current[0] != bucket {
            current[0] = bucket
            isSame = false
        }
        let first = firstKeyColumn
        for index in labels.indices {
            let text = block.text(row, first + index)
            let label = text.map { labels[index].number(of: block.bytes.span.extracting($0)) }
            guard current[index + 1] != Int32(label ?? LabelTable.unknown) else { continue }
            current[index + 1] = Int32(label ?? LabelTable.unknown)
            isSame = false
        }
        if !isSame { last = place() }
        return last
    }

    /// The group of the present key.
    private mutating func place() -> Int {
        let group = keys.number(of: current)
        if group == tallies.count {
            tallies.append(Tally())
            if query.hasLatency { sketches.append(LatencySketch()) }
        }
        return group
    }
}

extension Grouping {
    /// Adds the rollup rows of a page that the query means, of the hours whose bit is set.
    mutating func add(_ page: RollupPage, hours: UInt32 = .max) throws(PackedBytesError) {
        let map = PageMap(page, query, &labels, &calendar, reasons: &reasons.labels)
        let chatPart = page.name.cut.dimensions.firstIndex(of: .chat)
        let agentPart = page.name.cut.dimensions.firstIndex(of: .agent)
        var walk = page.walk()
        while try walk.next() {
            guard hours & 1 << UInt32(walk.hour) != 0, map.isMeant(walk.key) else {
                try walk.skip()
                continue
            }
            current[0] = map.buckets[walk.hour]
            for index in labels.indices { current[index + 1] = map.label(index, of: walk.key) }
            let group = place()
            let callsBefore = tallies[group].sums.calls
            try walk.add(to: &tallies[group]) { rank, calls in
                reasons.add(calls, label: map.reasons[rank], group: group)
            }
            if query.hasLatency { try walk.add(to: &sketches[group]) }
            guard query.hasActivity, let members = page.members else { continue }
            let calls = tallies[group].sums.calls - callsBefore
            if let part = chatPart, let text = page.span(part, walk.key[part]) {
                chats.add(
                    calls, label: chats.labels.number(of: page.body.span.extracting(text)), group: group)
            }
            if let part = agentPart, let text = page.span(part, walk.key[part]) {
                agents.add(
                    calls, label: agents.labels.number(of: page.body.span.extracting(text)), group: group)
            }
            try walk.messages { text, calls in
                messages.add(
                    calls, label: messages.labels.number(of: members.span.extracting(text)), group: group)
            }
        }
        last = -1
    }

    /// How the numbers of a page become those of the groups.
    private struct PageMap {
        /// The bucket of each hour; of a page of days the first stands for all.
        let buckets: [Int32]
        let reasons: [Int]
        private let parts: [Int]
        let labels: [[Int32]]
        /// Which texts of which part of the key are meant.
        private let filters: [(part: Int, isMeant: [Bool])]

        init(
            _ page: RollupPage, _ query: Query, _ tables: inout [LabelTable],
            _ calendar: inout BucketCalendar?,
            reasons table: inout LabelTable
        ) {
            let start = RolledDay.moments(of: page.name.day).lowerBound
            var buckets: [Int32] = []
            for hour in 0..<24 {
                let moment = Instant(microseconds: start + Int64(hour) * RollupPage.hourLength)
                buckets.append(Int32(calendar?.bucket(of: moment) ?? 0))
            }
            self.buckets = buckets
            var reasons: [Int] = []
            for text in page.reasons { reasons.append(table.number(of: page.body.span.extracting(text))) }
            self.reasons = reasons
            let dimensions = page.name.cut.dimensions
            parts = query.groups.map { dimensions.firstIndex(of: $0) ?? 0 }
            var labels: [[Int32]] = []
            for (index, part) in parts.enumerated() {
                var numbers = [Int32(LabelTable.unknown)]
                for text in page.labels[part] {
                    numbers.append(Int32(tables[index].number(of: page.body.span.extracting(text))))
                }
                labels.append(numbers)
            }
            self.labels = labels
            filters = query.filters.map { filter in
                let part = dimensions.firstIndex(of: filter.dimension) ?? 0
                let known = Set(filter.values.compactMap { $0.map { Array($0.utf8) } })
                let isUnknownMeant = filter.values.contains(nil) != filter.isExcluded
                return (
                    part,
                    [isUnknownMeant]
                        + page.labels[part].map {
                            known.contains(Array(page.body[$0])) != filter.isExcluded
                        }
                )
            }
        }

        func label(_ group: Int, of key: [Int]) -> Int32 { labels[group][key[parts[group]]] }

        func isMeant(_ key: [Int]) -> Bool {
            for filter in filters where !filter.isMeant[key[filter.part]] { return false }
            return true
        }
    }
}

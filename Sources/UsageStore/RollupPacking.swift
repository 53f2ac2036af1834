internal import UsageModel

/// Packs the rollup rows of a day into pages.
struct RollupPacking {
    private let day: Int
    private let tenant: String
    private let labels: [LabelTable]
    /// The labels of each column in the order in which pages have them.
    private let orders: [[Int]]
    /// The place of each label in that order.
    private let ranks: [[Int]]
    private let reasonColumn: Int

    init(day: Int, tenant: String, labels: [LabelTable], orders: [[Int]], reasonColumn: Int) {
        self.day = day
        self.tenant = tenant
        self.labels = labels
        self.orders = orders
        self.reasonColumn = reasonColumn
        ranks = orders.map { order in
            var ranks = [Int](repeating: 0, count: order.count)
            for (rank, label) in order.enumerated() { ranks[label] = rank }
            return ranks
        }
    }

    /// The page of a table.
    func page(_ table: RollupTable, _ grain: RollupCut.Grain) -> RollupDay.Packed {
        let name = RollupPage.Name(cut: table.cut, grain: grain, day: day)
        let width = table.keys.width
        let keys = rankedKeys(of: table)
        let order = table.tallies.indices.sorted { a, b in
            for index in 0..<width {
                let (one, two) = (keys[a * width + index], keys[b * width + index])
                if one != two { return one < two }
            }
            return false
        }
        var body = PackedWriter()
        body.write(RollupPage.version)
        for column in table.columns + [reasonColumn] { writeLabels(column, to: &body) }
        body.write(count: order.count)
        body.write(count: table.tallies.reduce(0) { $0 + $1.rows })
        let reasons = lists(table.reasons, count: order.count) { ranks[reasonColumn][$0] }
        for number in order {
            for index in (grain == .hour ? 0 : 1)..<width { body.write(count: keys[number * width + index]) }
            write(table.tallies[number], to: &body)
            body.write(count: reasons[number].count)
            for (rank, _, calls) in reasons[number] {
                body.write(count: rank - 1)
                body.write(signed: Int128(calls))
            }
        }
        body.write(
            fixed: RollupPage.seal(body.bytes.span, name, tenant, isMembers: false))
        return RollupDay.Packed(
            name: name, body: body.bytes, members: members(of: table, name, order), count: order.count)
    }

    private func rankedKeys(of table: RollupTable) -> [Int] {
        var keys: [Int] = []
        keys.reserveCapacity(table.keys.keys.count)
        for number in table.tallies.indices {
            keys.append(table.keys.part(0, of: number))
            for (index, column) in table.columns.enumerated() {
                keys.append(ranks[column][table.keys.part(index + 1, of: number)])
            }
        }
        return keys
    }

    private func writeLabels(_ column: Int, to writer: inout PackedWriter) {
        writer.write(count: orders[column].count - 1)
        for label in orders[column].dropFirst() {
            let text = labels[column].label(label)
            writer.write(count: text.count)
            writer.append(text)
        }
    }

    private func write(_ tally: Tally, to writer: inout PackedWriter) {
        writer.write(count: tally.rows)
        writer.write(count: Int(tally.first - Int64(day) * RollupPage.dayLength))
        writer.write(count: Int(tally.last - tally.first))
        tally.sums.write(to: &writer)
    }

    /// The texts of each rollup row with their counts, in an order that depends on the texts alone.
    private func lists(_ counts: LabelCounts, count: Int, rank: (Int) -> Int)
        -> [[(rank: Int, label: Int, calls: Int)]]
    {
        var lists = [[(rank: Int, label: Int, calls: Int)]](repeating: [], count: count)
        for (group, label, count) in counts.entries { lists[group].append((rank(label), label, count)) }
        for index in lists.indices where lists[index].count > 1 { lists[index].sort { $0.rank < $1.rank } }
        return lists
    }

    private func members(of table: RollupTable, _ name: RollupPage.Name, _ order: [Int]) -> [UInt8]? {
        var writer = PackedWriter()
        switch name.cut.members {
        case .none: return nil
        case .latency:
            writeLatencies(table, order, to: &writer)
        case .messages:
            guard let texts = labels.last else { return nil }
            let ranks = self.messageRanks(texts)
            let messages = lists(table.messages, count: order.count) { ranks[$0] }
            for number in order {
                var list = PackedWriter()
                for (_, label, calls) in messages[number] {
                    let text = texts.label(label)
                    list.write(count: text.count)
                    list.append(text)
                    list.write(signed: Int128(calls))
                }
                writer.write(list.bytes)
            }
        }
        writer.write(fixed: RollupPage.seal(writer.bytes.span, name, tenant, isMembers: true))
        return writer.bytes
    }

    private func writeLatencies(_ table: RollupTable, _ order: [Int], to writer: inout PackedWriter) {
        var places = [UInt64](repeating: 0, count: order.count)
        for (place, number) in order.enumerated() { places[number] = UInt64(place) }
        let latencies = table.latencies.map { places[Int($0 >> 13)] << 13 | $0 & 0x1FFF }.sorted()
        var packing = LatencySketch.Packing()
        var index = 0
        for place in order.indices {
            packing.removeAll()
            while index < latencies.count, latencies[index] >> 13 == place {
                let bucket = latencies[index] >> 1
                var count = 0
                while index < latencies.count, latencies[index] >> 1 == bucket {
                    count += latencies[index] & 1 == 0 ? 1 : -1
                    index += 1
                }
                packing.add(count, bucket: Int(bucket & 0xFFF))
            }
            writer.write(packing.bytes)
        }
    }

    private func messageRanks(_ texts: LabelTable) -> [Int] {
        var ranks = [Int](repeating: 0, count: texts.count)
        for (rank, label) in texts.order().enumerated() { ranks[label] = rank }
        return ranks
    }
}

internal import UsageModel

extension Grouping {
    /// The table of all that was added; `sequence` is that of the ledger's last row.
    func table(sequence: Int) throws(StoreError) -> CostTable {
        let groups = finished()
        var total = Measures()
        for group in groups { total += group }
        total.dropEmptyReasons()
        let activities = query.hasActivity ? self.activities : []
        var rows = groups.indices.map { index in
            CostTable.Row(
                bucket: bucket(of: index), keys: texts(of: index), measures: groups[index],
                latency: query.hasLatency ? sketches[index] : nil,
                activity: query.hasActivity ? activities[index] : nil)
        }
        if query.groups.isEmpty, query.bucket == nil { rows = [] }
        var table = try CostTable(
            pageOf: rows, query: query, total: total, sequence: sequence, occurred: occurred)
        table.totalLatency = query.hasLatency ? sketches.reduce(into: LatencySketch()) { $0 += $1 } : nil
        table.totalActivity = query.hasActivity ? totalActivity : nil
        return table
    }

    /// What was done in each group.
    private var activities: [Activity] {
        var activities = [Activity](repeating: Activity(), count: tallies.count)
        // A call and its reversal leave no conversation behind.
        for (group, _, count) in chats.entries where count > 0 { activities[group].conversations += 1 }
        for (group, _, count) in messages.entries where count > 0 { activities[group].messages += 1 }
        for (group, label, count) in agents.entries where count > 0 {
            if let agent = agents.labels.text(label) { activities[group].agents.append(agent) }
        }
        for index in activities.indices {
            activities[index].agents = activities[index].agents.sortedByBytes()
        }
        return activities
    }

    private var totalActivity: Activity {
        Activity(
            conversations: chats.totals().count { $0 > 0 }, messages: messages.totals().count { $0 > 0 },
            agents: agents.totals().enumerated().filter { $0.element > 0 }
                .compactMap { agents.labels.text($0.offset) }.sortedByBytes())
    }

    /// The sums of each group with why calls have no cost.
    private func finished() -> [Measures] {
        var groups = tallies.map(\.sums)
        // A reversed call leaves no reason behind.
        for (group, label, count) in reasons.entries {
            if let reason = reasons.labels.text(label) {
                groups[group].unpricedCalls[reason] = count
            }
        }
        return groups
    }

    private func bucket(of group: Int) -> CivilDate? {
        calendar.map { _ in CivilDate(daysSince1970: keys.part(0, of: group)) }
    }

    private func texts(of group: Int) -> [String?] {
        labels.indices.map { labels[$0].text(keys.part($0 + 1, of: group)) }
    }

    private var occurred: ClosedRange<Instant>? {
        guard let first = tallies.map(\.first).min(), let last = tallies.map(\.last).max() else { return nil }
        return Instant(microseconds: first)...Instant(microseconds: last)
    }
}

extension Measures {
    /// Takes out reasons whose calls were taken out again.
    fileprivate mutating func dropEmptyReasons() {
        unpricedCalls = unpricedCalls.filter { $0.value != 0 }
    }
}

extension [String] {
    fileprivate func sortedByBytes() -> [String] {
        sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

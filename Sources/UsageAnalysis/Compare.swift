package import UsageModel

/// This period beside the one before.
package enum Compare {
    /// The two spans to compare: a period that runs is compared with the same days of the one before.
    package static func spans(_ period: Period, through date: CivilDate) -> (
        current: Period, previous: Period
    ) {
        guard let current = period.through(date), current != period else { return (period, period.previous) }
        let before = period.previous
        let last = min(before.first.adding(days: current.dayCount - 1), before.last)
        return (current, before.through(last) ?? before)
    }

    /// The table of a span to compare with, or nil where nothing can be known of it.
    ///
    /// A ledger knows of a span what it cost only where its first call lies on the span's first day or before it: of a
    /// half-recorded month no change can be told. Where the ledger reaches back so far, a span without calls is known to
    /// have been silent.
    package static func known(_ previous: CostTable?, of span: Period, in series: CostSeries) -> CostTable? {
        guard let previous else { return nil }
        guard let begins = series.days.first?.date else { return previous.total.calls == 0 ? nil : previous }
        return begins <= span.first ? previous : nil
    }

    /// The total of two tables; a period before without any row counts as unknown, not as zero.
    package static func total(_ current: CostTable, _ previous: CostTable?) -> Comparison {
        Comparison(keys: [], current: current.total.cost, previous: known(previous)?.total.cost)
    }

    /// Every key of either table, dearest first, then by the size of the change, then by name.
    package static func byKey(_ current: CostTable, _ previous: CostTable?) -> [Comparison] {
        var costs: [[String?]: (current: Money, previous: Money)] = [:]
        for row in current.rows { costs[row.keys, default: (.zero, .zero)].current += row.measures.cost }
        let before = known(previous)
        for row in before?.rows ?? [] {
            costs[row.keys, default: (.zero, .zero)].previous += row.measures.cost
        }
        let rows = costs.map { keys, pair in
            Comparison(keys: keys, current: pair.current, previous: before == nil ? nil : pair.previous)
        }
        return rows.sorted { a, b in
            if a.current != b.current { return a.current > b.current }
            if a.change.magnitude != b.change.magnitude { return a.change.magnitude > b.change.magnitude }
            return precedes(a.keys, b.keys)
        }
    }

    /// The same comparisons, the largest change first.
    package static func movers(_ comparisons: [Comparison]) -> [Comparison] {
        comparisons.sorted { a, b in
            if a.change.magnitude != b.change.magnitude { return a.change.magnitude > b.change.magnitude }
            return precedes(a.keys, b.keys)
        }
    }

    static func precedes(_ a: [String?], _ b: [String?]) -> Bool {
        a.map { $0 ?? "" }.lexicographicallyPrecedes(b.map { $0 ?? "" })
    }

    private static func known(_ table: CostTable?) -> CostTable? {
        guard let table, table.total.calls != 0 else { return nil }
        return table
    }
}

/// The dearest rows of a table, and the rest as one.
package struct TopRows: Hashable, Sendable {
    /// The dearest rows, in order.
    package var rows: [CostTable.Row]
    /// The sums of all others; nil where there are none.
    package var other: Measures?
    /// How many groups the others are.
    package var otherCount: Int

    /// The dearest rows of a table, at most so many; a single row that would be left over stays by itself.
    package init(_ table: CostTable, atMost count: Int) {
        let sorted = table.rows.sorted { a, b in
            if a.measures.cost != b.measures.cost { return a.measures.cost > b.measures.cost }
            if a.measures.calls != b.measures.calls { return a.measures.calls > b.measures.calls }
            return Compare.precedes(a.keys, b.keys)
        }
        let kept = table.rowCount <= count + 1 ? sorted.count : min(max(0, count), sorted.count)
        rows = Array(sorted.prefix(kept))
        // Groups past the limit of the query are in its total alone.
        otherCount = max(table.rowCount, sorted.count) - kept
        other = otherCount > 0 ? table.total.subtracting(rows.map(\.measures)) : nil
    }
}

extension Measures {
    /// These sums without those of some of their groups.
    func subtracting(_ parts: [Measures]) -> Measures {
        var rest = self
        for part in parts { rest += part.negated }
        rest.unpricedCalls = rest.unpricedCalls.filter { $0.value != 0 }
        return rest
    }

    private var negated: Measures {
        var negated = Measures()
        negated.calls = -calls
        negated.failedCalls = -failedCalls
        negated.unpricedCalls = unpricedCalls.mapValues { -$0 }
        negated.assumedPriceCalls = -assumedPriceCalls
        negated.inputTokens = -inputTokens
        negated.outputTokens = -outputTokens
        negated.cacheReadTokens = -cacheReadTokens
        negated.cacheWriteTokens = -cacheWriteTokens
        negated.reasoningTokens = -reasoningTokens
        negated.images = -images
        negated.videoMicroseconds = -videoMicroseconds
        negated.audioMicroseconds = -audioMicroseconds
        negated.cost = cost.negated
        negated.inputCost = inputCost.negated
        negated.outputCost = outputCost.negated
        negated.generationCost = generationCost.negated
        negated.listCost = listCost.negated
        negated.statedCost = statedCost.negated
        negated.statedCalls = -statedCalls
        return negated
    }
}

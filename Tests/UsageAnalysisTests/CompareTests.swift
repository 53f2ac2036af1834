import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct CompareTests {
    @Test(arguments: [
        ("2026-10", "2026-10-17", "2026-10-01..2026-10-17", "2026-09-01..2026-09-17"),
        ("2026-10", "2026-10-31", "2026-10", "2026-09"),
        ("2026-10", "2026-12-01", "2026-10", "2026-09"),
        ("2026-03", "2026-03-30", "2026-03-01..2026-03-30", "2026-02"),
        ("2026-10-08..2026-10-14", "2026-10-09", "2026-10-08..2026-10-09", "2026-10-01..2026-10-02"),
    ])
    func `a running period is compared with the same days before`(
        period: String, through: String, current: String, previous: String
    ) throws {
        let spans = Compare.spans(try Tables.period(period), through: Tables.date(through))
        #expect(spans.current.description == current)
        #expect(spans.previous.description == previous)
    }

    @Test func `a ledger that begins within a span knows nothing of it`() throws {
        let span = try Tables.period("2026-09")
        let before = Tables.table([("a", 50, 1)])
        func known(_ first: String?, _ table: CostTable?) -> Int? {
            let series = first.map { Tables.series(from: $0, [1]) } ?? CostSeries(days: [])
            return Compare.known(table, of: span, in: series)?.total.calls
        }
        #expect(known("2026-08-20", before) == 1)
        #expect(known("2026-09-01", before) == 1)
        #expect(known("2026-09-02", before) == nil)
        #expect(known("2026-09-28", before) == nil)
        // A silent span is known to be silent only where the ledger reaches further back.
        let silent = Tables.table([CostTable.Row]())
        #expect(known("2026-08-20", silent) == 0)
        #expect(known("2026-10-02", silent) == nil)
        #expect(known(nil, silent) == nil)
        #expect(known("2026-08-20", nil) == nil)
    }

    @Test func `keys of either side appear, dearest first`() {
        let now = Tables.table([("a", 100, 1), ("b", 300, 1), ("new", 5, 1)])
        let before = Tables.table([("a", 50, 1), ("b", 400, 1), ("gone", 7, 1)])
        let rows = Compare.byKey(now, before)
        #expect(rows.map { $0.keys.last ?? nil } == ["b", "a", "new", "gone"])
        #expect(rows.map(\.change) == [-100, 50, 5, -7].map(Tables.dollars))
        #expect(Compare.movers(rows).map { $0.keys.last ?? nil } == ["b", "a", "gone", "new"])
        #expect(Compare.total(now, before).changePerMille == -114)
        #expect(Compare.total(now, Tables.table([CostTable.Row]())).previous == nil)
    }

    @Test func `shown rows and the rest add up to the total`() throws {
        try forAll(seeds: 0..<200) { random in
            let rows = (0..<random.below(30)).map { index in
                (model: Optional("m\(index)"), cents: random.below(1000) - 100, calls: 1 + random.below(5))
            }
            let table = Tables.table(rows)
            let top = TopRows(table, atMost: random.below(12))
            var sum = top.other ?? Measures()
            for row in top.rows { sum += row.measures }
            #expect(sum == table.total)
            #expect(top.rows.count + top.otherCount == rows.count)
            #expect(top.otherCount != 1)
            #expect(zip(top.rows, top.rows.dropFirst()).allSatisfy { $0.measures.cost >= $1.measures.cost })
        }
    }
}

import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct AnomaliesTests {
    @Test func `a spike is measured against the last four same weekdays`() throws {
        // 28 days of $4 to $6 a day, then a Thursday at $40.
        var cents: [Int?] = (0..<35).map { 400 + 100 * ($0 % 3) }
        cents[31] = 4000
        let found = Anomalies.find(
            in: Tables.series(from: "2026-09-07", cents), during: try Tables.period("2026-10"))
        #expect(found.map(\.date) == [Tables.date("2026-10-08")])
        #expect(found.first?.cost == Tables.dollars(4000))
        #expect(found.first?.usual == Tables.dollars(450))
        #expect(found.first?.cause == "gpt-4o")
        #expect(found.first?.causeUsual == Tables.dollars(450))
    }

    @Test func `too few weekdays, a usual spread and small money say nothing`() throws {
        let period = try Tables.period("2026-10")
        let short = Tables.series(from: "2026-10-01", [100, 100, 100, 100, 100, 100, 100, 9000])
        #expect(Anomalies.find(in: short, during: period).isEmpty)
        let wild = Tables.series(
            from: "2026-09-03", (0..<36).map { $0 == 35 ? 500 : [100, 700, 300, 900, 200][$0 / 7] })
        #expect(Anomalies.find(in: wild, during: period).isEmpty)
        let budgeted = Tables.series(from: "2026-09-03", (0..<36).map { $0 == 35 ? 180 : 100 })
        #expect(Anomalies.find(in: budgeted, during: period).count == 1)
        #expect(
            Anomalies.find(in: budgeted, during: period, dailyBudget: Tables.dollars(900)).isEmpty)
    }

    @Test(arguments: [(149, false), (150, true), (159, true)])
    func `four even weekdays do not make a small rise an anomaly`(cents: Int, isFound: Bool) throws {
        // The deviation of four equal values is nothing: any rise is beyond three times nothing.
        let series = Tables.series(from: "2026-09-03", (0..<36).map { $0 == 35 ? cents : 100 })
        let week = try Tables.period("2026-10-08..2026-10-14")
        #expect(Anomalies.find(in: series, during: week).isEmpty == !isFound)
        // Of a month, a rise of 59 % of a day is less than 2 %.
        #expect(Anomalies.find(in: series, during: try Tables.period("2026-10")).isEmpty)
    }

    @Test func `weekdays without rows are passed over for at most eight weeks`() throws {
        var cents: [Int?] = Array(repeating: nil, count: 57)
        for week in [0, 1, 2, 3] { cents[week * 7] = 100 }
        cents[56] = 5000
        let series = Tables.series(from: "2026-08-13", cents)
        #expect(
            Anomalies.find(in: series, during: try Tables.period("2026-10")).map(\.date) == [
                Tables.date("2026-10-08")
            ])
        cents.insert(contentsOf: Array(repeating: nil, count: 7), at: 49)
        let longer = Tables.series(from: "2026-08-06", cents)
        #expect(Anomalies.find(in: longer, during: try Tables.period("2026-10")).isEmpty)
    }

    @Test func `a spike found once is found again at any scale`() throws {
        try forAll(seeds: 0..<100) { random in
            let cents = (0..<60).map { _ in Optional(1 + random.below(1000)) }
            let scaled = cents.map { $0.map { $0 * 1000 } }
            let period = try Tables.period("2026-10")
            let small = Anomalies.find(in: Tables.series(from: "2026-09-01", cents), during: period)
            let large = Anomalies.find(in: Tables.series(from: "2026-09-01", scaled), during: period)
            #expect(small.map(\.date) == large.map(\.date))
        }
    }
}

import Foundation
import TestSupport
import Testing
import UsageLedger
import UsageModel

@Suite struct WeekHoursTests {
    /// Clocks in New York skip 02:00 on 9 March 2025, and show 01:00 twice on 2 November.
    @Test(arguments: [("2025-03-01", 2, 4), ("2025-03-01", 3, 5), ("2025-11-01", 1, 6), ("2025-11-01", 2, 5)])
    func `an hour counts as often as clocks show it`(first: String, hour: Int, count: Int) throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let month = Period(
            .month, containing: try #require(CivilDate(first)), zone: try Zone(named: "America/New_York"))
        let week = try ledger.weekHours(of: try ledger.review(month, at: month.end))
        let sunday = 6
        #expect(week.counts[sunday][hour] == count)
        #expect(week.costs.joined().allSatisfy { $0 == .zero })
    }

    /// Days before the ledger began made every hour look cheaper than it was.
    @Test func `an hour counts from the first day of which anything is known`() throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let begins = try #require(CivilDate("2025-03-17"))
        for hours in [9, 30] {
            let call = UsageEvent(
                occurredAt: Instant(begins).adding(seconds: Int64(hours) * 3600),
                provider: .init(named: "openai"), model: "gpt-4o", usage: try Usage([.inputTokens: 100]))
            _ = try ledger.record(call)
        }
        let month = Period(.month, containing: begins, zone: .utc)
        let week = try ledger.weekHours(of: try ledger.review(month, at: month.end))
        #expect(week.counts.map(\.first) == [3, 2, 2, 2, 2, 2, 2])
        #expect(week.counts.allSatisfy { Set($0).count == 1 })
    }

    /// The sums by hour are those of the rows, whether they are aggregated or not, in every zone.
    @Test(arguments: ["UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
    func `costs of hours are those of the rows`(name: String) throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path("ledger.sqlite"))
        let zone = try Zone(named: name)
        let start = try #require(CivilDate("2025-03-01"))
        // Every 47 minutes of March and of the first days of April, when clocks change in most of these zones.
        for index in 0..<1200 {
            let call = UsageEvent(
                occurredAt: zone.start(of: start).adding(seconds: Int64(index) * 47 * 60),
                provider: .init(named: "openai"), model: "gpt-4o",
                usage: try Usage([.inputTokens: 100 + index]))
            _ = try ledger.record(call)
        }
        let period = Period(
            .range, first: start, last: try #require(CivilDate("2025-04-08")), zone: zone)
        var expected = [[Money]](repeating: [Money](repeating: .zero, count: 24), count: 7)
        try ledger.rows(in: period.instants) { row in
            let moment = row.priced.event.occurredAt
            let local = moment.adding(seconds: Int64(zone.offset(at: moment)))
            guard case .priced(let cost) = row.priced.costing else { return }
            expected[local.date.weekday - 1][local.secondOfDay / 3600] += cost.total
        }
        #expect(expected.joined().contains { $0 != .zero })
        let review = try ledger.review(period, at: period.end.adding(seconds: 86_400))
        #expect(try ledger.weekHours(of: review).costs == expected)
        try ledger.aggregate()
        #expect(try ledger.weekHours(of: review).costs == expected)
    }
}

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
}

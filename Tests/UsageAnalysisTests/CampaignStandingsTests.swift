import TestSupport
import Testing
import UsageModel

@testable import UsageAnalysis

@Suite struct CampaignStandingsTests {
    private static let first = CivilDate(daysSince1970: 20_000)

    private static func standing(
        _ costs: [Int], budget: String? = nil, days: Int? = nil, today: Int
    ) throws -> CampaignStanding {
        let rows = costs.enumerated().map { number, dollars in
            var measures = Measures()
            measures.calls = 1
            measures.cost = Money(picodollars: Int128(dollars) * Money.picodollarsPerDollar)
            return (day: first.adding(days: number), measures: measures)
        }
        let campaign = Campaign(
            name: "launch", firstDay: first, lastDay: days.map { first.adding(days: $0 - 1) },
            budget: try budget.map { try Money($0) })
        return CampaignStandings.standing(of: campaign, days: rows, today: first.adding(days: today))
    }

    @Test func `the rate is the mean of the complete days, today left out`() throws {
        let standing = try Self.standing([3, 0, 3, 0, 0, 0, 1, 900], budget: "1000", days: 20, today: 7)
        #expect(standing.total.cost == (try Money("907")))
        #expect(standing.runRate?.perDay == (try Money("1")))
        #expect(standing.runRate?.projected == (try Money("20")))
        #expect(standing.runRate?.budgetLastsThrough == nil)
        #expect(standing.usedPerMille == 907)
        #expect(standing.left == (try Money("93")))
    }

    /// At two dollars a day, so many of the first days are paid.
    @Test(arguments: [("1", nil), ("2", 1), ("3.99", 1), ("39", 19), ("40", nil), ("1000", nil)])
    func `the budget lasts through the last day that it pays wholly`(budget: String, days: Int?) throws {
        let costs = [Int](repeating: 2, count: 10)
        let rate = try Self.standing(costs, budget: budget, days: 20, today: 10).runRate
        #expect(rate?.budgetLastsThrough == days.map { Self.first.adding(days: $0 - 1) })
    }

    @Test func `nothing is said of six days, of an end that has passed, or of no cost`() throws {
        let week = [Int](repeating: 2, count: 7)
        #expect(try Self.standing(week, today: 6).runRate == nil)
        #expect(try Self.standing(week, today: 7).runRate?.projected == nil)
        #expect(try Self.standing(week, days: 7, today: 7).phase == .over)
        #expect(try Self.standing(week, days: 7, today: 7).runRate == nil)
        #expect(try Self.standing([0, 0, 0, 0, 0, 0, 0], today: 7).runRate == nil)
        #expect(try Self.standing(week, today: -1).phase == .planned)
    }

    /// A day's cost is in the campaign or beside it, and never in both or in none.
    @Test(arguments: 1...20)
    func `what is in and what is beside are all there is`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let costs = (0..<30).map { _ in Int.random(in: 0...9, using: &random) }
        let standing = try Self.standing(
            costs, days: Int.random(in: 1...40, using: &random),
            today: Int.random(in: -3...40, using: &random))
        let all = Int128(costs.reduce(0, +)) * Money.picodollarsPerDollar
        #expect((standing.total.cost + standing.outside.cost).picodollars == all)
        #expect(standing.total.calls + standing.outside.calls == 30)
    }
}

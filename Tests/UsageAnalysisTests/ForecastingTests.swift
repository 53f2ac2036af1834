import TestSupport
import Testing
import UsageAnalysis
import UsageModel

@Suite struct ForecastingTests {
    @Test func `a steady week repeats itself`() throws {
        // $10 on weekdays, $2 on weekends, from Monday 5 October for 14 days.
        let week: [Int?] = [1000, 1000, 1000, 1000, 1000, 200, 200]
        let series = Tables.series(from: "2026-10-05", week + week)
        let outlook = Forecasting.outlook(
            try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date("2026-10-18"))
        let forecast = try #require(outlook.forecast)
        #expect(forecast.days.map(\.date.day) == Array(19...31))
        #expect(forecast.days.first?.mean == Tables.dollars(1000))
        #expect(forecast.days.first { $0.date.day == 24 }?.mean == Tables.dollars(200))
        #expect(forecast.total == Tables.dollars(2 * 5400 + 5000 + 400 + 5000 + 200))
        #expect(forecast.low == forecast.total)
        #expect(forecast.high == forecast.total)
    }

    @Test(arguments: [
        ("2026-10-31", Outlook.closed), ("2026-11-02", .closed),
        ("2026-10-08", .tooShort(days: 4, needed: 14)),
        ("2026-10-01", .tooShort(days: 0, needed: 14)),
    ])
    func `without a future or a past there is no forecast`(last: String, outlook: Outlook) throws {
        let series = Tables.series(from: "2026-10-05", Array(repeating: 100, count: 30))
        #expect(
            Forecasting.outlook(
                try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date(last))
                == outlook)
    }

    @Test func `what today cost already is the least that it can cost`() throws {
        let series = Tables.series(from: "2026-10-01", Array(repeating: 100, count: 14) + [900])
        let outlook = Forecasting.outlook(
            try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date("2026-10-14"))
        #expect(outlook.forecast?.days.first?.mean == Tables.dollars(900))
        #expect(outlook.forecast?.total == Tables.dollars(1400 + 900 + 1600))
    }

    @Test func `ranges hold the mean, and days and spending add up`() throws {
        try forAll(seeds: 0..<200) { random in
            let scale = [1, 1000, 1_000_000_000].randomElement(using: &random) ?? 1
            let cents = (0..<(14 + random.below(30))).map { _ in
                random.below(5) == 0 ? nil : Optional(random.below(10_000) * scale)
            }
            let first = Tables.date("2026-10-20").adding(days: 1 - cents.count)
            let series = Tables.series(from: first.description, [1] + cents.dropFirst())
            let period = try Tables.period("2026-10")
            let outlook = Forecasting.outlook(
                period, history: series, lastCompleteDay: Tables.date("2026-10-20"))
            let forecast = try #require(outlook.forecast)
            let spent = series.cost(from: period.first, through: period.last)
            #expect(forecast.days.reduce(spent) { $0 + $1.mean } == forecast.total)
            #expect(forecast.low <= forecast.total && forecast.total <= forecast.high)
            #expect(forecast.low >= spent)
            for day in forecast.days { #expect(day.low <= day.mean && day.mean <= day.high) }
        }
    }

    @Test(arguments: ["0001-01-01..9999-12-31"])
    func `the longest of periods does not crash`(text: String) throws {
        let series = CostSeries(
            days: (0..<20).map { offset in
                CostSeries.Day(
                    date: Tables.date("2026-10-01").adding(days: offset),
                    cost: Money(picodollars: offset == 3 ? 1 << 100 : 5))
            })
        let period = try Tables.period("2026-10-01..2036-10-01")
        let outlook = Forecasting.outlook(period, history: series, lastCompleteDay: Tables.date("2026-10-20"))
        #expect(outlook.forecast?.days.count == 3653 - 19)
        #expect(try Tables.period(text).dayCount > 3_000_000)
    }
}

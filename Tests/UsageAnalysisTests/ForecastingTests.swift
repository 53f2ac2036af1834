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

    @Test func `an incident is not expected to come again, and the method says so`() throws {
        // $10 a day for five weeks; 8 October, a Thursday, cost $100.
        var cents: [Int?] = Array(repeating: 1000, count: 42)
        cents[37] = 10_000
        let series = Tables.series(from: "2026-09-01", cents)
        let outlook = Forecasting.outlook(
            try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date("2026-10-12"))
        let forecast = try #require(outlook.forecast)
        #expect(forecast.days.allSatisfy { $0.mean == Tables.dollars(1000) })
        #expect(forecast.total == Tables.dollars(11 * 1000 + 10_000 + 19 * 1000))
        #expect(forecast.low == forecast.total && forecast.high == forecast.total)
        #expect(
            forecast.method.hasPrefix(
                "weekday means of the last 28 complete days without 8 October, which stands out;"))
    }

    @Test func `a new level of many days is no incident`() throws {
        // $10 a day for four weeks, $30 a day from 29 September on.
        let series = Tables.series(from: "2026-09-01", (0..<33).map { $0 < 28 ? 1000 : 3000 })
        let outlook = Forecasting.outlook(
            try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date("2026-10-03"))
        let forecast = try #require(outlook.forecast)
        #expect(!forecast.method.contains("stand"))
        #expect(forecast.days.contains { $0.mean == Tables.dollars(1500) })
        // The drift of the weeks takes the range to what the month costs at the new level.
        #expect(forecast.high >= Tables.dollars(31 * 2900))
    }

    @Test func `growth widens the range by what it adds`() throws {
        func width(_ cents: [Int?]) throws -> Money {
            let series = Tables.series(
                from: Tables.date("2026-10-12").adding(days: 1 - cents.count).description, cents)
            let outlook = Forecasting.outlook(
                try Tables.period("2026-10"), history: series, lastCompleteDay: Tables.date("2026-10-12"))
            let forecast = try #require(outlook.forecast)
            return forecast.high - forecast.total
        }
        let noise = [0, 60, -40, 20, -60, 40, -20, 30, -30, 50, -50]
        let level = (0..<28).map { Optional(1000 + noise[$0 % 11]) }
        let growing = (0..<28).map { Optional(1000 + 20 * $0 + noise[$0 % 11]) }
        #expect(try width(growing) > width(level) + width(level))
        // Growth of 20 cents a day: the 19 days to come lie 23.5 days after the middle of the history.
        #expect(try width(growing) > Tables.dollars(19 * 20 * 23))
        #expect(try width(Array(growing.suffix(14))) > Tables.dollars(19 * 20 * 16))
    }

    @Test(arguments: ["even", "growing", "wandering"])
    func `the range holds about four of five outcomes of invented ledgers`(kind: String) throws {
        var (held, all) = (0, 0)
        try forAll(seeds: 0..<30) { random in
            var level = 10_000
            let cents = (0..<150).map { index -> Int? in
                if kind == "growing" { level = 10_000 + 35 * index }
                if kind == "wandering" { level = level * (970 + random.below(61)) / 1000 }
                let shares = [100, 104, 98, 103, 95, 30, 25]
                // Twelve draws of -50 to 50 per mille: about normal, with a deviation of 10 %.
                let noise = (0..<12).reduce(0) { sum, _ in sum + random.below(101) - 50 }
                return max(1, level * shares[index % 7] / 100 * (1000 + noise) / 1000)
            }
            let series = Tables.series(from: "2026-06-01", cents)
            for month in ["2026-08", "2026-09"] {
                let period = try Tables.period(month)
                let known = period.first.adding(days: 8 + random.below(14))
                let history = CostSeries(days: series.days.filter { $0.date <= known })
                let outlook = Forecasting.outlook(period, history: history, lastCompleteDay: known)
                let forecast = try #require(outlook.forecast)
                let actual = series.cost(from: period.first, through: period.last)
                all += 1
                if forecast.low <= actual, actual <= forecast.high { held += 1 }
            }
        }
        #expect(all == 60)
        #expect(held * 100 >= all * 65 && held * 100 <= all * 98, "\(held) of \(all)")
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

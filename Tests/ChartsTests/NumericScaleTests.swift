import Charts
import Testing

struct NumericScaleTests {
    @Test func `the axis of a month of spend`() {
        let scale = NumericScale.money(from: 0, to: 969 * dollar, length: 267)
        #expect(scale.labels == ["$0", "$200", "$400", "$600", "$800", "$1,000"])
        #expect(scale.fraction(500 * dollar) == 0.5)
    }

    @Test(
        arguments: [
            (0, 0, 127, ["$0", "$1"]),
            (-310 * dollar, 160 * dollar, 127, ["\u{2212}$400", "\u{2212}$200", "$0", "$200"]),
            (0, 16_300 * dollar, 180, ["$0", "$5k", "$10k", "$15k", "$20k"]),
            (0, 1_100_000 * dollar, 200, ["$0.0m", "$0.5m", "$1.0m", "$1.5m"]),
            (0, 3_000_000_000, 120, ["$0", "$0.001", "$0.002", "$0.003"]),
            (0, 90_000_000_000, 120, ["$0", "$0.05", "$0.10"]),
        ] as [(Int128, Int128, Double, [String])])
    func `round axes`(low: Int128, high: Int128, length: Double, expected: [String]) {
        let labels = NumericScale.money(from: low, to: high, length: length).labels
        #expect(labels.map { $0 == "$0" ? "$0.0m" : $0 } == expected.map { $0 == "$0" ? "$0.0m" : $0 })
    }

    @Test(
        arguments: [
            (.count, 0, ["0", "1"]), (.count, 3, ["0", "1", "2", "3"]),
            (.count, 41_000, ["0k", "10k", "20k", "30k", "40k", "50k"]),
            (.seconds, 0, ["0 s", "1 s"]),
            (.seconds, 9_400_000, ["0 s", "2 s", "4 s", "6 s", "8 s", "10 s"]),
            (.share, 0, ["0%", "1%"]),
            (.share, ChartUnit.whole / 500, ["0%", "0.05%", "0.10%", "0.15%", "0.20%"]),
            (.share, ChartUnit.whole, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        ] as [(ChartUnit, Int128, [String])])
    func `axes of every unit`(unit: ChartUnit, high: Int128, expected: [String]) {
        let labels = NumericScale(unit, from: 0, to: high, length: 270).labels
        #expect(labels.map { $0 == "0" ? "0k" : $0 } == expected.map { $0 == "0" ? "0k" : $0 })
    }

    @Test(arguments: ChartUnit.allCases)
    func `every axis covers its data with few, different, even ticks`(unit: ChartUnit) {
        var random = SplitMix(seed: 5)
        for round in 0..<1_000 {
            let high = Int128(random.next() >> UInt64(random.int(0...60))) << Int128(random.int(0...32))
            let low = random.chance(30) ? -(high / Int128(random.int(1...2_000))) : 0
            let scale = NumericScale(unit, from: low, to: high, length: Double(random.int(30...600)))
            #expect(scale.lower <= low && high <= scale.upper, "round \(round)")
            #expect((2...7).contains(scale.ticks.count), "round \(round)")
            #expect(Set(scale.labels).count == scale.ticks.count, "round \(round)")
            #expect(scale.ticks.contains(0), "round \(round)")
            let steps = Set(zip(scale.ticks, scale.ticks.dropFirst()).map { $1 - $0 })
            #expect(steps.count == 1, "round \(round)")
        }
    }

    @Test func `the ends of the integer range do not overflow`() {
        let scale = NumericScale.money(from: .min, to: .max, length: 200)
        #expect(scale.fraction(.max) > 0.5)
        #expect(scale.labels.count == Set(scale.labels).count)
    }
}

struct ChartDayTests {
    @Test(arguments: [
        (1970, 1, 1, 0, 3), (2026, 10, 8, 20_734, 3), (2000, 2, 29, 11_016, 1), (1969, 12, 31, -1, 2),
    ])
    func `days are numbered from 1970`(year: Int, month: Int, day: Int, number: Int, weekday: Int) {
        let date = ChartDay(year, month, day)
        #expect(date.number == number)
        #expect(date.parts == (year, month, day))
        #expect(date.weekday == weekday)
    }

    @Test func `each day follows the one before`() {
        var last = ChartDay(1899, 12, 31).parts
        for number in ChartDay(1900, 1, 1).number...ChartDay(2101, 1, 1).number {
            let parts = ChartDay(number: number).parts
            let isNext =
                parts.day == last.day + 1 && parts.month == last.month
                || parts.day == 1 && (parts.month == last.month + 1 || parts.month == 1 && last.month == 12)
            #expect(isNext)
            #expect(ChartDay(parts.year, parts.month, parts.day).number == number)
            last = parts
        }
    }

    @Test func `months are counted across years`() {
        #expect(ChartDay(2026, 11, 15).monthStart(advancedBy: 3) == ChartDay(2027, 2, 1))
        #expect(ChartDay(2026, 1, 31).monthStart(advancedBy: -1) == ChartDay(2025, 12, 1))
        #expect(ChartDay(2026, 1, 1).advanced(by: .max).year == 9999)
    }
}

struct TimeAxisTests {
    private func words(_ axis: TimeAxis) -> (marks: [String], periods: [String]) {
        (axis.marks().map(\.label), axis.periods().map(\.label))
    }

    @Test func `sixty days show Mondays and months`() {
        let axis = TimeAxis(first: ChartDay(2026, 8, 19), count: 74)
        let words = words(axis)
        #expect(words.marks == ["24", "31", "7", "14", "21", "28", "5", "12", "19", "26"])
        #expect(words.periods == ["August 2026", "September", "October"])
        #expect(axis.day(of: 59) == ChartDay(2026, 10, 17))
    }

    @Test func `the year comes again after January`() {
        let words = words(TimeAxis(first: ChartDay(2025, 12, 1), count: 80))
        #expect(words.periods == ["December 2025", "January 2026", "February"])
    }

    @Test func `each span has its ticks`() {
        let hours = words(TimeAxis(first: ChartDay(2026, 3, 1), firstHour: 22, unit: .hour, count: 10))
        #expect(hours.marks == ["00:00", "03:00", "06:00"])
        #expect(hours.periods == ["1 March", "2 March"])
        let days = words(TimeAxis(first: ChartDay(2026, 3, 30), count: 4))
        #expect(days.marks == ["30", "31", "1", "2"])
        let year = words(TimeAxis(first: ChartDay(2026, 1, 1), count: 365))
        #expect(year.marks.first == "Jan" && year.marks.count == 12)
        #expect(year.periods == ["2026"])
        let months = words(TimeAxis(first: ChartDay(2025, 7, 9), unit: .month, count: 24))
        #expect(months.marks == ["Q3", "Q4", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"])
        let decade = words(TimeAxis(first: ChartDay(2020, 1, 1), unit: .month, count: 120))
        #expect(decade.marks.first == "2020" && decade.marks.count == 10)
    }

    @Test func `an axis without bins has no words`() {
        #expect(TimeAxis(first: ChartDay(2026, 1, 1), count: 0).marks().isEmpty)
        #expect(TimeAxis(first: ChartDay(2026, 1, 1), count: -4).periods().isEmpty)
    }
}

import Charts
import Testing

private let cent: Int128 = 10_000_000_000

struct NumberTextTests {
    private let text = NumberText.english

    @Test func `a total is written to the cent`() {
        #expect(text.total(8_485 * dollar + 57 * cent) == "$8,485.57")
    }

    @Test(
        arguments: [
            (0, "$0.00"), (5_000_000_000, "<$0.01"), (15_000_000_000, "$0.02"), (25_000_000_000, "$0.02"),
            (25_000_000_001, "$0.03"), (-5_000_000_000, ">\u{2212}$0.01"), (-15_000_000_000, "\u{2212}$0.02"),
            (1_234_567 * dollar, "$1,234,567.00"), (994_999_999_999, "$0.99"), (999_995_000_000, "$1.00"),
        ] as [(Int128, String)])
    func `totals round half to even, once`(amount: Int128, expected: String) {
        #expect(text.total(amount) == expected)
    }

    @Test(
        arguments: [
            (0, "$0"), (1, "<$0.01"), (-1, ">\u{2212}$0.01"), (cent, "$0.01"), (99 * dollar, "$99.00"),
            (99 * dollar + 99 * cent, "$99.99"), (99_995 * cent / 10 + 5_000_000_000, "$100"),
            (100 * dollar, "$100"), (969 * dollar + 49 * cent, "$969"), (15_439 * dollar, "$15,439"),
            (-310 * dollar, "\u{2212}$310"), (-47 * dollar, "\u{2212}$47.00"),
        ] as [(Int128, String)])
    func `labels are whole from a hundred dollars`(amount: Int128, expected: String) {
        #expect(text.label(amount) == expected)
    }

    @Test(
        arguments: [
            (9_999 * dollar, "$9,999"), (9_999 * dollar + 60 * cent, "$10k"), (15_439 * dollar, "$15.4k"),
            (999_949 * dollar, "$999.9k"), (999_960 * dollar, "$1m"), (1_240_000 * dollar, "$1.24m"),
            (-15_439 * dollar, "\u{2212}$15.4k"), (2_500_000_000 * dollar, "$2.5bn"), (50 * cent, "$0.50"),
        ] as [(Int128, String)])
    func `compact amounts for titles`(amount: Int128, expected: String) {
        #expect(text.compact(amount) == expected)
    }

    @Test(
        arguments: [
            (412 * cent / 100, "$0.0412"), (4 * dollar + 12 * cent, "$4.12"), (1, "<$0.0001"),
            (0, "$0.0000"),
        ] as [(Int128, String)])
    func `unit costs show four decimals below a dollar`(amount: Int128, expected: String) {
        #expect(text.unitCost(amount) == expected)
    }

    @Test(
        arguments: [
            (686 * dollar, "+$686"), (-47 * dollar, "\u{2212}$47"), (0, "$0"),
            (-4 * dollar, "\u{2212}$4.00"), (3, "+<$0.01"),
            (-3, "\u{2212}<$0.01"), (-284 * dollar, "\u{2212}$284"),
        ] as [(Int128, String)])
    func `changes carry their sign`(amount: Int128, expected: String) {
        #expect(text.change(amount) == expected)
    }

    @Test(
        arguments: [
            (702, 1388, "+98%"), (100, 0, "\u{2212}100%"), (0, 377, "new"), (0, 0, "\u{2013}"),
            (10, 120, "\u{00D7}12"),
            (1000, 10_990, "+999%"), (200, 201, "+<1%"), (200, 199, "\u{2212}<1%"), (-5, 10, "\u{2013}"),
            (200, 203, "+2%"),
            (200, 205, "+2%"), (200, 197, "\u{2212}2%"), (100, -50, "\u{2212}150%"),
            (.max, .max, "0%"), (.max, .min, "\u{2212}100%"), (1, .max, "\u{2013}"),
        ] as [(Int128, Int128, String)])
    func `percentages of change`(from: Int128, to: Int128, expected: String) {
        #expect(text.percentChange(from: from, to: to) == expected)
    }

    @Test func `shares, multiples and counts`() {
        #expect(text.share(20, of: 100) == "20%")
        #expect(text.share(606, of: 1000, decimals: 1) == "60.6%")
        #expect(text.share(1, of: 0) == "\u{2013}")
        #expect(text.share(1, of: 1_000) == "<1%" && text.share(-1, of: 1_000) == ">\u{2212}1%")
        #expect(text.share(999, of: 1_000) == ">99%" && text.share(1_000, of: 1_000) == "100%")
        #expect(text.share(1, of: 10_000, decimals: 1) == "<0.1%")
        #expect(text.share(99_999, of: 100_000, decimals: 1) == ">99.9%")
        #expect(text.share(0, of: 9) == "0%")
        #expect(text.multiple(527, of: 108) == "4.9\u{00D7}")
        #expect(text.multiple(3, of: 1) == "3\u{00D7}")
        #expect(text.multiple(1234, of: 1) == "1,234\u{00D7}")
        #expect(text.multiple(1, of: 0) == "\u{2013}")
        #expect(text.count(5_563) == "5,563")
        #expect(text.count(-1_000) == "\u{2212}1,000")
        #expect(text.range(14_600 * dollar, 16_300 * dollar) == "$14.6k\u{2013}$16.3k")
    }

    @Test(
        arguments: [
            (12_480, .count, "12,480", "12.5k"), (-3, .count, "\u{2212}3", "\u{2212}3"),
            (1_204_000_000, .seconds, "1,204 s", "1,204 s"), (1_500_000, .seconds, "1.5 s", "1.5 s"),
            (2_000_000, .seconds, "2 s", "2 s"), (1, .seconds, "<0.1 s", "<0.1 s"),
            (1_240_000_000_000, .seconds, "1,240,000 s", "1.24m s"),
            (ChartUnit.whole, .share, "100%", "100%"), (ChartUnit.whole / 70, .share, "1.4%", "1.4%"),
            (ChartUnit.whole / 3_000, .share, "0.03%", "0.03%"), (1, .share, "<0.01%", "<0.01%"),
            (0, .share, "0%", "0%"), (dollar * 15_400, .money, "$15,400", "$15.4k"),
        ] as [(Int128, ChartUnit, String, String)])
    func `amounts of every unit`(amount: Int128, unit: ChartUnit, label: String, compact: String) {
        #expect(text.label(amount, unit) == label)
        #expect(text.compact(amount, unit) == compact)
    }

    @Test func `a share is rounded once and nothing has no share`() {
        #expect(ChartUnit.share(1, of: 3) == 333_333_333_333)
        #expect(ChartUnit.share(1, of: 0) == nil)
        #expect(ChartUnit.share(.max, of: .max) == ChartUnit.whole)
    }

    @Test func `dates are written in words`() {
        let (first, last) = (ChartDay(2026, 10, 1), ChartDay(2026, 10, 17))
        #expect(text.day(ChartDay(2026, 10, 8)) == "8 October")
        #expect(text.weekdayAndDay(ChartDay(2026, 10, 8)) == "Thu 8 Oct")
        #expect(text.period(first, last) == "1\u{2013}17 October 2026")
        #expect(text.period(first, last, year: false, short: true) == "1\u{2013}17 Oct")
        #expect(text.period(ChartDay(2026, 8, 19), last) == "19 August \u{2013} 17 October 2026")
        #expect(
            text.period(ChartDay(2025, 12, 30), ChartDay(2026, 1, 2), short: true)
                == "30 Dec 2025 \u{2013} 2 Jan 2026")
        #expect(text.period(first, first) == "1 October 2026")
        #expect(text.time(hour: 2) == "02:00")
    }

    @Test func `another language is other words and signs`() {
        var german = NumberText.english
        german.groupSeparator = "."
        german.decimalMark = ","
        german.months = ["Januar"]
        german.monthsOfDays = ["Januar"]
        #expect(german.total(8_485 * dollar + 57 * cent) == "$8.485,57")
        #expect(german.compact(15_000 * dollar) == "$15k")
        #expect(german.day(ChartDay(2026, 1, 2)) == "2 Januar")
        // A month without a word is its number, never a crash.
        #expect(german.day(ChartDay(2026, 3, 2)) == "2 3")
    }

    @Test func `an amount and its opposite differ by the sign alone`() {
        var random = SplitMix(seed: 11)
        for _ in 0..<2_000 {
            let amount = Int128(random.next() >> UInt64(random.next() % 50)) * 997
            let total = text.total(amount)
            let opposite = total == "<$0.01" ? ">\u{2212}$0.01" : "\u{2212}" + total
            #expect(text.total(-amount) == (amount == 0 ? total : opposite))
        }
        #expect(text.total(.min).hasPrefix("\u{2212}$170,141,183"))
    }
}

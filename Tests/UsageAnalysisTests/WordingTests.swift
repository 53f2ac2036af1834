import Testing
import UsageAnalysis
import UsageModel

@Suite struct WordingTests {
    @Test(arguments: [
        ("8485.565", "$8,485.56", "$8,486", "$8,486"),
        ("8485.575", "$8,485.58", "$8,486", "$8,486"),
        ("99.995", "$100.00", "$100.00", "$100.00"),
        ("100", "$100.00", "$100", "$100"),
        ("0", "$0.00", "$0.00", "$0.00"),
        ("0.000000000001", "<$0.01", "<$0.01", "<$0.01"),
        ("0.01", "$0.01", "$0.01", "$0.01"),
        ("-47", "−$47.00", "−$47.00", "−$47.00"),
        ("-0.001", "$0.00", "$0.00", "$0.00"),
        ("15439.49", "$15,439.49", "$15,439", "$15.4k"),
        ("10050", "$10,050.00", "$10,050", "$10.0k"),
        ("999949.99", "$999,949.99", "$999,950", "$999.9k"),
        ("999950", "$999,950.00", "$999,950", "$1.00m"),
        ("1236000", "$1,236,000.00", "$1,236,000", "$1.24m"),
        ("-12345678901", "−$12,345,678,901.00", "−$12,345,678,901", "−$12,345.68m"),
    ])
    func `amounts are rounded half to even and grouped`(
        text: String, total: String, amount: String, title: String
    ) throws {
        let money = try Money(text)
        #expect(Wording.english.total(money) == total)
        #expect(Wording.english.amount(money) == amount)
        #expect(Wording.english.title(money) == title)
    }

    @Test(arguments: [
        (217, "22%"), (-64, "−6%"), (4, "less than 1%"), (5, "less than 1%"), (15, "2%"), (25, "2%"),
        (0, "0%"),
        (12_345_678, "1,234,568%"),
    ])
    func `thousandths become percent`(perMille: Int, text: String) {
        #expect(Wording.english.percent(perMille: perMille) == text)
    }

    @Test(arguments: [("49", "10", "4.9"), ("50", "10", "5"), ("0", "10", "0"), ("123456", "10", "12,346")])
    func `multiples have one decimal below ten`(a: String, b: String, text: String) throws {
        #expect(try Wording.english.multiple(Money(a), of: Money(b)) == text)
        #expect(try Wording.english.multiple(Money(a), of: .zero) == nil)
    }

    @Test(arguments: [
        ("2026-10", "October", "in October", "1–31 October 2026"),
        ("2026-10-08", "8 October", "on 8 October", "8 October 2026"),
        (
            "2026-W40", "the week of 28 September", "in the week of 28 September",
            "28 September – 4 October 2026"
        ),
        (
            "2026-Q4", "the fourth quarter of 2026", "in the fourth quarter of 2026",
            "1 October – 31 December 2026"
        ),
        ("2026", "2026", "in 2026", "1 January – 31 December 2026"),
        ("2026-10-01..2026-10-17", "1–17 October", "from 1 to 17 October", "1–17 October 2026"),
        (
            "2025-12-30..2026-01-02", "30 December 2025 – 2 January 2026",
            "from 30 December 2025 to 2 January 2026",
            "30 December 2025 – 2 January 2026"
        ),
    ])
    func `periods have names`(text: String, name: String, during: String, days: String) throws {
        let period = try Tables.period(text)
        #expect(Wording.english.name(period) == name)
        #expect(Wording.english.during(period) == during)
        #expect(Wording.english.days(period) == days)
    }

    @Test func `percent is rounded once, from the exact amounts`() throws {
        // 89.46 % is 89 %; by way of 895 thousandths it would be 90 %.
        #expect(Wording.english.share(try Money("89.46"), of: try Money("100")) == "89%")
        #expect(Wording.english.share(try Money("0.001"), of: try Money("100")) == "less than 1%")
        #expect(Wording.english.share(try Money("1"), of: .zero) == nil)
        // What is not all of it is not 100 %, but a rise may be more than that.
        #expect(Wording.english.share(try Money("99.7"), of: try Money("100")) == "more than 99%")
        #expect(Wording.english.share(try Money("100"), of: try Money("100")) == "100%")
        #expect(Wording.english.share(try Money("99.7"), of: try Money("100"), isPart: false) == "100%")
    }
}

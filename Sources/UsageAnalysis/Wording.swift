package import UsageModel

/// Numbers, amounts and dates as they stand in sentences: rounded half to even, in one language, the words English.
package struct Wording: Sendable {
    private let figures: any FigureText

    /// English figures, as programs and tables have them.
    package static let english = Wording(EnglishFigures())

    /// The wording of a language of dates and numbers.
    package init(_ figures: any FigureText) { self.figures = figures }

    /// A count with its noun: `1 call`, `5,563 calls`.
    package func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(number(count)) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// A whole number with its thousands grouped.
    package func number(_ number: some BinaryInteger) -> String {
        figures.number(Int128(clamping: number), decimals: 0)
    }

    /// Whether a word stands for one or for many.
    static func verb(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : many }

    /// An amount to the cent: `$8,485.57`; a positive amount below a cent is `<$0.01`.
    package func total(_ money: Money) -> String {
        if money > .zero, money < Money(picodollars: 10_000_000_000) {
            return "<" + figures.dollars(1, decimals: 2, in: .ones)
        }
        return dollars(money, decimals: 2)
    }

    /// An amount in passing: whole dollars from $100, cents below.
    package func amount(_ money: Money) -> String {
        money.magnitude < Money(picodollars: 100 * Money.picodollarsPerDollar)
            ? total(money) : dollars(money, decimals: 0)
    }

    /// An amount in a title: `$15.4k` from $10k, `$1.24m` from a million.
    package func title(_ money: Money) -> String {
        let magnitude = money.magnitude.picodollars
        let sign: Int128 = money < .zero ? -1 : 1
        let thousand = 1000 * Money.picodollarsPerDollar
        // 999,950 dollars would round to 1,000.0k.
        if magnitude >= 999_950 * Money.picodollarsPerDollar {
            let units = Money(picodollars: magnitude / 1_000_000).rounded(decimals: 2)
            return figures.dollars(sign * units, decimals: 2, in: .millions)
        }
        guard magnitude >= 10 * thousand else { return amount(money) }
        let units = Money(picodollars: magnitude / 1000).rounded(decimals: 1)
        return figures.dollars(sign * units, decimals: 1, in: .thousands)
    }

    /// Thousandths as percent without decimals: `22%`; what rounds to nothing is `less than 1%`.
    package func percent(perMille: Int) -> String {
        percent(Int128(perMille).dividedHalfToEven(by: 10), of: perMille != 0)
    }

    /// A part of a whole in percent, rounded once; nil where the whole is nothing.
    ///
    /// What is not all of it is `more than 99%` and never `100%`, unless the amount may be more than the whole, as a rise may.
    package func share(_ part: Money, of whole: Money, isPart: Bool = true) -> String? {
        guard whole > .zero else { return nil }
        let percent = (part.picodollars * 100).dividedHalfToEven(by: whole.picodollars)
        if percent == 100, part < whole, isPart { return "more than \(figures.percent(99))" }
        return self.percent(percent, of: part != .zero)
    }

    /// Nothing in percent.
    var nothing: String { figures.percent(0) }

    private func percent(_ percent: Int128, of something: Bool) -> String {
        percent == 0 && something ? "less than \(figures.percent(1))" : figures.percent(percent)
    }

    /// How many times as much: `4.9`, `12`, `790,001`.
    package func multiple(_ a: Money, of b: Money) -> String? {
        guard b > .zero, a >= .zero else { return nil }
        let tenths = (a.picodollars * 10).dividedHalfToEven(by: b.picodollars)
        if tenths >= 100 { return number((a.picodollars).dividedHalfToEven(by: b.picodollars)) }
        return tenths % 10 == 0 ? number(tenths / 10) : figures.number(tenths, decimals: 1)
    }

    /// Words in a row: `a`, `a and b`, `a, b and c`.
    package static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private func dollars(_ money: Money, decimals: Int) -> String {
        figures.dollars(money.rounded(decimals: decimals), decimals: decimals, in: .ones)
    }

    // MARK: Dates

    /// `8 October`, or `8 October 2026` with its year.
    package func day(_ date: CivilDate, year: Bool = false) -> String { figures.day(date, year: year) }

    /// `Thursday`.
    package func weekday(_ date: CivilDate) -> String { figures.weekdayName(date) }

    /// The first and last day with an en dash: `1–17 October 2026`, `28 September – 4 October 2026`.
    package func days(_ period: Period) -> String { figures.days(period.first, period.last, year: true) }

    /// A period's name: `March`, `the week of 3 March`, `the first quarter of 2025`, `2025`, `8 October`, `1–17 October`.
    package func name(_ period: Period) -> String {
        switch period.grain {
        case .day: return day(period.first)
        case .week: return "the week of \(day(period.first))"
        case .month: return figures.monthName(period.first.month)
        case .quarter:
            let words = ["first", "second", "third", "fourth"]
            return "the \(words[(period.first.month - 1) / 3]) quarter of \(period.first.year)"
        case .year: return String(period.first.year)
        case .range: return figures.days(period.first, period.last, year: false)
        }
    }

    /// The name with a preposition: `in March`, `on 8 October`, `from 1 to 17 October`.
    package func during(_ period: Period) -> String {
        let (first, last) = (period.first, period.last)
        guard period.grain == .range || period.grain == .day else { return "in \(name(period))" }
        guard first != last else { return "on \(day(first))" }
        let ends = figures.ends(first, last)
        return "from \(ends.first) to \(ends.last)"
    }

    /// The same words with a capital at the beginning.
    static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension Money {
    /// So many units of 10^-decimals dollars, rounded half to even.
    fileprivate func rounded(decimals: Int) -> Int128 {
        let unit = (0..<decimals).reduce(Money.picodollarsPerDollar) { unit, _ in unit / 10 }
        return picodollars.dividedHalfToEven(by: unit)
    }
}

extension Int128 {
    /// The quotient rounded half to even; the divisor is above zero.
    func dividedHalfToEven(by divisor: Int128) -> Int128 {
        var (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 { (quotient, remainder) = (quotient - 1, remainder + divisor) }
        let other = divisor - remainder
        return remainder > other || (remainder == other && quotient & 1 != 0) ? quotient + 1 : quotient
    }
}

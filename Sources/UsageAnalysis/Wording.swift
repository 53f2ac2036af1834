package import UsageModel

/// Numbers, amounts and dates as they stand in sentences: rounded half to even, thousands grouped, a true minus.
package enum Wording {
    /// The minus sign, U+2212.
    static let minus = "\u{2212}"

    /// A count with its noun: `1 call`, `5,563 calls`.
    package static func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(String(count))) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// A whole number with its thousands grouped.
    package static func number(_ number: some BinaryInteger) -> String { grouped(String(number)) }

    /// Whether a word stands for one or for many.
    static func verb(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : many }

    /// An amount to the cent: `$8,485.57`; a positive amount below a cent is `<$0.01`.
    package static func total(_ money: Money) -> String {
        if money > .zero, money < Money(picodollars: 10_000_000_000) { return "<$0.01" }
        return dollars(money, decimals: 2)
    }

    /// An amount in passing: whole dollars from $100, cents below.
    package static func amount(_ money: Money) -> String {
        money.magnitude < Money(picodollars: 100 * Money.picodollarsPerDollar)
            ? total(money) : dollars(money, decimals: 0)
    }

    /// An amount in a title: `$15.4k` from $10k, `$1.24m` from a million.
    package static func title(_ money: Money) -> String {
        let magnitude = money.magnitude.picodollars
        let sign = money < .zero ? minus : ""
        let thousand = 1000 * Money.picodollarsPerDollar
        // 999,950 dollars would round to 1,000.0k.
        if magnitude >= 999_950 * Money.picodollarsPerDollar {
            let millions = Money(picodollars: (magnitude / 1_000_000))
            return "\(sign)$\(grouped(millions.dollars(decimals: 2)))m"
        }
        guard magnitude >= 10 * thousand else { return amount(money) }
        return "\(sign)$\(Money(picodollars: magnitude / 1000).dollars(decimals: 1))k"
    }

    /// A change with its sign: `+$686`, `−$47.00`.
    package static func signed(_ money: Money) -> String {
        money > .zero ? "+" + amount(money) : amount(money)
    }

    /// Thousandths as percent without decimals: `22%`; what rounds to nothing is `less than 1%`.
    package static func percent(perMille: Int) -> String {
        let percent = Int(Int128(perMille).dividedHalfToEven(by: 10))
        if percent == 0, perMille != 0 { return "less than 1%" }
        return (percent < 0 ? minus : "") + grouped(String(percent.magnitude)) + "%"
    }

    /// A part of a whole in percent, rounded once; nil where the whole is nothing.
    ///
    /// What is not all of it is `more than 99%` and never `100%`, unless the amount may be more than the whole, as a rise may.
    package static func share(_ part: Money, of whole: Money, isPart: Bool = true) -> String? {
        guard whole > .zero else { return nil }
        let percent = (part.picodollars * 100).dividedHalfToEven(by: whole.picodollars)
        if percent == 0, part != .zero { return "less than 1%" }
        if percent == 100, part < whole, isPart { return "more than 99%" }
        return (percent < 0 ? minus : "") + grouped(String(percent.magnitude)) + "%"
    }

    /// How many times as much: `4.9`, `12`, `790,001`.
    package static func multiple(_ a: Money, of b: Money) -> String? {
        guard b > .zero, a >= .zero else { return nil }
        let tenths = (a.picodollars * 10).dividedHalfToEven(by: b.picodollars)
        if tenths >= 100 { return grouped(String((a.picodollars).dividedHalfToEven(by: b.picodollars))) }
        return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)")
    }

    /// Words in a row: `a`, `a and b`, `a, b and c`.
    package static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func dollars(_ money: Money, decimals: Int) -> String {
        let digits = money.magnitude.dollars(decimals: decimals)
        let isNothing = !digits.contains { $0 != "0" && $0 != "." }
        return (money < .zero && !isNothing ? minus : "") + "$" + grouped(digits)
    }

    private static func grouped(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1)
        var whole = ""
        let digits = parts.first.map { $0.filter { $0 != "-" } } ?? ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        return (text.hasPrefix("-") ? minus : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
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

package import UsageModel

/// Numbers as people read them in a terminal; every amount is rounded once, half to even, when its text is made.
package enum Figure {
    /// What stands where there is no figure; never `$0.00`.
    static let none = "–"
    private static let minus = "\u{2212}"

    /// `1234567` as `1,234,567`.
    static func count(_ count: some BinaryInteger) -> String {
        (count < 0 ? minus : "") + grouped(String(count.magnitude))
    }

    /// A decimal number with its whole part grouped: `15,025.5`.
    static func count(_ decimal: ExactDecimal) -> String {
        let parts = decimal.description.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        let whole = grouped(String(parts.first ?? "0"))
        let rest = parts.count > 1 ? ".\(parts[1])" : ""
        return (decimal.isNegative ? minus : "") + whole + rest
    }

    /// A count with the word for one or many: `1 call`, `5,563 calls`.
    static func counted(_ count: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
        "\(Self.count(count)) \(count == 1 ? one : many ?? one + "s")"
    }

    /// An amount without currency for a column: cents, or two significant digits below a cent.
    static func amount(_ money: Money) -> String {
        let text = money.magnitude.dollars(decimals: decimals(of: money))
        let parts = text.split(separator: ".", maxSplits: 1)
        let fraction = parts.count > 1 ? ".\(parts[1])" : ""
        return (money < .zero ? minus : "") + grouped(String(parts.first ?? "0")) + fraction
    }

    /// An amount with currency: `$1,234.50`, `$0.00062`.
    package static func dollars(_ money: Money) -> String {
        money < .zero ? "\(minus)$\(amount(money.magnitude))" : "$\(amount(money))"
    }

    /// A difference with its sign: `+$1.20`, `−$0.05`, `$0.00`.
    static func change(_ money: Money) -> String { (money > .zero ? "+" : "") + dollars(money) }

    /// A difference with its sign for a column.
    static func changeAmount(_ money: Money) -> String { (money > .zero ? "+" : "") + amount(money) }

    /// The exact amount with currency: `$0.045075`.
    package static func exact(_ money: Money) -> String {
        let text = count(ExactDecimal(coefficient: money.magnitude.picodollars, scale: 12) ?? .zero)
        return (money < .zero ? minus : "") + "$" + text
    }

    private static func decimals(of money: Money) -> Int {
        let cent = Money.picodollarsPerDollar / 100
        let magnitude = money.magnitude.picodollars
        guard magnitude > 0, magnitude < cent else { return 2 }
        return min(12, 12 - (String(magnitude).count - 2))
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

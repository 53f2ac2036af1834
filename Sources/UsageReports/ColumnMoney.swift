import Charts
import UsageModel

/// How the amounts of one table are written: all with the same decimals, so that figures stand under figures.
struct ColumnMoney {
    private let text: NumberText
    /// 0 or 2.
    let decimals: Int

    /// Whole dollars from a thousand on, cents below.
    init(upTo largest: Money, text: NumberText) {
        self.text = text
        decimals = largest.magnitude >= Money(picodollars: 1000 * Money.picodollarsPerDollar) ? 0 : 2
    }

    /// What an amount rounds to, in the column's unit.
    func units(_ amount: Money) -> Int128 {
        let unit = decimals == 0 ? Money.picodollarsPerDollar : Money.picodollarsPerDollar / 100
        let (whole, rest) = amount.picodollars.quotientAndRemainder(dividingBy: unit)
        let twice = rest.magnitude * 2
        guard twice > unit.magnitude || (twice == unit.magnitude && whole % 2 != 0) else { return whole }
        return whole + (rest < 0 ? -1 : 1)
    }

    /// Whether parts as they are written add up to their total as it is written.
    func addUp(_ parts: [Money], to total: Money) -> Bool {
        parts.reduce(0) { $0 + units($1) } == units(total)
    }

    /// An amount: "$3,259"; what is not zero and rounds to it is "<$1"; nothing is "–".
    func amount(_ amount: Money?) -> String {
        guard let amount else { return NumberText.none }
        guard units(amount) == 0, amount != .zero else {
            return text.dollars(amount.picodollars, decimals: decimals)
        }
        return text.least(isNegative: amount < .zero, decimals: decimals)
    }

    /// A difference with its sign: "+$686", "−$47".
    func change(_ amount: Money) -> String {
        units(amount) == 0 && amount != .zero
            ? text.leastChange(amount.picodollars, decimals: decimals)
            : text.change(amount.picodollars, decimals: decimals)
    }
}

/// Writes money, counts, changes and dates for people, from integers, without the host's locale.
///
/// Every value is rounded once, half to even, when its text is made.
///
///     NumberText.english.total(8_485_570_000_000_000)  // "$8,485.57"
///     NumberText.english.change(-47_000_000_000_000)   // "−$47"
public struct NumberText: Hashable, Sendable {
    /// What stands before an amount.
    public var currency: String
    /// What stands between thousands.
    public var groupSeparator: String
    /// What stands before the decimals.
    public var decimalMark: String
    /// The twelve months in full.
    public var months: [String]
    /// The twelve months in short.
    public var monthsShort: [String]
    /// The seven weekdays in short, Monday first.
    public var weekdaysShort: [String]

    /// English words, US dollars.
    public static let english = NumberText(
        currency: "$", groupSeparator: ",", decimalMark: ".",
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ],
        monthsShort: [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
        weekdaysShort: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], )

    /// Makes a style from its signs and words; a month without a word is written as its number.
    public init(
        currency: String, groupSeparator: String, decimalMark: String, months: [String],
        monthsShort: [String], weekdaysShort: [String],
    ) {
        self.currency = currency
        self.groupSeparator = groupSeparator
        self.decimalMark = decimalMark
        self.months = months
        self.monthsShort = monthsShort
        self.weekdaysShort = weekdaysShort
    }

    /// The minus sign, as wide as a plus.
    public static let minus = "\u{2212}"

    /// What stands where there is no value.
    public static let none = "\u{2013}"

    // MARK: Money

    /// An amount with exactly that many decimals, 0 to 12.
    public func dollars(_ amount: Picodollars, decimals: Int) -> String {
        let decimals = min(max(decimals, 0), 12)
        let units = Self.divided(amount.magnitude, by: Self.power(12 - decimals))
        let sign = amount < 0 && units > 0 ? Self.minus : ""
        return sign + currency + digits(units, decimals: decimals)
    }

    /// A total, to the cent: "$8,485.57".
    public func total(_ amount: Picodollars) -> String { dollars(amount, decimals: 2) }

    /// An amount beside a mark: whole dollars from $100, cents below, "<$0.01" below a cent.
    public func label(_ amount: Picodollars) -> String {
        guard amount != 0 else { return currency + "0" }
        guard amount.magnitude >= Self.power(10) else {
            let cent = currency + "0" + decimalMark + "01"
            return amount < 0 ? ">" + Self.minus + cent : "<" + cent
        }
        let cents = Self.divided(amount.magnitude, by: Self.power(10))
        return dollars(amount, decimals: cents >= 10_000 ? 0 : 2)
    }

    /// The cost of one unit: four decimals below a dollar, else as a total.
    public func unitCost(_ amount: Picodollars) -> String {
        guard amount.magnitude < UInt128(Int128.dollar) else { return total(amount) }
        if amount != 0, Self.divided(amount.magnitude, by: Self.power(8)) == 0 {
            let least = currency + "0" + decimalMark + "0001"
            return amount < 0 ? ">" + Self.minus + least : "<" + least
        }
        return dollars(amount, decimals: 4)
    }

    /// An amount in a title or range: "$15.4k", "$1.24m"; below ten thousand as a label.
    public func compact(_ amount: Picodollars) -> String {
        let magnitude = amount.magnitude
        let sign = amount < 0 ? Self.minus : ""
        func scaled(_ power: Int, _ decimals: Int, _ suffix: String) -> String {
            let units = Self.divided(magnitude, by: Self.power(power - decimals))
            return sign + currency + Self.trimmed(digits(units, decimals: decimals), decimalMark) + suffix
        }
        if Self.divided(magnitude, by: Self.power(12)) < 10_000 { return label(amount) }
        if Self.divided(magnitude, by: Self.power(14)) < 10_000 { return scaled(15, 1, "k") }
        if Self.divided(magnitude, by: Self.power(16)) < 100_000 { return scaled(18, 2, "m") }
        return scaled(21, 2, "bn")
    }

    /// Two amounts with an en dash: "$14.6k–$16.3k".
    public func range(_ low: Picodollars, _ high: Picodollars) -> String {
        compact(low) + "\u{2013}" + compact(high)
    }

    /// A difference with its sign: "+$686", "−$47"; cents below $10.
    public func change(_ amount: Picodollars) -> String {
        guard amount != 0 else { return currency + "0" }
        guard amount.magnitude >= Self.power(10) else {
            return (amount < 0 ? Self.minus : "+") + "<" + currency + "0" + decimalMark + "01"
        }
        let dollars = Self.divided(amount.magnitude, by: Self.power(12))
        return (amount > 0 ? "+" : "") + self.dollars(amount, decimals: dollars >= 10 ? 0 : 2)
    }

    // MARK: Ratios and counts

    /// A part of a whole, "20%"; "–" without a positive whole.
    ///
    /// A part that is not nothing never reads "0%" but "<1%", and one that is not all never "100%" but ">99%".
    public func share(_ part: Int128, of whole: Int128, decimals: Int = 0) -> String {
        guard whole > 0, let written = percent(part, of: whole, decimals: decimals) else { return Self.none }
        let least = Self.power(min(max(decimals, 0), 6))
        if part != 0, written == percent(0, of: whole, decimals: decimals) {
            return (part < 0 ? ">" + Self.minus : "<") + smallest(decimals)
        }
        if part < whole, written == percent(whole, of: whole, decimals: decimals) {
            return ">" + digits(100 * least - 1, decimals: min(max(decimals, 0), 6)) + "%"
        }
        return written
    }

    /// The smallest percentage with so many decimals that is not nothing: "1%", "0.1%".
    private func smallest(_ decimals: Int) -> String {
        digits(1, decimals: min(max(decimals, 0), 6)) + "%"
    }

    /// How much a value moved: "+22%", "−100%", "new", "×12", or "–" where that says nothing.
    public func percentChange(from previous: Int128, to current: Int128, decimals: Int = 0) -> String {
        if previous == 0 { return current > 0 ? "new" : Self.none }
        guard previous > 0 else { return Self.none }
        guard current != 0 else { return Self.minus + "100%" }
        let difference = current.saturatingSubtract(previous)
        // Above +999 % a factor says more; compared in whole values, so that 999.4 % is still a percentage.
        if difference > 0, difference / 9 > previous,
            let rounded = Self.ratio(difference, previous, scale: 100), rounded.units > 999,
            let times = Self.ratio(current, previous, scale: 1)
        {
            return "\u{00D7}" + digits(times.units, decimals: 0)
        }
        guard let text = percent(difference, of: previous, decimals: decimals) else { return Self.none }
        if difference != 0, text == percent(0, of: previous, decimals: decimals) {
            return (difference > 0 ? "+" : Self.minus) + "<" + smallest(decimals)
        }
        return (difference > 0 ? "+" : "") + text
    }

    /// A multiple: "4.9×" below ten, "12×" above; "–" without a positive base.
    public func multiple(_ value: Int128, of base: Int128) -> String {
        guard base > 0, value >= 0, let tenths = Self.ratio(value, base, scale: 10) else { return Self.none }
        if tenths.units < 100 {
            return Self.trimmed(digits(tenths.units, decimals: 1), decimalMark) + "\u{00D7}"
        }
        guard let times = Self.ratio(value, base, scale: 1) else { return Self.none }
        return digits(times.units, decimals: 0) + "\u{00D7}"
    }

    /// A whole number with grouped thousands: "5,563".
    public func count(_ value: Int) -> String {
        (value < 0 ? Self.minus : "") + digits(UInt128(value.magnitude), decimals: 0)
    }

    /// A ratio as a percentage with its sign below zero; nothing when it is too large to write.
    private func percent(_ part: Int128, of whole: Int128, decimals: Int) -> String? {
        let decimals = min(max(decimals, 0), 6)
        guard let ratio = Self.ratio(part, whole, scale: 100 * Self.power(decimals)) else { return nil }
        let sign = ratio.isNegative && ratio.units > 0 ? Self.minus : ""
        return sign + digits(ratio.units, decimals: decimals) + "%"
    }
}

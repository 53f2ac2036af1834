/// Writes money, counts, changes and dates for people, from integers, without the host's locale.
///
/// Every value is rounded once, half to even, when its text is made.
///
///     NumberText.english.total(8_485_570_000_000_000)  // "$8,485.57"
///     NumberText.english.change(-47_000_000_000_000)   // "−$47"
public struct NumberText: Hashable, Sendable {
    /// Where the sign of a currency stands.
    public enum CurrencyPlace: Hashable, Sendable {
        /// "−$47".
        case before
        /// "−$ 47", with a space that does not break.
        case beforeSpaced
        /// "$ −47".
        case beforeMinus
        /// "−47 $".
        case after
    }

    /// The language by its tag, as in "de" or "en-US".
    public var language = "en"
    /// The sign of the currency.
    public var currency: String
    /// Where that sign stands.
    public var currencyPlace = CurrencyPlace.before
    /// What stands between thousands.
    public var groupSeparator: String
    /// Numbers with at least so many digits before their mark have their thousands apart.
    public var groupedFrom = 4
    /// What stands before the decimals.
    public var decimalMark: String
    /// What stands behind a percentage, with the space before it where that is the custom.
    public var percentSign = "%"
    /// What stands behind thousands, millions, billions and trillions of an amount in few figures, with their space.
    public var scales = ["k", "m", "bn", "tn"]
    /// The twelve months in full, as they stand alone or with a year.
    public var months: [String]
    /// The twelve months in full, as they stand with a day.
    public var monthsOfDays: [String]
    /// The twelve months in short.
    public var monthsShort: [String]
    /// The seven weekdays in full, Monday first.
    public var weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    /// The seven weekdays in short, Monday first.
    public var weekdaysShort: [String]
    /// In which order a date is written.
    public var order = DateOrder()

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

    /// Makes a style from its signs and words, for the rest as in English; a month without a word is written as its
    /// number.
    public init(
        currency: String, groupSeparator: String, decimalMark: String, months: [String],
        monthsShort: [String], weekdaysShort: [String],
    ) {
        self.currency = currency
        self.groupSeparator = groupSeparator
        self.decimalMark = decimalMark
        self.months = months
        monthsOfDays = months
        self.monthsShort = monthsShort
        self.weekdaysShort = weekdaysShort
    }

    /// The minus sign, as wide as a plus.
    public static let minus = "\u{2212}"

    /// A space at which no line breaks.
    static let space = "\u{A0}"

    /// What stands where there is no value.
    public static let none = "\u{2013}"

    // MARK: Money

    /// An amount with exactly that many decimals, 0 to 12.
    public func dollars(_ amount: Picodollars, decimals: Int) -> String {
        let decimals = min(max(decimals, 0), 12)
        let units = Self.divided(amount.magnitude, by: Self.power(12 - decimals))
        return money(amount < 0 && units > 0 ? Self.minus : "", digits(units, decimals: decimals))
    }

    /// Digits with the currency's sign, "+" or a minus, and what stands for thousands or millions.
    package func money(_ sign: String, _ digits: String, _ scale: String = "") -> String {
        switch currencyPlace {
        case .before: sign + currency + digits + scale
        case .beforeSpaced: sign + currency + Self.space + digits + scale
        case .beforeMinus: currency + Self.space + sign + digits + scale
        case .after: sign + digits + scale + Self.space + currency
        }
    }

    /// A total, to the cent: "$8,485.57", and "<$0.01" for what is not nothing and rounds to it.
    public func total(_ amount: Picodollars) -> String {
        guard amount == 0 || Self.divided(amount.magnitude, by: Self.power(10)) > 0 else {
            return least(isNegative: amount < 0, decimals: 2)
        }
        return dollars(amount, decimals: 2)
    }

    /// An amount beside a mark: whole dollars from $100, cents below, "<$0.01" below a cent.
    public func label(_ amount: Picodollars) -> String {
        guard amount != 0 else { return money("", "0") }
        guard amount.magnitude >= Self.power(10) else { return least(isNegative: amount < 0, decimals: 2) }
        let cents = Self.divided(amount.magnitude, by: Self.power(10))
        return dollars(amount, decimals: cents >= 10_000 ? 0 : 2)
    }

    /// The cost of one unit: four decimals below a dollar, else as a total.
    public func unitCost(_ amount: Picodollars) -> String {
        guard amount.magnitude < UInt128(Int128.dollar) else { return total(amount) }
        if amount != 0, Self.divided(amount.magnitude, by: Self.power(8)) == 0 {
            return least(isNegative: amount < 0, decimals: 4)
        }
        return dollars(amount, decimals: 4)
    }

    /// What is not nothing and smaller than can be written: "<$0.01", ">−$0.01".
    public func least(isNegative: Bool, decimals: Int) -> String {
        let digits = digits(1, decimals: min(max(decimals, 0), 12))
        return isNegative ? ">" + money(Self.minus, digits) : "<" + money("", digits)
    }

    /// An exact decimal such as "8485.571234", not grouped, so that it can be compared with a file.
    public func exact(_ decimal: String) -> String {
        decimal.replacing(".", with: decimalMark)
    }

    /// An amount in a title or range: "$15.4k", "$1.24m"; below ten thousand as a label.
    public func compact(_ amount: Picodollars) -> String {
        let magnitude = amount.magnitude
        let sign = amount < 0 ? Self.minus : ""
        func scaled(_ power: Int, _ decimals: Int) -> String {
            let units = Self.divided(magnitude, by: Self.power(power - decimals))
            return money(
                sign, Self.trimmed(digits(units, decimals: decimals), decimalMark), scale(power - 12))
        }
        if Self.divided(magnitude, by: Self.power(12)) < 10_000 { return label(amount) }
        if Self.divided(magnitude, by: Self.power(14)) < 10_000 { return scaled(15, 1) }
        if Self.divided(magnitude, by: Self.power(16)) < 100_000 { return scaled(18, 2) }
        return scaled(21, 2)
    }

    /// What stands behind an amount that is divided by a power of ten: 3, 6, 9 or 12.
    package func scale(_ power: Int) -> String {
        let index = power / 3 - 1
        return scales.indices.contains(index) ? scales[index] : ""
    }

    /// Two amounts with an en dash, "$14.6k–$16.3k"; a sign apart from its amount stands once, "14,6–16,3 M $".
    public func range(_ low: Picodollars, _ high: Picodollars) -> String {
        var (first, last) = (compact(low), compact(high))
        guard currencyPlace != .before else { return first + "\u{2013}" + last }
        func tail(_ text: String) -> String { String(text.reversed().prefix { !$0.isNumber }.reversed()) }
        // Two of dollars and one of millions are not the same dollars.
        guard tail(first) == tail(last) else { return first + "\u{2013}" + last }
        first.removeLast(tail(first).count)
        let head = currency + Self.space
        if first.hasPrefix(head), last.hasPrefix(head) { last.removeFirst(head.count) }
        return first + "\u{2013}" + last
    }

    /// A difference with its sign: "+$686", "−$47"; cents below $10.
    public func change(_ amount: Picodollars) -> String {
        guard amount.magnitude >= Self.power(10) || amount == 0 else {
            return leastChange(amount, decimals: 2)
        }
        let dollars = Self.divided(amount.magnitude, by: Self.power(12))
        return change(amount, decimals: dollars >= 10 ? 0 : 2)
    }

    /// A difference with its sign and so many decimals, 0 to 12; none is "$0".
    public func change(_ amount: Picodollars, decimals: Int) -> String {
        guard amount != 0 else { return money("", "0") }
        let decimals = min(max(decimals, 0), 12)
        let units = Self.divided(amount.magnitude, by: Self.power(12 - decimals))
        let sign = amount > 0 ? "+" : units > 0 ? Self.minus : ""
        return money(sign, digits(units, decimals: decimals))
    }

    /// A difference that is not nothing and smaller than can be written: "+<$0.01".
    public func leastChange(_ amount: Picodollars, decimals: Int) -> String {
        (amount < 0 ? Self.minus : "+") + "<"
            + money("", digits(1, decimals: min(max(decimals, 0), 12)))
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
            return ">" + digits(100 * least - 1, decimals: min(max(decimals, 0), 6)) + percentSign
        }
        return written
    }

    /// The smallest percentage with so many decimals that is not nothing: "1%", "0.1%".
    private func smallest(_ decimals: Int) -> String {
        digits(1, decimals: min(max(decimals, 0), 6)) + percentSign
    }

    /// A whole percentage as such: "80%".
    public func percent(_ number: Int) -> String { count(number) + percentSign }

    /// How much a value moved: "+22%", "−100%", "new", "×12", or "–" where that says nothing.
    public func percentChange(from previous: Int128, to current: Int128, decimals: Int = 0) -> String {
        if previous == 0 { return current > 0 ? "new" : Self.none }
        guard previous > 0 else { return Self.none }
        guard current != 0 else { return Self.minus + percent(100) }
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
        return sign + digits(ratio.units, decimals: decimals) + percentSign
    }
}

extension NumberText {
    /// Ten to a power from 0 to 38.
    static func power(_ exponent: Int) -> UInt128 {
        (0..<min(max(exponent, 0), 38)).reduce(1) { value, _ in value * 10 }
    }

    /// A quotient rounded half to even.
    static func divided(_ value: UInt128, by divisor: UInt128) -> UInt128 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        let rest = divisor - remainder
        if remainder > rest || (remainder == rest && quotient % 2 == 1) { return quotient + 1 }
        return quotient
    }

    /// `part / whole * scale` rounded half to even; nothing when it does not fit or the whole is zero.
    static func ratio(_ part: Int128, _ whole: Int128, scale: UInt128) -> (units: UInt128, isNegative: Bool)?
    {
        var (numerator, denominator) = (part.magnitude, whole.magnitude)
        guard denominator > 0 else { return nil }
        // Past 10^30 dollars the last digits of a percentage no longer matter.
        while numerator.multipliedReportingOverflow(by: scale).overflow {
            numerator /= 10
            denominator /= 10
            guard denominator > 0 else { return nil }
        }
        return (divided(numerator * scale, by: denominator), (part < 0) != (whole < 0))
    }

    /// Units of 10^-decimals with grouped thousands and a decimal mark.
    package func digits(_ units: UInt128, decimals: Int) -> String {
        let (whole, fraction) = units.quotientAndRemainder(dividingBy: Self.power(decimals))
        var text = ""
        let plain = Array(String(whole))
        let isGrouped = plain.count >= groupedFrom
        for (index, digit) in plain.enumerated() {
            if isGrouped, index > 0, (plain.count - index) % 3 == 0 { text += groupSeparator }
            text.append(digit)
        }
        guard decimals > 0 else { return text }
        let tail = String(fraction)
        return text + decimalMark + String(repeating: "0", count: decimals - tail.count) + tail
    }

    /// The text without zeros at the end of its decimals.
    static func trimmed(_ text: String, _ mark: String) -> String {
        guard text.contains(mark) else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(mark) { text.removeLast(mark.count) }
        return text
    }

    // MARK: Axis labels

    /// How the labels of one axis are written: all in one unit, with the same decimals.
    struct TickFormat {
        var power: Int
        var decimals: Int
        /// 0 for the plain unit, else 3, 6 or 9: thousands, millions, billions of it.
        var scale: Int
    }

    /// The unit and decimals for an axis that reaches that far in steps of that size.
    static func tickFormat(reach: Int128, step: Int128, unit: ChartUnit) -> TickFormat {
        let places = unit.places
        let limits = [10_000 * unit.one, 1_000_000 * unit.one, 1_000_000_000 * unit.one]
        let scale = 3 * (limits.firstIndex { reach < $0 } ?? limits.count)
        let power = places + scale
        var decimals = 0
        while decimals < power, step.magnitude % Self.power(power - decimals) != 0 { decimals += 1 }
        if unit == .money, power == places, decimals == 1 { decimals = 2 }
        return TickFormat(power: power, decimals: decimals, scale: scale)
    }

    /// One label of an axis.
    func tick(_ value: Int128, _ format: TickFormat, _ unit: ChartUnit) -> String {
        guard value != 0 else { return unit == .money ? money("", "0") : "0" + suffix(unit) }
        let units = Self.divided(value.magnitude, by: Self.power(format.power - format.decimals))
        let (sign, digits) = (value < 0 ? Self.minus : "", digits(units, decimals: format.decimals))
        let scale = scale(format.scale)
        return unit == .money ? money(sign, digits, scale) : sign + digits + scale + suffix(unit)
    }
}

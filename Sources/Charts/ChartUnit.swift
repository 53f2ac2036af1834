/// What the amounts of a chart are: how they are written, and which steps their axis has.
public enum ChartUnit: String, Hashable, Sendable, CaseIterable {
    /// Picodollars, written in dollars.
    case money
    /// Whole things, such as images.
    case count
    /// Microseconds of video or audio, written in seconds.
    case seconds
    /// Parts of a whole, of which 1,000,000,000,000 are all of it, written as a percentage.
    case share

    /// The whole, of which a `share` counts the parts.
    public static let whole: Int128 = 1_000_000_000_000

    /// A part of a whole as an amount of `share`, rounded half to even; nothing without a positive whole.
    public static func share(_ part: Int128, of whole: Int128) -> Int128? {
        guard whole > 0, let ratio = NumberText.ratio(part, whole, scale: UInt128(Self.whole)),
            let units = Int128(exactly: ratio.units)
        else { return nil }
        return ratio.isNegative ? -units : units
    }

    /// How many decimal places an amount counts below the written unit.
    var places: Int {
        switch self {
        case .money: 12
        case .count: 0
        case .seconds: 6
        case .share: 10
        }
    }

    /// The amount of one written unit: a dollar, a thing, a second, a percent.
    var one: Int128 { Int128(NumberText.power(places)) }
}

extension NumberText {
    /// What stands behind a number of a unit.
    func suffix(_ unit: ChartUnit) -> String {
        switch unit {
        case .money, .count: ""
        case .seconds: " s"
        case .share: percentSign
        }
    }

    /// An amount beside a mark: "$569", "12,480", "1,204 s", "1.4%".
    public func label(_ amount: Int128, _ unit: ChartUnit) -> String {
        let size = amount.magnitude
        switch unit {
        case .money: return label(amount)
        case .count: return written(amount, unit, decimals: 0)
        case .seconds:
            let tenths = Self.divided(size, by: Self.power(5))
            if size > 0, tenths == 0 { return least(amount, unit, decimals: 1) }
            return written(amount, unit, decimals: size < UInt128(100 * unit.one) ? 1 : 0)
        case .share:
            let (hundredths, tenths) = (
                Self.divided(size, by: Self.power(8)), Self.divided(size, by: Self.power(9))
            )
            if size > 0, hundredths == 0 { return least(amount, unit, decimals: 2) }
            return written(amount, unit, decimals: tenths >= 100 ? 0 : tenths >= 10 ? 1 : 2)
        }
    }

    /// An amount in few figures: "$15.4k", "12.5k", "1.2m s".
    public func compact(_ amount: Int128, _ unit: ChartUnit) -> String {
        guard unit != .money else { return compact(amount) }
        let scales = [(3, 1), (6, 2), (9, 2), (12, 2)]
        // The first scale that writes the amount in at most four figures before its mark.
        let fitting = scales.first { scale in
            Self.divided(amount.magnitude, by: Self.power(unit.places + scale.0)) < 1_000
        }
        let (power, decimals) = fitting ?? scales[scales.count - 1]
        guard unit != .share, Self.divided(amount.magnitude, by: Self.power(unit.places)) >= 10_000 else {
            return label(amount, unit)
        }
        let units = Self.divided(amount.magnitude, by: Self.power(unit.places + power - decimals))
        return (amount < 0 ? Self.minus : "")
            + Self.trimmed(digits(units, decimals: decimals), decimalMark) + scale(power) + suffix(unit)
    }

    /// A sum: money to the cent, everything else as beside a mark.
    public func total(_ amount: Int128, _ unit: ChartUnit) -> String {
        unit == .money ? total(amount) : label(amount, unit)
    }

    private func written(_ amount: Int128, _ unit: ChartUnit, decimals: Int) -> String {
        let units = Self.divided(amount.magnitude, by: Self.power(unit.places - decimals))
        let number = Self.trimmed(digits(units, decimals: decimals), decimalMark)
        return (amount < 0 && units > 0 ? Self.minus : "") + number + suffix(unit)
    }

    /// What is not nothing and too small to be written.
    private func least(_ amount: Int128, _ unit: ChartUnit, decimals: Int) -> String {
        (amount < 0 ? ">" + Self.minus : "<") + digits(1, decimals: decimals) + suffix(unit)
    }
}

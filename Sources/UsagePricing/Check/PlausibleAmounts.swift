import UsageModel

/// What the usual number of a unit costs at the least and at the most, with room to both sides.
///
/// A price list that is off by a factor of a thousand or a million, because it takes a price per token for one per
/// million or a price per image for one per token, falls outside.
struct PlausibleAmounts {
    let unit: Unit
    let least: ExactDecimal
    let most: ExactDecimal

    private init(_ unit: Unit, _ least: String, _ most: Int) {
        self.unit = unit
        self.least = (try? ExactDecimal(least)) ?? .zero
        self.most = ExactDecimal(most)
    }

    /// The bounds of a unit, or nil where nothing is known.
    static func of(_ unit: Unit) -> PlausibleAmounts? { all[unit] }

    /// Whether an amount for so many units lies within; free always does.
    func allow(_ amount: ExactDecimal, for per: ExactDecimal) -> Bool {
        guard !amount.isZero, let usual = amount.multiplied(by: unit.usualPer),
            let low = least.multiplied(by: per), let high = most.multiplied(by: per)
        else { return true }
        return low <= usual && usual <= high
    }

    private static let all: [Unit: PlausibleAmounts] = Dictionary(
        uniqueKeysWithValues: [
            PlausibleAmounts(.token, "0.0005", 1000), PlausibleAmounts(.image, "0.0005", 5),
            PlausibleAmounts(.videoSecond, "0.002", 10), PlausibleAmounts(.audioSecond, "0.005", 50),
            PlausibleAmounts(.page, "0.05", 500), PlausibleAmounts(.search, "0.1", 500),
            PlausibleAmounts(.request, "0.01", 5000),
        ].map { ($0.unit, $0) })
}

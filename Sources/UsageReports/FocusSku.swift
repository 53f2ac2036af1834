import JSON
import UsageModel

/// What is sold at which price: everything of a charge that follows from the line of a cost and its price.
struct FocusSku: Hashable {
    /// What tells one price of one thing from another.
    struct Key: Hashable {
        var provider: String
        var region: String?
        var modelID: String
        var priceID: String
        var from: Instant?
        var isDated: Bool
        var className: String
        var direction: CostLine.Direction
        var unit: Unit
        var amount: ExactDecimal
        var per: ExactDecimal
        var multipliers: [CostLine.Multiplier]

        init(_ line: CostLine, _ price: PriceReference, _ call: Call) {
            provider = call.provider.rawValue
            region = call.region.flatMap { $0.isEmpty ? nil : $0 }
            modelID = price.modelID
            priceID = price.priceID
            from = price.from
            isDated = price.dateState == .dated
            className = line.className
            direction = line.direction
            unit = line.unit
            amount = line.amount
            per = line.per
            multipliers = line.multipliers
        }
    }

    let key: Key
    /// The provider's name for people.
    let provider: String
    /// The thing: "openai/gpt-4o/input".
    let id: String
    /// The thing at its list price: "openai/gpt-4o/input@2024-10-02:2.5/1000000".
    let priceID: String
    let meter: String
    let consumedUnit: String
    let pricingUnit: String
    /// The price of one pricing unit before discounts, and after; nil where it has more than 38 digits.
    let listUnitPrice: ExactDecimal?
    let contractedUnitPrice: ExactDecimal?
    /// The price's further properties, as a JSON object.
    let details: String

    init(_ key: Key, line: CostLine) {
        self.key = key
        let meter = FocusMeter(line)
        provider = Provider(rawValue: key.provider).displayName
        id = "\(key.provider)/\(key.modelID)/\(key.className)"
        let factors = key.multipliers.filter { !$0.isDiscount }
        let since = key.from.map(\.date.description) ?? "undated"
        priceID =
            "\(id)@\(since):\(key.amount)/\(key.per)" + factors.map { "*\($0.name)=\($0.factor)" }.joined()
        self.meter = meter.name
        consumedUnit = meter.consumedUnit
        pricingUnit = meter.pricingUnit(per: key.per)
        listUnitPrice = Self.product(key.amount, factors)
        contractedUnitPrice = Self.product(key.amount, key.multipliers)
        var details = JSONObject()
        details.append("x_ModelId", .string(key.modelID))
        if !factors.isEmpty {
            details.append(
                "x_Multipliers", .string(factors.map { "\($0.name)=\($0.factor)" }.joined(separator: ";")))
        }
        details.append("x_PriceId", .string(key.priceID))
        details.append("x_TokenCacheAction", meter.tokenCacheAction.map { .string($0) })
        details.append("x_TokenDirection", meter.tokenDirection(key.direction).map { .string($0) })
        self.details = JSONValue.object(details).compactText
    }

    /// How many pricing units a count is: exact where the division ends, else to eighteen decimals.
    func pricingQuantity(_ count: ExactDecimal) -> ExactDecimal? { count.dividedForPricing(by: key.per) }

    private static func product(_ amount: ExactDecimal, _ factors: [CostLine.Multiplier]) -> ExactDecimal? {
        var product = amount
        for factor in factors {
            guard let next = product.multiplied(by: factor.factor) else { return nil }
            product = next
        }
        return product
    }
}

extension CostLine.Multiplier {
    /// Whether it is what the user negotiated, which the list price does not know.
    var isDiscount: Bool { name == "discount" || name.hasPrefix("discount:") }
}

extension CostLine {
    /// The cost before what the user negotiated.
    var listCost: Money {
        guard multipliers.contains(where: \.isDiscount),
            let line = try? Money.lineCost(
                count: count, amount: amount, per: per,
                multipliers: multipliers.filter { !$0.isDiscount }.map(\.factor))
        else { return cost }
        return line.cost
    }
}

extension ExactDecimal {
    /// The quotient to as many decimals as fit, at most eighteen, rounded half to even; nil where the divisor is not above zero.
    fileprivate func dividedForPricing(by divisor: ExactDecimal) -> ExactDecimal? {
        guard divisor > .zero else { return nil }
        if divisor == .one { return self }
        var decimals = 18
        while decimals >= 0 {
            defer { decimals -= 1 }
            guard let numerator = shifted(by: decimals + divisor.scale)?.rounded,
                let scaled = divisor.shifted(by: divisor.scale)
            else { continue }
            let (whole, rest) = numerator.coefficient.quotientAndRemainder(dividingBy: scaled.coefficient)
            let twice = rest.magnitude.multipliedReportingOverflow(by: 2)
            let isUp =
                twice.overflow || twice.partialValue > scaled.coefficient.magnitude
                || (twice.partialValue == scaled.coefficient.magnitude && whole % 2 != 0)
            return ExactDecimal(
                coefficient: isUp ? whole + (coefficient < 0 ? -1 : 1) : whole, scale: decimals)
        }
        return nil
    }
}

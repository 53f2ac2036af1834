import UsageModel

extension Rate {
    /// A part of a count with the amount that it is charged at.
    struct Portion {
        var count: ExactDecimal
        var amount: ExactDecimal
    }

    /// What is billed for a count: begun megapixels and increments whole, the minimum at least; nil where out of range.
    func billed(_ count: ExactDecimal) -> ExactDecimal? {
        if count.isZero || (minimum == nil && increment == nil && megapixel == nil) { return count }
        var least = count
        if let megapixel {
            guard let pixels = count.integer else { return nil }
            least = ExactDecimal(pixels / megapixel + (pixels % megapixel == 0 ? 0 : 1))
        }
        if let minimum { least = max(least, minimum) }
        return increment.map { least.roundedUp(toMultipleOf: $0) } ?? least
    }

    /// A count cut where the amount changes; nil where a part is out of range.
    func portions(of count: ExactDecimal) -> [Portion]? {
        guard !steps.isEmpty, let first = steps.first, count > first.after else {
            return [Portion(count: count, amount: amount)]
        }
        var portions = [Portion(count: first.after, amount: amount)]
        for (index, step) in steps.enumerated() where count > step.after {
            let end = index + 1 < steps.count ? min(count, steps[index + 1].after) : count
            guard let part = end.subtracting(step.after) else { return nil }
            portions.append(Portion(count: part, amount: step.amount))
        }
        return portions
    }
}

extension ExactDecimal {
    /// The least multiple of a positive number that is not below this one; nil where it is out of range.
    func roundedUp(toMultipleOf step: ExactDecimal) -> ExactDecimal? {
        let places = max(scale, step.scale)
        guard let count = shifted(by: places)?.integer, let unit = step.shifted(by: places)?.integer, unit > 0
        else { return nil }
        let (quotient, rest) = count.quotientAndRemainder(dividingBy: unit)
        return step.multiplied(by: ExactDecimal(rest > 0 ? quotient + 1 : quotient))
    }
}

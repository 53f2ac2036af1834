import JSON
import UsageModel
import UsagePricing

/// What must hold of any cost.
enum CostCheck {
    /// A cost adds up, is nowhere negative, bills each token once and is zero only where a price says so.
    static func check(_ costing: Costing, of call: PricedCall) throws {
        switch costing {
        case .priced(let cost): try check(cost, of: call)
        case .unpriced(let reason):
            try require(
                UnpricedReason(reason.description) == reason, "`\(reason)` does not read back as itself")
        }
    }

    private static func check(_ cost: Cost, of call: PricedCall) throws {
        func text() -> String {
            "\(call.provider.rawValue)/\(call.model) \(JSONValue.object(call.usage.json).compactText)"
        }
        let isUsed = call.usage.counts.contains { !$0.value.isZero }
        try require(!cost.lines.isEmpty || !isUsed, "a cost without lines: \(text())")
        var sum = Money.zero
        for line in cost.lines {
            try require(line.cost >= .zero, "a negative cost of \(line.className): \(text())")
            try require(!line.count.isNegative, "a negative count of \(line.className): \(text())")
            sum += line.cost
        }
        try require(sum == cost.total, "the lines add up to \(sum), the total is \(cost.total): \(text())")
        let directions = CostLine.Direction.allCases.reduce(Money.zero) { $0 + cost.total($1) }
        try require(directions == sum, "the directions add up to \(directions): \(text())")
        try require(sum <= Money.rowMax, "a cost above what a row holds: \(text())")
        try checkTokens(cost, of: call)
        if sum == .zero, isUsed { try checkZero(cost, of: call) }
    }

    /// All tokens are billed, and none of them twice.
    private static func checkTokens(_ cost: Cost, of call: PricedCall) throws {
        for (direction, counter) in [
            (CostLine.Direction.input, Counter.inputTokens), (.output, .outputTokens),
        ] {
            guard let whole = call.usage[counter] else { continue }
            var billed = ExactDecimal.zero
            for line in cost.lines where line.direction == direction && line.unit == .token {
                guard let next = billed.adding(line.count) else {
                    throw Violation(description: "a count of more than 38 digits")
                }
                billed = next
            }
            try require(
                billed == whole,
                "\(whole) \(counter.rawValue) are billed as \(billed): \(call.provider.rawValue)/\(call.model) "
                    + "\(JSONValue.object(call.usage.json).compactText)")
        }
    }

    /// The zero of a call that used something is explicit: it was counted at a price of zero.
    private static func checkZero(_ cost: Cost, of call: PricedCall) throws {
        let billed = cost.lines.filter { !$0.count.isZero }
        try require(
            !billed.isEmpty,
            "a silent zero: \(call.provider.rawValue)/\(call.model) \(JSONValue.object(call.usage.json).compactText)"
        )
        for line in billed {
            let isFree = line.amount.isZero || line.multipliers.contains { $0.factor.isZero }
            try require(isFree || line.isRounded, "\(line.count) \(line.className) cost nothing")
        }
    }
}

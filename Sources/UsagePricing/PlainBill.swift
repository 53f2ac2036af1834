import UsageModel

/// The lines of a call of tokens alone, at plain rates that nothing changes, which most calls are.
///
/// Gives the same as `Bill`, from whole picodollars a token and without a copy of call, price or rates.
struct PlainBill {
    private(set) var lines: [CostLine] = []
    /// What was taken for granted.
    let assumptions: [String]
    /// The sum of the lines.
    private(set) var total: Money = .zero

    /// The lines, or nil where there is more to the call or to the price; throws why there can be none.
    init?(_ call: borrowing PricedCall, table: RateTable) throws(Unpriced) {
        guard call.tier == .standard, call.isUsualSpeed, !table.rated.contains(.requests) else { return nil }
        var tokenCounts = 0
        for index in call.usage.counts.indices {
            if call.usage.counts[index].counter.isToken {
                tokenCounts += 1
            } else if !call.usage.counts[index].value.isZero {
                return nil
            }
        }
        guard tokenCounts > 0 else { return nil }
        let leaves = try TokenLeaves(call.usage, rated: table.rated)
        assumptions = leaves.assumptions
        lines.reserveCapacity(tokenCounts)
        for counter in leaves.classes {
            let count = leaves[counter]
            if count == 0 { continue }
            guard let place = table.plainPlace(of: counter) else { return nil }
            let (cost, isOver) = count.multipliedReportingOverflow(by: table.unitPrice(at: place))
            if isOver { return nil }
            let money = Money(picodollars: Int128(cost))
            lines.append(
                CostLine(
                    className: counter.className, direction: counter.direction, unit: .token,
                    count: ExactDecimal(count), amount: table.rates[place].amount,
                    per: table.rates[place].per, exactCost: money))
            total += money
        }
        // Where nothing was used, the lines still say at which rates.
        if lines.isEmpty { return nil }
    }
}

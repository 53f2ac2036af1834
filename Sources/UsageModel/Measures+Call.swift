extension Measures {
    /// The sums of one call, as the ledger adds a row up; with the sign -1 those of its reversal.
    ///
    /// A count beyond 64 bits, which no row can hold, counts as none.
    public init(_ call: PricedEvent, sign: Int = 1) {
        let factor = Int128(sign)
        let usage = call.event.usage
        func count(_ counter: Counter, shiftedBy places: Int = 0) -> Int128 {
            factor * Int128(usage[counter]?.shifted(by: places)?.rounded.integer ?? 0)
        }
        calls = sign
        failedCalls = call.event.outcome.status == .success ? 0 : sign
        inputTokens = count(.inputTokens)
        outputTokens = count(.outputTokens)
        cacheReadTokens = count(.cacheReadTokens)
        cacheWriteTokens = count(.cacheWriteTokens)
        reasoningTokens = count(.reasoningTokens)
        images = count(.images)
        videoMicroseconds = count(.videoSeconds, shiftedBy: 6)
        audioMicroseconds = count(.audioSeconds, shiftedBy: 6)
        func signed(_ money: Money) -> Money { sign < 0 ? money.negated : money }
        switch call.costing {
        case .unpriced(let reason): unpricedCalls = [reason.description: sign]
        case .priced(let cost):
            self.cost = signed(cost.total)
            inputCost = signed(cost.total(.input))
            outputCost = signed(cost.total(.output))
            generationCost = signed(cost.total(.generation))
            listCost = signed(cost.listTotal)
            assumedPriceCalls = cost.price.dateState == .assumed ? sign : 0
        }
        if let stated = call.event.statedCost {
            statedCost = signed(stated.amount)
            statedCalls = sign
        }
    }
}

package import UsageModel

/// Puts our costs beside stated ones, call by call in constant memory, and says in words why they differ.
///
/// A statement is faulty where it is more than 1,000 times what the call costs by our price, or, where we have none, by what
/// the model's other calls are stated at. Agreement allows for the noise of binary doubles: a billionth, or a picodollar.
package struct Reconciler: Sendable {
    static let faultMultiple: Int128 = 1000
    /// How many statements a model keeps aside as candidates for a fault.
    static let candidatesMax = 8
    private var tallies: [Key: Tally] = [:]

    private struct Key: Hashable {
        var provider: String
        var model: String
    }

    /// No calls yet.
    package init() {}

    /// Takes a call; `sign` is -1 for a reversal.
    package mutating func add(_ priced: PricedEvent, sign: Int = 1) {
        let call = priced.event.call
        tallies[Key(provider: call.provider.rawValue, model: call.requestedModel), default: Tally()]
            .add(priced, sign: sign)
    }

    /// The reconciliation of all calls so far.
    package func reconciliation() -> Reconciliation {
        var rows = tallies.map { key, tally in
            tally.row(Reconciliation.Row(provider: Provider(rawValue: key.provider), model: key.model))
        }
        rows.sort { a, b in
            let (first, second) = (max(a.ours, a.plausibleStated), max(b.ours, b.plausibleStated))
            if first != second { return first > second }
            if a.calls != b.calls { return a.calls > b.calls }
            return (a.provider?.rawValue ?? "", a.model ?? "") < (b.provider?.rawValue ?? "", b.model ?? "")
        }
        var total = Reconciliation.Row()
        for row in rows {
            total.calls += row.calls
            total.ours += row.ours
            total.stated += row.stated
            total.statedCalls += row.statedCalls
            total.unpricedCalls.merge(row.unpricedCalls, uniquingKeysWith: +)
            total.assumedPriceCalls += row.assumedPriceCalls
            total.faults += row.faults
        }
        total.faults.sort { $0.stated > $1.stated }
        return Reconciliation(rows: rows, total: total)
    }
}

/// What is known of one model's calls.
struct Tally: Sendable {
    /// Calls of one kind of agreement, with both sums.
    struct Group: Sendable {
        var calls = 0
        var ours = Money.zero
        var stated = Money.zero
        /// The first call's pair, and whether all others have the same ratio.
        var ratio: (ours: Money, stated: Money)?
        var isUniform = true
        /// Whether the stated costs follow from one price for input and one for output.
        var witness = RateWitness()

        mutating func add(_ ours: Money, _ stated: Money, _ event: UsageEvent, sign: Int) {
            add(ours, stated, sign: sign)
            witness.add(
                input: event.usage.integer(.inputTokens), output: event.usage.integer(.outputTokens),
                stated: stated)
        }

        mutating func add(_ ours: Money, _ stated: Money, sign: Int) {
            calls += sign
            self.ours += sign < 0 ? ours.negated : ours
            self.stated += sign < 0 ? stated.negated : stated
            guard let ratio else {
                self.ratio = (ours, stated)
                return
            }
            isUniform = isUniform && Tally.isSameRatio(ratio, (ours, stated))
        }
    }

    var row = Reconciliation.Row()
    var agreeing = Group()
    var below = Group()
    var above = Group()
    /// Priced calls that are stated to cost nothing.
    var statedNothing = Group()
    /// Calls with an explicit price of zero that are stated to cost something.
    var oursNothing = Group()
    /// Unpriced calls that are stated to cost nothing, and the others.
    var unpricedStatedNothing = 0
    var unpricedStated = Group()
    /// Priced calls without a statement.
    var unstated = Group()
    var faults: [Reconciliation.FaultyStatement] = []
    private var statedTokens: Int128 = 0
    private var candidates: [Reconciliation.FaultyStatement] = []

    mutating func add(_ priced: PricedEvent, sign: Int) {
        row.calls += sign
        if let cost = priced.costing.cost {
            row.ours += sign < 0 ? cost.total.negated : cost.total
            if cost.price.dateState == .assumed { row.assumedPriceCalls += sign }
        }
        if let reason = priced.costing.unpricedReason {
            row.unpricedCalls[reason.description, default: 0] += sign
        }
        guard let stated = priced.event.statedCost else {
            if let cost = priced.costing.cost { unstated.add(cost.total, .zero, sign: sign) }
            return
        }
        row.statedCalls += sign
        row.stated += sign < 0 ? stated.amount.negated : stated.amount
        if let ours = priced.costing.cost?.total {
            compare(ours, stated.amount, priced.event, sign: sign)
        } else {
            estimate(stated, priced.event, sign: sign)
        }
    }

    private mutating func compare(_ ours: Money, _ stated: Money, _ event: UsageEvent, sign: Int) {
        if Self.agrees(ours, stated) {
            agreeing.add(ours, stated, sign: sign)
        } else if stated == .zero {
            statedNothing.add(ours, stated, sign: sign)
        } else if ours == .zero {
            oursNothing.add(ours, stated, sign: sign)
        } else if stated.picodollars > ours.picodollars * Reconciler.faultMultiple {
            if sign > 0 { faults.append(Self.fault(event, usual: ours)) }
        } else if stated < ours {
            below.add(ours, stated, event, sign: sign)
        } else {
            above.add(ours, stated, event, sign: sign)
        }
    }

    private mutating func estimate(_ stated: StatedCost, _ event: UsageEvent, sign: Int) {
        if stated.amount == .zero {
            unpricedStatedNothing += sign
            return
        }
        unpricedStated.add(.zero, stated.amount, sign: sign)
        guard sign > 0 else { return }
        let fault = Self.fault(event, usual: .zero)
        statedTokens += Self.tokens(fault)
        candidates.append(fault)
        candidates.sort { a, b in
            a.stated.picodollars * Self.tokens(b) > b.stated.picodollars * Self.tokens(a)
        }
        if candidates.count > Reconciler.candidatesMax { candidates.removeLast() }
    }

    static func isSameRatio(_ a: (ours: Money, stated: Money), _ b: (ours: Money, stated: Money)) -> Bool {
        let (left, right) = (
            a.stated.picodollars * b.ours.picodollars, b.stated.picodollars * a.ours.picodollars
        )
        return (left - right).magnitude <= max(left.magnitude, right.magnitude) / 1_000_000
    }

    private static func agrees(_ a: Money, _ b: Money) -> Bool {
        let difference = (a - b).magnitude.picodollars
        return difference <= 1 || difference <= b.magnitude.picodollars / 1_000_000_000
    }

    private static func tokens(_ fault: Reconciliation.FaultyStatement) -> Int128 {
        max(1, Int128(fault.inputTokens) + Int128(fault.outputTokens))
    }

    private static func fault(_ event: UsageEvent, usual: Money) -> Reconciliation.FaultyStatement {
        Reconciliation.FaultyStatement(
            id: event.id, occurredAt: event.occurredAt, provider: event.call.provider,
            model: event.call.requestedModel, inputTokens: event.usage.integer(.inputTokens),
            outputTokens: event.usage.integer(.outputTokens), stated: event.statedCost?.amount ?? .zero,
            usual: usual, source: event.statedCost?.source ?? "")
    }

    /// Candidates that are stated at more than 1,000 times the rate of the model's other calls.
    private func faultyCandidates() -> [Reconciliation.FaultyStatement] {
        let neighbours = unpricedStated.stated - candidates.reduce(Money.zero) { $0 + $1.stated }
        let neighbourTokens = statedTokens - candidates.reduce(0) { $0 + Self.tokens($1) }
        // With few calls the candidates are all there is: the lower half of them are the neighbours.
        let lower = candidates.suffix(candidates.count / 2)
        let rate =
            neighbourTokens > 0
            ? (neighbours, neighbourTokens)
            : (lower.reduce(Money.zero) { $0 + $1.stated }, lower.reduce(0) { $0 + Self.tokens($1) })
        guard rate.1 > 0, rate.0 > .zero else { return [] }
        return candidates.compactMap { candidate in
            var candidate = candidate
            let (product, isTooLarge) = rate.0.picodollars.multipliedReportingOverflow(
                by: Self.tokens(candidate))
            guard !isTooLarge else { return nil }
            candidate.usual = Money(picodollars: product.dividedHalfToEven(by: rate.1))
            let isFaulty =
                candidate.stated.picodollars > candidate.usual.picodollars * Reconciler.faultMultiple
            return isFaulty && candidate.usual > .zero ? candidate : nil
        }
    }

    /// The finished row, with its explanations.
    func row(_ named: Reconciliation.Row) -> Reconciliation.Row {
        var row = self.row
        row.provider = named.provider
        row.model = named.model
        row.unpricedCalls = row.unpricedCalls.filter { $0.value != 0 }
        row.faults = (faults + faultyCandidates()).sorted { $0.stated > $1.stated }
        row.explanations = Explanations.sentences(self, row)
        return row
    }
}

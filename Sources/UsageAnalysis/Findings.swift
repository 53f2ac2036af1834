package import UsageModel

/// What to look at in a period, most pressing first.
struct Findings {
    let words: Wording

    static let anomaliesMax = 3
    static let newMax = 2

    func all(_ facts: SpendFacts) -> [Finding] {
        guard facts.current.total.calls > 0 else { return quiet(facts) + faults(facts) }
        let anomalies = facts.anomalies.prefix(Self.anomaliesMax).map(anomaly)
        // A total that lacks calls is more pressing than a second anomaly; one that lacks none comes last.
        let isWhole = facts.current.total.unpricedCallCount == 0
        var findings = budget(facts) + faults(facts)
        findings += anomalies.prefix(1)
        if !isWhole { findings.append(unpriced(facts)) }
        findings += anomalies.dropFirst()
        findings += new(facts) + newTeams(facts) + errors(facts)
        if isWhole { findings.append(unpriced(facts)) }
        return findings + assumed(facts)
    }

    private func budget(_ facts: SpendFacts) -> [Finding] {
        guard let budget = facts.budget, budget > .zero, let date = facts.budgetEnds else { return [] }
        if date <= facts.through {
            let over = words.amount(facts.total - budget)
            let text = "Passed on \(words.day(date)); \(over) over \(words.amount(budget)) so far."
            let closed = "Passed on \(words.day(date)); \(over) over \(words.amount(budget)) at the end."
            return [Finding(.budget, headline: "Budget exceeded", text: facts.isRunning ? text : closed)]
        }
        guard let end = facts.outlook.forecast?.total, end > budget else { return [] }
        let text = "\(words.amount(end - budget)) over by the end; passed on \(words.day(date))."
        return [Finding(.budget, headline: "Budget at risk", text: text)]
    }

    private func anomaly(_ anomaly: Anomaly) -> Finding {
        let day = words.weekday(anomaly.date)
        var text: String
        if let cause = anomaly.cause, let cost = anomaly.causeCost, let usual = anomaly.causeUsual {
            text = "\(cause) at \(words.amount(cost))"
            text +=
                words.multiple(cost, of: usual).map { ", \($0)× a usual \(day)." }
                ?? ", nothing on a usual \(day)."
        } else {
            text = "\(words.amount(anomaly.cost))"
            text +=
                words.multiple(anomaly.cost, of: anomaly.usual).map { ", \($0)× a usual \(day)." }
                ?? ", nothing on a usual \(day)."
        }
        return Finding(.anomaly, headline: "Anomaly, \(words.day(anomaly.date))", text: text)
    }

    /// Keys that cost at least 1 % of the period and nothing in the span before, where that span has calls.
    private func new(_ facts: SpendFacts) -> [Finding] {
        let fresh = facts.comparisons.filter {
            $0.previous == .zero && $0.current > .zero
                && $0.current.picodollars * 100 >= facts.total.picodollars
        }
        return fresh.prefix(Self.newMax).map { row in
            let since = facts.series.days.first {
                ($0.costs[row.keys] ?? .zero) > .zero && $0.date >= facts.period.first
            }
            let first = since.map { " since \(words.day($0.date))" } ?? ""
            return Finding(
                .new, headline: "New",
                text: "\(Narrator.name(row.keys)), \(words.amount(row.current))\(first).")
        }
    }

    /// The dearest team that costs at least 1 % of the period and nothing in the span before.
    private func newTeams(_ facts: SpendFacts) -> [Finding] {
        let fresh = facts.teams.filter {
            ($0.keys.last ?? nil) != nil && $0.previous == .zero && $0.current > .zero
                && $0.current.picodollars * 100 >= facts.total.picodollars
        }
        return Compare.movers(fresh).prefix(1).map { row in
            let text = "\(Narrator.name(row.keys)), \(words.amount(row.current))."
            return Finding(.new, headline: "New team", text: text)
        }
    }

    /// A silence after calls stands out.
    private func quiet(_ facts: SpendFacts) -> [Finding] {
        let spans = facts.spans
        guard let last = facts.series.days.last(where: { $0.date < spans.current.first }) else { return [] }
        var text = "The last call was on \(words.day(last.date)) \(last.date.year)."
        if let before = facts.previous?.total, before.calls > 0 {
            text = "None \(words.during(spans.current)), after \(words.count(before.calls, "call")) "
            text += "\(words.during(spans.previous)) for \(words.total(before.cost))."
        }
        return [Finding(.quiet, headline: "No calls", text: text)]
    }

    private func errors(_ facts: SpendFacts) -> [Finding] {
        let measures = facts.current.total
        guard measures.failedCalls * 50 >= measures.calls, measures.failedCalls > 0 else { return [] }
        let share = Int((Int128(measures.failedCalls) * 1000).dividedHalfToEven(by: Int128(measures.calls)))
        let text =
            "\(words.count(measures.failedCalls, "call")) did not succeed, "
            + "\(words.percent(perMille: share)) of all."
        return [Finding(.errors, headline: "Failed calls", text: text)]
    }

    private func unpriced(_ facts: SpendFacts) -> Finding {
        let reasons = facts.current.total.unpricedCalls.filter { $0.value > 0 }
        guard !reasons.isEmpty else {
            return Finding(.unpriced, headline: "Unpriced", text: "No calls without a price.")
        }
        let count = reasons.values.reduce(0, +)
        if reasons.count == 1, let word = reasons.keys.first {
            let text = "\(words.count(count, "call")) \(Self.reason(word)), not in the total."
            return Finding(.unpriced, headline: "Unpriced", text: text)
        }
        let sorted = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let parts = sorted.prefix(3).map { "\(words.number($0.value)) \(Self.reason($0.key))" }
        let rest = sorted.dropFirst(3).reduce(0) { $0 + $1.value }
        let list = Wording.list(parts + (rest > 0 ? ["\(words.number(rest)) for other reasons"] : []))
        let text = "\(words.count(count, "call")) without a price, not in the total: \(list)."
        return Finding(.unpriced, headline: "Unpriced", text: text)
    }

    /// A reason as it follows a count.
    static func reason(_ word: String) -> String {
        guard let reason = UnpricedReason(word) else { return word }
        let detail = reason.detail.map { " \($0)" } ?? ""
        switch reason.kind {
        case .unknownModel: return "of unknown models"
        case .missingRate: return "without a rate for\(detail.isEmpty ? " a part" : detail)"
        case .ambiguous: return "without\(detail.isEmpty ? " an attribute" : detail)"
        case .usageMissing: return "without usage"
        case .impossibleUsage: return "with impossible usage"
        case .costOutOfRange: return "out of range"
        }
    }

    private func assumed(_ facts: SpendFacts) -> [Finding] {
        let count = facts.current.total.assumedPriceCalls
        guard count > 0 else { return [] }
        let text =
            "\(words.count(count, "call")) at the nearest known price: no source dates a price to "
            + "\(Wording.verb(count, "its day", "their day"))."
        return [Finding(.assumedPrice, headline: "Price date assumed", text: text)]
    }

    private func faults(_ facts: SpendFacts) -> [Finding] {
        facts.faults.prefix(2).map { fault in
            Finding(
                .statedCost, headline: "Stated cost, \(words.day(fault.occurredAt.date))",
                text: fault.sentence(words))
        }
    }
}

extension Reconciliation.FaultyStatement {
    /// What is wrong, in a sentence.
    package var sentence: String { sentence(.english) }

    func sentence(_ words: Wording) -> String {
        let tokens = words.number(Int128(inputTokens) + Int128(outputTokens))
        var text = "\(source) states \(words.total(stated)) for a call of \(model) with \(tokens) tokens"
        if let multiple = words.multiple(stated, of: usual) { text += ", \(multiple) times what it costs" }
        return text + "."
    }
}

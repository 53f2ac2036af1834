package import UsageModel

/// Puts the facts of a period into words; a sentence is left out where its numbers do not bear it.
package enum Narrator {
    /// Title, lead and what to look at.
    package static func narrative(of facts: SpendFacts) -> Narrative {
        Narrative(title: title(facts), lead: lead(facts), findings: Findings.all(facts))
    }

    // MARK: Title

    static func title(_ facts: SpendFacts) -> String {
        let name = Wording.sentence(Wording.name(facts.period))
        let measures = facts.current.total
        if measures.calls <= 0, facts.total == .zero { return "No calls \(Wording.during(facts.period))" }
        if facts.total == .zero, measures.unpricedCallCount >= measures.calls {
            return "\(name) had \(Wording.count(measures.calls, "call")), none with a price"
        }
        if let budget = facts.budget, budget > .zero { return budgetTitle(facts, name, budget) }
        let spent = Wording.title(facts.total)
        let subject = facts.isRunning ? "\(name) stands at \(spent)" : "\(name) cost \(spent)"
        guard let change = change(facts) else {
            return "\(subject) in \(Wording.count(measures.calls, "call"))"
        }
        return "\(subject), \(change)"
    }

    private static func budgetTitle(_ facts: SpendFacts, _ name: String, _ budget: Money) -> String {
        let forecast = facts.isRunning ? facts.outlook.forecast?.total : nil
        let end = forecast ?? facts.total
        let subject: String
        if forecast != nil {
            subject = "\(name) is heading for \(Wording.title(end))"
        } else {
            subject =
                facts.isRunning
                ? "\(name) stands at \(Wording.title(end))" : "\(name) cost \(Wording.title(end))"
        }
        if facts.isRunning, forecast == nil, end <= budget {
            let share = Wording.share(end, of: budget) ?? "0%"
            return "\(subject), \(share) of the budget"
        }
        let gap = end - budget
        guard gap != .zero, let share = Wording.share(gap.magnitude, of: budget) else {
            return "\(subject), exactly the budget"
        }
        return "\(subject), \(share) \(gap > .zero ? "over" : "under") budget"
    }

    /// `up 22% on February`, `12 times February`, or nil where there is nothing to compare with.
    private static func change(_ facts: SpendFacts, spelledOut: Bool = false) -> String? {
        let comparison = facts.comparison
        guard let previous = comparison.previous, previous > .zero,
            let percent = Wording.share(
                comparison.change.magnitude, of: previous, isPart: comparison.change < .zero)
        else { return nil }
        let spans = facts.spans
        let isSameDays = spans.current != facts.period && facts.period.grain != .range
        let before = Wording.name(isSameDays ? facts.period.previous : spans.previous)
        let reference = isSameDays ? "the same days of \(before)" : before
        if comparison.change == .zero { return "the same as \(reference)" }
        if comparison.change.picodollars > previous.picodollars * 999 / 100,
            let multiple = Wording.multiple(comparison.current, of: previous)
        {
            return "\(multiple) times \(reference)"
        }
        return "\(comparison.change > .zero ? "up" : "down") \(percent) on \(reference)"
    }

    // MARK: Lead

    static func lead(_ facts: SpendFacts) -> String {
        let measures = facts.current.total
        if measures.calls <= 0, facts.total == .zero {
            let last = facts.series.days.last { $0.date < facts.period.first }?.date
            let known = last.map { "; the last call before was on \(Wording.day($0)) \($0.year)" } ?? ""
            return "The ledger has no calls \(Wording.during(facts.spans.current))\(known)."
        }
        var sentences = [spend(facts)]
        if let unpriced = unpriced(facts) { sentences.append(unpriced) }
        if let driver = driver(facts) { sentences.append(driver) }
        if let anomaly = facts.anomalies.first { sentences.append(incident(anomaly)) }
        if let budget = budget(facts) { sentences.append(budget) }
        if sentences.count > 4 { sentences.remove(at: sentences.count - 2) }
        return sentences.joined(separator: " ")
    }

    private static func spend(_ facts: SpendFacts) -> String {
        let calls = Wording.count(facts.current.total.calls, "call")
        let change = change(facts).map { ", \($0)" } ?? begins(facts)
        let span = Wording.sentence("spend \(Wording.during(facts.spans.current))")
        return "\(span) was \(Wording.total(facts.total)) for \(calls)\(change)."
    }

    /// Why nothing is said of a change: `; the ledger begins on 28 September`.
    private static func begins(_ facts: SpendFacts) -> String {
        guard let date = facts.ledgerBegins else { return "" }
        let year = date.year == facts.through.year ? "" : " \(date.year)"
        return "; the ledger begins on \(Wording.day(date))\(year)"
    }

    /// Unpriced calls belong into the lead where they are one in a hundred or more.
    private static func unpriced(_ facts: SpendFacts) -> String? {
        let measures = facts.current.total
        let count = measures.unpricedCallCount
        guard count > 0, count * 100 >= measures.calls else { return nil }
        return "\(Wording.count(count, "call")) \(Wording.verb(count, "has", "have")) no price "
            + "and \(Wording.verb(count, "is", "are")) not in this total."
    }

    private static func driver(_ facts: SpendFacts) -> String? {
        let rows = facts.comparisons
        guard rows.count > 1, facts.total > .zero else { return nil }
        if let moved = moved(facts.comparison, rows) { return moved }
        guard let first = rows.first, let share = Wording.share(first.current, of: facts.total) else {
            return nil
        }
        return "\(name(first.keys)) is the largest part with \(Wording.amount(first.current)), \(share)."
    }

    /// What drove a change: only where the total moved by at least 2 % of the larger one, which is more than noise, and only
    /// what explains at least half of that.
    private static func moved(_ total: Comparison, _ rows: [Comparison]) -> String? {
        guard let previous = total.previous, previous > .zero, total.change != .zero,
            total.change.magnitude.picodollars * 50 >= max(total.current, previous).picodollars
        else { return nil }
        let isRise = total.change > .zero
        let sameWay = rows.filter { $0.change != .zero && ($0.change > .zero) == isRise }
        guard let first = Compare.movers(sameWay).first,
            first.change.magnitude.picodollars * 2 >= total.change.magnitude.picodollars
        else { return nil }
        let (word, verb) = isRise ? ("rise", "rose") : ("fall", "fell")
        if first.change.magnitude <= total.change.magnitude {
            return "\(name(first.keys)) explains \(Wording.amount(first.change.magnitude)) of the "
                + "\(Wording.amount(total.change.magnitude)) \(word)."
        }
        return "\(name(first.keys)) \(verb) by \(Wording.amount(first.change.magnitude)), "
            + "more than the whole \(word) of \(Wording.amount(total.change.magnitude))."
    }

    static func incident(_ anomaly: Anomaly) -> String {
        let more = Wording.amount(anomaly.cost - anomaly.usual)
        let cause = anomaly.cause.map { ", most of it from \($0)" } ?? ""
        return
            "\(Wording.day(anomaly.date)) cost \(more) more than a usual \(Wording.weekday(anomaly.date))\(cause)."
    }

    private static func budget(_ facts: SpendFacts) -> String? {
        guard let budget = facts.budget, budget > .zero else { return nil }
        let words = "the budget of \(Wording.amount(budget))"
        if let date = facts.budgetEnds {
            if date <= facts.through {
                return "\(Wording.sentence(words)) was used up on \(Wording.day(date))."
            }
            return "At this pace \(words) is used up on \(Wording.day(date))."
        }
        guard let share = Wording.share(facts.total, of: budget) else { return nil }
        if facts.isRunning, let high = facts.outlook.forecast?.high {
            // Within the budget on average is not yet within it.
            return high <= budget
                ? "At this pace \(words) holds."
                : "The forecast is within \(words), its range reaches \(Wording.amount(high))."
        }
        return "\(Wording.sentence(words)) was used to \(share)."
    }

    /// The name of a key as a sentence begins with it.
    static func name(_ keys: [String?]) -> String {
        if let last = keys.last ?? nil { return last }
        return keys.compactMap { $0 }.last.map { "\($0) without a name" } ?? "What has no name"
    }
}

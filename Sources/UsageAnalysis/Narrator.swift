package import UsageModel

/// Puts the facts of a period into words; a sentence is left out where its numbers do not bear it.
package struct Narrator {
    private let words: Wording
    private let findings: Findings

    private init(_ figures: any FigureText) {
        words = Wording(figures)
        findings = Findings(words: words)
    }

    /// Title, lead and what to look at.
    package static func narrative(of facts: SpendFacts, in figures: any FigureText = EnglishFigures())
        -> Narrative
    {
        let narrator = Narrator(figures)
        return Narrative(
            title: narrator.title(facts), lead: narrator.lead(facts), findings: narrator.findings.all(facts))
    }

    // MARK: Title

    private func title(_ facts: SpendFacts) -> String {
        let name = Wording.sentence(words.name(facts.period))
        let measures = facts.current.total
        if measures.calls <= 0, facts.total == .zero { return "No calls \(words.during(facts.period))" }
        if facts.total == .zero, measures.unpricedCallCount >= measures.calls {
            return "\(name) had \(words.count(measures.calls, "call")), none with a price"
        }
        if let budget = facts.budget, budget > .zero { return budgetTitle(facts, name, budget) }
        let spent = words.title(facts.total)
        let subject = facts.isRunning ? "\(name) stands at \(spent)" : "\(name) cost \(spent)"
        guard let change = change(facts) else {
            return "\(subject) in \(words.count(measures.calls, "call"))"
        }
        return "\(subject), \(change)"
    }

    private func budgetTitle(_ facts: SpendFacts, _ name: String, _ budget: Money) -> String {
        let forecast = facts.isRunning ? facts.outlook.forecast?.total : nil
        let end = forecast ?? facts.total
        let subject: String
        if forecast != nil {
            subject = "\(name) is heading for \(words.title(end))"
        } else {
            subject =
                facts.isRunning
                ? "\(name) stands at \(words.title(end))" : "\(name) cost \(words.title(end))"
        }
        if facts.isRunning, forecast == nil, end <= budget {
            let share = words.share(end, of: budget) ?? words.nothing
            return "\(subject), \(share) of the budget"
        }
        let gap = end - budget
        guard gap != .zero, let share = words.share(gap.magnitude, of: budget) else {
            return "\(subject), exactly the budget"
        }
        return "\(subject), \(share) \(gap > .zero ? "over" : "under") budget"
    }

    /// `up 22% on February`, `12 times February`, or nil where there is nothing to compare with.
    private func change(_ facts: SpendFacts, spelledOut: Bool = false) -> String? {
        let comparison = facts.comparison
        guard let previous = comparison.previous, previous > .zero,
            let percent = words.share(
                comparison.change.magnitude, of: previous, isPart: comparison.change < .zero)
        else { return nil }
        let spans = facts.spans
        let isSameDays = spans.current != facts.period && facts.period.grain != .range
        let before = words.name(isSameDays ? facts.period.previous : spans.previous)
        let reference = isSameDays ? "the same days of \(before)" : before
        if comparison.change == .zero { return "the same as \(reference)" }
        if comparison.change.picodollars > previous.picodollars * 999 / 100,
            let multiple = words.multiple(comparison.current, of: previous)
        {
            return "\(multiple) times \(reference)"
        }
        return "\(comparison.change > .zero ? "up" : "down") \(percent) on \(reference)"
    }

    // MARK: Lead

    private func lead(_ facts: SpendFacts) -> String {
        let measures = facts.current.total
        if measures.calls <= 0, facts.total == .zero {
            let last = facts.series.days.last { $0.date < facts.period.first }?.date
            let known = last.map { "; the last call before was on \(words.day($0, year: true))" } ?? ""
            return "The ledger has no calls \(words.during(facts.spans.current))\(known)."
        }
        var sentences = [spend(facts)]
        if let unpriced = unpriced(facts) { sentences.append(unpriced) }
        if let driver = driver(facts) { sentences.append(driver) }
        if let anomaly = facts.anomalies.first { sentences.append(incident(anomaly)) }
        if let budget = budget(facts) { sentences.append(budget) }
        if sentences.count > 4 { sentences.remove(at: sentences.count - 2) }
        return sentences.joined(separator: " ")
    }

    private func spend(_ facts: SpendFacts) -> String {
        let calls = words.count(facts.current.total.calls, "call")
        let change = change(facts).map { ", \($0)" } ?? silence(facts)
        let span = Wording.sentence("spend \(words.during(facts.spans.current))")
        return "\(span) was \(words.total(facts.total)) for \(calls)\(change)."
    }

    /// Why nothing is said of a change: `; no call of the year before 28 September is known`.
    private func silence(_ facts: SpendFacts) -> String {
        guard let date = facts.firstCall else { return "" }
        let day = words.day(date, year: date.year != facts.through.year)
        return "; no call of the year before \(day) is known"
    }

    /// Unpriced calls belong into the lead where they are one in a hundred or more.
    private func unpriced(_ facts: SpendFacts) -> String? {
        let measures = facts.current.total
        let count = measures.unpricedCallCount
        guard count > 0, count * 100 >= measures.calls else { return nil }
        return "\(words.count(count, "call")) \(Wording.verb(count, "has", "have")) no price "
            + "and \(Wording.verb(count, "is", "are")) not in this total."
    }

    private func driver(_ facts: SpendFacts) -> String? {
        let rows = facts.comparisons
        guard rows.count > 1, facts.total > .zero else { return nil }
        if let moved = moved(facts.comparison, rows) { return moved }
        guard let first = rows.first, let share = words.share(first.current, of: facts.total) else {
            return nil
        }
        return "\(Self.name(first.keys)) is the largest part with \(words.amount(first.current)), \(share)."
    }

    /// What drove a change: only where the total moved by at least 2 % of the larger one, which is more than noise, and only
    /// what explains at least half of that.
    private func moved(_ total: Comparison, _ rows: [Comparison]) -> String? {
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
            return "\(Self.name(first.keys)) explains \(words.amount(first.change.magnitude)) of the "
                + "\(words.amount(total.change.magnitude)) \(word)."
        }
        return "\(Self.name(first.keys)) \(verb) by \(words.amount(first.change.magnitude)), "
            + "more than the whole \(word) of \(words.amount(total.change.magnitude))."
    }

    private func incident(_ anomaly: Anomaly) -> String {
        let more = words.amount(anomaly.cost - anomaly.usual)
        let cause = anomaly.cause.map { ", most of it from \($0)" } ?? ""
        return
            "\(words.day(anomaly.date)) cost \(more) more than a usual \(words.weekday(anomaly.date))\(cause)."
    }

    private func budget(_ facts: SpendFacts) -> String? {
        guard let budget = facts.budget, budget > .zero else { return nil }
        let amount = "the budget of \(words.amount(budget))"
        if let date = facts.budgetEnds {
            if date <= facts.through {
                return "\(Wording.sentence(amount)) was used up on \(words.day(date))."
            }
            return "At this pace \(amount) is used up on \(words.day(date))."
        }
        guard let share = words.share(facts.total, of: budget) else { return nil }
        if facts.isRunning, let high = facts.outlook.forecast?.high {
            // Within the budget on average is not yet within it.
            return high <= budget
                ? "At this pace \(amount) holds."
                : "The forecast is within \(amount), its range reaches \(words.amount(high))."
        }
        return "\(Wording.sentence(amount)) was used to \(share)."
    }

    /// The name of a key as a sentence begins with it.
    static func name(_ keys: [String?]) -> String {
        if let last = keys.last ?? nil { return last }
        return keys.compactMap { $0 }.last.map { "\($0) without a name" } ?? "What has no name"
    }
}

import UsageModel

/// Merges what several price lists say about a model into one price history, rate by rate, by one rule.
///
/// The rule, asked clause by clause until a single figure is left (``MergeClause`` names them):
///
/// 1. A figure on record as wrong has no say, nor has one outside all that its unit has ever cost
///    (``PlausibleAmounts``); a fact kept by hand replaces the lists where it says that it corrects them, and only
///    fills gaps elsewhere.
/// 2. A list without dates speaks only for the day it was seen. For any other moment a list with dates speaks alone,
///    and where it dates the price of today, only what was seen last can name that.
/// 3. A published price per image beats one computed from a rounded price per pixel.
/// 4. The figure that most lists name wins. A list counts once, however many names it has for a model; lists that
///    copy each other would be one voice, which is why tokencost, a copy of LiteLLM's, is not among them.
/// 5. The list seen last wins; a tier by length that only an older list knows is gone.
/// 6. The more specific wins: weekdays with hours over hours alone, then the list that dates its prices, then the
///    order in which the lists are named.
///
/// What loses is never dropped in silence: it is a ``PriceDisagreement``.
struct CatalogueMerge {
    /// The lists, the most trusted first where nothing else decides.
    var sources: [PriceSource]
    /// Hand-kept facts that fill gaps, or correct where they say so.
    var facts: Facts

    /// One price of a model with the lists behind it.
    struct Draft: Hashable {
        var from: Instant?
        var to: Instant?
        var rates: [RateKey: SourceRate] = [:]
        var source = ""
        var seen: CivilDate?
        var url: String?
        var agreeing: [String] = []
        /// Rates that another list than the main one gives.
        var others: [RateKey: String] = [:]
        var defaults: [UsageAttribute: String] = [:]
        var multipliers: [Condition: ExactDecimal] = [:]
        var isDated = false
    }

    /// The prices of a name at a provider, earliest first, and where the lists differ about them.
    struct History {
        var drafts: [Draft] = []
        var disputes: [Dispute] = []
    }

    /// The price history of a name at a provider; empty where no list has a price.
    func history(of name: String, at provider: String) -> History {
        let models = sources.map { $0.model(name, of: provider) }
        let fact = facts.source.model(name, of: provider)
        let newest = sources.map(\.seen).max().map { Instant($0) } ?? Instant(seconds: 0)
        let dated = sources.indices.first { sources[$0].isDated && models[$0] != nil }
        var history = History()
        for period in dated.flatMap({ models[$0]?.periods }) ?? [SourceModel.Period(rates: [:])] {
            var hearing = Hearing(provider: provider, models: models, dated: dated, period: period)
            let late = hear(&hearing, name: name, newest: newest)
            align(&hearing.votes)
            dropOldTiers(&hearing)
            dropVaguerHours(&hearing)
            var draft = Draft(from: period.from, to: period.to)
            fill(&draft, &hearing)
            if let fact { add(fact, to: &draft, &hearing) }
            if !draft.rates.isEmpty, let shared = facts.shared[provider] {
                add(shared, to: &draft, &hearing)
            }
            dropRepeatedFees(&draft)
            if hearing.covers(newest) { addMultipliers(to: &draft, hearing) }
            guard !draft.rates.isEmpty else { continue }
            history.drafts.append(draft)
            for (key, votes) in late {
                guard let taken = draft.rates[key]?.amount else { continue }
                hearing.note(key, votes.votes, of: sources, taken: taken, by: .day)
            }
            history.disputes += hearing.settled(draft)
        }
        return history
    }

    /// Collects the votes of a period, and what is said by those who are not heard in it.
    private func hear(_ hearing: inout Hearing, name: String, newest: Instant) -> [RateKey: RateVotes] {
        var late: [RateKey: RateVotes] = [:]
        let isToday = hearing.covers(newest)
        for (index, source) in sources.enumerated() {
            guard let model = hearing.models[index] else { continue }
            guard index == hearing.dated || hearing.covers(Instant(source.seen)) else { continue }
            let said = index == hearing.dated ? hearing.period.rates : model.periods[0].rates
            let slips = Set(
                said.filter { !$0.value.isPlausible(for: $0.key.counter) }.map(\.key.counter.unit))
            for (key, rate) in said {
                let vote = RateVotes.Vote(source: index, seen: source.seen, rate: rate)
                if let error = facts.error(in: key, of: source, provider: hearing.provider, model: name) {
                    hearing.note(key, [vote], of: sources, taken: nil, by: .knownError, reason: error.reason)
                } else if !rate.isPlausible(for: key.counter) {
                    hearing.note(key, [vote], of: sources, taken: nil, by: .implausible)
                } else if rate.amount.isZero, slips.contains(key.counter.unit) {
                    // Who takes one unit for another says nothing with a zero beside it.
                    continue
                } else if index == hearing.dated || isToday {
                    hearing.votes[key, default: RateVotes(votes: [])].votes.append(vote)
                } else {
                    late[key, default: RateVotes(votes: [])].votes.append(vote)
                }
            }
        }
        return late
    }

    /// Lists say "above 199,999" and "above 200,000" for the same tier; the one with the dates is taken at its word.
    private func align(_ votes: inout [RateKey: RateVotes]) {
        for key in votes.keys {
            guard let above = key.condition.above else { continue }
            var lower = key
            lower.condition.above = above - 1
            guard votes[lower] != nil, let moved = votes[key] else { continue }
            votes[lower]?.votes += moved.votes
            votes[key] = nil
        }
    }

    /// Of two lists that know peak hours, the one that knows their weekdays is the more specific.
    private func dropVaguerHours(_ hearing: inout Hearing) {
        for key in hearing.votes.keys
        where !key.condition.windows.isEmpty && key.condition.weekdays.isEmpty {
            let better = hearing.votes.filter { other, _ in
                other.counter == key.counter && other.attributes == key.attributes
                    && !other.condition.weekdays.isEmpty
                    && key.condition.windows.allSatisfy(other.condition.windows.contains)
            }
            guard let known = better.min(by: { $0.key.order < $1.key.order })?.value,
                let dropped = hearing.votes.removeValue(forKey: key)
            else { continue }
            hearing.note(
                key, dropped.votes + known.votes, of: sources, taken: known.votes[0].rate.amount,
                by: .specific)
        }
    }

    /// A tier by length that only an older list has is gone where a fresher one prices the class without it.
    private func dropOldTiers(_ hearing: inout Hearing) {
        let votes = hearing.votes
        for (key, tier) in votes where key.condition.above != nil {
            var base = key
            base.condition.above = nil
            guard let flat = votes[base], let fresh = flat.seen, let old = tier.seen, old < fresh else {
                continue
            }
            hearing.votes[key] = nil
            let later = flat.votes.filter { $0.seen > old }
            hearing.note(
                key, tier.votes + later, of: sources, taken: later.first?.rate.amount, by: .fresher)
        }
    }

    private func fill(_ draft: inout Draft, _ hearing: inout Hearing) {
        var supplied: [Int: Int] = [:]
        var chosen: [RateKey: RateVotes.Choice] = [:]
        for (key, votes) in hearing.votes {
            guard let choice = votes.choice(isDated: draft.from != nil || draft.to != nil) else { continue }
            chosen[key] = choice
            let weight = key.condition.isEmpty ? 1 : 0
            for source in choice.sources { supplied[source, default: 0] += weight }
            if let clause = choice.clause {
                hearing.note(key, votes.votes, of: sources, taken: choice.rate.amount, by: clause)
            }
        }
        // The price is filed under the fresher of the lists that give most of its plain rates.
        let main = supplied.max { a, b in
            (a.value, sources[a.key].seen, -a.key) < (b.value, sources[b.key].seen, -b.key)
        }?.key
        guard let main else { return }
        var agreeing = Set(supplied.keys)
        for (key, choice) in chosen {
            draft.rates[key] = choice.rate
            if !choice.sources.contains(main) { draft.others[key] = sources[choice.sources[0]].name }
            for vote in hearing.votes[key]?.votes ?? [] where !choice.sources.contains(vote.source) {
                agreeing.remove(vote.source)
            }
        }
        draft.source = sources[main].name
        draft.seen = sources[main].seen
        draft.url = hearing.models[main]?.url ?? hearing.models.lazy.compactMap { $0?.url }.first
        draft.agreeing = agreeing.filter { $0 != main }.sorted().map { sources[$0].name }
        draft.isDated = main == hearing.dated && (draft.from != nil || draft.to != nil)
        for model in hearing.models.compactMap(\.self) {
            draft.defaults.merge(model.defaults) { own, _ in own }
        }
    }

    /// A fee that a tier does not change need not be written again.
    private func dropRepeatedFees(_ draft: inout Draft) {
        for (key, rate) in draft.rates where !key.condition.isEmpty && key.counter.unit == .search {
            guard draft.rates[RateKey(key.counter, key.attributes)]?.amount == rate.amount else { continue }
            draft.rates[key] = nil
            draft.others[key] = nil
        }
    }

    /// Factors of the lists that speak for the period, unless rates for the same mode are known.
    private func addMultipliers(to draft: inout Draft, _ hearing: Hearing) {
        let speeds = Set(draft.rates.keys.compactMap(\.condition.speed))
        for (source, model) in zip(sources, hearing.models)
        where source.isDated || hearing.covers(Instant(source.seen)) {
            for (condition, factor) in model?.multipliers ?? [:] {
                if let speed = condition.speed, speeds.contains(speed) { continue }
                draft.multipliers[condition] = draft.multipliers[condition] ?? factor
            }
        }
    }

    private func add(_ fact: SourceModel, to draft: inout Draft, _ hearing: inout Hearing) {
        let wasEmpty = draft.rates.isEmpty
        for (key, rate) in fact.periods[0].rates {
            if let listed = draft.rates[key], listed.amount != rate.amount {
                let votes = hearing.votes[key]?.votes ?? []
                hearing.disputes.removeAll { $0.key == key }
                hearing.note(
                    key, votes, of: sources, taken: fact.correction == nil ? listed.amount : rate.amount,
                    by: fact.correction == nil ? .gap : .correction, reason: fact.correction,
                    further: .init(source: facts.source.name, seen: facts.source.seen, amount: rate.amount))
            }
            guard fact.correction != nil || draft.rates[key] == nil else { continue }
            draft.rates[key] = rate
            if !wasEmpty { draft.others[key] = facts.source.name }
        }
        for counter in fact.replacesClasses {
            for (key, rate) in draft.rates where key.counter == counter {
                hearing.note(
                    key, hearing.votes[key]?.votes ?? [], of: sources, taken: nil, by: .correction,
                    reason: fact.correction,
                    further: hearing.votes[key] == nil
                        ? .init(source: facts.source.name, seen: facts.source.seen, amount: rate.amount) : nil
                )
                draft.rates[key] = nil
                draft.others[key] = nil
            }
        }
        draft.multipliers.merge(fact.multipliers) { _, new in new }
        draft.defaults.merge(fact.defaults) { _, new in new }
        guard wasEmpty else { return }
        draft.source = fact.label ?? facts.source.name
        draft.seen = facts.source.seen
        draft.url = fact.url
    }
}

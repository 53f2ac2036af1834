import UsageModel

/// Merges what several price lists say about a model into one price history, rate by rate, by a stated rule.
///
/// A list without dates speaks for the day it was seen; for any other time a list with dates speaks alone. A published
/// price per image beats one computed from a price per pixel. Then agreement decides, then the fresher list, then the
/// one that dates its prices.
struct CatalogueMerge {
    /// The lists, the most trusted first where nothing else decides.
    var sources: [PriceSource]
    /// Hand-kept facts that fill gaps, or correct where they say so.
    var facts: PriceSource

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

    private struct Vote {
        var source: Int
        var rate: SourceRate
    }

    /// The price history of a name at a provider, earliest first; empty where no list has a price.
    func drafts(_ name: String, of provider: String) -> [Draft] {
        let models = sources.map { $0.model(name, of: provider) }
        let fact = facts.model(name, of: provider)
        let newest = sources.map(\.seen).max().map { Instant($0) } ?? Instant(seconds: 0)
        let dated = sources.indices.first { sources[$0].isDated && models[$0] != nil }
        let periods = dated.flatMap { models[$0]?.periods } ?? [SourceModel.Period(rates: [:])]
        var drafts: [Draft] = []
        for period in periods {
            let covers = { (instant: Instant) in
                (period.from.map { $0 <= instant } ?? true) && (period.to.map { instant < $0 } ?? true)
            }
            var votes: [RateKey: [Vote]] = [:]
            for (index, source) in sources.enumerated() {
                guard let model = models[index] else { continue }
                var rates: [RateKey: SourceRate] = [:]
                if index == dated {
                    rates = period.rates
                } else if covers(newest), covers(Instant(source.seen)) {
                    rates = model.periods[0].rates
                }
                rates = KnownError.correct(rates, source: source.name, provider: provider, model: name)
                for (key, rate) in rates { votes[key, default: []].append(Vote(source: index, rate: rate)) }
            }
            align(&votes)
            dropOldTiers(&votes)
            dropVaguerHours(&votes)
            var draft = Draft(from: period.from, to: period.to)
            fill(&draft, votes: votes, models: models, dated: dated)
            if let fact { add(fact, to: &draft) }
            dropRepeatedFees(&draft)
            if covers(newest) { addMultipliers(to: &draft, models: models, covers: covers) }
            guard !draft.rates.isEmpty else { continue }
            drafts.append(draft)
        }
        return drafts
    }

    /// Lists say "above 199,999" and "above 200,000" for the same tier; the one with the dates is taken at its word.
    private func align(_ votes: inout [RateKey: [Vote]]) {
        for key in votes.keys {
            guard let above = key.condition.above else { continue }
            var lower = key
            lower.condition.above = above - 1
            guard votes[lower] != nil, let moved = votes[key] else { continue }
            votes[lower]?.append(contentsOf: moved)
            votes[key] = nil
        }
    }

    /// Of two lists that know peak hours, the one that knows their weekdays is the more specific.
    private func dropVaguerHours(_ votes: inout [RateKey: [Vote]]) {
        for key in votes.keys where !key.condition.windows.isEmpty && key.condition.weekdays.isEmpty {
            let isKnownBetter = votes.keys.contains { other in
                other.counter == key.counter && !other.condition.weekdays.isEmpty
                    && key.condition.windows.allSatisfy(other.condition.windows.contains)
            }
            if isKnownBetter { votes[key] = nil }
        }
    }

    /// A tier by length that only an older list has is gone where a fresher one prices the class without it.
    private func dropOldTiers(_ votes: inout [RateKey: [Vote]]) {
        func seen(_ votes: [Vote]) -> CivilDate? { votes.map { sources[$0.source].seen }.max() }
        for (key, tier) in votes where key.condition.above != nil {
            var base = key
            base.condition.above = nil
            guard let flat = votes[base], let fresh = seen(flat), let old = seen(tier), old < fresh else {
                continue
            }
            votes[key] = nil
        }
    }

    private func fill(
        _ draft: inout Draft, votes: [RateKey: [Vote]], models: [SourceModel?], dated: Int?
    ) {
        var supplied: [Int: Int] = [:]
        var chosen: [RateKey: (rate: SourceRate, sources: [Int])] = [:]
        for (key, votes) in votes {
            let choice = choose(votes, isDated: draft.from != nil || draft.to != nil)
            chosen[key] = choice
            let weight = key.condition.isEmpty ? 1 : 0
            for source in choice.sources { supplied[source, default: 0] += weight }
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
            for vote in votes[key] ?? [] where !choice.sources.contains(vote.source) {
                agreeing.remove(vote.source)
            }
        }
        draft.source = sources[main].name
        draft.seen = sources[main].seen
        draft.url = models[main]?.url ?? models.lazy.compactMap { $0?.url }.first
        draft.agreeing = agreeing.filter { $0 != main }.sorted().map { sources[$0].name }
        draft.isDated = main == dated && (draft.from != nil || draft.to != nil)
        for model in models.compactMap(\.self) { draft.defaults.merge(model.defaults) { own, _ in own } }
    }

    /// Where a list dates this price, only what was seen last can name today's, and older lists decide between those.
    private func choose(_ votes: [Vote], isDated: Bool) -> (rate: SourceRate, sources: [Int]) {
        let published = votes.filter { !$0.rate.isComputed }
        let votes = published.isEmpty ? votes : published
        func supporters(_ rate: SourceRate) -> [Int] {
            votes.filter { $0.rate.amount == rate.amount }.map(\.source)
        }
        let newest = votes.map { sources[$0.source].seen }.max()
        let eligible = isDated ? votes.filter { sources[$0.source].seen == newest } : votes
        let best = eligible.max { a, b in
            (supporters(a.rate).count, sources[a.source].seen, -a.source)
                < (supporters(b.rate).count, sources[b.source].seen, -b.source)
        }
        let rate = (best ?? votes[0]).rate
        return (rate, supporters(rate).sorted())
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
    private func addMultipliers(
        to draft: inout Draft, models: [SourceModel?], covers: (Instant) -> Bool
    ) {
        let speeds = Set(draft.rates.keys.compactMap(\.condition.speed))
        for (source, model) in zip(sources, models) where source.isDated || covers(Instant(source.seen)) {
            for (condition, factor) in model?.multipliers ?? [:] {
                if let speed = condition.speed, speeds.contains(speed) { continue }
                draft.multipliers[condition] = draft.multipliers[condition] ?? factor
            }
        }
    }

    private func add(_ fact: SourceModel, to draft: inout Draft) {
        let wasEmpty = draft.rates.isEmpty
        for (key, rate) in fact.periods[0].rates where fact.isCorrection || draft.rates[key] == nil {
            draft.rates[key] = rate
            if !wasEmpty { draft.others[key] = facts.name }
        }
        draft.defaults.merge(fact.defaults) { _, new in new }
        guard wasEmpty else { return }
        draft.source = fact.label ?? facts.name
        draft.seen = facts.seen
        draft.url = fact.url
    }
}

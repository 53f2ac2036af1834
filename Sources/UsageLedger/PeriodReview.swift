import UsageAnalysis
package import UsageModel
import UsagePricing

/// Everything that can be said of a period, computed once: what a report draws and a mail tells.
package struct PeriodReview: Sendable {
    /// How far a review looks back, so that it takes no longer in a ledger of many years: further than its trends, its
    /// forecast, its anomalies and the colours of its charts do, with room for a season of last year.
    package static let lookBackDays = 400

    /// The whole period.
    package let period: Period
    /// The last day whose calls are counted.
    package let through: CivilDate
    /// The period, or the same days of it, that this one is compared with.
    package let comparedWith: Period
    /// Calls by day, provider and model: of the period, of the one before it and of `lookBackDays` before both.
    package let days: CostTable
    /// The exact sums of the counted days.
    package let total: Measures
    /// The exact sums of the period before; nil where nothing is known of it, since the ledger begins later.
    package let previousTotal: Measures?
    /// Each provider and model of both periods.
    package let models: [Comparison]
    /// What the table of movers compares: teams where there are any, else models.
    package let moversDimension: Dimension
    /// One key each, of both periods, the largest change first.
    package let movers: [Comparison]
    /// The cost by the dimension of the largest: users where there are several, else models.
    package let ranking: CostTable
    /// Title, lead and what to look at, in English.
    package let narrative: Narrative
    let facts: SpendFacts
    /// Days that stand out.
    package let anomalies: [Anomaly]
    /// What may be spent in the period.
    package let budget: Money?
    /// What the period may end at.
    package let outlook: Outlook
    /// The version of the price lists in use: the day on which the newest source was seen.
    package let pricesSeen: CivilDate?

    /// Title, lead and what to look at, with dates and numbers as a language writes them.
    package func narrative(in figures: any FigureText) -> Narrative {
        Narrator.narrative(of: facts, in: figures)
    }
}

extension Ledger {
    /// Reviews a period as it stands at a moment; days that are not over are left out while the period runs.
    package func review(_ period: Period, budget: Money? = nil, at moment: Instant? = nil) throws
        -> PeriodReview
    {
        let yesterday = period.zone.date(of: moment ?? options.now()).adding(days: -1)
        let through = min(max(yesterday, period.first), period.last)
        let spans = Compare.spans(period, through: through)
        let (span, before) = (spans.current.instants, spans.previous.instants)
        let current = try table(span, [.provider, .model])
        let previous = try table(before, [.provider, .model])
        let first = min(period.first, spans.previous.first).adding(days: -PeriodReview.lookBackDays)
        let days = try answer(
            Query(
                tenant: options.tenant, span: period.zone.start(of: first)..<span.upperBound,
                groups: [.provider, .model], bucket: .init(.day, zone: period.zone)))
        let facts = SpendFacts(
            period: period, through: through, current: current, previous: previous,
            teams: try teams(span, before), series: CostSeries(days), budget: budget,
            faults: current.total.statedCalls > 0 ? try faultyStatements(in: span) : [])
        let (moversDimension, movers) = try moves(facts, span, before)
        return PeriodReview(
            period: period, through: through, comparedWith: spans.previous, days: days, total: current.total,
            previousTotal: facts.previous?.total, models: facts.comparisons,
            moversDimension: moversDimension, movers: movers, ranking: try ranking(span),
            narrative: Narrator.narrative(of: facts), facts: facts, anomalies: facts.anomalies,
            budget: budget,
            outlook: facts.outlook, pricesSeen: pricesSeen(current))
    }

    private func table(_ span: Range<Instant>, _ groups: [Dimension]) throws -> CostTable {
        try answer(Query(tenant: options.tenant, span: span, groups: groups, order: .cost))
    }

    /// The costs by team of both spans, where any call names one.
    private func teams(
        _ span: Range<Instant>, _ before: Range<Instant>
    ) throws -> (current: CostTable, previous: CostTable)? {
        let (current, previous) = (try table(span, [.team]), try table(before, [.team]))
        return (current.rows + previous.rows).contains { $0.keys != [nil] } ? (current, previous) : nil
    }

    /// What moved: teams where there are any, else models.
    private func moves(
        _ facts: SpendFacts, _ span: Range<Instant>, _ before: Range<Instant>
    ) throws -> (Dimension, [Comparison]) {
        guard facts.teams.isEmpty else { return (.team, Compare.movers(facts.teams)) }
        let previous = facts.previous == nil ? nil : try table(before, [.model])
        return (.model, Compare.movers(Compare.byKey(try table(span, [.model]), previous)))
    }

    private func ranking(_ span: Range<Instant>) throws -> CostTable {
        let users = try table(span, [.user])
        return users.rows.count { $0.measures.cost > .zero } > 1 ? users : try table(span, [.model])
    }

    private func faultyStatements(in span: Range<Instant>) throws -> [Reconciliation.FaultyStatement] {
        try reconcile(span: span).total.faults
    }

    /// The day on which the newest price list of the providers of a table was seen.
    package func pricesSeen(_ table: CostTable) -> CivilDate? {
        let used = Set(table.rows.compactMap { $0.keys.first ?? nil })
        // A period without calls speaks of the catalogue all the same; its largest file stands for it.
        let providers = used.isEmpty ? ["openai"] : used
        return providers.compactMap {
            prices.builtIn(Provider(rawValue: $0)).flatMap { CivilDate($0.version.prefix(10)) }
        }.max()
    }

    /// Puts our costs beside those that providers or logs state, with the reasons for the differences in words.
    package func reconcile(span: Range<Instant>? = nil) throws -> Reconciliation {
        var reconciler = Reconciler()
        try rows(in: span) { row in
            var priced = row.priced
            priced.event.id = row.id
            reconciler.add(priced, sign: row.sign)
        }
        return reconciler.reconciliation()
    }
}

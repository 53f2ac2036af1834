package import UsageModel

/// The numbers that a report's words are made of.
package struct SpendFacts: Sendable {
    /// The whole period of the report.
    package var period: Period
    /// The last day that the report covers: the period's last one where it has ended.
    package var through: CivilDate
    /// The rows of the period, grouped by what may have driven the cost, such as provider and model.
    package var current: CostTable
    /// The same of the span to compare with; nil where no call before that span is known.
    package var previous: CostTable?
    /// Each team of the period beside the span before; empty where no calls name teams.
    package var teams: [Comparison]
    /// Days of the period and of the weeks before it.
    package var series: CostSeries
    /// What may be spent in the period.
    package var budget: Money?
    /// What the period may end at.
    package var outlook: Outlook
    /// Days that stand out, the largest excess first.
    package var anomalies: [Anomaly]
    /// Stated costs that cannot be true.
    package var faults: [Reconciliation.FaultyStatement]

    /// Facts of a period; the anomalies and the outlook follow from the series.
    package init(
        period: Period, through: CivilDate, lastCompleteDay: CivilDate? = nil, current: CostTable,
        previous: CostTable? = nil, teams: (current: CostTable, previous: CostTable)? = nil,
        series: CostSeries, budget: Money? = nil, faults: [Reconciliation.FaultyStatement] = []
    ) {
        self.period = period
        self.through = min(max(through, period.first), period.last)
        self.current = current
        let spans = Compare.spans(period, through: self.through)
        self.previous = Compare.known(previous, of: spans.previous, in: series)
        // Whether anything is known of the span before is one question with one answer.
        let before = self.previous == nil ? nil : teams?.previous
        self.teams = teams.map { Compare.byKey($0.current, before) } ?? []
        self.series = series
        self.budget = budget
        self.faults = faults
        let daily = budget.map {
            Money(picodollars: $0.picodollars.dividedHalfToEven(by: Int128(period.dayCount)))
        }
        anomalies = Anomalies.find(in: series, during: period, dailyBudget: daily)
        outlook = Forecasting.outlook(
            period, history: series, lastCompleteDay: lastCompleteDay ?? through, dailyBudget: daily)
    }

    /// The first day with calls, where it lies within what would be compared, so that there is nothing to compare with.
    ///
    /// The series reaches back more than a year before what is compared, not to the ledger's first day: what lies
    /// before it is not known here.
    var firstCall: CivilDate? {
        guard previous == nil, let first = series.days.first?.date, first > spans.previous.first else {
            return nil
        }
        return first <= spans.current.last ? first : nil
    }

    /// Whether the period still runs.
    var isRunning: Bool { through < period.last }
    /// The part of the period that the report covers, and what it is compared with.
    package var spans: (current: Period, previous: Period) { Compare.spans(period, through: through) }
    /// What the period cost.
    var total: Money { current.total.cost }
    /// The total beside that of the span before.
    package var comparison: Comparison { Compare.total(current, previous) }
    /// Each key beside the span before, dearest first.
    package var comparisons: [Comparison] { Compare.byKey(current, previous) }
    /// The day on which the budget is used up, or was; nil where it holds.
    var budgetEnds: CivilDate? {
        guard let budget else { return nil }
        var spent = Money.zero
        for date in period.days where date <= through {
            spent += series.cost(on: date)
            if spent > budget { return date }
        }
        let forecast = outlook.forecast?.days ?? []
        // The forecast of a day that has begun contains what it cost so far.
        if let first = forecast.first, first.date <= through {
            spent = series.cost(from: period.first, through: first.date.adding(days: -1))
        }
        for day in forecast {
            spent += day.mean
            if spent > budget { return day.date }
        }
        return nil
    }
}

public import Charts
public import UsageModel

/// Everything that a report shows, as a plain value: the facade fills it from ledger and analysis, the report only draws.
public struct ReportInput: Hashable, Sendable {
    /// An hour of the week.
    public struct Hour: Hashable, Sendable {
        /// What it cost in all.
        public var cost: Money
        /// How often it came; clocks skip some hours and repeat others.
        public var count: Int

        /// An hour that came so often.
        public init(cost: Money = .zero, count: Int = 0) {
            self.cost = cost
            self.count = count
        }
    }

    /// What the report is about, with the zone of its days.
    public var period: Period
    /// The last day whose calls are counted: the period's last day, or an earlier one while the period runs.
    public var through: CivilDate
    /// The period, or the same days of the period, that this one is compared with.
    public var comparedWith: Period
    /// Calls by day, provider and model: of the period, and of all history before it, from which colours follow.
    public var days: CostTable
    /// The exact sums of the period; the rows of `days` inside of it must add up to them.
    public var total: Measures
    /// The exact sums of the period that it is compared with; nil where the ledger knows nothing of it.
    public var previousTotal: Measures?
    /// Each provider and model (two keys) of both periods.
    public var models: [Comparison]
    /// What the table of movers compares.
    public var movers: Movers
    /// The cost of the period by one dimension, for the picture of the largest.
    public var ranking: CostTable
    /// The finding, in words and one number, without a full stop.
    public var headline: String
    /// Two to four sentences on what is behind it.
    public var lead: String
    /// What to look at, the most important first.
    public var findings: [Finding]
    /// Days that stand out, the most important first.
    public var anomalies: [Anomaly]
    /// What may be spent in the period.
    public var budget: Money?
    /// What a running period may end at; nil for a closed one.
    public var forecast: Forecast?
    /// Why there is no forecast for a running period, such as "No forecast: 9 of 14 days".
    public var forecastNote: String
    /// Days of which nothing is known, such as days without an import.
    public var missingDays: Set<CivilDate>
    /// What each hour of the week cost over the counted days, seven rows from Monday of 24 local hours; empty where
    /// it was not asked for.
    public var hours: [[Hour]]
    /// Calls by day and status, of the same days as the daily chart; nil where it was not asked for.
    public var statuses: CostTable?
    /// The latencies of each day, in order; empty where they are not known.
    public var latencies: [LatencyDay]
    /// The cost divided by teams, campaigns, tags and the like, as far as it was asked for.
    public var allocations: [Allocation]
    /// Corrections of the period's calls, and its closed months.
    public var books: Books
    /// Providers and models in the order in which they got their colours; empty to follow the history in `days`.
    public var seriesOrder: [ModelName]
    /// The price list in use.
    public var prices: PriceList
    /// The logical moment of the report; nothing else in it tells the time.
    public var generatedAt: Instant
    /// Name and version of the program, such as `usageledger 1.0`.
    public var producer: String
    /// How people's files write dates and numbers; the definition of a report sets it.
    public var text: NumberText
    /// `headline`, `lead` and `findings` as people read them, where that differs from what programs read.
    public var told: Narrative?

    /// A provider's model.
    public struct ModelName: Hashable, Sendable {
        /// The provider's name in the ledger.
        public var provider: String?
        /// The model's name in the ledger.
        public var model: String?

        /// A provider's model.
        public init(provider: String?, model: String?) {
            self.provider = provider
            self.model = model
        }
    }

    /// Changes of one dimension.
    public struct Movers: Hashable, Sendable {
        /// What is compared: teams where there are any, else models.
        public var dimension: Dimension
        /// One key each, all of both periods.
        public var rows: [Comparison]

        /// Changes by a dimension.
        public init(by dimension: Dimension, rows: [Comparison]) {
            self.dimension = dimension
            self.rows = rows
        }
    }

    /// How long calls took on one day, or in the whole period.
    public struct LatencyDay: Hashable, Sendable {
        /// The day.
        public var date: CivilDate
        /// The latency in milliseconds that half of the calls do not exceed.
        public var p50: Int
        /// The latency in milliseconds that 95 of 100 calls do not exceed.
        public var p95: Int
        /// The latency in milliseconds that 99 of 100 calls do not exceed.
        public var p99: Int

        /// The percentiles of a day.
        public init(date: CivilDate, p50: Int, p95: Int, p99: Int) {
            self.date = date
            self.p50 = p50
            self.p95 = p95
            self.p99 = p99
        }
    }

    /// Which price list priced the calls.
    public struct PriceList: Hashable, Sendable {
        /// The catalogue's version.
        public var version: String
        /// The day to which it is kept, if it says so.
        public var asOf: CivilDate?

        /// A price list.
        public init(version: String, asOf: CivilDate? = nil) {
            self.version = version
            self.asOf = asOf
        }
    }

    /// The parts that every report has; the rest starts empty.
    public init(
        period: Period, through: CivilDate? = nil, comparedWith: Period? = nil, days: CostTable,
        total: Measures, ranking: CostTable, headline: String, lead: String, prices: PriceList,
        generatedAt: Instant, producer: String
    ) {
        self.period = period
        self.through = min(through ?? period.last, period.last)
        self.comparedWith = comparedWith ?? period.previous
        self.days = days
        self.total = total
        self.ranking = ranking
        self.headline = headline
        self.lead = lead
        self.prices = prices
        self.generatedAt = generatedAt
        self.producer = producer
        previousTotal = nil
        models = []
        movers = Movers(by: .model, rows: [])
        findings = []
        anomalies = []
        budget = nil
        forecast = nil
        forecastNote = ""
        missingDays = []
        hours = []
        statuses = nil
        latencies = []
        allocations = []
        books = Books()
        seriesOrder = []
        text = .english
        told = nil
    }

    /// Whether every day of the period is counted.
    var isClosed: Bool { through == period.last }

    /// The part of the period whose calls are counted.
    var counted: Period { period.through(max(through, period.first)) ?? period }
}

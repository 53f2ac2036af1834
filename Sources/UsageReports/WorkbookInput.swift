public import UsageModel

/// What a workbook holds, as a plain value; its calls come one at a time while it is written.
public struct WorkbookInput: Hashable, Sendable {
    /// What it is about: a period's days, or all calls.
    public var period: Period?
    /// The words for a span that is no period, such as "from 2025-03-01".
    public var title: String
    /// What calls had to have, in words; nil where all of them count.
    public var filters: String?
    /// The zone of days and clock times.
    public var zone: Zone
    /// The cost by day, provider and model.
    public var daily: CostTable
    /// The cost by provider and model.
    public var models: CostTable
    /// The cost by user and team.
    public var users: CostTable
    /// Whether every call has a row; a report of very many leaves them out, and says so.
    public var hasCalls = true
    /// The finding, where the workbook belongs to a report.
    public var headline: String?
    /// The day to which the price lists are kept, if known.
    public var pricesAsOf: CivilDate?
    /// The logical moment of the workbook; nothing else in it tells the time.
    public var generatedAt: Instant
    /// Name and version of the program.
    public var producer: String

    /// A workbook of these tables.
    public init(
        period: Period?, title: String, zone: Zone, daily: CostTable, models: CostTable, users: CostTable,
        generatedAt: Instant, producer: String
    ) {
        self.period = period
        self.title = title
        self.zone = zone
        self.daily = daily
        self.models = models
        self.users = users
        self.generatedAt = generatedAt
        self.producer = producer
    }

    /// The exact sums of everything in it.
    var total: Measures { daily.total }
}

/// The answer to a `Query`: rows of measures by their keys, and the total that always equals their sum.
public struct CostTable: Hashable, Sendable {
    /// One group of rows.
    public struct Row: Hashable, Sendable {
        /// The bucket's first day, where the query has buckets.
        public var bucket: CivilDate?
        /// The values of the query's dimensions, in their order; nil is "not known".
        public var keys: [String?]
        /// The sums.
        public var measures: Measures
        /// The distribution of latencies, where the query asks for it.
        public var latency: LatencySketch?
        /// The different conversations, messages and agents, where the query asks for them.
        public var activity: Activity?

        /// A row.
        public init(
            bucket: CivilDate? = nil, keys: [String?] = [], measures: Measures, latency: LatencySketch? = nil,
            activity: Activity? = nil
        ) {
            self.bucket = bucket
            self.keys = keys
            self.measures = measures
            self.latency = latency
            self.activity = activity
        }
    }

    /// The question.
    public var query: Query
    /// The groups, in the query's order, at most its limit.
    public var rows: [Row]
    /// The sum over all groups, also those on other pages.
    public var total: Measures
    /// How many groups there are in all.
    public var rowCount: Int
    /// How many groups are on the pages before this one.
    public var earlierCount = 0
    /// The sums of the groups on the pages before this one.
    public var earlier = Measures()
    /// Where the next page begins; nil where this is the last one.
    public var next: PageCursor?
    /// The first and last moment of the rows that were counted; nil where there are none.
    public var occurred: ClosedRange<Instant>?
    /// The distribution of all latencies, where the query asks for it.
    public var totalLatency: LatencySketch?
    /// The different conversations, messages and agents of all groups, where the query asks for them.
    public var totalActivity: Activity?

    /// An answer.
    public init(
        query: Query, rows: [Row], total: Measures, rowCount: Int? = nil,
        occurred: ClosedRange<Instant>? = nil, totalLatency: LatencySketch? = nil
    ) {
        self.query = query
        self.rows = rows
        self.total = total
        self.rowCount = rowCount ?? rows.count
        self.occurred = occurred
        self.totalLatency = totalLatency
    }
}

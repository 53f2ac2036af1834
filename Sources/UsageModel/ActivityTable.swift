/// What somebody did in a period: the sums, and how many different conversations, messages and agents there were.
public struct Activity: Hashable, Sendable {
    /// The sums: calls, tokens, cost and the rest.
    public var measures: Measures
    /// How many different conversations have a call that counts.
    public var conversations: Int
    /// How many different messages have a call that counts.
    public var messages: Int
    /// The agents with a call that counts, sorted.
    public var agents: [String]

    /// An activity.
    public init(
        measures: Measures = Measures(), conversations: Int = 0, messages: Int = 0, agents: [String] = []
    ) {
        self.measures = measures
        self.conversations = conversations
        self.messages = messages
        self.agents = agents
    }
}

/// The answer to a `Query` about activity: as a `CostTable`, with the distinct conversations, messages and agents of each row.
///
/// Distinct counts do not add up: a conversation of two days counts in both and once in the total.
public struct ActivityTable: Hashable, Sendable {
    /// One group of rows.
    public struct Row: Hashable, Sendable {
        /// The bucket's first day, where the query has buckets.
        public var bucket: CivilDate?
        /// The values of the query's dimensions, in their order; nil is "not known".
        public var keys: [String?]
        /// What was done.
        public var activity: Activity

        /// A row.
        public init(bucket: CivilDate? = nil, keys: [String?] = [], activity: Activity) {
            self.bucket = bucket
            self.keys = keys
            self.activity = activity
        }
    }

    /// The question.
    public var query: Query
    /// The groups, in the query's order, at most its limit.
    public var rows: [Row]
    /// What was done in all, also in groups past the limit.
    public var total: Activity
    /// How many groups there are in all.
    public var rowCount: Int
    /// Where the next page begins; nil where this is the last one.
    public var next: PageCursor?
    /// The first and last moment of the rows that were counted; nil where there are none.
    public var occurred: ClosedRange<Instant>?

    /// An answer.
    public init(
        query: Query, rows: [Row], total: Activity, rowCount: Int? = nil,
        occurred: ClosedRange<Instant>? = nil
    ) {
        self.query = query
        self.rows = rows
        self.total = total
        self.rowCount = rowCount ?? rows.count
        self.occurred = occurred
    }
}

/// What an aggregation of rows into rollups did.
public struct Aggregation: Hashable, Sendable {
    /// Days whose rollups were made anew from their rows.
    public var days = 0
    /// Rows that were read for it.
    public var rowsRead = 0
    /// Different users whose rows were read; the same user of two days counts once.
    public var users = 0
    /// Rollup rows that were not there before.
    public var created = 0
    /// Rollup rows that were there with other sums.
    public var replaced = 0
    /// Rollup rows that were there and have no rows any more.
    public var removed = 0
    /// Rollup rows that were right already.
    public var unchanged = 0

    /// Nothing done.
    public init() {}
}

/// A number of days whose rollups were made and kept in one transaction.
public struct AggregationBatch: Hashable, Sendable {
    /// The number of the batch, from one.
    public var number: Int
    /// How many batches there will be.
    public var count: Int
    /// The first UTC day of the batch.
    public var first: CivilDate
    /// The last UTC day of the batch.
    public var last: CivilDate
    /// What was done for it.
    public var done: Aggregation
    /// How many days are done with this batch, of how many.
    public var daysDone: Int
    /// How many days there are to do in all.
    public var daysTotal: Int

    /// A batch.
    public init(
        number: Int, count: Int, first: CivilDate, last: CivilDate, done: Aggregation, daysDone: Int,
        daysTotal: Int
    ) {
        self.number = number
        self.count = count
        self.first = first
        self.last = last
        self.done = done
        self.daysDone = daysDone
        self.daysTotal = daysTotal
    }
}

/// Which days are to be aggregated.
public struct AggregationScope: Hashable, Sendable {
    /// The first UTC day; nil is the first with rows.
    public var first: CivilDate?
    /// The last UTC day; nil is the last with rows.
    public var last: CivilDate?
    /// Only days on which this user has rows.
    public var user: String?
    /// Whether days are made anew though no row of theirs is new.
    public var isForced: Bool
    /// Whether all history is searched for days whose rollups were never made, or are gone.
    public var isThorough: Bool

    /// A scope; without words all days with new rows.
    public init(
        first: CivilDate? = nil, last: CivilDate? = nil, user: String? = nil, isForced: Bool = false,
        isThorough: Bool = false
    ) {
        self.first = first
        self.last = last
        self.user = user
        self.isForced = isForced
        self.isThorough = isThorough
    }
}

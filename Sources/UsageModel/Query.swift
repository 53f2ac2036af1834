/// A question to the ledger: which rows, put together how; answered with a `CostTable`.
public struct Query: Hashable, Sendable {
    /// Whose rows.
    public var tenant: String
    /// Rows that occurred in this half-open span; nil is all of them.
    public var span: Range<Instant>?
    /// Rows whose dimension has one of these values; all filters must hold.
    public var filters: [Filter]
    /// What rows are put together by; none gives the total alone.
    public var groups: [Dimension]
    /// The local days, weeks or months that rows are also put together by.
    public var bucket: Bucket?
    /// The order of the answer's rows.
    public var order: Order
    /// Whether the order is the other way round.
    public var isReversed: Bool
    /// The most rows of the answer; the rest is in the total all the same.
    public var limit: Int?
    /// Where the page before ended; nil for the first page.
    public var after: PageCursor?
    /// Whether the answer also tells the distribution of latencies.
    public var hasLatency = false
    /// Whether the answer also counts the different conversations and messages, and names the agents.
    public var hasActivity = false
    /// Where the answer may come from; it is the same in any case.
    public var source = Source.automatic

    /// Where an answer comes from.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// From rollups as far as they reach, and from the rows for the rest.
        case automatic
        /// From the rows alone, for proofs.
        case rowsOnly
    }

    /// One condition on a dimension.
    public struct Filter: Hashable, Sendable {
        /// The dimension.
        public var dimension: Dimension
        /// The values of which one must hold; nil stands for "not known".
        public var values: [String?]
        /// Whether rows with one of the values are left out, and all others are meant.
        public var isExcluded: Bool

        /// A condition.
        public init(_ dimension: Dimension, _ values: [String?], isExcluded: Bool = false) {
            self.dimension = dimension
            self.values = values
            self.isExcluded = isExcluded
        }

        /// Whether a value of the dimension is one that is meant.
        public func holds(for value: String?) -> Bool { values.contains(value) != isExcluded }
    }

    /// Calendar buckets of a zone.
    public struct Bucket: Hashable, Sendable {
        /// Day, week, month, quarter or year.
        public var grain: Period.Grain
        /// Whose calendar.
        public var zone: Zone
        /// Whether the buckets are the 168 hours of the week instead, from Monday 00:00, numbered as days since 1970.
        package private(set) var isHourOfWeek = false

        /// The hours of the week in a zone.
        package static func hourOfWeek(zone: Zone) -> Bucket {
            var bucket = Bucket(.day, zone: zone)
            bucket.isHourOfWeek = true
            return bucket
        }

        /// Buckets of a grain in a zone.
        public init(_ grain: Period.Grain, zone: Zone) {
            self.grain = grain
            self.zone = zone
        }
    }

    /// The order of the answer's rows; ties are broken by the keys, so that answers never vary.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        /// By bucket, then keys.
        case key
        /// Dearest first.
        case cost
        /// Most calls first.
        case calls
        /// Most tokens first.
        case tokens
    }

    /// A question about all rows of a tenant.
    public init(
        tenant: String = Attribution.defaultTenant, span: Range<Instant>? = nil, filters: [Filter] = [],
        groups: [Dimension] = [], bucket: Bucket? = nil, order: Order = .key, isReversed: Bool = false,
        limit: Int? = nil, after: PageCursor? = nil
    ) {
        self.tenant = tenant
        self.span = span
        self.filters = filters
        self.groups = groups
        self.bucket = bucket
        self.order = order
        self.isReversed = isReversed
        self.limit = limit
        self.after = after
    }
}

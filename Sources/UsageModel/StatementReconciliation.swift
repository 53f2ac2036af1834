/// Our costs beside what providers bill, by provider, model and day.
public struct StatementReconciliation: Hashable, Sendable {
    /// One model of one provider on one day; sums of several where model or day is nil.
    public struct Row: Hashable, Sendable {
        /// Who served it; nil in the total.
        public var provider: Provider?
        /// The model under the name that both sides share; nil for what is of no model, and in the total.
        public var model: String?
        /// The day in UTC; nil where days are put together.
        public var day: CivilDate?
        /// Our calls.
        public var calls = 0
        /// Those that did not succeed.
        public var failedCalls = 0
        /// Those without a cost of ours, by the word of the reason.
        public var unpricedCalls: [String: Int] = [:]
        /// What the priced calls cost by our prices.
        public var ours = Money.zero
        /// What the unpriced calls may cost at most, at the dearest rates of the provider's other calls; nil where nothing tells.
        public var unpricedMax: Money? = .zero
        /// Our input and output tokens.
        public var tokens: Int128 = 0
        /// What is billed; nil where the statement has no amounts.
        public var billed: Money?
        /// Requests that the provider counts; nil where it does not tell.
        public var statedRequests: Int?
        /// Input and output tokens that the provider counts; nil where it does not tell.
        public var statedTokens: Int128?

        /// A row in which nothing is counted.
        public init(provider: Provider? = nil, model: String? = nil, day: CivilDate? = nil) {
            self.provider = provider
            self.model = model
            self.day = day
        }

        /// Calls without a cost of ours, for whatever reason.
        public var unpricedCallCount: Int { unpricedCalls.values.reduce(0, +) }
        /// What is billed less our cost; nil where nothing is billed.
        public var difference: Money? { billed.map { $0 - ours } }
        /// Whether what the unpriced calls may cost reaches from our cost to what is billed.
        public var isWithinReach: Bool? {
            guard let difference else { return nil }
            guard let unpricedMax else { return difference >= .zero ? true : nil }
            return difference >= .zero && difference <= unpricedMax
        }

        /// Adds the sums of another row.
        public static func += (a: inout Row, b: Row) {
            a.calls += b.calls
            a.failedCalls += b.failedCalls
            a.unpricedCalls.merge(b.unpricedCalls, uniquingKeysWith: +)
            a.ours += b.ours
            a.unpricedMax = a.unpricedMax.flatMap { first in b.unpricedMax.map { first + $0 } }
            a.tokens += b.tokens
            if let billed = b.billed { a.billed = (a.billed ?? .zero) + billed }
            if let requests = b.statedRequests { a.statedRequests = (a.statedRequests ?? 0) + requests }
            if let tokens = b.statedTokens { a.statedTokens = (a.statedTokens ?? 0) + tokens }
        }
    }

    /// By provider, model and day, the largest amounts of a model first.
    public var days: [Row]
    /// The same with the days of a model put together.
    public var models: [Row]
    /// The sum over all rows.
    public var total: Row
    /// The statements that were taken, such as `openai-costs`, with the first and last day that they speak of.
    public var statements: [Statement]

    /// A statement with the days that it speaks of.
    public struct Statement: Hashable, Sendable {
        /// Who states it.
        public var provider: Provider
        /// Which statement it is.
        public var source: String
        /// The first day.
        public var first: CivilDate
        /// The last day.
        public var last: CivilDate

        /// A statement.
        public init(provider: Provider, source: String, first: CivilDate, last: CivilDate) {
            self.provider = provider
            self.source = source
            self.first = first
            self.last = last
        }
    }

    /// A reconciliation of these rows.
    public init(days: [Row], models: [Row], total: Row, statements: [Statement]) {
        self.days = days
        self.models = models
        self.total = total
        self.statements = statements
    }
}

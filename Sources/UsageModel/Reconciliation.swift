/// Our costs beside those that somebody else states, model by model, with the reasons for the differences in words.
public struct Reconciliation: Hashable, Sendable {
    /// One model of one provider.
    public struct Row: Hashable, Sendable {
        /// Who served it; nil in the total.
        public var provider: Provider?
        /// The model asked for; nil in the total.
        public var model: String?
        /// Calls.
        public var calls: Int = 0
        /// What the priced calls cost by our prices.
        public var ours: Money = .zero
        /// What is stated, faulty statements included.
        public var stated: Money = .zero
        /// Calls with a stated cost.
        public var statedCalls: Int = 0
        /// Calls without a cost of ours, by the word of the reason.
        public var unpricedCalls: [String: Int] = [:]
        /// Calls whose price is not dated to their day.
        public var assumedPriceCalls: Int = 0
        /// Statements that cannot be true.
        public var faults: [FaultyStatement] = []
        /// Why the two figures differ, each in a sentence; empty where they agree.
        public var explanations: [String] = []

        /// A row in which nothing is counted.
        public init(provider: Provider? = nil, model: String? = nil) {
            self.provider = provider
            self.model = model
        }

        /// Our cost less the stated one.
        public var difference: Money { ours - stated }
        /// What is stated without the faulty statements.
        public var plausibleStated: Money { faults.reduce(stated) { $0 - $1.stated } }
        /// Calls without a cost of ours, for whatever reason.
        public var unpricedCallCount: Int { unpricedCalls.values.reduce(0, +) }
    }

    /// A stated cost that cannot be true.
    public struct FaultyStatement: Hashable, Sendable {
        /// The row of the ledger.
        public var id: EventID?
        /// When the call was made.
        public var occurredAt: Instant
        /// Who served it.
        public var provider: Provider
        /// The model asked for.
        public var model: String
        /// Input tokens of the call.
        public var inputTokens: Int
        /// Output tokens of the call.
        public var outputTokens: Int
        /// What is stated.
        public var stated: Money
        /// What such a call costs: by our price, else by its neighbours' statements.
        public var usual: Money
        /// Who states it.
        public var source: String

        /// A statement that cannot be true.
        public init(
            id: EventID?, occurredAt: Instant, provider: Provider, model: String, inputTokens: Int,
            outputTokens: Int, stated: Money, usual: Money, source: String
        ) {
            self.id = id
            self.occurredAt = occurredAt
            self.provider = provider
            self.model = model
            self.inputTokens = inputTokens
            self.outputTokens = outputTokens
            self.stated = stated
            self.usual = usual
            self.source = source
        }
    }

    /// The models, the largest amounts first.
    public var rows: [Row]
    /// The sum over all rows, with every faulty statement.
    public var total: Row

    /// A reconciliation of these rows.
    public init(rows: [Row], total: Row) {
        self.rows = rows
        self.total = total
    }
}

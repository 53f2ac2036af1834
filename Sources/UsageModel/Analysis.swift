/// A value of this period beside the one before, for one key.
public struct Comparison: Hashable, Sendable {
    /// Whose values these are; empty for the total.
    public var keys: [String?]
    /// This period.
    public var current: Money
    /// The period before; nil where there is no data.
    public var previous: Money?

    /// A comparison.
    public init(keys: [String?], current: Money, previous: Money?) {
        self.keys = keys
        self.current = current
        self.previous = previous
    }

    /// This period less the one before.
    public var change: Money { current - (previous ?? .zero) }

    /// The change in thousandths of the value before, rounded half to even; nil where that was zero or unknown.
    public var changePerMille: Int? {
        guard let previous, previous > .zero else { return nil }
        let (whole, rest) = (change.picodollars * 1000).quotientAndRemainder(dividingBy: previous.picodollars)
        return Int(exactly: whole.roundedHalfToEven(remainder: rest, divisor: previous.picodollars))
    }
}

/// What a running period may end at.
public struct Forecast: Hashable, Sendable {
    /// One day to come.
    public struct Day: Hashable, Sendable {
        /// The day.
        public var date: CivilDate
        /// The expected cost.
        public var mean: Money
        /// The lower end of its 80 % range.
        public var low: Money
        /// The upper end of its 80 % range.
        public var high: Money

        /// A day's expectation.
        public init(date: CivilDate, mean: Money, low: Money, high: Money) {
            self.date = date
            self.mean = mean
            self.low = low
            self.high = high
        }
    }

    /// The days to come, in order.
    public var days: [Day]
    /// The expected total of the whole period, what is spent included.
    public var total: Money
    /// The lower end of its 80 % range.
    public var low: Money
    /// The upper end of its 80 % range.
    public var high: Money
    /// The method in one line.
    public var method: String

    /// A forecast.
    public init(days: [Day], total: Money, low: Money, high: Money, method: String) {
        self.days = days
        self.total = total
        self.low = low
        self.high = high
        self.method = method
    }
}

/// A day that stands out.
public struct Anomaly: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Its cost.
    public var cost: Money
    /// What is usual on such a day.
    public var usual: Money
    /// The key that caused most of it.
    public var cause: String?
    /// What that key cost on the day.
    public var causeCost: Money?
    /// What that key usually costs on such a day.
    public var causeUsual: Money?

    /// An outlier.
    public init(
        date: CivilDate, cost: Money, usual: Money, cause: String? = nil, causeCost: Money? = nil,
        causeUsual: Money? = nil
    ) {
        self.date = date
        self.cost = cost
        self.usual = usual
        self.cause = cause
        self.causeCost = causeCost
        self.causeUsual = causeUsual
    }
}

/// A sentence that is true of the numbers: a headline and what is behind it.
public struct Finding: Hashable, Sendable {
    /// What it is about.
    public enum Kind: String, Hashable, Sendable {
        case spend
        case budget
        case anomaly
        case new
        case unpriced
        case assumedPrice = "assumed_price"
        case statedCost = "stated_cost"
        case errors
        case quiet
    }

    /// What it is about.
    public var kind: Kind
    /// A few words, such as "Anomaly, 8 October".
    public var headline: String
    /// One or two sentences.
    public var text: String

    /// A finding.
    public init(_ kind: Kind, headline: String, text: String) {
        self.kind = kind
        self.headline = headline
        self.text = text
    }
}

/// A limit that was reached.
public struct Alert: Hashable, Sendable {
    /// The budget's name.
    public var budget: String
    /// The period that the budget is for.
    public var period: Period
    /// The threshold that was passed, in percent of the budget.
    public var thresholdPercent: Int
    /// What was spent.
    public var spent: Money
    /// What was allowed.
    public var limit: Money
    /// When the call that passed it was made.
    public var at: Instant

    /// An alert.
    public init(
        budget: String, period: Period, thresholdPercent: Int, spent: Money, limit: Money, at: Instant
    ) {
        self.budget = budget
        self.period = period
        self.thresholdPercent = thresholdPercent
        self.spent = spent
        self.limit = limit
        self.at = at
    }
}

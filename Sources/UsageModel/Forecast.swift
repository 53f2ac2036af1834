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
    /// The method in one line, in English.
    public var method: String
    /// The days that the method names since it leaves them out.
    public var leftOut: [CivilDate]

    /// A forecast.
    public init(
        days: [Day], total: Money, low: Money, high: Money, method: String, leftOut: [CivilDate] = []
    ) {
        self.days = days
        self.total = total
        self.low = low
        self.high = high
        self.method = method
        self.leftOut = leftOut
    }
}

/// What a day to come is expected to bring.
public struct ForecastRange: Hashable, Sendable {
    /// The lower end of the range.
    public var low: Picodollars
    /// The expected value.
    public var mean: Picodollars
    /// The upper end of the range.
    public var high: Picodollars

    /// Makes a range; the ends are put in order around the mean.
    public init(low: Picodollars, mean: Picodollars, high: Picodollars) {
        self.low = min(low, mean)
        self.mean = mean
        self.high = max(high, mean)
    }
}

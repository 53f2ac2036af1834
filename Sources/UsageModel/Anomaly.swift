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

/// One line of a cost: so many of a class at a price, times multipliers.
public struct CostLine: Hashable, Sendable {
    /// Which part of a call a line belongs to.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// What was sent: prompts, cache reads and writes, audio to transcribe.
        case input
        /// What came back as tokens.
        case output
        /// What was made: images, video, speech; and fees for searches, pages and requests.
        case generation
    }

    /// A named factor of a line's price.
    public struct Multiplier: Hashable, Sendable {
        /// Why it applies, such as `tier:batch`.
        public var name: String
        /// The factor.
        public var factor: ExactDecimal

        /// A factor with its reason.
        public init(name: String, factor: ExactDecimal) {
            self.name = name
            self.factor = factor
        }
    }

    /// The class in one word, such as `input`, `cache_read`, `output`, `image`.
    public var className: String
    /// Which part of the call it belongs to.
    public var direction: Direction
    /// What is counted.
    public var unit: Unit
    /// How many are billed.
    public var count: ExactDecimal
    /// The price of `per` units, in US dollars.
    public var amount: ExactDecimal
    /// How many units the amount is for.
    public var per: ExactDecimal
    /// Factors on the price, in the order they apply.
    public var multipliers: [Multiplier]
    /// The line's cost.
    public var cost: Money
    /// Whether the cost was rounded half to even to the picodollar.
    public var isRounded: Bool

    /// A line whose cost follows from its parts; throws `cost_out_of_range` where it does not fit one row.
    public init(
        className: String, direction: Direction, unit: Unit, count: ExactDecimal, amount: ExactDecimal,
        per: ExactDecimal, multipliers: [Multiplier] = []
    ) throws(ModelError) {
        let line = try Money.lineCost(
            count: count, amount: amount, per: per, multipliers: multipliers.map(\.factor))
        self.className = className
        self.direction = direction
        self.unit = unit
        self.count = count
        self.amount = amount
        self.per = per
        self.multipliers = multipliers
        cost = line.cost
        isRounded = line.isRounded
    }

    /// A line without factors whose cost is known to be exact.
    package init(
        className: String, direction: Direction, unit: Unit, count: ExactDecimal, amount: ExactDecimal,
        per: ExactDecimal, exactCost: Money
    ) {
        self.className = className
        self.direction = direction
        self.unit = unit
        self.count = count
        self.amount = amount
        self.per = per
        multipliers = []
        cost = exactCost
        isRounded = false
    }
}

/// What a call cost, with the arithmetic line by line, or why nobody can say.
public enum Costing: Hashable, Sendable {
    /// An exact cost; zero only where the price is explicitly zero.
    case priced(Cost)
    /// No cost, with the reason.
    case unpriced(UnpricedReason)

    /// The cost, or nil.
    public var cost: Cost? {
        guard case .priced(let cost) = self else { return nil }
        return cost
    }

    /// The reason why there is none, or nil.
    public var unpricedReason: UnpricedReason? {
        guard case .unpriced(let reason) = self else { return nil }
        return reason
    }
}

/// Why a call has no cost, in the words that reports count: `unknown_model`, `missing_rate:cache_write_1h`.
public struct UnpricedReason: Hashable, Sendable, CustomStringConvertible {
    /// The class of reason.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No price list knows the model at this provider.
        case unknownModel = "unknown_model"
        /// The model is known, but not what this part of the usage costs.
        case missingRate = "missing_rate"
        /// An attribute that decides the price is not known, and no documented default exists.
        case ambiguous
        /// The call has no usage.
        case usageMissing = "usage_missing"
        /// The usage contradicts itself.
        case impossibleUsage = "impossible_usage"
        /// The cost does not fit one row.
        case costOutOfRange = "cost_out_of_range"
    }

    /// The class of reason.
    public let kind: Kind
    /// The class, attribute or counters that it is about.
    public let detail: String?
    /// A sentence for people, such as a near name; not part of the word that is counted.
    public let hint: String?

    /// A reason.
    public init(_ kind: Kind, _ detail: String? = nil, hint: String? = nil) {
        self.kind = kind
        self.detail = detail
        self.hint = hint
    }

    /// Reads the word as `description` writes it; nil for anything else.
    public init?(_ word: String) {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = parts.first, let kind = Kind(rawValue: first) else { return nil }
        self.init(kind, parts.count > 1 ? parts[1] : nil)
    }

    /// The word that is counted: kind and detail with a colon between.
    public var description: String { detail.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }

    /// Kind and detail decide; the hint does not.
    public static func == (a: UnpricedReason, b: UnpricedReason) -> Bool {
        a.kind == b.kind && a.detail == b.detail
    }
    /// Kind and detail decide; the hint does not.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(detail)
    }
}

/// An exact cost: the sum of its lines, and the price that gave them.
public struct Cost: Hashable, Sendable {
    /// The sum of all lines.
    public var total: Money { lines.reduce(.zero) { $0 + $1.cost } }
    /// The lines, in the order of the vocabulary.
    public var lines: [CostLine]
    /// The price that was used.
    public var price: PriceReference
    /// What was taken for granted and where, such as `quality=standard`, `cache_write=5m`.
    public var assumptions: [String]
    /// The cost before discounts of the user's own price list; equal to the total where there are none.
    public var listTotal: Money

    /// A cost of these lines; the list total is their sum unless it is given.
    public init(lines: [CostLine], price: PriceReference, assumptions: [String] = [], listTotal: Money? = nil)
    {
        self.lines = lines
        self.price = price
        self.assumptions = assumptions
        self.listTotal = listTotal ?? lines.reduce(.zero) { $0 + $1.cost }
    }

    /// The part of the total that a direction caused.
    public func total(_ direction: CostLine.Direction) -> Money {
        lines.reduce(.zero) { $1.direction == direction ? $0 + $1.cost : $0 }
    }
}

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
}

/// The price that a cost used: which, from where, in force when.
public struct PriceReference: Hashable, Sendable {
    /// Whether the price is dated to the day of the call.
    public enum DateState: String, Hashable, Sendable, CaseIterable {
        /// A dated source says that the price was in force at that moment, or the source was seen on that day.
        case dated
        /// No source dates the price to that day; the nearest one is taken for granted.
        case assumed
    }

    /// The price's identity, such as `openai/gpt-4o@2024-10-01`.
    public var priceID: String
    /// The catalogue's model that was matched.
    public var modelID: String
    /// How the name was matched: `exact`, `alias`, `snapshot`, `prefix`, with what was matched.
    public var match: String
    /// First moment the price is in force; nil where that is not known.
    public var from: Instant?
    /// First moment it is no longer; nil where no end is known.
    public var to: Instant?
    /// Who says so, such as `genai-prices@0.2.3`.
    public var source: String
    /// Where the source says so, if it names an address.
    public var sourceURL: String?
    /// The day on which the source was seen.
    public var seen: CivilDate?
    /// Further sources that say the same.
    public var agreeing: [String]
    /// Whether the price is dated to the day of the call.
    public var dateState: DateState
    /// The catalogue's version.
    public var catalogueVersion: String

    /// A reference to a price.
    public init(
        priceID: String, modelID: String, match: String, from: Instant? = nil, to: Instant? = nil,
        source: String,
        sourceURL: String? = nil, seen: CivilDate? = nil, agreeing: [String] = [], dateState: DateState,
        catalogueVersion: String
    ) {
        self.priceID = priceID
        self.modelID = modelID
        self.match = match
        self.from = from
        self.to = to
        self.source = source
        self.sourceURL = sourceURL
        self.seen = seen
        self.agreeing = agreeing
        self.dateState = dateState
        self.catalogueVersion = catalogueVersion
    }
}

/// A call with its cost: what the ledger keeps.
public struct PricedEvent: Hashable, Sendable {
    /// The call.
    public var event: UsageEvent
    /// Its cost, or why there is none.
    public var costing: Costing

    /// A call with its cost.
    public init(event: UsageEvent, costing: Costing) {
        self.event = event
        self.costing = costing
    }
}

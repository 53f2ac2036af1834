package import UsageModel

/// What one class costs: an amount for so many units, perhaps only for certain sizes or qualities.
package struct Rate: Hashable, Sendable {
    /// What is priced.
    package var counter: Counter
    /// The attributes that a call must have; empty for any.
    package var attributes: [UsageAttribute: String]
    /// US dollars; those of the first step where there are several.
    package var amount: ExactDecimal
    /// For how many units.
    package var per: ExactDecimal
    /// The least that is billed of one call, such as 10 seconds.
    package var minimum: ExactDecimal?
    /// What is begun is billed whole: the count is rounded up to a multiple of this, such as 15 seconds.
    package var increment: ExactDecimal?
    /// Where the amount changes inside one call, in ascending order; each image has steps of its own.
    package var steps: [Step]
    /// How many pixels make a megapixel, where started megapixels of each image are billed instead of pixels.
    package var megapixel: Int?

    /// An amount for the units past a bound.
    package struct Step: Hashable, Sendable {
        /// The units that cost less or more before it.
        package var after: ExactDecimal
        /// US dollars for `per` units from there on.
        package var amount: ExactDecimal

        /// A step.
        package init(after: ExactDecimal, amount: ExactDecimal) {
            self.after = after
            self.amount = amount
        }
    }

    /// A rate; `per` is what is usual for the unit unless it is given.
    package init(
        _ counter: Counter, _ amount: ExactDecimal, per: ExactDecimal? = nil,
        attributes: [UsageAttribute: String] = [:], minimum: ExactDecimal? = nil,
        increment: ExactDecimal? = nil, steps: [Step] = [], megapixel: Int? = nil
    ) {
        self.counter = counter
        self.amount = amount
        self.per = per ?? (megapixel == nil ? counter.unit.usualPer : .one)
        self.attributes = attributes
        self.minimum = minimum
        self.increment = increment
        self.steps = steps
        self.megapixel = megapixel
    }

    /// The class in one word, which tells pixels and started megapixels apart.
    package var className: String { megapixel == nil ? counter.className : Self.megapixelName }

    /// What is billed.
    package var unit: Unit { megapixel == nil ? counter.unit : .megapixel }

    /// The class word of started megapixels.
    static let megapixelName = "megapixel"

    /// Whether another rate costs the same for every count.
    func costsTheSame(as other: Rate) -> Bool {
        var copy = other
        copy.attributes = attributes
        return copy == self
    }
}

/// When a change of rates applies; every part that is given must hold.
package struct Condition: Hashable, Sendable {
    /// First moment; nil for any.
    package var from: Instant?
    /// First moment after; nil for any.
    package var to: Instant?
    /// The tier of service, such as `batch`.
    package var tier: String?
    /// More input tokens than this, whole request.
    package var above: Int?
    /// At least so many input tokens, whole request.
    package var atLeast: Int?
    /// The speed mode, such as `fast`.
    package var speed: String?
    /// The region, in the provider's word.
    package var region: String?
    /// Any region that is named but this one, such as `global`.
    package var regionExcept: String?
    /// The route behind a router.
    package var route: String?
    /// ISO weekdays in UTC, 1 is Monday; empty for any.
    package var weekdays: [Int] = []
    /// Half-open windows of a UTC day, in minutes; empty for any.
    package var windows: [Window] = []

    /// A half-open window of a UTC day, in minutes.
    package struct Window: Hashable, Sendable {
        package var start: Int
        package var end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// The condition that always holds.
    package init() {}

    /// Whether it always holds.
    package var isEmpty: Bool { self == Condition() }

    /// Whether it holds for a call.
    func holds(for call: borrowing PricedCall, inputTokens: ExactDecimal?) -> Bool {
        if let tier, tier != call.tier.rawValue { return false }
        if let from, call.instant < from { return false }
        if let to, call.instant >= to { return false }
        if let above { guard let inputTokens, inputTokens > ExactDecimal(above) else { return false } }
        if let atLeast { guard let inputTokens, inputTokens >= ExactDecimal(atLeast) else { return false } }
        if let speed, speed != call.speed { return false }
        if let region, region != call.region { return false }
        if let regionExcept { guard let named = call.region, named != regionExcept else { return false } }
        if let route, route != call.route { return false }
        if !weekdays.isEmpty, !weekdays.contains(call.instant.date.weekday) { return false }
        if !windows.isEmpty {
            let minute = call.instant.secondOfDay / 60
            guard windows.contains(where: { $0.start <= minute && minute < $0.end }) else { return false }
        }
        return true
    }

    /// What a call must have at least for the condition to hold.
    var need: Need {
        var modes: CallModes = []
        if let tier, tier != ServiceTier.standard.rawValue { modes.insert(.tier) }
        if speed != nil { modes.insert(.speed) }
        if region != nil { modes.insert(.region) }
        if route != nil { modes.insert(.route) }
        var leastInput = atLeast ?? .min
        if let above { leastInput = max(leastInput, above == .max ? .max : above + 1) }
        return Need(modes: modes, leastInput: leastInput)
    }

    /// The order in which conditions apply: time, then length, then tier, so that the narrower wins.
    package var rank: Int {
        var rank = 0
        if !weekdays.isEmpty || !windows.isEmpty || from != nil || to != nil { rank += 1 }
        if above != nil || atLeast != nil { rank += 2 }
        if route != nil || region != nil || regionExcept != nil { rank += 32 }
        if tier != nil { rank += 8 }
        if speed != nil { rank += 16 }
        return rank
    }
}

/// What a call must have at least for a condition to hold, which rules most conditions out without reading them.
struct Need: Sendable {
    /// The modes that the condition asks for.
    var modes: CallModes
    /// The input tokens, from which on it may hold.
    var leastInput: Int

    /// Whether a call of these modes and of so many input tokens is worth asking the condition about.
    func isMet(by modes: CallModes, inputTokens: Int) -> Bool {
        modes.isSuperset(of: self.modes) && inputTokens >= leastInput
    }
}

/// What is unusual about a call.
struct CallModes: OptionSet, Sendable {
    let rawValue: UInt8

    /// Another tier than the standard one.
    static let tier = CallModes(rawValue: 1)
    /// A speed.
    static let speed = CallModes(rawValue: 2)
    /// A region.
    static let region = CallModes(rawValue: 4)
    /// A route.
    static let route = CallModes(rawValue: 8)
}

/// Rates that replace others, or a factor on them, while a condition holds.
package final class RateChange: Sendable {
    /// When.
    package let condition: Condition
    /// The rates that replace those of their class.
    package var rates: [Rate] { table.rates }
    /// The factor on the token rates that are in force when its turn comes.
    package let multiplier: ExactDecimal?
    /// Whether only the input tokens past the condition's bound are charged so, instead of the whole request.
    package let isExcess: Bool
    /// The rates by class.
    let table: RateTable

    /// A change.
    package init(
        _ condition: Condition, rates: [Rate], multiplier: ExactDecimal? = nil, isExcess: Bool = false
    ) {
        self.condition = condition
        table = RateTable(rates)
        self.multiplier = multiplier
        self.isExcess = isExcess
    }
}

extension [Rate] {
    /// The rates with those of a class side by side, in the order of the vocabulary.
    var groupedByClass: [Rate] {
        let places = map(\.counter.ordinal)
        guard zip(places, places.dropFirst()).contains(where: { $0 > $1 }) else { return self }
        return enumerated().sorted {
            ($0.element.counter.ordinal, $0.offset) < ($1.element.counter.ordinal, $1.offset)
        }.map(\.element)
    }
}

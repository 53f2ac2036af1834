package import UsageModel

/// What one class costs: an amount for so many units, perhaps only for certain sizes or qualities.
package struct Rate: Hashable, Sendable {
    /// What is priced.
    package var counter: Counter
    /// The attributes that a call must have; empty for any.
    package var attributes: [UsageAttribute: String]
    /// US dollars.
    package var amount: ExactDecimal
    /// For how many units.
    package var per: ExactDecimal
    /// The least that is billed of one call, such as 10 seconds.
    package var minimum: ExactDecimal?

    /// A rate; `per` is what is usual for the unit unless it is given.
    package init(
        _ counter: Counter, _ amount: ExactDecimal, per: ExactDecimal? = nil,
        attributes: [UsageAttribute: String] = [:], minimum: ExactDecimal? = nil
    ) {
        self.counter = counter
        self.amount = amount
        self.per = per ?? counter.unit.usualPer
        self.attributes = attributes
        self.minimum = minimum
    }
}

/// When a change of rates applies; every part that is given must hold.
package struct Condition: Hashable, Sendable {
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
    func holds(for call: PricedCall, inputTokens: ExactDecimal?) -> Bool {
        if let tier, tier != call.tier.rawValue { return false }
        if let above { guard let inputTokens, inputTokens > ExactDecimal(above) else { return false } }
        if let atLeast { guard let inputTokens, inputTokens >= ExactDecimal(atLeast) else { return false } }
        if let speed, speed != call.speed { return false }
        if let region, region != call.region { return false }
        if let route, route != call.route { return false }
        if !weekdays.isEmpty, !weekdays.contains(call.instant.date.weekday) { return false }
        if !windows.isEmpty {
            let minute = call.instant.secondOfDay / 60
            guard windows.contains(where: { $0.start <= minute && minute < $0.end }) else { return false }
        }
        return true
    }

    /// The order in which conditions apply: time, then length, then tier, so that the narrower wins.
    package var rank: Int {
        var rank = 0
        if !weekdays.isEmpty || !windows.isEmpty { rank += 1 }
        if above != nil || atLeast != nil { rank += 2 }
        if route != nil || region != nil { rank += 4 }
        if tier != nil { rank += 8 }
        if speed != nil { rank += 16 }
        return rank
    }
}

/// Rates that replace others, or a factor on them, while a condition holds.
package final class RateChange: Sendable {
    /// When.
    package let condition: Condition
    /// The rates that replace those of their class.
    package let rates: [Rate]
    /// The factor on every token rate.
    package let multiplier: ExactDecimal?
    /// The classes that it prices.
    let rated: CounterSet

    /// A change.
    package init(_ condition: Condition, rates: [Rate], multiplier: ExactDecimal? = nil) {
        self.condition = condition
        self.rates = rates
        self.multiplier = multiplier
        rated = CounterSet(rates.map(\.counter))
    }
}

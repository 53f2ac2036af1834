import UsageModel

/// What one public price list says about one model, in our own classes.
struct SourceModel {
    /// The prices from one day to another; a list without dates has one period without bounds.
    var periods: [Period]
    /// The provider's page that the list names.
    var url: String?
    /// The list's own id of the model, where names share one.
    var group: String?
    /// The source in its own words, where the list is one of many sources.
    var label: String?
    /// What the provider's documents take where a call does not say.
    var defaults: [UsageAttribute: String] = [:]
    /// The classes whose rates end where a correction prices the same thing by another measure.
    var replacesClasses: Set<Counter> {
        guard correction != nil, periods[0].rates.keys.contains(where: { $0.counter == .pixels }) else {
            return []
        }
        return [.images]
    }
    /// Factors on every token rate while a condition holds, such as a region's.
    var multipliers: [Condition: ExactDecimal] = [:]
    /// Names that are read as the model for a time, and declared prefixes; only the hand-kept facts have them.
    var aliases: [ModelEntry.Alias] = []
    /// Why these rates replace those of every other list, where they do.
    var correction: String?

    /// Rates from one moment to another.
    struct Period {
        var from: Instant?
        var to: Instant?
        var rates: [RateKey: SourceRate]
    }

    /// One undated period.
    init(rates: [RateKey: SourceRate], url: String? = nil) {
        periods = [Period(rates: rates)]
        self.url = url
    }

    init(periods: [Period]) {
        self.periods = periods
    }

    /// The period that holds a moment.
    func period(at instant: Instant) -> Period? {
        periods.last { ($0.from.map { $0 <= instant } ?? true) && ($0.to.map { instant < $0 } ?? true) }
    }
}

/// Which rate: of which class, for which attributes, under which condition.
struct RateKey: Hashable {
    var counter: Counter
    var attributes: [UsageAttribute: String] = [:]
    var condition = Condition()

    init(
        _ counter: Counter, _ attributes: [UsageAttribute: String] = [:],
        when condition: Condition = Condition()
    ) {
        self.counter = counter
        self.attributes = attributes
        self.condition = condition
    }

    /// A text that sorts keys in the order in which files list them.
    var order: String {
        let position = counter.ordinal
        let words = UsageAttribute.decisive.compactMap { attribute in
            attributes[attribute].map { "\(attribute.word)=\($0)" }
        }
        return "\(condition.order)/\(position < 10 ? "0" : "")\(position)/\(words.joined(separator: ","))"
    }
}

extension Condition {
    /// A text that sorts conditions in the order in which they apply.
    var order: String {
        func padded(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        }
        let hours = windows.map { "\(padded($0.start))-\(padded($0.end))" }.joined(separator: ",")
        return [
            padded(rank), padded(above ?? 0), padded(atLeast ?? 0), tier ?? "", speed ?? "", region ?? "",
            regionExcept ?? "", route ?? "", weekdays.map(String.init).joined(), hours,
        ].joined(separator: "|")
    }
}

/// The amount of a rate for the usual number of units.
struct SourceRate: Hashable {
    var amount: ExactDecimal
    var minimum: ExactDecimal?
    /// What is begun is billed whole; only the hand-kept facts have it, as what follows.
    var increment: ExactDecimal?
    /// Where the amount changes inside one call.
    var steps: [Rate.Step] = []
    /// How many pixels make a megapixel, where started megapixels are billed.
    var megapixel: Int?
    /// Whether the list publishes another figure from which this one is computed.
    var isComputed = false

    /// Whether the amount lies within all that its unit has ever cost.
    func isPlausible(for counter: Counter) -> Bool {
        PlausibleAmounts.of(counter.unit)?.allow(amount, for: counter.unit.usualPer) ?? true
    }
}

/// A public price list: what it says of each model of each provider.
struct PriceSource {
    /// The name with its version, such as `litellm@1.106.2`.
    var name: String
    /// The day on which it was seen.
    var seen: CivilDate
    /// Whether it dates its prices.
    var isDated: Bool
    /// What it says, by provider and name.
    var models: [String: [String: SourceModel]] = [:]
    /// Its rules for names of a provider that it does not list, in the order in which they are tried.
    var rules: [String: [NameRule]] = [:]

    /// A rule by which the list knows names of a model.
    struct NameRule {
        var model: SourceModel
        var clause: NameClause
    }

    /// What the list says about a name: its own entry, else the first rule that fits.
    func model(_ name: String, of provider: String) -> SourceModel? {
        if let model = models[provider]?[name] { return model }
        return rules[provider]?.first { $0.clause.matches(name) }?.model
    }
}

package import UsageModel
package import UsagePricing

/// A provider's prices in the words of the hall, to be listed and shown.
package struct PriceListing: Hashable, Sendable {
    /// Who charges them.
    package let provider: Provider
    /// The version of the file that holds them.
    package let version: String
    /// The models, by name.
    package let models: [Model]

    /// A model with its names and its prices through time.
    package struct Model: Hashable, Sendable {
        /// The name under which costs are filed.
        package let id: String
        /// Further names that mean it, exact ones and declared beginnings.
        package let otherNames: [String]
        /// The prices, earliest first.
        package let prices: [Price]
    }

    /// One price from one moment to another.
    package struct Price: Hashable, Sendable {
        /// The identity that rows keep.
        package let reference: PriceReference
        /// Whether the source says from when it was in force.
        package let isDated: Bool
        /// The rates; those that always hold come first.
        package let rates: [Rate]
    }

    /// What one class costs, perhaps under a condition only.
    package struct Rate: Hashable, Sendable {
        /// The class in one word, such as `input`.
        package let className: String
        /// What is counted.
        package let unit: Unit
        /// US dollars, or nil for a factor on all token rates.
        package let amount: ExactDecimal?
        /// For how many units.
        package let per: ExactDecimal
        /// The factor, where the condition changes rates by one.
        package let factor: ExactDecimal?
        /// When it holds, such as `quality=hd` or `tier=batch`; empty for always.
        package let conditions: [String]
    }
}

extension PriceListing {
    /// The prices of every provider that the catalogue has, or of one; nil where it has none of that one.
    package static func all(of provider: Provider? = nil, in prices: PriceList = .builtIn) -> [PriceListing] {
        prices.providers.filter { provider == nil || $0 == provider }.flatMap { provider in
            (prices.own(provider) + [prices.builtIn(provider)].compactMap(\.self)).map(PriceListing.init)
        }
    }

    /// What a name means at a moment, as pricing takes it: the model, or a hint where there is none.
    package static func model(
        named name: String, of provider: Provider?, at instant: Instant, in prices: PriceList = .builtIn
    ) -> (found: Model, provider: Provider, match: String)? {
        let candidates: [ModelName]
        if let provider {
            candidates = [ModelName(provider: provider, model: name)]
        } else if let qualified = ModelName(qualified: name) {
            candidates = [qualified]
        } else {
            candidates = prices.providers.map { ModelName(provider: $0, model: name) }
        }
        for candidate in candidates {
            guard case .model(let entry, let match, let version) = prices.resolve(candidate, at: instant)
            else { continue }
            return (Model(entry, version: version), candidate.provider, match)
        }
        return nil
    }

    private init(_ file: PriceFile) {
        provider = file.provider
        version = file.version
        models = file.models.map { Model($0, version: file.version) }
    }
}

extension PriceListing.Model {
    fileprivate init(_ entry: ModelEntry, version: String) {
        id = entry.id
        otherNames =
            entry.names.filter { $0 != entry.id } + entry.aliases.map(\.name)
            + entry.prefixes.map { "\($0.text)…" }
        prices = entry.prices.map { PriceListing.Price($0, modelID: entry.id, version: version) }
    }
}

extension PriceListing.Price {
    fileprivate init(_ price: Price, modelID: String, version: String) {
        reference = PriceReference(
            priceID: price.id, modelID: modelID, match: "listed", from: price.from, to: price.to,
            source: price.provenance.source, sourceURL: price.provenance.url, seen: price.provenance.seen,
            agreeing: price.provenance.agreeing, dateState: price.provenance.isDated ? .dated : .assumed,
            catalogueVersion: version)
        isDated = price.provenance.isDated
        rates =
            price.rates.flatMap { PriceListing.Rate.lines($0, conditions: []) }
            + price.changes.flatMap { change in
                let conditions = change.condition.words
                let factor = change.multiplier.map {
                    PriceListing.Rate(
                        className: "all tokens", unit: .token, amount: nil, per: .one, factor: $0,
                        conditions: conditions)
                }
                return change.rates.flatMap { PriceListing.Rate.lines($0, conditions: conditions) }
                    + [factor].compactMap(\.self)
            }
    }
}

extension PriceListing.Rate {
    /// A rate as the lines that a person reads, one for each step.
    fileprivate static func lines(_ rate: Rate, conditions: [String]) -> [PriceListing.Rate] {
        var words = UsageAttribute.allCases.compactMap { name in
            rate.attributes[name].map { "\(name.rawValue)=\($0)" }
        }
        if let minimum = rate.minimum { words.append("at least \(minimum) billed") }
        if let increment = rate.increment { words.append("each started \(increment) billed") }
        if let megapixel = rate.megapixel { words.append("each started \(megapixel) pixels of an image") }
        let bounds = rate.steps.map(\.after)
        return ([rate.amount] + rate.steps.map(\.amount)).enumerated().map { index, amount in
            let past = index > 0 ? ["past \(bounds[index - 1])"] : []
            let upTo = index < bounds.count ? ["up to \(bounds[index])"] : []
            return PriceListing.Rate(
                className: rate.className, unit: rate.unit, amount: amount, per: rate.per, factor: nil,
                conditions: words + past + upTo + conditions)
        }
    }
}

extension Condition {
    /// The condition in words, its parts in the order in which it reads best.
    fileprivate var words: [String] {
        var words: [String] = []
        if let from { words.append("from \(from)") }
        if let to { words.append("until \(to)") }
        if let tier { words.append("tier=\(tier)") }
        if let above { words.append("input tokens > \(above)") }
        if let atLeast { words.append("input tokens >= \(atLeast)") }
        if let speed { words.append("speed=\(speed)") }
        if let region { words.append("region=\(region)") }
        if let regionExcept { words.append("any region but \(regionExcept)") }
        if let route { words.append("route=\(route)") }
        if !weekdays.isEmpty {
            words.append("ISO weekday \(weekdays.map(String.init).joined(separator: ","))")
        }
        if !windows.isEmpty {
            words.append(
                "\(windows.map { "\(Self.clock($0.start))-\(Self.clock($0.end))" }.joined(separator: ",")) UTC"
            )
        }
        return words
    }

    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }
}

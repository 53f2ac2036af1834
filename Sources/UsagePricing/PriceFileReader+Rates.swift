import JSON
import UsageModel

extension PriceFileReader {
    /// The rates of a price, by class.
    func rates(_ value: JSONValue?, path: String) throws(PricingError) -> [Rate] {
        guard let members = value?.object?.members else { throw error("expected rates by class", at: path) }
        var rates: [Rate] = []
        for member in members { rates += try self.rates(of: member, path: path) }
        return rates
    }

    /// The rates of one class.
    func rates(of member: JSONObject.Member, path: String) throws(PricingError) -> [Rate] {
        let place = "\(path).\(member.name)"
        guard let template = Self.template(member.name) else {
            throw error(
                "unknown class `\(member.name.prefix(40))`", atNameOf: document == nil ? path : place,
                hint: Names.suggestion(for: member.name, among: Self.classNames))
        }
        guard let elements = member.value.array else {
            return [try rate(member.value, as: template, at: place)]
        }
        var rates: [Rate] = []
        for (index, element) in elements.enumerated() {
            rates.append(try rate(element, as: template, at: document == nil ? place : "\(place)[\(index)]"))
        }
        try refuseTies(rates, at: place)
        return rates
    }

    /// A rate of a class, before its amount is known; nil for an unknown class.
    static func template(_ className: String) -> Rate? {
        if className == Rate.megapixelName { return Rate(.pixels, .zero, megapixel: 1_000_000) }
        return Counter.named(className).map { Rate($0, .zero) }
    }

    /// All class words.
    static let classNames = Counter.allCases.map(\.className) + [Rate.megapixelName]

    private func rate(
        _ value: JSONValue, as template: Rate, at path: String
    ) throws(PricingError) -> Rate {
        var rate = template
        guard let members = value.object?.members else {
            rate.amount = try amount(value, at: path)
            return rate
        }
        guard value["amount"] != nil || value["steps"] != nil else {
            throw error("expected a rate with its amount", at: path)
        }
        for member in members {
            let place = "\(path).\(member.name)"
            switch member.name {
            case "amount": rate.amount = try amount(member.value, at: place)
            case "per": rate.per = try positive(member.value, at: place)
            case "min": rate.minimum = try amount(member.value, at: place)
            case "step": rate.increment = try positive(member.value, at: place)
            case "steps":
                guard value["amount"] == nil else {
                    throw error("expected either `amount` or `steps`, found both", at: place)
                }
                try readSteps(member.value, into: &rate, at: place)
            case "px" where rate.megapixel != nil:
                guard let pixels = member.value.integer, (1...1_000_000_000).contains(pixels) else {
                    throw error(
                        "expected how many pixels make a megapixel", at: place, hint: "1000000 or 1048576")
                }
                rate.megapixel = pixels
            default:
                guard let attribute = Self.attributes[member.name] else {
                    throw error(
                        "unknown member `\(member.name.prefix(40))`",
                        atNameOf: document == nil ? path : place,
                        hint: Names.suggestion(
                            for: member.name,
                            among: ["amount", "per", "min", "step", "steps", "px"]
                                + Self.attributes.keys.sorted()))
                }
                rate.attributes[attribute] = try attributeWord(member.value, of: attribute, at: place)
            }
        }
        return rate
    }

    /// A word that an attribute may have, in the one spelling in which calls are compared.
    func attributeWord(
        _ value: JSONValue, of attribute: UsageAttribute, at path: String
    ) throws(PricingError) -> String {
        let text = value.string ?? value.numberText ?? value.bool.map { $0 ? "true" : "false" }
        guard let word = text.flatMap({ RateChoice.normalised($0, of: attribute) }) else {
            throw error("expected a word, found \(value.kindName)", at: path)
        }
        return word
    }

    /// `[{"up_to": 1, "amount": "0.03"}, {"amount": "0.015"}]`: the first units at one amount, further ones at another.
    private func readSteps(_ value: JSONValue, into rate: inout Rate, at path: String) throws(PricingError) {
        guard let elements = value.array, !elements.isEmpty else {
            throw error("expected a list of steps", at: path)
        }
        var after = ExactDecimal.zero
        for (index, element) in elements.enumerated() {
            let place = "\(path)[\(index)]"
            guard let text = element["amount"] else {
                throw error("expected a step with its amount", at: place)
            }
            let amount = try amount(text, at: "\(place).amount")
            if index == 0 {
                rate.amount = amount
            } else {
                rate.steps.append(.init(after: after, amount: amount))
            }
            for member in element.object?.members ?? [] where !["amount", "up_to"].contains(member.name) {
                throw error("unknown member `\(member.name.prefix(40))`", at: place)
            }
            let isLast = index == elements.count - 1
            guard let bound = element["up_to"] else {
                if isLast { break }
                throw error("expected `up_to`; only the last step goes on without an end", at: place)
            }
            guard !isLast else { throw error("the last step has no `up_to`", at: "\(place).up_to") }
            let next = try positive(bound, at: "\(place).up_to")
            guard next > after else { throw error("steps stand in ascending order", at: "\(place).up_to") }
            after = next
        }
    }

    /// Two rates that fit the same call must not be equally specific, unless a third decides between them.
    private func refuseTies(_ rates: [Rate], at path: String) throws(PricingError) {
        for (index, rate) in rates.enumerated() {
            for other in rates[..<index] where other.attributes.count == rate.attributes.count {
                guard !other.costsTheSame(as: rate) || other.attributes == rate.attributes else { continue }
                let both = rate.attributes.merging(other.attributes) { own, _ in own }
                let excludes = rate.attributes.contains {
                    other.attributes[$0.key].map { [value = $0.value] in $0 != value } ?? false
                }
                let isDecided = both != rate.attributes && rates.contains { $0.attributes == both }
                guard !excludes, !isDecided else { continue }
                throw error(
                    "two rates of `\(rate.className)` fit the same call equally well", at: path,
                    hint: "tell them apart by size, quality, resolution, audio, mode or search_context")
            }
        }
    }

    /// What the provider's documents take where a call does not say.
    func defaults(_ value: JSONValue?, path: String) throws(PricingError) -> [UsageAttribute: String] {
        var defaults: [UsageAttribute: String] = [:]
        for member in value?.object?.members ?? [] {
            let place = "\(path).\(member.name)"
            guard let attribute = Self.attributes[member.name] else {
                throw error(
                    "unknown attribute `\(member.name.prefix(40))`", atNameOf: document == nil ? path : place,
                    hint: Names.suggestion(for: member.name, among: Self.attributes.keys.sorted()))
            }
            defaults[attribute] = try attributeWord(member.value, of: attribute, at: place)
        }
        return defaults
    }

    func positive(_ value: JSONValue, at path: String) throws(PricingError) -> ExactDecimal {
        let amount = try amount(value, at: path)
        guard !amount.isZero else {
            throw error("`\(path.split(separator: ".").last ?? "")` must be above zero", at: path)
        }
        return amount
    }

    func amount(_ value: JSONValue, at path: String) throws(PricingError) -> ExactDecimal {
        guard let text = value.string ?? value.numberText, let amount = try? ExactDecimal(text),
            !amount.isNegative
        else { throw error("expected a decimal number of at least 0, such as \"2.50\"", at: path) }
        return amount
    }

    /// The short words of attributes inside price files.
    static let attributes: [String: UsageAttribute] = [
        "size": .imageSize, "quality": .imageQuality, "resolution": .videoResolution, "audio": .videoAudio,
        "mode": .mode, "search_context": .searchContext,
    ]
}

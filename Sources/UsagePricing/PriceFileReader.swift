import JSON
import UsageModel

/// Turns the members of a price file into models, prices and rates, naming the place of what is wrong.
struct PriceFileReader {
    let file: String?

    func error(_ message: String, at path: String, hint: String? = nil) -> PricingError {
        PricingError(.badCatalogue, message, place: Place(file: file, path: path), hint: hint)
    }

    func model(_ value: JSONValue, provider: String, path: String) throws(PricingError) -> ModelEntry {
        guard let id = value["id"]?.string, !id.isEmpty else {
            throw error("expected the model's id", at: "\(path).id")
        }
        var names = [id]
        for name in value["names"]?.array ?? [] {
            guard let name = name.string else { throw error("expected a name", at: "\(path).names") }
            if name != id { names.append(name) }
        }
        var aliases: [ModelEntry.Alias] = []
        for alias in value["aliases"]?.array ?? [] {
            guard let name = alias["name"]?.string else {
                throw error("expected the alias's name", at: "\(path).aliases")
            }
            aliases.append(
                .init(
                    name: name, from: try instant(alias["from"], at: "\(path).aliases"),
                    to: try instant(alias["to"], at: "\(path).aliases")))
        }
        var prefixes: [ModelEntry.Prefix] = []
        for prefix in value["prefixes"]?.array ?? [] {
            let tails = (prefix["then"]?.array ?? []).compactMap { $0.string.flatMap(Tail.init(rawValue:)) }
            guard let text = prefix["prefix"]?.string, !text.isEmpty, !tails.isEmpty else {
                throw error("expected a prefix with its allowed endings", at: "\(path).prefixes")
            }
            prefixes.append(.init(text: text, tails: tails))
        }
        var prices: [Price] = []
        for (index, price) in (value["prices"]?.array ?? []).enumerated() {
            prices.append(try self.price(price, id: "\(provider)/\(id)", path: "\(path).prices[\(index)]"))
        }
        guard !prices.isEmpty else { throw error("expected at least one price", at: "\(path).prices") }
        return ModelEntry(id: id, names: names, aliases: aliases, prefixes: prefixes, prices: prices)
    }

    private func price(_ value: JSONValue, id: String, path: String) throws(PricingError) -> Price {
        let from = try instant(value["from"], at: "\(path).from")
        let to = try instant(value["to"], at: "\(path).to")
        if let from, let to, from >= to {
            throw error("a price must end after it starts", at: "\(path).to")
        }
        guard let source = value["source"]?.string else {
            throw error("expected the price's source", at: "\(path).source")
        }
        guard let seen = value["seen"]?.string.flatMap({ CivilDate($0) }) else {
            throw error(
                "expected the day on which the source was seen", at: "\(path).seen",
                hint: "write it like 2026-11-21")
        }
        var changes: [RateChange] = []
        for (index, change) in (value["when"]?.array ?? []).enumerated() {
            changes.append(try self.change(change, path: "\(path).when[\(index)]"))
        }
        var defaults: [UsageAttribute: String] = [:]
        for member in value["defaults"]?.object?.members ?? [] {
            guard let attribute = Self.attributes[member.name], let text = member.value.string else {
                throw error("unknown attribute `\(member.name.prefix(40))`", at: "\(path).defaults")
            }
            defaults[attribute] = text
        }
        return Price(
            id: from.map { "\(id)@\(Self.dayText($0))" } ?? id, from: from, to: to,
            rates: try rates(value["rates"], path: "\(path).rates"), changes: changes, defaults: defaults,
            provenance: Price.Provenance(
                source: source, url: value["url"]?.string, seen: seen,
                agreeing: (value["agrees"]?.array ?? []).compactMap(\.string),
                isDated: value["dated"]?.bool ?? false))
    }

    /// A day where the instant is midnight, the whole instant elsewhere.
    private static func dayText(_ instant: Instant) -> String {
        instant == Instant(instant.date) ? instant.date.description : instant.description
    }

    func instant(_ value: JSONValue?, at path: String) throws(PricingError) -> Instant? {
        guard let value, !value.isNull else { return nil }
        guard let text = value.string, let instant = try? Instant(text) else {
            throw error(
                "expected an instant", at: path, hint: "write it like 2026-08-21 or 2026-08-21T00:00:00Z")
        }
        return instant
    }

    private func change(_ value: JSONValue, path: String) throws(PricingError) -> RateChange {
        var condition = Condition()
        var multiplier: ExactDecimal?
        for member in value.object?.members ?? [] {
            let place = "\(path).\(member.name)"
            switch member.name {
            case "tier": condition.tier = member.value.string.map { ServiceTier(rawValue: $0).rawValue }
            case "speed": condition.speed = member.value.string
            case "region": condition.region = member.value.string
            case "route": condition.route = member.value.string
            case "above": condition.above = try tokens(member.value, at: place)
            case "at_least": condition.atLeast = try tokens(member.value, at: place)
            case "weekdays":
                condition.weekdays = (member.value.array ?? []).compactMap(\.integer)
                guard !condition.weekdays.isEmpty, condition.weekdays.allSatisfy({ (1...7).contains($0) })
                else { throw error("expected weekdays from 1 (Monday) to 7", at: place) }
            case "utc":
                let windows = (member.value.array ?? []).map { $0.string.flatMap(Self.window) }
                condition.windows = windows.compactMap(\.self)
                guard !windows.isEmpty, condition.windows.count == windows.count else {
                    throw error("expected windows like \"01:00-04:00\"", at: place)
                }
            case "multiply":
                multiplier = try amount(member.value, at: place)
            case "rates": break
            default: throw error("unknown condition `\(member.name.prefix(40))`", at: place)
            }
        }
        guard !condition.isEmpty else { throw error("expected a condition", at: path) }
        let rates = value["rates"] == nil ? [] : try self.rates(value["rates"], path: "\(path).rates")
        return RateChange(condition, rates: rates, multiplier: multiplier)
    }

    private func tokens(_ value: JSONValue, at path: String) throws(PricingError) -> Int {
        guard let count = value.integer, count > 0 else {
            throw error("expected a count of tokens", at: path)
        }
        return count
    }

    private static func window(_ text: String) -> Condition.Window? {
        let ends = text.split(separator: "-").map { end -> Int? in
            let parts = end.split(separator: ":")
            guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
                (0...24).contains(hour), (0..<60).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < end, end <= 1440 else {
            return nil
        }
        return Condition.Window(start: start, end: end)
    }

    private func rates(_ value: JSONValue?, path: String) throws(PricingError) -> [Rate] {
        guard let members = value?.object?.members else { throw error("expected rates by class", at: path) }
        var rates: [Rate] = []
        for member in members {
            guard let counter = Counter.named(member.name) else {
                throw error(
                    "unknown class `\(member.name.prefix(40))`", at: path,
                    hint: Names.suggestion(for: member.name, among: Counter.allCases.map(\.className)))
            }
            let place = "\(path).\(member.name)"
            switch member.value {
            case .string, .number:
                rates.append(Rate(counter, try amount(member.value, at: place)))
            case .array(let elements):
                for element in elements { rates.append(try rate(element, of: counter, at: place)) }
            default: rates.append(try rate(member.value, of: counter, at: place))
            }
        }
        return rates
    }

    private func rate(_ value: JSONValue, of counter: Counter, at path: String) throws(PricingError) -> Rate {
        if value.object == nil { return Rate(counter, try amount(value, at: path)) }
        guard let members = value.object?.members, let text = value["amount"] else {
            throw error("expected a rate with its amount", at: path)
        }
        var rate = Rate(counter, try amount(text, at: path))
        for member in members where member.name != "amount" {
            if member.name == "per" {
                rate.per = try amount(member.value, at: "\(path).per")
                guard !rate.per.isZero else { throw error("`per` must be above zero", at: "\(path).per") }
            } else if member.name == "min" {
                rate.minimum = try amount(member.value, at: "\(path).min")
            } else if let attribute = Self.attributes[member.name], let text = member.value.string {
                rate.attributes[attribute] = text
            } else {
                throw error("unknown member `\(member.name.prefix(40))`", at: path)
            }
        }
        return rate
    }

    private func amount(_ value: JSONValue, at path: String) throws(PricingError) -> ExactDecimal {
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

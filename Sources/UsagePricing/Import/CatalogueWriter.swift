import JSON
import UsageModel

/// Writes price files: one price a line, in one order, so that two versions can be compared line by line.
struct CatalogueWriter {
    /// A model with its names and prices, ready to be written.
    struct Entry {
        var id: String
        var names: [String]
        var aliases: [ModelEntry.Alias] = []
        var prefixes: [ModelEntry.Prefix] = []
        var drafts: [CatalogueMerge.Draft]
        var disputes: Set<CatalogueMerge.Dispute> = []
    }

    static func text(provider: String, seen: CivilDate, entries: [Entry]) -> String {
        let head = JSONObject([
            .init(name: "schema", value: 1), .init(name: "provider", value: .string(provider)),
            .init(name: "currency", value: "USD"), .init(name: "seen", value: .string(seen.description)),
        ])
        var text = String(JSONValue.object(head).compactText.dropLast()) + ",\"models\":[\n"
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += ",\n" }
            text += String(JSONValue.object(self.head(entry)).compactText.dropLast()) + ",\"prices\":[\n "
            text += entry.drafts.map { price($0).compactText }.joined(separator: ",\n ")
            text += "]}"
        }
        return text + "\n]}\n"
    }

    private static func head(_ entry: Entry) -> JSONObject {
        var object = JSONObject([.init(name: "id", value: .string(entry.id))])
        let names = entry.names.filter { $0 != entry.id }
        if !names.isEmpty { object.append("names", .array(names.map { .string($0) })) }
        if !entry.prefixes.isEmpty {
            let prefixes = entry.prefixes.map { prefix in
                JSONValue.object(
                    JSONObject([
                        .init(name: "prefix", value: .string(prefix.text)),
                        .init(name: "then", value: .array(prefix.tails.map { .string($0.rawValue) })),
                    ]))
            }
            object.append("prefixes", .array(prefixes))
        }
        if !entry.aliases.isEmpty {
            let aliases = entry.aliases.map { alias in
                var value = JSONObject([.init(name: "name", value: .string(alias.name))])
                value.append("from", alias.from.map { .string($0.description) })
                value.append("to", alias.to.map { .string($0.description) })
                return JSONValue.object(value)
            }
            object.append("aliases", .array(aliases))
        }
        return object
    }

    private static func price(_ draft: CatalogueMerge.Draft) -> JSONValue {
        var object = JSONObject()
        object.append("from", draft.from.map { .string($0.dayText) })
        object.append("to", draft.to.map { .string($0.dayText) })
        let keys = draft.rates.keys.sorted { $0.order < $1.order }
        object.append("rates", rates(keys.filter { $0.condition.isEmpty }, draft))
        var changes: [JSONValue] = []
        var conditions: [Condition] = []
        for key in keys where !key.condition.isEmpty && !conditions.contains(key.condition) {
            conditions.append(key.condition)
        }
        // Factors come last, so that they meet the rates of every tier.
        let factors = draft.multipliers.keys.filter { !conditions.contains($0) }
        conditions = conditions.sorted { $0.order < $1.order } + factors.sorted { $0.order < $1.order }
        for condition in conditions {
            var change = condition.json
            let factor = draft.multipliers[condition].map { JSONValue.string($0.description) }
            change.append("multiply", factor)
            let keys = keys.filter { $0.condition == condition }
            if !keys.isEmpty { change.append("rates", rates(keys, draft)) }
            changes.append(.object(change))
        }
        if !changes.isEmpty { object.append("when", .array(changes)) }
        if !draft.defaults.isEmpty {
            let members = draft.defaults.sorted { $0.key.word < $1.key.word }
            object.append(
                "defaults",
                .object(JSONObject(members.map { .init(name: $0.key.word, value: .string($0.value)) })))
        }
        object.append("source", .string(draft.source))
        object.append("seen", draft.seen.map { .string($0.description) })
        if draft.isDated { object.append("dated", true) }
        object.append("url", draft.url.map { .string($0) })
        if !draft.agreeing.isEmpty { object.append("agrees", .array(draft.agreeing.map { .string($0) })) }
        if !draft.others.isEmpty { object.append("others", others(draft)) }
        return .object(object)
    }

    /// The lists behind single rates where they are not the price's own: list by class.
    private static func others(_ draft: CatalogueMerge.Draft) -> JSONValue {
        var classes: [String: [String]] = [:]
        for (key, source) in draft.others {
            let name = ([key.counter.className] + key.condition.words).joined(separator: " ")
            if !(classes[source]?.contains(name) ?? false) { classes[source, default: []].append(name) }
        }
        let members = classes.sorted { $0.key < $1.key }.map { source, names in
            JSONObject.Member(name: source, value: .array(names.sorted().map { .string($0) }))
        }
        return .object(JSONObject(members))
    }

    private static func rates(_ keys: [RateKey], _ draft: CatalogueMerge.Draft) -> JSONValue {
        var object = JSONObject()
        for counter in keys.map(\.counter) {
            let same = keys.filter { $0.counter == counter }
            let isMegapixel = same.contains { draft.rates[$0]?.megapixel != nil }
            let name = isMegapixel ? Rate.megapixelName : counter.className
            guard object[name] == nil else { continue }
            let values = same.compactMap { key in draft.rates[key].map { rate(key, $0) } }
            object.append(name, values.count == 1 ? values[0] : .array(values))
        }
        return .object(object)
    }

    /// Amounts with their bounds; the last has none.
    private static func steps(_ rate: SourceRate) -> JSONValue {
        let bounds = rate.steps.map(\.after) + [nil]
        let amounts = [rate.amount] + rate.steps.map(\.amount)
        return .array(
            zip(amounts, bounds).map { amount, bound in
                var step = JSONObject()
                step.append("up_to", bound.map { .string($0.description) })
                step.append("amount", .string(amount.description))
                return .object(step)
            })
    }

    private static func rate(_ key: RateKey, _ rate: SourceRate) -> JSONValue {
        if key.attributes.isEmpty, rate == SourceRate(amount: rate.amount, isComputed: rate.isComputed) {
            return .string(rate.amount.description)
        }
        var object = JSONObject()
        for attribute in UsageAttribute.decisive {
            object.append(attribute.word, key.attributes[attribute].map { .string($0) })
        }
        object.append("px", rate.megapixel.map { .number(String($0)) })
        if rate.steps.isEmpty {
            object.append("amount", .string(rate.amount.description))
        } else {
            object.append("steps", steps(rate))
        }
        object.append("min", rate.minimum.map { .string($0.description) })
        object.append("step", rate.increment.map { .string($0.description) })
        return .object(object)
    }
}

extension Instant {
    /// The day where the instant is midnight, the whole instant elsewhere.
    var dayText: String { self == Instant(date) ? date.description : description }
}

extension Condition {
    /// The condition as members of a price file.
    var json: JSONObject {
        var object = JSONObject()
        object.append("tier", tier.map { .string($0) })
        object.append("above", above.map { .number(String($0)) })
        object.append("at_least", atLeast.map { .number(String($0)) })
        object.append("speed", speed.map { .string($0) })
        object.append("region", region.map { .string($0) })
        object.append("region_except", regionExcept.map { .string($0) })
        object.append("route", route.map { .string($0) })
        if !weekdays.isEmpty { object.append("weekdays", .array(weekdays.map { .number(String($0)) })) }
        if !windows.isEmpty {
            object.append(
                "utc", .array(windows.map { .string(Self.clock($0.start) + "-" + Self.clock($0.end)) }))
        }
        return object
    }

    /// The condition in words, for people.
    var words: [String] {
        json.members.map { member in
            let value = member.value.string ?? member.value.compactText.replacing("\"", with: "")
            return "\(member.name)=\(value)"
        }
    }

    private static func clock(_ minutes: Int) -> String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        return two(minutes / 60) + ":" + two(minutes % 60)
    }
}

import JSON
import UsageModel

/// Turns the members of a price file into models, prices and rates, naming the place of what is wrong.
struct PriceFileReader {
    let file: String?
    /// Where values stand, in a file that people write.
    var document: JSON5Document?

    /// An error at the value of a path.
    func error(_ message: String, at path: String, hint: String? = nil) -> PricingError {
        error(message, at: path, document?.place(of: path), hint: hint)
    }

    /// An error at the name of a member.
    func error(_ message: String, atNameOf path: String, hint: String? = nil) -> PricingError {
        error(message, at: path, document?.namePlace(of: path), hint: hint)
    }

    private func error(
        _ message: String, at path: String, _ place: JSON5Document.Place?, hint: String?
    ) -> PricingError {
        PricingError(
            .badCatalogue, message,
            place: Place(file: file, line: place?.line, column: place?.column, path: path), hint: hint)
    }

    func model(_ value: JSONValue, provider: String, path: String) throws(PricingError) -> ModelEntry {
        let head = try head(value, path: path)
        let prices = try prices(value["prices"], id: "\(provider)/\(head.id)", path: "\(path).prices")
        return ModelEntry(
            id: head.id, names: head.names, aliases: head.aliases, prefixes: head.prefixes, prices: prices)
    }

    /// What tells a model from others: all but its prices.
    struct Head {
        var id: String
        var names: [String]
        var aliases: [ModelEntry.Alias]
        var prefixes: [ModelEntry.Prefix]
    }

    func head(_ value: JSONValue, path: String) throws(PricingError) -> Head {
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
        return Head(id: id, names: names, aliases: aliases, prefixes: prefixes)
    }

    func prices(_ value: JSONValue?, id: String, path: String) throws(PricingError) -> [Price] {
        var prices: [Price] = []
        for (index, price) in (value?.array ?? []).enumerated() {
            prices.append(try self.price(price, id: id, path: "\(path)[\(index)]"))
        }
        guard !prices.isEmpty else { throw error("expected at least one price", at: path) }
        return prices
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
        return Price(
            id: from.map { "\(id)@\(Self.dayText($0))" } ?? id, from: from, to: to,
            rates: try rates(value["rates"], path: "\(path).rates"),
            changes: try changes(value["when"], path: "\(path).when"),
            defaults: try defaults(value["defaults"], path: "\(path).defaults"),
            provenance: Price.Provenance(
                source: source, url: value["url"]?.string, seen: seen,
                agreeing: (value["agrees"]?.array ?? []).compactMap(\.string),
                isDated: value["dated"]?.bool ?? false))
    }

    /// A day where the instant is midnight, the whole instant elsewhere.
    static func dayText(_ instant: Instant) -> String {
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
}

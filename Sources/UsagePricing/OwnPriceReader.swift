import JSON
import UsageModel

/// Reads the price file that a user writes: providers, their models, and what each class of usage costs.
struct OwnPriceReader {
    private let reader: PriceFileReader
    private let document: JSON5Document
    private let file: String?
    private let version: String
    private let seen: CivilDate?

    init(_ bytes: [UInt8], file: String?) throws(PricingError) {
        do {
            document = try JSON5Document(parsing: bytes)
        } catch {
            throw PricingError(
                .badCatalogue, error.message, place: Place(file: file, line: error.line, column: error.column)
            )
        }
        reader = PriceFileReader(file: file, document: document)
        self.file = file
        let name = file.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "own prices"
        version = "\(name)+\(PriceFile.fingerprint(bytes))"
        seen = try Self.day(document.value["seen"], at: "seen", reader)
    }

    /// Whether the document has the catalogue's own form.
    var isCatalogueFile: Bool { document.value["schema"] != nil }

    /// The price files in it, one a provider.
    func files() throws(PricingError) -> [PriceFile] {
        try refuseUnknown(document.value, path: "", known: ["providers", "source", "url", "seen"])
        guard let providers = document.value["providers"]?.object else {
            throw reader.error(
                "expected `providers`, an object of providers by name", at: "providers",
                hint: #"{ providers: { openai: { models: { "gpt-5": { input: "2.50", output: "10" } } } } }"#)
        }
        var files: [PriceFile] = []
        for member in providers.members {
            let path = "providers.\(member.name)"
            let file = try provider(member, path: path)
            guard !files.contains(where: { $0.provider == file.provider }) else {
                throw reader.error("the provider `\(file.provider)` is there twice", atNameOf: path)
            }
            files.append(file)
        }
        return files
    }

    private func provider(_ member: JSONObject.Member, path: String) throws(PricingError) -> PriceFile {
        let provider = Provider(named: member.name)
        try refuseUnknown(
            member.value, path: path,
            known: ["private", "discount", "credit", "models", "source", "url", "seen"])
        let isPrivate = try member.value["private"].map { value throws(PricingError) in
            guard let isPrivate = value.bool else {
                throw reader.error("expected true or false", at: "\(path).private")
            }
            return isPrivate
        }
        if !provider.isKnown, isPrivate != true,
            let near = Names.nearest(to: provider.rawValue, among: Provider.known.map(\.rawValue))
        {
            throw reader.error(
                "unknown provider `\(member.name.prefix(60))`", atNameOf: path,
                hint: "did you mean `\(near)`? a provider of your own says `private: true`")
        }
        let common = try source(in: document.value, path: "")
        let terms = Terms(
            source: try source(in: member.value, path: path) ?? common,
            credit: try credit(in: member.value, path: path))
        var models: [ModelEntry] = []
        for model in member.value["models"]?.object?.members ?? [] {
            models.append(try self.model(model, of: provider, path: "\(path).models.\(model.name)", terms))
        }
        if let models = member.value["models"], models.object == nil {
            throw reader.error("expected an object of models by name", at: "\(path).models")
        }
        try refuseRepetition(models.flatMap(\.names), at: "\(path).models")
        return PriceFile(
            provider: provider, version: version, models: models,
            discounts: try discounts(member.value["discount"], path: "\(path).discount"))
    }

    /// What a provider says once for all its models.
    private struct Terms {
        var source: (name: String, url: String?)?
        var credit: ExactDecimal?
    }

    private func source(in value: JSONValue, path: String) throws(PricingError) -> (
        name: String, url: String?
    )? {
        let start = path.isEmpty ? "" : "\(path)."
        let url = try value["url"].map { url throws(PricingError) in try reader.word(url, at: "\(start)url") }
        guard let name = value["source"] else { return nil }
        return (try reader.word(name, at: "\(start)source"), url)
    }

    private func credit(in value: JSONValue, path: String) throws(PricingError) -> ExactDecimal? {
        try value["credit"].map { credit throws(PricingError) in
            try reader.positive(credit, at: "\(path).credit")
        }
    }

    private static let modelWords = ["names", "prices"]
    private static let priceWords = [
        "from", "to", "when", "defaults", "discount", "credit", "source", "url", "seen",
    ]

    private func model(
        _ member: JSONObject.Member, of provider: Provider, path: String, _ terms: Terms
    ) throws(PricingError) -> ModelEntry {
        guard !member.name.isEmpty else { throw reader.error("expected the model's name", atNameOf: path) }
        let id = "own/\(provider)/\(member.name)"
        if let elements = member.value.array {
            let prices = try prices(elements, id: id, path: path, terms)
            return ModelEntry(id: member.name, names: [member.name], prices: prices)
        }
        guard let object = member.value.object else {
            throw reader.error(
                "expected a price, found \(member.value.kindName)", at: path,
                hint: #"write it like { input: "2.50", output: "10" }"#)
        }
        var names = [member.name]
        for (index, name) in (member.value["names"]?.array ?? []).enumerated() {
            names.append(try reader.word(name, at: "\(path).names[\(index)]"))
        }
        if let value = member.value["names"], value.array == nil {
            throw reader.error("expected a list of further names", at: "\(path).names")
        }
        if let value = member.value["prices"] {
            try refuseUnknown(member.value, path: path, known: Self.modelWords + ["discount"])
            guard let elements = value.array else {
                throw reader.error("expected a list of prices", at: "\(path).prices")
            }
            return ModelEntry(
                id: member.name, names: names,
                prices: try prices(elements, id: id, path: "\(path).prices", terms),
                discounts: try discounts(member.value["discount"], path: "\(path).discount"))
        }
        var plain = object
        plain["names"] = nil
        if plain.names == ["discount"] {
            return ModelEntry(
                id: member.name, names: names, prices: [],
                discounts: try discounts(plain["discount"], path: "\(path).discount"))
        }
        return ModelEntry(
            id: member.name, names: names, prices: try prices([.object(plain)], id: id, path: path, terms))
    }

    private func prices(
        _ elements: [JSONValue], id: String, path: String, _ terms: Terms
    ) throws(PricingError) -> [Price] {
        var prices: [Price] = []
        for (index, element) in elements.enumerated() {
            let place = document.place(of: "\(path)[\(index)]") == nil ? path : "\(path)[\(index)]"
            let price = try self.price(element, id: id, path: place, terms)
            if let other = prices.first(where: { $0.overlaps(price) }) {
                throw reader.error(
                    "two prices hold at the same time: `\(other.id)` and `\(price.id)`", at: place,
                    hint: "give the earlier one a `to`, or the later one a `from`")
            }
            prices.append(price)
        }
        return prices.sorted { ($0.from?.microseconds ?? .min) < ($1.from?.microseconds ?? .min) }
    }

    private func price(
        _ value: JSONValue, id: String, path: String, _ terms: Terms
    ) throws(PricingError) -> Price {
        guard let object = value.object else {
            throw reader.error("expected a price, found \(value.kindName)", at: path)
        }
        let from = try reader.instant(value["from"], at: "\(path).from")
        let to = try reader.instant(value["to"], at: "\(path).to")
        if let from, let to, from >= to {
            throw reader.error("a price must end after it starts", at: "\(path).to")
        }
        let credit = try credit(in: value, path: path) ?? terms.credit
        var rates: [Rate] = []
        for member in object.members where !Self.priceWords.contains(member.name) {
            let place = "\(path).\(member.name)"
            guard PriceFileReader.template(member.name) != nil else {
                throw unknown(
                    member.name, at: place,
                    among: PriceFileReader.classNames + Self.priceWords + Self.modelWords)
            }
            let inDollars = try Credits(price: credit, reader: reader).inDollars(member.value, at: place)
            rates += try reader.rates(of: .init(name: member.name, value: inDollars), path: path)
        }
        try refuseRepetition(object.names, at: path)
        guard !rates.isEmpty || value["when"] != nil else {
            throw reader.error("expected what the model costs", at: path, hint: #"such as input: "2.50""#)
        }
        let source = try source(in: value, path: path) ?? terms.source
        return Price(
            id: from.map { "\(id)@\(PriceFileReader.dayText($0))" } ?? id, from: from, to: to, rates: rates,
            changes: try reader.changes(value["when"], path: "\(path).when"),
            defaults: try reader.defaults(value["defaults"], path: "\(path).defaults"),
            provenance: Price.Provenance(
                source: source?.name ?? file.map { "own prices, \($0)" } ?? "own prices", url: source?.url,
                seen: try Self.day(value["seen"], at: "\(path).seen", reader) ?? seen, isDated: true,
                isOwn: true),
            discounts: try discounts(value["discount"], path: "\(path).discount"))
    }

    /// `"15%"`, `{percent: "15", name: "…", from: …, to: …}`, or a list of them.
    private func discounts(_ value: JSONValue?, path: String) throws(PricingError) -> [Discount] {
        guard let value else { return [] }
        guard let elements = value.array else { return [try discount(value, path: path)] }
        var discounts: [Discount] = []
        for (index, element) in elements.enumerated() {
            discounts.append(try discount(element, path: "\(path)[\(index)]"))
        }
        return discounts
    }

    private func discount(_ value: JSONValue, path: String) throws(PricingError) -> Discount {
        guard value.object != nil else { return Discount(percent: try percent(value, at: path)) }
        try refuseUnknown(value, path: path, known: ["percent", "name", "from", "to"])
        guard let percent = value["percent"] else { throw reader.error("expected `percent`", at: path) }
        let from = try reader.instant(value["from"], at: "\(path).from")
        let to = try reader.instant(value["to"], at: "\(path).to")
        if let from, let to, from >= to {
            throw reader.error("a discount must end after it starts", at: "\(path).to")
        }
        let name = try value["name"].map { name throws(PricingError) in
            try reader.word(name, at: "\(path).name")
        }
        return Discount(
            percent: try self.percent(percent, at: "\(path).percent"), name: name, from: from, to: to)
    }

    private func percent(_ value: JSONValue, at path: String) throws(PricingError) -> ExactDecimal {
        // A bare `0.1` could be a tenth or a tenth of a percent; the word or the sign says which.
        let isNamed = path.hasSuffix(".percent")
        var text = value.string ?? (isNamed ? value.numberText : nil) ?? ""
        if text.hasSuffix("%") { text.removeLast() } else if !isNamed { text = "" }
        while text.last == " " { text.removeLast() }
        guard let percent = try? ExactDecimal(text), percent > .zero, percent <= ExactDecimal(100),
            percent.scale <= 12
        else {
            throw reader.error("expected a percentage above 0 and at most 100, such as \"15%\"", at: path)
        }
        return percent
    }

    private static func day(
        _ value: JSONValue?, at path: String, _ reader: PriceFileReader
    ) throws(PricingError) -> CivilDate? {
        guard let value else { return nil }
        guard let day = value.string.flatMap({ CivilDate($0) }) else {
            throw reader.error("expected a day", at: path, hint: "write it like 2026-11-21")
        }
        return day
    }

    private func refuseUnknown(_ value: JSONValue, path: String, known: [String]) throws(PricingError) {
        guard let object = value.object else {
            throw reader.error("expected an object, found \(value.kindName)", at: path)
        }
        for name in object.names where !known.contains(name) {
            throw unknown(name, at: path.isEmpty ? name : "\(path).\(name)", among: known)
        }
        try refuseRepetition(object.names, at: path)
    }

    private func unknown(_ name: String, at path: String, among known: [String]) -> PricingError {
        reader.error(
            "unknown word `\(name.prefix(60))`", atNameOf: path,
            hint: Names.suggestion(for: name, among: known)
                ?? "one of \(known.prefix(12).joined(separator: ", "))\(known.count > 12 ? ", …" : "")")
    }

    private func refuseRepetition(_ names: [String], at path: String) throws(PricingError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw reader.error("`\(name.prefix(60))` is there twice", at: path)
        }
    }
}

/// Amounts in a provider's credits, such as `"5 credits"`, at the price of one.
private struct Credits {
    let price: ExactDecimal?
    let reader: PriceFileReader

    /// The value with every amount of credits turned into dollars.
    func inDollars(_ value: JSONValue, at path: String) throws(PricingError) -> JSONValue {
        switch value {
        case .array(let elements):
            var turned: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                turned.append(try inDollars(element, at: "\(path)[\(index)]"))
            }
            return .array(turned)
        case .object(var object):
            for name in ["amount", "steps"] {
                guard let inner = object[name] else { continue }
                object[name] = try inDollars(inner, at: "\(path).\(name)")
            }
            return .object(object)
        case .string(let text):
            let words = text.split(separator: " ")
            guard words.count == 2, words[1] == "credits" || words[1] == "credit" else { return value }
            guard let price else {
                throw reader.error("nothing says what a credit costs", at: path, hint: #"add credit: "0.01""#)
            }
            guard let count = try? ExactDecimal(String(words[0])), let amount = count.multiplied(by: price)
            else {
                throw reader.error("expected a number of credits", at: path)
            }
            return .string(amount.description)
        default: return value
        }
    }
}

extension Price {
    /// Whether there is a moment at which both hold.
    fileprivate func overlaps(_ other: Price) -> Bool {
        let start = max(from?.microseconds ?? .min, other.from?.microseconds ?? .min)
        return start < min(to?.microseconds ?? .max, other.to?.microseconds ?? .max)
    }
}

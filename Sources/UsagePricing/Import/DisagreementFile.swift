import JSON
package import UsageModel

/// The file of what the lists differ on: one disagreement a line, in one order.
struct DisagreementFile {
    /// The day on which the newest list was seen.
    var seen: CivilDate
    /// The disagreements, in the order of provider, model, dates, conditions and class.
    var disagreements: [PriceDisagreement]

    init(seen: CivilDate, _ disagreements: [PriceDisagreement]) {
        self.seen = seen
        self.disagreements = disagreements
    }

    /// The file.
    var text: String {
        var lists: [String: CivilDate] = [:]
        for claim in disagreements.flatMap(\.claims) { lists[claim.source] = claim.seen }
        let days = lists.sorted { $0.key < $1.key }.map { name, day in
            JSONObject.Member(name: name, value: .string(day.description))
        }
        let head = JSONObject([
            .init(name: "schema", value: 1), .init(name: "seen", value: .string(seen.description)),
            .init(name: "lists", value: .object(JSONObject(days))),
        ])
        return String(JSONValue.object(head).compactText.dropLast()) + ",\"disagreements\":[\n"
            + disagreements.map { JSONValue.object($0.json).compactText }.joined(separator: ",\n") + "\n]}\n"
    }

    /// Reads the file; throws `bad_catalogue` with the place of what is wrong.
    init(parsing bytes: [UInt8]) throws(PricingError) {
        let reader = PriceFileReader(file: "disagreements.json")
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw PricingError(
                .badCatalogue, error.message,
                place: Place(file: "disagreements.json", line: error.line, column: error.column))
        }
        guard let seen = document["seen"]?.string.flatMap({ CivilDate($0) }) else {
            throw reader.error("expected the day on which the lists were seen", at: "seen")
        }
        var days: [String: CivilDate] = [:]
        for member in document["lists"]?.object?.members ?? [] {
            days[member.name] = member.value.string.flatMap { CivilDate($0) }
        }
        self.seen = seen
        disagreements = []
        for (index, element) in (document["disagreements"]?.array ?? []).enumerated() {
            guard let disagreement = try PriceDisagreement(element, days: days, reader: reader) else {
                throw reader.error("expected a disagreement", at: "disagreements[\(index)]")
            }
            disagreements.append(disagreement)
        }
    }
}

extension PriceDisagreement {
    /// What the built-in catalogue's lists differ on.
    package static func builtIn() throws(PricingError) -> [PriceDisagreement] {
        guard let bytes = EmbeddedFiles.note("disagreements") else { return [] }
        return try all(parsing: bytes)
    }

    /// Reads `disagreements.json`; throws `bad_catalogue` with the place of what is wrong.
    package static func all(parsing bytes: [UInt8]) throws(PricingError) -> [PriceDisagreement] {
        try DisagreementFile(parsing: bytes).disagreements
    }

    fileprivate var json: JSONObject {
        var object = JSONObject([
            .init(name: "provider", value: .string(provider.rawValue)),
            .init(name: "model", value: .string(model)),
        ])
        object.append("from", from.map { .string($0.dayText) })
        object.append("to", to.map { .string($0.dayText) })
        object.append("class", .string(className))
        if !conditions.isEmpty { object.append("when", .array(conditions.map { .string($0) })) }
        object.append("per", .string(per.description))
        object.append("taken", taken.map { .string($0.description) } ?? .null)
        object.append("by", .string(clause.rawValue))
        object.append("reason", reason.map { .string($0) })
        let said = claims.map { JSONObject.Member(name: $0.source, value: .string($0.amount.description)) }
        object.append("said", .object(JSONObject(said)))
        return object
    }

    fileprivate init?(
        _ value: JSONValue, days: [String: CivilDate], reader: PriceFileReader
    ) throws(PricingError) {
        guard let provider = value["provider"]?.string, let model = value["model"]?.string,
            let className = value["class"]?.string, let per = value["per"]?.string.flatMap(Self.amount),
            let clause = value["by"]?.string.flatMap(MergeClause.init(rawValue:)),
            let said = value["said"]?.object?.members
        else { return nil }
        self.init(
            provider: Provider(rawValue: provider), model: model, className: className,
            conditions: value["when"]?.array?.compactMap(\.string) ?? [],
            from: try reader.instant(value["from"], at: "from"),
            to: try reader.instant(value["to"], at: "to"), per: per,
            taken: value["taken"]?.string.flatMap(Self.amount), clause: clause,
            reason: value["reason"]?.string, claims: [])
        for member in said {
            guard let seen = days[member.name], let amount = member.value.string.flatMap(Self.amount) else {
                return nil
            }
            claims.append(Claim(source: member.name, seen: seen, amount: amount))
        }
    }

    private static func amount(_ text: String) -> ExactDecimal? { try? ExactDecimal(text) }
}

extension CatalogueWriter.Entry {
    /// What the lists differ on, in one order.
    func disagreements(at provider: Provider) -> [PriceDisagreement] {
        let sorted = disputes.map { ($0.sortKey, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        return sorted.map { _, dispute in
            PriceDisagreement(
                provider: provider, model: id, className: dispute.key.counter.className,
                conditions: dispute.key.conditionWords, from: dispute.from, to: dispute.to,
                per: dispute.key.counter.unit.usualPer, taken: dispute.taken, clause: dispute.clause,
                reason: dispute.reason, claims: dispute.claims)
        }
    }
}

extension CatalogueMerge.Dispute {
    /// Texts that put any two disputes of a model in one order.
    fileprivate var sortKey: [String] {
        [from?.description ?? "", key.order, clause.rawValue, taken?.description ?? "", reason ?? ""]
            + claims.flatMap { [$0.source, $0.amount.description] }
    }
}

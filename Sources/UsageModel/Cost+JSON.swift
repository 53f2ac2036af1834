public import JSON

extension CostLine {
    /// The line in the contract of `price --jsonl`: exact decimal strings.
    public var json: JSONValue {
        let factors = multipliers.map {
            JSONValue.object(
                JSONObject([
                    .init(name: "name", value: .string($0.name)),
                    .init(name: "factor", value: .string($0.factor.description)),
                ]))
        }
        var object = JSONObject([
            .init(name: "class", value: .string(className)),
            .init(name: "direction", value: .string(direction.rawValue)),
            .init(name: "unit", value: .string(unit.rawValue)),
            .init(name: "count", value: .string(count.description)),
            .init(name: "amount", value: .string(amount.description)),
            .init(name: "per", value: .string(per.description)),
            .init(name: "multipliers", value: .array(factors)),
            .init(name: "cost_usd", value: .string(cost.description)),
        ])
        if isRounded { object.append("rounded", true) }
        return .object(object)
    }

    /// Reads a line as `json` writes it; nil where it is none.
    public init?(json: JSONValue) {
        guard let className = json["class"]?.string,
            let direction = json["direction"]?.string.flatMap(Direction.init(rawValue:)),
            let unit = json["unit"]?.string.flatMap(Unit.init(rawValue:)),
            let count = json["count"]?.string.flatMap({ try? ExactDecimal($0) }),
            let amount = json["amount"]?.string.flatMap({ try? ExactDecimal($0) }),
            let per = json["per"]?.string.flatMap({ try? ExactDecimal($0) })
        else { return nil }
        var factors: [Multiplier] = []
        for element in json["multipliers"]?.array ?? [] {
            guard let name = element["name"]?.string,
                let factor = element["factor"]?.string.flatMap({ try? ExactDecimal($0) })
            else { return nil }
            factors.append(Multiplier(name: name, factor: factor))
        }
        guard
            let line = try? CostLine(
                className: className, direction: direction, unit: unit, count: count, amount: amount,
                per: per,
                multipliers: factors)
        else { return nil }
        self = line
    }
}

extension Cost {
    /// The cost with its breakdown, as the ledger keeps it and `price --jsonl` prints it.
    public var json: JSONObject {
        var object = JSONObject([
            .init(name: "cost_usd", value: .string(total.description)),
            .init(name: "price_id", value: .string(price.priceID)),
            .init(name: "model_id", value: .string(price.modelID)),
            .init(name: "lines", value: .array(lines.map(\.json))),
            .init(name: "match", value: .string(price.match)),
            .init(name: "price_date", value: .string(price.dateState.rawValue)),
            .init(name: "source", value: .string(price.source)),
        ])
        object.append("source_url", price.sourceURL.map { .string($0) })
        object.append("source_seen", price.seen.map { .string($0.description) })
        if !price.agreeing.isEmpty { object.append("agrees", .array(price.agreeing.map { .string($0) })) }
        object.append("price_from", price.from.map { .string($0.description) })
        object.append("price_to", price.to.map { .string($0.description) })
        object.append("catalogue_version", .string(price.catalogueVersion))
        if !assumptions.isEmpty { object.append("assumed", .array(assumptions.map { .string($0) })) }
        if listTotal != total { object.append("list_cost_usd", .string(listTotal.description)) }
        return object
    }

    /// Reads a cost as `json` writes it; nil where it is none.
    public init?(json: JSONValue) {
        guard let priceID = json["price_id"]?.string, let modelID = json["model_id"]?.string,
            let source = json["source"]?.string,
            let dateState = json["price_date"]?.string.flatMap(PriceReference.DateState.init(rawValue:)),
            let elements = json["lines"]?.array
        else { return nil }
        let lines = elements.compactMap { CostLine(json: $0) }
        guard lines.count == elements.count else { return nil }
        let instant = { (name: String) in json[name]?.string.flatMap { try? Instant($0) } }
        self.init(
            lines: lines,
            price: PriceReference(
                priceID: priceID, modelID: modelID, match: json["match"]?.string ?? "",
                from: instant("price_from"),
                to: instant("price_to"), source: source, sourceURL: json["source_url"]?.string,
                seen: json["source_seen"]?.string.flatMap { CivilDate($0) },
                agreeing: (json["agrees"]?.array ?? []).compactMap(\.string), dateState: dateState,
                catalogueVersion: json["catalogue_version"]?.string ?? ""),
            assumptions: (json["assumed"]?.array ?? []).compactMap(\.string),
            listTotal: json["list_cost_usd"]?.string.flatMap { try? Money($0) })
    }
}

import JSON
import UsageLedger
import UsageModel

extension PriceListing.Model {
    /// The price in force at a moment, else the newest.
    func price(at now: Instant) -> PriceListing.Price? {
        prices.last { price in
            (price.reference.from.map { $0 <= now } ?? true) && (price.reference.to.map { now < $0 } ?? true)
        } ?? prices.last
    }

    /// Names and prices for programs.
    var json: JSONObject {
        JSONObject([
            .init(name: "model_id", value: .string(id)),
            .init(name: "other_names", value: .array(otherNames.map { .string($0) })),
            .init(name: "prices", value: .array(prices.map { .object($0.json) })),
        ])
    }
}

extension PriceListing.Price {
    private var forceWords: String {
        reference.from == nil && reference.to == nil && !isDated
            ? "not dated by its source: taken as dated on the day it was seen only" : reference.forceWords
    }

    /// Identity, dates and sources in words.
    var facts: FactList {
        var facts = FactList()
        facts.add("Price", reference.priceID)
        facts.add("In force", forceWords)
        var source = reference.source
        if let seen = reference.seen { source += ", seen on \(seen)" }
        facts.add("Source", source)
        if let url = reference.sourceURL { facts.add("", url) }
        if !reference.agreeing.isEmpty {
            facts.add("Also says so", reference.agreeing.joined(separator: ", "))
        }
        return facts
    }

    /// The rates, one a line.
    var table: TextTable {
        var table = TextTable([
            .init("Class"), .init("US dollars", .decimals), .init("For"), .init("When", .words(.end)),
        ])
        for rate in rates {
            table.add([
                rate.className, rate.amount?.description ?? "× \(rate.factor?.description ?? "1")",
                rate.amount == nil ? "" : rate.perWords, rate.conditions.joined(separator: ", "),
            ])
        }
        return table
    }

    var json: JSONObject {
        var object = JSONObject([
            .init(name: "price_id", value: .string(reference.priceID)),
            .init(name: "from", value: reference.from.map { .string($0.description) } ?? .null),
            .init(name: "to", value: reference.to.map { .string($0.description) } ?? .null),
            .init(name: "dated", value: .bool(isDated)),
            .init(name: "source", value: .string(reference.source)),
        ])
        object.append("source_url", reference.sourceURL.map { .string($0) })
        object.append("source_seen", reference.seen.map { .string($0.description) })
        if !reference.agreeing.isEmpty {
            object.append("agrees", .array(reference.agreeing.map { .string($0) }))
        }
        object.append("rates", .array(rates.map { .object($0.json) }))
        return object
    }
}

extension PriceListing.Rate {
    /// `1,000,000 tokens`, `1 image`.
    var perWords: String { "\(Figure.count(per)) \(unit.name(for: per))" }

    /// `$0.04 for 1 image`.
    var text: String { "\(amount.map { "$\($0)" } ?? "") \(className) for \(perWords)" }

    var json: JSONObject {
        var object = JSONObject([
            .init(name: "class", value: .string(className)),
            .init(name: "unit", value: .string(unit.rawValue)),
        ])
        object.append("amount", amount.map { .string($0.description) })
        if amount != nil { object.append("per", .string(per.description)) }
        object.append("factor", factor.map { .string($0.description) })
        if !conditions.isEmpty { object.append("when", .array(conditions.map { .string($0) })) }
        return object
    }
}

extension Unit {
    /// The unit's name for one or many.
    func name(for count: ExactDecimal) -> String {
        let word = self == .gigabyteDay ? "GB day" : rawValue.replacing("_", with: " ")
        if count == .one { return word }
        return self == .search ? "searches" : word + "s"
    }
}

extension PriceReference {
    /// From when to when the price is in force.
    var forceWords: String {
        switch (from, to) {
        case (nil, nil): "always, as far as the source says"
        case (let from?, nil): "from \(Self.moment(from)), no end known"
        case (nil, let to?): "until \(Self.moment(to)), no beginning known"
        case (let from?, let to?): "from \(Self.moment(from)) until \(Self.moment(to))"
        }
    }

    /// A moment at midnight UTC is a date.
    private static func moment(_ instant: Instant) -> String {
        Instant(instant.date) == instant ? instant.date.description : instant.description
    }
}

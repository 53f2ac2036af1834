import JSON
import UsageModel

/// How a record of a provider's aggregated export becomes a line of its statement.
protocol StatementMapping: CallMapping {
    var options: ImportOptions { get }
    /// The line of a record, or nil where it states nothing, such as a day without use.
    func line(_ fields: Fields) throws(ModelError) -> StatementLine?
}

extension StatementMapping {
    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        guard let line = try line(Fields(record)) else { return nil }
        var call = MappedCall(Self.event(of: line, options))
        call.statement = line
        return call
    }

    /// A line as a call, for ledgers that have nothing else to go by.
    private static func event(of line: StatementLine, _ options: ImportOptions) -> UsageEvent {
        var event = UsageEvent(
            occurredAt: line.start, provider: line.provider, model: line.model ?? line.item ?? "unknown",
            usage: line.usage, usageState: line.usage.isEmpty ? .absent : .measured,
            attribution: Attribution(tenant: options.tenant))
        event.call.action = line.source
        event.call.service = line.model == nil ? .other : .chat
        event.call.servedTier = tier(of: line)
        event.call.region = line.details["inference_geo"]
        event.call.speed = line.details["speed"]
        event.attribution.keyID = line.details["api_key_id"] ?? line.details["api_key_name"]
        event.attribution.tags = line.details
        event.metadata.append("requests", line.requests.map { .number("\($0)") })
        event.metadata.append("item", line.item.map { .string($0) })
        if let amount = line.amount, amount >= .zero {
            event.statedCost = StatedCost(amount: amount, source: line.source)
        }
        return event
    }

    /// The tier in the words of the provider; Anthropic's Console says of costs only that they are of messages.
    private static func tier(of line: StatementLine) -> ServiceTier? {
        let word = line.details["service_tier"] ?? line.details["batch"].map { _ in "batch" }
        let kind = line.details["usage_type"].flatMap { $0 == "message" ? nil : $0 }
        return (word ?? kind).map(ServiceTier.init(rawValue:))
    }

    /// The buckets of a page with their results: each result with the period of its bucket.
    static func results(of object: JSONObject, names: [String]) -> [JSONObject] {
        let buckets = object["data"]?.array?.compactMap(\.object) ?? [object]
        return buckets.flatMap { bucket in
            guard let results = bucket["results"]?.array else { return [bucket] }
            return results.compactMap(\.object).map { result in
                var record = result
                for name in names { record[name] = bucket[name] }
                return record
            }
        }
    }

    /// The first bucket or result that a page holds, by which its kind is known.
    static func first(of object: JSONObject, names: [String]) -> JSONObject? {
        results(of: object, names: names).first
    }

    /// The members under these names as details, where they say anything.
    static func details(_ fields: Fields, _ names: [String]) throws(ModelError) -> Tags {
        var details = Tags()
        for name in names {
            guard let text = try fields.text(name), text.lowercased() != "false" else { continue }
            details[name] = text
        }
        return details
    }
}

extension Fields {
    /// An amount that may be a credit, rounded to the picodollar; `parts` of it are a dollar.
    func amount(_ path: String, parts: Int = 1) throws(ModelError) -> Money? {
        guard let number = try decimal(path) else { return nil }
        let factor = parts == 100 ? ExactDecimal(coefficient: 1, scale: 2) ?? .one : .one
        let dollars = number.multiplied(by: factor)
        return try Fields.at(path) { () throws(ModelError) in try Money(rounding: dollars ?? number) }
    }

    /// A moment as seconds since 1970, or in ISO 8601.
    func bucketMoment(_ paths: String...) throws(ModelError) -> Instant? {
        for path in paths {
            guard let text = try text(path) else { continue }
            if let seconds = try? ExactDecimal(text), let whole = seconds.integer {
                return Instant(seconds: Int64(whole))
            }
            return try Fields.at(path) { () throws(ModelError) in try Instant(text, zoneless: true) }
        }
        return nil
    }

    /// The period of a bucket; a day, where its end is not told.
    func period(
        _ start: String, _ end: String, orElse other: String? = nil
    ) throws(ModelError) -> (start: Instant, end: Instant) {
        guard let first = try bucketMoment(start, other ?? start) else {
            throw ModelError(
                .missingValue, "expected the start of a period in `\(start)`, found nothing",
                place: Place(path: start))
        }
        let last = try bucketMoment(end) ?? first.adding(seconds: 86_400)
        guard first < last else {
            throw ModelError(.badDate, "the period ends before it begins", place: Place(path: end))
        }
        return (first, last)
    }

    /// Only US dollars can be compared with our costs.
    func expectDollars(_ path: String) throws(ModelError) {
        guard let currency = try text(path), currency.uppercased() != "USD" else { return }
        throw ModelError(
            .badValue, "the amount is in \(currency.prefix(10)), not in US dollars", place: Place(path: path))
    }
}

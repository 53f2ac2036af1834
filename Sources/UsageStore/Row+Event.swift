internal import JSON
internal import SQLDatabase
internal import UsageModel

extension Row {
    /// Sets every column that an event decides.
    ///
    /// Throws `impossible_event` or `cost_out_of_range` where no row can hold a value, never having changed it.
    mutating func set(_ event: UsageEvent, id: EventID) throws(StoreError) {
        self[.tenantID] = .text(event.attribution.tenant)
        self[.id] = id.value
        self[.occurredAt] = .integer(event.occurredAt.microseconds)
        self[.kind] = "usage"
        self[.sign] = 1
        set(event.attribution)
        try set(event.call)
        try set(event.outcome)
        self[.usageState] = .text(event.usageState.rawValue)
        try set(event.usage)
        if let stated = event.statedCost {
            self[.statedCost] = try .magnitude(stated.amount, "stated_cost")
            self[.statedCostSource] = .text(stated.source)
        }
        if !event.metadata.isEmpty { self[.metadata] = .text(JSONValue.object(event.metadata).compactText) }
        try check(event)
    }

    /// Refuses what no export could tell again: a call of no model, a text with a NUL.
    private func check(_ event: UsageEvent) throws(StoreError) {
        guard !event.call.requestedModel.isEmpty, !event.call.provider.rawValue.isEmpty else {
            throw StoreError(
                .impossibleEvent, "a call has a provider and a model",
                place: Place(path: event.call.requestedModel.isEmpty ? "model" : "provider"))
        }
        for value in values {
            guard case .text(let text) = value, text.utf8.contains(0) else { continue }
            throw StoreError(.impossibleEvent, "a text may not hold a NUL", hint: "take the NUL out")
        }
    }

    private mutating func set(_ attribution: Attribution) {
        self[.user] = SQLValue(attribution.user)
        self[.team] = SQLValue(attribution.team)
        self[.keyID] = SQLValue(attribution.keyID)
        self[.chat] = SQLValue(attribution.chat)
        self[.message] = SQLValue(attribution.message)
        self[.campaign] = SQLValue(attribution.campaign)
        self[.agent] = SQLValue(attribution.agent)
        guard !attribution.tags.isEmpty else { return }
        self[.tags] = .text(JSONValue.object(attribution.tags.json).compactText)
    }

    private mutating func set(_ call: Call) throws(StoreError) {
        self[.service] = .text(call.service.rawValue)
        self[.action] = SQLValue(call.action)
        self[.provider] = .text(call.provider.rawValue)
        self[.model] = .text(call.requestedModel)
        self[.servedModel] = SQLValue(call.servedModel)
        self[.endpoint] = SQLValue(call.endpoint)
        self[.requestID] = SQLValue(call.requestID)
        self[.responseID] = SQLValue(call.responseID)
        self[.parentCall] = SQLValue(call.parentCall)
        self[.step] = try .magnitude(call.step, "step")
        self[.attempt] = try .magnitude(call.attempt, "attempt")
        self[.requestedTier] = SQLValue(call.requestedTier?.rawValue)
        self[.servedTier] = SQLValue(call.servedTier?.rawValue)
        self[.region] = SQLValue(call.region)
        self[.route] = SQLValue(call.route)
        self[.speed] = SQLValue(call.speed)
    }

    private mutating func set(_ outcome: Outcome) throws(StoreError) {
        self[.status] = .text(outcome.status.rawValue)
        if let status = outcome.httpStatus, !(100...999).contains(status) {
            throw StoreError(
                .impossibleEvent, "`http_status` is \(status)", place: Place(path: "http_status"),
                hint: "an HTTP status has three digits")
        }
        self[.httpStatus] = SQLValue(outcome.httpStatus)
        self[.errorType] = SQLValue(outcome.errorType)
        self[.stopReason] = SQLValue(outcome.stopReason)
        self[.latencyMs] = try .magnitude(outcome.latencyMs, "latency_ms")
        self[.timeToFirstTokenMs] = try .magnitude(outcome.timeToFirstTokenMs, "time_to_first_token_ms")
    }

    /// The common counts as columns; the whole usage as JSON only where the columns do not tell it all.
    private mutating func set(_ usage: Usage) throws(StoreError) {
        var isComplete = usage.attributes.isEmpty
        for count in usage.counts {
            guard let column = Column.of(count.counter) else {
                isComplete = false
                continue
            }
            let parts = column.isInMicroseconds ? count.value.shifted(by: 6) : count.value
            guard let parts, let whole = parts.rounded.integer else {
                throw StoreError(
                    .impossibleEvent, "`\(count.counter.rawValue)` is \(count.value)",
                    place: Place(path: count.counter.rawValue), hint: "no call can use so much")
            }
            // The exact count stands in the JSON where the column cannot hold it.
            if !parts.isWhole { isComplete = false }
            self[column] = .integer(Int64(whole))
        }
        self[.totalTokens] = SQLValue(usage.totalTokens?.integer)
        if !isComplete { self[.usage] = .text(JSONValue.object(usage.json).compactText) }
    }

    /// Sets every column that a costing decides; `terms` are the stored terms of a priced one.
    mutating func set(_ costing: Costing, terms: StoredTerms?) throws(StoreError) {
        switch costing {
        case .unpriced(let reason):
            self[.unpricedReason] = .text(reason.description)
            self[.unpricedHint] = SQLValue(reason.hint)
        case .priced(let cost):
            self[.inputCost] = try .magnitude(cost.total(.input), "input_cost")
            self[.outputCost] = try .magnitude(cost.total(.output), "output_cost")
            self[.generationCost] = try .magnitude(cost.total(.generation), "generation_cost")
            self[.totalCost] = try .magnitude(cost.total, "total_cost")
            self[.listCost] = try .magnitude(cost.listTotal, "list_cost")
            self[.priceID] = .text(cost.price.priceID)
            self[.pricedModel] = .text(cost.price.modelID)
            self[.priceDate] = .text(cost.price.dateState.rawValue)
            self[.catalogueVersion] = .text(cost.price.catalogueVersion)
            self[.priceTerms] = SQLValue(terms?.digest)
            self[.lineCounts] = .text(PriceTerms.counts(cost))
        }
    }
}

extension Column {
    /// The column of a common count.
    static func of(_ counter: Counter) -> Column? {
        switch counter {
        case .inputTokens: .inputTokens
        case .outputTokens: .outputTokens
        case .cacheReadTokens: .cacheReadTokens
        case .cacheWriteTokens: .cacheWriteTokens
        case .reasoningTokens: .reasoningTokens
        case .images: .images
        case .videoSeconds: .videoMicroseconds
        case .audioSeconds: .audioMicroseconds
        default: nil
        }
    }

    /// Whether the column counts millionths of the counter's unit.
    var isInMicroseconds: Bool { self == .videoMicroseconds || self == .audioMicroseconds }

    /// The common counts with their columns.
    static let counters: [(counter: Counter, column: Column)] = Counter.allCases.compactMap { counter in
        of(counter).map { (counter, $0) }
    }
}

extension SQLValue {
    /// An amount that is not negative and fits a row.
    fileprivate static func magnitude(_ money: Money, _ name: String) throws(StoreError) -> SQLValue {
        guard money >= .zero else {
            throw StoreError(
                .impossibleEvent, "`\(name)` is \(money) US dollars", place: Place(path: name),
                hint: "a row holds no negative amount; a credit is a reversal")
        }
        do {
            return .integer(try money.rowPicodollars())
        } catch {
            throw StoreError(error.code, error.message, place: Place(path: name), hint: error.hint)
        }
    }

    /// A count that is not negative.
    fileprivate static func magnitude(_ count: Int?, _ name: String) throws(StoreError) -> SQLValue {
        guard let count else { return .null }
        guard count >= 0 else {
            throw StoreError(
                .impossibleEvent, "`\(name)` is \(count)", place: Place(path: name),
                hint: "counts and spans are not negative")
        }
        return .integer(Int64(count))
    }
}

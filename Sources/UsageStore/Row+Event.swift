internal import JSON
internal import SQLDatabase
internal import UsageModel

extension Row {
    /// Sets every column that an event decides.
    ///
    /// Throws `impossible_event` or `cost_out_of_range` where no row can hold a value, never having changed it.
    mutating func set(_ event: UsageEvent, id: EventID) throws(StoreError) {
        set(.tenantID, event.attribution.tenant)
        set(.id, id)
        set(.occurredAt, event.occurredAt.microseconds)
        set(.kind, "usage")
        set(.sign, 1)
        set(event.attribution)
        try set(event.call)
        try set(event.outcome)
        set(.usageState, event.usageState.rawValue)
        try set(event.usage)
        if let stated = event.statedCost {
            self[.statedCost] = try .magnitude(stated.amount, "stated_cost")
            set(.statedCostSource, stated.source)
        }
        if !event.metadata.isEmpty { set(.metadata, JSONValue.object(event.metadata).compactText) }
        try check(event)
    }

    /// Refuses what no export could tell again: a call of no model, a text with a NUL.
    private func check(_ event: UsageEvent) throws(StoreError) {
        guard !event.call.requestedModel.isEmpty, !event.call.provider.rawValue.isEmpty else {
            throw StoreError(
                .impossibleEvent, "a call has a provider and a model",
                place: Place(path: event.call.requestedModel.isEmpty ? "model" : "provider"))
        }
        for place in cells.cells.indices where cells.cells[place].isText {
            guard cells.bytes[cells.range(place)].contains(0) else { continue }
            throw StoreError(.impossibleEvent, "a text may not hold a NUL", hint: "take the NUL out")
        }
    }

    private mutating func set(_ attribution: Attribution) {
        set(.user, attribution.user)
        set(.team, attribution.team)
        set(.keyID, attribution.keyID)
        set(.chat, attribution.chat)
        set(.message, attribution.message)
        set(.campaign, attribution.campaign)
        set(.agent, attribution.agent)
        guard !attribution.tags.isEmpty else { return }
        set(.tags, JSONValue.object(attribution.tags.json).compactText)
    }

    private mutating func set(_ call: Call) throws(StoreError) {
        set(.service, call.service.rawValue)
        set(.action, call.action)
        set(.provider, call.provider.rawValue)
        set(.model, call.requestedModel)
        set(.servedModel, call.servedModel)
        set(.endpoint, call.endpoint)
        set(.requestID, call.requestID)
        set(.responseID, call.responseID)
        set(.parentCall, call.parentCall)
        self[.step] = try .magnitude(call.step, "step")
        self[.attempt] = try .magnitude(call.attempt, "attempt")
        set(.requestedTier, call.requestedTier?.rawValue)
        set(.servedTier, call.servedTier?.rawValue)
        set(.region, call.region)
        set(.route, call.route)
        set(.speed, call.speed)
    }

    private mutating func set(_ outcome: Outcome) throws(StoreError) {
        set(.status, outcome.status.rawValue)
        if let status = outcome.httpStatus, !(100...999).contains(status) {
            throw StoreError(
                .impossibleEvent, "`http_status` is \(status)", place: Place(path: "http_status"),
                hint: "an HTTP status has three digits")
        }
        set(.httpStatus, outcome.httpStatus)
        set(.errorType, outcome.errorType)
        set(.stopReason, outcome.stopReason)
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
            set(column, Int64(whole))
        }
        set(.totalTokens, usage.totalTokens?.integer)
        if !isComplete { set(.usage, JSONValue.object(usage.json).compactText) }
    }

    /// Sets every column that a costing decides; `terms` are the terms of a priced one.
    mutating func set(_ costing: Costing, terms: NumberedTerms?) throws(StoreError) {
        switch costing {
        case .unpriced(let reason):
            set(.unpricedReason, reason.description)
            set(.unpricedHint, reason.hint)
        case .priced(let cost):
            self[.inputCost] = try .magnitude(cost.total(.input), "input_cost")
            self[.outputCost] = try .magnitude(cost.total(.output), "output_cost")
            self[.generationCost] = try .magnitude(cost.total(.generation), "generation_cost")
            self[.totalCost] = try .magnitude(cost.total, "total_cost")
            self[.listCost] = try .magnitude(cost.listTotal, "list_cost")
            set(.priceDate, cost.price.dateState.rawValue)
            if let terms { set(terms) }
            set(.lineCounts, PriceTerms.counts(cost))
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

package import UsageModel

/// Any name that a record of our own formats may use.
package enum EventName: Hashable, Sendable {
    case field(EventField)
    case counter(Counter)
    case attribute(UsageAttribute)
    case correction(CorrectionField)
    case ledger(LedgerField)

    /// The meaning of a name, or nil for one that nobody knows.
    package init?(_ name: String) {
        if let counter = Counter(rawValue: name) {
            self = .counter(counter)
        } else if let field = EventField(name: name) {
            self = .field(field)
        } else if let attribute = UsageAttribute(rawValue: name) {
            self = .attribute(attribute)
        } else if let correction = CorrectionField(rawValue: name) {
            self = .correction(correction)
        } else if let ledger = LedgerField(rawValue: name) {
            self = .ledger(ledger)
        } else {
            return nil
        }
    }

    /// The name as it is written.
    package var rawValue: String {
        switch self {
        case .field(let field): field.rawValue
        case .counter(let counter): counter.rawValue
        case .attribute(let attribute): attribute.rawValue
        case .correction(let correction): correction.rawValue
        case .ledger(let ledger): ledger.rawValue
        }
    }

    /// All names, in the order of an export's columns.
    package static let all: [EventName] =
        EventField.allCases.map(EventName.field) + Counter.allCases.map(EventName.counter)
        + UsageAttribute.allCases.map(EventName.attribute)
        + CorrectionField.allCases.map(EventName.correction) + LedgerField.allCases.map(EventName.ledger)

    static func unknown(_ name: String) -> ModelError {
        let known = all.map(\.rawValue) + ["usage", "timestamp", "service_tier"]
        return ModelError(
            .unknownName, "`\(name.prefix(60))` is no name that a call has", place: Place(path: name),
            hint: Names.suggestion(for: name, among: known)
                ?? "put further facts into `metadata`, labels into `tags`")
    }
}

/// What a row says that takes another one out of the sums, or puts it right.
package enum CorrectionField: String, Hashable, Sendable, CaseIterable {
    /// `reversal` or `restatement`.
    case kind
    /// The id of the row that is corrected.
    case corrects
    case reason = "correction_reason"
    case actor = "correction_actor"

    /// The value of a correction as text; nil where it has none.
    func text(_ correction: Correction) -> String? {
        switch self {
        case .kind: correction.kind.rawValue
        case .corrects: correction.corrects.description
        case .reason: correction.reason
        case .actor: correction.actor
        }
    }
}

/// What an export adds to a call from the ledger; an import passes over it, because a cost always follows from a price.
package enum LedgerField: String, Hashable, Sendable, CaseIterable {
    case cost = "cost_usd"
    case inputCost = "input_cost_usd"
    case outputCost = "output_cost_usd"
    case generationCost = "generation_cost_usd"
    case listCost = "list_cost_usd"
    case unpricedReason = "unpriced_reason"
    case pricedModel = "priced_model"
    case priceID = "price_id"
    case priceDate = "price_date"

    /// The text of a priced call; nil where it has none.
    func text(_ costing: Costing) -> String? {
        guard let cost = costing.cost else {
            return self == .unpricedReason ? costing.unpricedReason?.description : nil
        }
        switch self {
        case .cost: return cost.total.description
        case .inputCost: return cost.total(.input).description
        case .outputCost: return cost.total(.output).description
        case .generationCost: return cost.total(.generation).description
        case .listCost: return cost.listTotal.description
        case .unpricedReason: return nil
        case .pricedModel: return cost.price.modelID
        case .priceID: return cost.price.priceID
        case .priceDate: return cost.price.dateState.rawValue
        }
    }
}

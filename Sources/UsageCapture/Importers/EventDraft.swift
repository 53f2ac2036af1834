import JSON
import UsageModel

/// A call that is being read from named values in any order.
struct EventDraft {
    private var event: UsageEvent
    private var given: Set<EventName> = []
    private var provider: String?
    private var statedAmount: Money?
    private var statedSource: String?
    private var correction: [CorrectionField: String] = [:]

    init(options: ImportOptions) {
        event = UsageEvent(
            occurredAt: Instant(microseconds: 0), provider: Provider(rawValue: ""), model: "",
            attribution: Attribution(tenant: options.tenant))
        provider = options.provider?.rawValue
        event.call.requestedModel = options.model ?? ""
    }

    /// Takes a value that is known; the place of an error names it.
    mutating func set(_ name: EventName, _ text: String, path: String) throws(ModelError) {
        guard given.insert(name).inserted else {
            throw ModelError(.unknownName, "`\(name.rawValue)` is given twice", place: Place(path: path))
        }
        do {
            switch name {
            case .field(let field): try set(field, text)
            case .counter(let counter): try event.usage.set(counter, try ExactDecimal(text))
            case .attribute(let attribute): event.usage.attributes[attribute] = try Self.plain(text)
            case .correction(let field): correction[field] = try Self.plain(text)
            case .ledger: break
            }
        } catch {
            throw ModelError(error.code, error.message, place: Place(path: path), hint: error.hint)
        }
    }

    /// Takes tags or metadata.
    mutating func set(_ field: EventField, _ object: JSONObject, path: String) throws(ModelError) {
        guard given.insert(.field(field)).inserted else {
            throw ModelError(.unknownName, "`\(field.rawValue)` is given twice", place: Place(path: path))
        }
        if field == .metadata {
            event.metadata = object
            return
        }
        for member in object.members {
            guard let text = member.value.string ?? member.value.numberText else {
                throw ModelError(
                    .unknownName, "expected a text, found \(member.value.kindName)",
                    place: Place(path: "\(path).\(member.name)"), hint: "a tag has a name and a text")
            }
            event.attribution.tags[member.name] = text
        }
    }

    /// The call, or which value is missing that it must have.
    ///
    /// `guessesProvider` lets the families of names tell the provider, and calls it `unknown` where they do not.
    func finished(guessesProvider: Bool = false) throws(CaptureError) -> UsageEvent {
        var event = event
        guard given.contains(.field(.occurredAt)) else {
            throw Self.missing(.occurredAt, "2025-03-01T12:00:00Z")
        }
        guard !event.call.requestedModel.isEmpty else { throw Self.missing(.model, "gpt-4o") }
        if let provider {
            event.call.provider = Provider(named: provider)
        } else if guessesProvider {
            let name = ModelName(qualified: event.call.requestedModel)
            event.call.provider = name?.provider ?? Provider(rawValue: "unknown")
            event.call.requestedModel = name?.model ?? event.call.requestedModel
        } else {
            // Our own format never guesses a provider from a family of names.
            guard event.call.requestedModel.contains("/"),
                let name = ModelName(qualified: event.call.requestedModel)
            else { throw Self.missing(.provider, "openai") }
            event.call.provider = name.provider
            event.call.requestedModel = name.model
        }
        if let statedAmount {
            event.statedCost = StatedCost(amount: statedAmount, source: statedSource ?? "import")
        }
        if !given.contains(.field(.usageState)), event.usage.isEmpty { event.usageState = .absent }
        return event
    }

    /// The call with what it corrects, if anything.
    func finishedCall() throws(CaptureError) -> MappedCall {
        var call = MappedCall(try finished())
        guard let word = correction[.kind], word != LedgerRow.Kind.usage.rawValue else {
            if let field = CorrectionField.allCases.first(where: { $0 != .kind && correction[$0] != nil }) {
                throw CaptureError(
                    .missingValue, "`\(field.rawValue)` stands beside a `kind` that corrects",
                    place: Place(path: field.rawValue), hint: "kinds are `reversal` and `restatement`")
            }
            return call
        }
        guard let kind = LedgerRow.Kind(rawValue: word) else {
            throw CaptureError(
                .unknownName, "`\(word.prefix(60))` is no kind of row", place: Place(path: "kind"),
                hint: Names.suggestion(for: word, among: LedgerRow.Kind.allCases.map(\.rawValue)))
        }
        guard let corrects = correction[.corrects].flatMap({ EventID($0) }) else {
            throw CaptureError(
                .missingValue, "a correction names the id of a row in `corrects`",
                place: Place(path: "corrects"))
        }
        call.correction = Correction(
            kind: kind, corrects: corrects, reason: correction[.reason] ?? "", actor: correction[.actor])
        return call
    }

    private static func missing(_ field: EventField, _ example: String) -> CaptureError {
        CaptureError(
            .missingValue, "a call needs `\(field.rawValue)`",
            hint: "add it, like \"\(field.rawValue)\":\"\(example)\"")
    }
}

extension EventDraft {
    private mutating func set(_ field: EventField, _ text: String) throws(ModelError) {
        switch field {
        case .id:
            guard let id = EventID(text) else {
                throw ModelError(
                    .unknownName, "`\(text.prefix(60))` is no UUID",
                    hint: "leave `id` out, or keep your own key in `idempotency_key`")
            }
            event.id = id
        case .occurredAt: event.occurredAt = try Instant(text)
        case .step: event.call.step = try Self.whole(text)
        case .attempt: event.call.attempt = try Self.whole(text)
        case .httpStatus: event.outcome.httpStatus = try Self.whole(text, from: 100, to: 999)
        case .latencyMs: event.outcome.latencyMs = try Self.whole(text)
        case .timeToFirstTokenMs: event.outcome.timeToFirstTokenMs = try Self.whole(text)
        case .status: event.outcome.status = try Self.word(text)
        case .usageState: event.usageState = try Self.word(text)
        case .service: event.call.service = try Self.word(text)
        case .statedCost: statedAmount = try Self.amount(text)
        case .tags, .metadata:
            guard let object = (try? JSONValue(parsing: text))?.object else {
                throw ModelError(
                    .unknownName, "expected a JSON object",
                    hint: "write it like {\"name\":\"value\"}")
            }
            given.remove(.field(field))
            try set(field, object, path: field.rawValue)
        default: try setText(field, try Self.plain(text))
        }
    }

    private mutating func setText(_ field: EventField, _ text: String) throws(ModelError) {
        switch field {
        case .idempotencyKey: event.idempotencyKey = text
        case .tenant: event.attribution.tenant = text
        case .user: event.attribution.user = text
        case .team: event.attribution.team = text
        case .keyID: event.attribution.keyID = text
        case .chat: event.attribution.chat = text
        case .message: event.attribution.message = text
        case .campaign: event.attribution.campaign = text
        case .agent: event.attribution.agent = text
        case .provider: provider = text
        case .model: event.call.requestedModel = text
        case .servedModel: event.call.servedModel = text
        case .action: event.call.action = text
        case .endpoint: event.call.endpoint = text
        case .requestID: event.call.requestID = text
        case .responseID: event.call.responseID = text
        case .parentCall: event.call.parentCall = text
        case .requestedTier: event.call.requestedTier = ServiceTier(rawValue: text)
        case .servedTier: event.call.servedTier = ServiceTier(rawValue: text)
        case .region: event.call.region = text
        case .route: event.call.route = text
        case .speed: event.call.speed = text
        case .errorType: event.outcome.errorType = text
        case .stopReason: event.outcome.stopReason = text
        case .statedCostSource: statedSource = text
        case .ip: event.client.ip = text
        case .userAgent: event.client.userAgent = text
        case .device: event.client.device = text
        default: preconditionFailure("`\(field.rawValue)` is no text")
        }
    }

    private static func plain(_ text: String) throws(ModelError) -> String {
        guard !text.utf8.contains(0) else {
            throw ModelError(.badText, "a text may not hold a NUL", hint: "take the NUL out")
        }
        return text
    }

    /// A whole number within bounds.
    static func whole(_ text: String, from least: Int = 0, to most: Int = .max)
        throws(ModelError) -> Int
    {
        guard let value = try ExactDecimal(text).integer, (least...most).contains(value) else {
            throw ModelError(
                .badNumber, "`\(text.prefix(60))` is no whole number from \(least) to \(most)")
        }
        return value
    }

    /// An amount that somebody states, rounded half to even to the picodollar.
    static func amount(_ text: String) throws(ModelError) -> Money {
        let amount = try Money(rounding: try ExactDecimal(text))
        guard amount >= .zero else {
            throw ModelError(
                .badNumber, "a stated cost of \(text.prefix(60)) is below zero",
                hint: "a credit is no call; leave the line out")
        }
        _ = try amount.rowPicodollars()
        return amount
    }

    private static func word<Word: RawRepresentable & CaseIterable>(_ text: String) throws(ModelError) -> Word
    where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        throw ModelError(
            .unknownName, "`\(text.prefix(60))` is none of \(words.joined(separator: ", "))",
            hint: Names.suggestion(for: text, among: words))
    }
}

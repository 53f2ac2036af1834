package import JSON
package import UsageModel

/// Reads our own JSON Lines, in the names of `EventField`.
package struct EventObjectMapping: ObjectMapping {
    package static let format = ImportFormat.jsonl
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package mutating func call(from object: JSONObject) throws(CaptureError) -> MappedCall? {
        var draft = EventDraft(options: options)
        do throws(ModelError) {
            for member in object.members where !member.value.isNull {
                if member.name == "usage" {
                    try Self.usage(member.value, into: &draft)
                } else {
                    try Self.member(member, path: member.name, into: &draft)
                }
            }
        } catch {
            throw CaptureError(error)
        }
        return try draft.finishedCall()
    }

    private static func usage(_ value: JSONValue, into draft: inout EventDraft) throws(ModelError) {
        guard let counts = value.object else {
            throw ModelError(
                .unknownName, "expected an object, found \(value.kindName)", place: Place(path: "usage"))
        }
        for member in counts.members where !member.value.isNull {
            let path = "usage.\(member.name)"
            guard Counter(rawValue: member.name) != nil || UsageAttribute(rawValue: member.name) != nil else {
                let known = Counter.allCases.map(\.rawValue) + UsageAttribute.allCases.map(\.rawValue)
                throw ModelError(
                    .unknownName, "`\(member.name.prefix(60))` is no counter", place: Place(path: path),
                    hint: Names.suggestion(for: member.name, among: known))
            }
            try self.member(member, path: path, into: &draft)
        }
    }

    private static func member(
        _ member: JSONObject.Member, path: String, into draft: inout EventDraft
    ) throws(ModelError) {
        guard let name = EventName(member.name) else { throw EventName.unknown(member.name) }
        switch (name, member.value) {
        case (_, .string(let text)):
            if !text.isEmpty { try draft.set(name, text, path: path) }
        case (_, .number(let text)): try draft.set(name, text, path: path)
        case (.attribute, .bool(let truth)): try draft.set(name, truth ? "true" : "false", path: path)
        case (.field(let field), .object(let object)) where field.kind == .object:
            try draft.set(field, object, path: path)
        case (.ledger, _): break
        default:
            throw ModelError(
                .badText, "expected \(expectation(name)), found \(member.value.kindName)",
                place: Place(path: path))
        }
    }

    private static func expectation(_ name: EventName) -> String {
        switch name {
        case .counter: "a number"
        case .field(let field):
            switch field.kind {
            case .number: "a number"
            case .object: "an object"
            case .text: "a text"
            }
        default: "a text"
        }
    }
}

/// Reads our own calls where they are the elements of an array, as `export json` writes them.
package struct EventListMapping: CallMapping {
    package static let format = ImportFormat.jsonl
    private var line: EventObjectMapping

    package init(options: ImportOptions) {
        line = EventObjectMapping(options: options)
    }

    package static func recognises(_ object: JSONObject) -> Bool { true }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        do throws(CaptureError) {
            return try line.call(from: record)
        } catch {
            throw ModelError(error.code, error.message, place: error.place, hint: error.hint)
        }
    }
}

/// Writes calls as our own JSON Lines; what it writes, `EventObjectMapping` reads back as the same call.
package enum EventLineWriter {
    /// One call as one line, without its end: known values only, counts inside `usage`.
    package static func line(
        _ event: UsageEvent, _ costing: Costing? = nil, _ correction: Correction? = nil
    ) -> String {
        var object = JSONObject()
        for field in EventField.allCases {
            guard let text = field.text(event), !text.isEmpty else { continue }
            switch field {
            case .tags: object.append(field.rawValue, .object(event.attribution.tags.json))
            case .metadata: object.append(field.rawValue, .object(event.metadata))
            default: object.append(field.rawValue, field.kind == .number ? .number(text) : .string(text))
            }
        }
        let usage = event.usage.json
        if !usage.isEmpty { object.append("usage", .object(usage)) }
        for field in CorrectionField.allCases {
            object.append(field.rawValue, correction.flatMap(field.text).map { .string($0) })
        }
        for field in LedgerField.allCases {
            object.append(field.rawValue, costing.flatMap(field.text).map { .string($0) })
        }
        return JSONValue.object(object).compactText
    }
}

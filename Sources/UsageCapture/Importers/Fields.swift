import JSON
import UsageModel

/// The members of another tool's record, read leniently: a number may be written as a text, an empty text means nothing.
///
/// Paths name members inside members, as in `input.inputTokenCount`; a text that holds JSON is read as what it holds. Errors
/// name the path.
struct Fields {
    /// The record.
    let object: JSONObject

    init(_ object: JSONObject) {
        self.object = object
    }

    /// The first of several places that holds anything but `null` or an empty text.
    private func found(_ paths: [String]) -> (path: String, value: JSONValue)? {
        for path in paths {
            if let value = value(path) { return (path, value) }
        }
        return nil
    }

    /// The value at a path, or nil for none, `null` or an empty text.
    func value(_ path: String) -> JSONValue? {
        // A column of a table may itself be named with a point.
        var value = object[path]
        if value == nil {
            value = .object(object)
            for name in path.split(separator: ".") {
                if let text = value?.string, text.hasPrefix("{") { value = try? JSONValue(parsing: text) }
                value = value?[String(name)]
            }
        }
        return value == .null || value == "" ? nil : value
    }

    /// A text, or a number or truth as it is written.
    func text(_ paths: String...) throws(ModelError) -> String? {
        guard let (path, value) = found(paths) else { return nil }
        switch value {
        case .string(let text) where !text.utf8.contains(0): return text
        case .number(let text): return text
        case .bool(let truth): return truth ? "true" : "false"
        default: throw Self.expected("a text", value, path)
        }
    }

    /// A text that must be there.
    func required(_ paths: String...) throws(ModelError) -> String {
        guard let (path, value) = found(paths) else {
            throw ModelError(
                .missingValue, "expected a text in `\(paths[0])`, found nothing", place: Place(path: paths[0])
            )
        }
        guard let text = value.string ?? value.numberText, !text.utf8.contains(0) else {
            throw Self.expected("a text", value, path)
        }
        return text
    }

    /// A number.
    func decimal(_ paths: String...) throws(ModelError) -> ExactDecimal? {
        guard let (path, value) = found(paths) else { return nil }
        return try Self.decimal(value, path)
    }

    private static func decimal(_ value: JSONValue, _ path: String) throws(ModelError) -> ExactDecimal {
        guard let text = value.numberText ?? value.string else { throw expected("a number", value, path) }
        return try at(path) { () throws(ModelError) in try ExactDecimal(text) }
    }

    /// The number of thousandths or other parts nearest to a number, such as milliseconds of seconds; nil below zero.
    func scaled(_ factor: Int, _ paths: String...) throws(ModelError) -> Int? {
        guard let (path, value) = found(paths) else { return nil }
        let number = try Self.decimal(value, path).multiplied(by: ExactDecimal(factor))?.rounded.integer
        return number.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
    }

    /// A moment in ISO 8601; without a zone it is UTC.
    func moment(_ paths: String...) throws(ModelError) -> Instant? {
        guard let (path, value) = found(paths) else { return nil }
        guard let text = value.string else { throw Self.expected("a moment in ISO 8601", value, path) }
        return try Self.at(path) { () throws(ModelError) in try Instant(text, zoneless: true) }
    }

    /// A moment that must be there.
    func requiredMoment(_ paths: String...) throws(ModelError) -> Instant {
        guard let (path, value) = found(paths) else {
            throw ModelError(
                .missingValue, "expected a moment in `\(paths[0])`, found nothing",
                place: Place(path: paths[0]))
        }
        guard let text = value.string else { throw Self.expected("a moment in ISO 8601", value, path) }
        return try Self.at(path) { () throws(ModelError) in try Instant(text, zoneless: true) }
    }

    /// Sets a counter to the sum of what stands at the first path that has anything, and at further ones that belong to it.
    func count(
        _ counter: Counter, _ paths: String..., adding further: [String] = [], into usage: inout Usage
    ) throws(ModelError) {
        guard let (path, value) = found(paths) else { return }
        var sum = try Self.decimal(value, path)
        if sum.isNegative, !further.isEmpty {
            throw ModelError(.badNumber, "`\(path)` is no count", place: Place(path: path))
        }
        for other in further {
            guard let value = self.value(other) else { continue }
            let number = try Self.decimal(value, other)
            guard let total = sum.adding(number), !number.isNegative else {
                throw ModelError(.badNumber, "`\(other)` is no count", place: Place(path: other))
            }
            sum = total
        }
        var changed = usage
        usage = try Self.at(path) { () throws(ModelError) in
            try changed.set(counter, sum)
            return changed
        }
    }

    /// A cost in US dollars that somebody states.
    func cost(_ paths: String..., source: String) throws(ModelError) -> StatedCost? {
        guard let (path, value) = found(paths) else { return nil }
        guard let text = value.numberText ?? value.string else {
            throw Self.expected("a number", value, path)
        }
        let amount = try Self.at(path) { () throws(ModelError) in try EventDraft.amount(text) }
        return StatedCost(amount: amount, source: source)
    }

    static func expected(_ what: String, _ value: JSONValue?, _ path: String) -> ModelError {
        let holdsNUL = value?.string?.utf8.contains(0) ?? false
        let found = holdsNUL ? "a text with a NUL" : value?.kindName ?? "nothing"
        return ModelError(.badText, "expected \(what), found \(found)", place: Place(path: path))
    }

    /// Moves an error to the member that it is about.
    static func at<Value>(_ path: String, _ body: () throws(ModelError) -> Value) throws(ModelError) -> Value
    {
        do throws(ModelError) {
            return try body()
        } catch {
            throw ModelError(error.code, error.message, place: Place(path: path), hint: error.hint)
        }
    }
}

extension UsageEvent {
    /// The milliseconds from the call's moment to a later one; nil where there is none.
    func milliseconds(to end: Instant?) -> Int? {
        guard let end, end >= occurredAt else { return nil }
        let (micros, over) = end.microseconds.subtractingReportingOverflow(occurredAt.microseconds)
        return over ? nil : Int((micros + 500) / 1000)
    }
}

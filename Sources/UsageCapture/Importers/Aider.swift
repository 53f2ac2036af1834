package import JSON
import UsageModel

/// Reads the analytics log of aider (`aider --analytics-log FILE`): its `message_send` events are calls.
///
/// Fields as in Aider-AI/aider, `aider/coders/base_coder.py` and `aider/analytics.py`. What the log does not tell: whether
/// the counts come from the provider or were made by aider where an answer had none, and how many of the input tokens were
/// read from or written to a cache, although `cost` takes that into account. `total_cost` is the running sum of a session.
package struct AiderMapping: ObjectMapping {
    package static let format = ImportFormat.aider
    private let options: ImportOptions
    /// Properties that are kept as metadata; all else stays behind.
    private static let metadataNames = ["aider_version", "edit_format"]

    package init(options: ImportOptions) {
        self.options = options
    }

    package mutating func call(from object: JSONObject) throws(CaptureError) -> MappedCall? {
        guard let kind = object["event"]?.string else {
            throw CaptureError(
                .missingValue, "expected the name of an event in `event`", place: Place(path: "event"),
                hint: "a line of the log looks like {\"event\":\"message_send\",\"properties\":{…},…}")
        }
        guard kind == "message_send" else { return nil }
        do throws(ModelError) {
            return MappedCall(try event(object))
        } catch {
            throw CaptureError(error)
        }
    }

    /// The call of an event that is known to be one.
    func event(_ object: JSONObject) throws(ModelError) -> UsageEvent {
        let properties = object["properties"]?.object ?? JSONObject()
        guard let written = properties["main_model"]?.string, !written.isEmpty, !written.utf8.contains(0)
        else {
            throw Fields.expected("the model's name", properties["main_model"], "properties.main_model")
        }
        let unknown = ModelName(provider: Provider(rawValue: "unknown"), model: written)
        let name = ModelName(qualified: written) ?? unknown
        var event = UsageEvent(
            occurredAt: try Self.moment(object["time"]), provider: options.provider ?? name.provider,
            model: name.model,
            attribution: Attribution(tenant: options.tenant, user: try Self.user(object["user_id"])))
        for (counter, property) in [
            (Counter.inputTokens, "prompt_tokens"), (.outputTokens, "completion_tokens"),
        ] {
            try Self.count(counter, properties[property], "properties.\(property)", into: &event.usage)
        }
        if event.usage.isEmpty { event.usageState = .absent }
        event.statedCost = try Self.cost(properties["cost"])
        for name in Self.metadataNames {
            event.metadata.append(name, properties[name]?.string.map { .string($0) })
        }
        return event
    }

    private static func moment(_ value: JSONValue?) throws(ModelError) -> Instant {
        guard let text = value?.numberText else { throw Fields.expected("seconds since 1970", value, "time") }
        let seconds = try Fields.at("time") { () throws(ModelError) in try ExactDecimal(text) }
        let scaled = seconds.multiplied(by: ExactDecimal(1_000_000))
        guard let scaled, !seconds.isNegative, let micros = Int64(text: scaled),
            micros <= Instant(microseconds: .max).microseconds
        else {
            throw ModelError(
                .badDate, "`\(text.prefix(60))` is no moment in seconds since 1970",
                place: Place(path: "time"))
        }
        return Instant(microseconds: micros)
    }

    /// A user that is null is anonymous: no user.
    private static func user(_ value: JSONValue?) throws(ModelError) -> String? {
        guard let value, !value.isNull else { return nil }
        guard let user = value.string, !user.utf8.contains(0) else {
            throw Fields.expected("a text or null", value, "user_id")
        }
        return user.isEmpty ? nil : user
    }

    private static func count(
        _ counter: Counter, _ value: JSONValue?, _ path: String, into usage: inout Usage
    ) throws(ModelError) {
        guard let value, !value.isNull else { return }
        guard let text = value.numberText else { throw Fields.expected("a number", value, path) }
        var changed = usage
        usage = try Fields.at(path) { () throws(ModelError) in
            try changed.set(counter, try ExactDecimal(text))
            return changed
        }
    }

    /// The cost is a binary double printed in full, as `0.0006200000000000001`: its text is read and rounded to picodollars.
    private static func cost(_ value: JSONValue?) throws(ModelError) -> StatedCost? {
        guard let value, !value.isNull else { return nil }
        guard let text = value.numberText else { throw Fields.expected("a number", value, "properties.cost") }
        let amount = try Fields.at("properties.cost") { () throws(ModelError) in try EventDraft.amount(text) }
        return StatedCost(amount: amount, source: "aider")
    }
}

extension Int64 {
    /// The whole part of a decimal number, or nil where it does not fit.
    init?(text decimal: ExactDecimal) {
        let whole = decimal.description.split(separator: ".", maxSplits: 1).first ?? ""
        self.init(whole)
    }
}

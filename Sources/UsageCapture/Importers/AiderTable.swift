package import JSON
package import UsageModel

/// Reads aider's calls as a table: `time,user_id,main_model,prompt_tokens,completion_tokens,cost_usd,elapsed_s`.
///
/// The columns are the properties of aider's `message_send` events, with the seconds since the message was sent.
package struct AiderTableMapping: CallMapping {
    package static let format = ImportFormat.aiderTable
    /// The columns by which the table is known.
    static let columns = ["time", "main_model", "prompt_tokens", "completion_tokens", "cost_usd"]
    private var log: AiderMapping

    package init(options: ImportOptions) {
        log = AiderMapping(options: options)
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        columns.allSatisfy { object[$0] != nil }
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        var properties = JSONObject()
        for (name, column) in [
            ("main_model", "main_model"), ("prompt_tokens", "prompt_tokens"),
            ("completion_tokens", "completion_tokens"), ("cost", "cost_usd"), ("edit_format", "edit_format"),
        ] {
            guard let value = fields.value(column) else { continue }
            let isNumber = column != "main_model" && column != "edit_format"
            properties.append(name, isNumber ? (value.string.map { .number($0) } ?? value) : value)
        }
        var event: JSONObject = JSONObject()
        event.append("properties", .object(properties))
        event.append("user_id", fields.value("user_id"))
        event.append("time", fields.value("time").map { value in value.string.map { .number($0) } ?? value })
        do throws(ModelError) {
            var call = try log.event(event)
            call.outcome.latencyMs = try fields.scaled(1000, "elapsed_s")
            return MappedCall(call)
        } catch {
            // The table has the properties as columns.
            let column = error.place?.path?.replacing("properties.", with: "")
            throw ModelError(
                error.code, error.message,
                place: Place(path: column == "cost" ? "cost_usd" : column), hint: error.hint)
        }
    }
}

package import JSON
package import UsageModel

/// Reads the session files of Claude Code: one event a line, of which the model's messages are calls.
///
/// Members as in 23min/copilot-lens, `docs/research/claude-code-sessions.md`. A message stands there once for each of its blocks, under
/// one message id and request id, and again in every session that goes on from this one: it is one call. The output of a
/// message that has not ended is what was counted so far, so that its last line counts.
package struct ClaudeCodeMapping: CallMapping {
    package static let format = ImportFormat.claudeCode
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        object["sessionId"] != nil && object["type"] != nil
            && ["uuid", "parentUuid", "message", "version"].contains { object[$0] != nil }
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        guard let message = record["message"]?.object, message["usage"]?.object != nil,
            let model = message["model"]?.string, model != "<synthetic>"
        else { return nil }
        let fields = Fields(record)
        var context = ResponseContext(
            provider: options.provider ?? Provider(named: "anthropic"), api: "anthropic.messages")
        context.requestModel = model
        var body: JSONObject = JSONObject([.init(name: "type", value: "message")])
        for name in ["id", "model", "usage", "stop_reason"] { body.append(name, message[name]) }
        let response = RecordedResponse(
            context: context, body: Array(JSONValue.object(body).compactText.utf8))
        var event = response.extraction.event(
            of: context, occurredAt: try fields.requiredMoment("timestamp"))
        event.attribution.tenant = options.tenant
        event.attribution.chat = try fields.text("sessionId")
        event.attribution.agent = try fields.text("agentId")
        event.call.requestID = try fields.text("requestId")
        event.call.parentCall = nil
        event.statedCost = try fields.cost("costUSD", source: Self.format.rawValue)
        if event.outcome.stopReason == nil { event.usageState = .partial }
        event.metadata.append("version", try fields.text("version").map { .string($0) })
        guard let id = event.call.responseID else { return MappedCall(event) }
        return MappedCall(event, key: "\(id) \(event.call.requestID ?? "")", isRunning: true)
    }
}

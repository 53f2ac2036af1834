package import JSON
package import UsageModel

/// Reads recorded usage objects as providers sent them, one a line, each with its endpoint, its models and its status.
///
/// `usage_key` says under which member of the response the object stood; the rule of the endpoint then reads it like the response.
package struct UsageBlocksMapping: CallMapping {
    package static let format = ImportFormat.usageBlocks
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        ["provider", "endpoint", "usage_key", "usage"].allSatisfy { object[$0] != nil }
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let fields = Fields(record)
        guard let moment = try fields.moment("timestamp") ?? options.moment else {
            throw ModelError(
                .missingValue, "the record does not say when the call was made",
                place: Place(path: "timestamp"),
                hint: "give the moment of such records, like --at 2026-01-01T00:00:00Z")
        }
        var context = ResponseContext()
        context.provider = Provider(named: try fields.required("provider"))
        // A recorder may mark a stream behind the path.
        let path = try fields.text("endpoint")
        context.urlPath = path?.split(separator: "#", maxSplits: 1).first.map(String.init)
        context.requestModel = try fields.text("request_model").map(Self.unescaped)
        context.httpStatus = try fields.text("http_status").flatMap { Int($0) }
            .flatMap { (100...999).contains($0) ? $0 : nil }
        let served = try fields.text("response_model")
        let response = RecordedResponse(context: context, body: Self.body(fields, model: served))
        var event = response.extraction.event(of: context, occurredAt: moment)
        event.attribution.tenant = options.tenant
        event.call.servedModel = served ?? event.call.servedModel
        event.call.endpoint = context.urlPath
        event.call.requestID = try fields.text("request_id") ?? event.call.requestID
        event.outcome.latencyMs = try fields.scaled(1, "latency_ms")
        if event.usage.isEmpty { event.usageState = .absent }
        return MappedCall(event)
    }

    /// The response as far as it is known: the usage under its member, and the model.
    private static func body(_ fields: Fields, model: String?) -> [UInt8] {
        var body = JSONObject()
        guard let usage = fields.value("usage") else { return [] }
        switch fields.value("usage_key")?.string {
        case "ollama": body = usage.object ?? JSONObject()
        case let key?: body.append(key, usage)
        case nil: body.append("usage", usage)
        }
        body.append("model", model.map { .string($0) })
        return Array(JSONValue.object(body).compactText.utf8)
    }

    /// A name as it stood in a URL.
    private static func unescaped(_ name: String) -> String {
        name.replacing("%3A", with: ":").replacing("%3a", with: ":").replacing("%2F", with: "/")
            .replacing("%2f", with: "/")
    }
}

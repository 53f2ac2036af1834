package import JSON
package import UsageModel

/// Reads the invocation log of Amazon Bedrock, as it lies on S3 or comes from CloudWatch.
///
/// Members as in the user guide, "Monitor model invocation using CloudWatch Logs and Amazon S3", and the sample in
/// dheerajoruganty/aws-bedrock-logs-mcp-server, `setup.md`. Input tokens leave out both caches. Bodies hold prompts and answers and
/// are passed over, but for what they count.
package struct BedrockLogMapping: CallMapping {
    package static let format = ImportFormat.bedrock
    private let options: ImportOptions

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool {
        object["schemaType"]?.string == "ModelInvocationLog"
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        guard Self.recognises(record) else { return nil }
        let fields = Fields(record)
        var event = UsageEvent(
            occurredAt: try fields.requiredMoment("timestamp"),
            provider: options.provider ?? Provider(named: "bedrock"),
            model: Self.model(try fields.required("modelId")),
            attribution: Attribution(tenant: options.tenant))
        event.attribution.keyID = try fields.text("identity.arn")
        for member in fields.value("requestMetadata")?.object?.members ?? [] {
            event.attribution.tags[member.name] = member.value.string ?? member.value.numberText
        }
        try fillUsage(&event, fields)
        let requestID = try fields.required("requestId")
        event.call.requestID = requestID
        event.call.endpoint = Self.endpoint(try fields.text("operation"))
        event.call.region = try fields.text("region")
        let inferred = try fields.text("inferenceRegion")
        if inferred != event.call.region { event.call.route = inferred }
        if let code = try fields.text("errorCode") {
            event.outcome.status = code == "ThrottlingException" ? .rateLimited : .error
            event.outcome.errorType = code
        }
        event.outcome.httpStatus = try fields.text("status").flatMap { Int($0) }
            .flatMap { (100...999).contains($0) ? $0 : nil }
        return MappedCall(event, key: requestID)
    }

    /// The model of an id or of an ARN, whose last part names the model or the inference profile.
    private static func model(_ id: String) -> String {
        guard id.hasPrefix("arn:"), let last = id.split(separator: "/").last else { return id }
        return String(last)
    }

    private static func endpoint(_ operation: String?) -> String? {
        switch operation {
        case "Converse", "ConverseStream": "converse"
        case "InvokeModel", "InvokeModelWithResponseStream": "invoke"
        default: operation
        }
    }

    private func fillUsage(_ event: inout UsageEvent, _ fields: Fields) throws(ModelError) {
        let (read, write) = ("input.cacheReadInputTokenCount", "input.cacheWriteInputTokenCount")
        try fields.count(
            .inputTokens, "input.inputTokenCount", adding: [read, write], into: &event.usage)
        try fields.count(.cacheReadTokens, read, into: &event.usage)
        try fields.count(.cacheWriteTokens, write, into: &event.usage)
        try fields.count(.outputTokens, "output.outputTokenCount", into: &event.usage)
        if event.usage.isEmpty { event.usageState = .absent }
        // A stream is logged as the list of its events, whose last one tells the figures.
        let body = fields.value("output.outputBodyJson")
        let parts = body?.array ?? [body].compactMap(\.self)
        for part in parts.reversed() {
            let metrics = part["metrics"] ?? part["metadata"]?["metrics"]
            if event.outcome.latencyMs == nil {
                event.outcome.latencyMs = metrics?["latencyMs"]?.integer.flatMap { $0 >= 0 ? $0 : nil }
            }
            let stop =
                part["stopReason"] ?? part["messageStop"]?["stopReason"] ?? part["stop_reason"]
                ?? part["delta"]?["stop_reason"]
            if event.outcome.stopReason == nil { event.outcome.stopReason = stop?.string }
            let usage = part["usage"] ?? part["metadata"]?["usage"]
            try Self.split(usage?["cacheDetails"], into: &event.usage)
        }
    }

    /// How long what was written to the cache is kept there.
    private static func split(_ details: JSONValue?, into usage: inout Usage) throws(ModelError) {
        for detail in details?.array ?? [] {
            guard let tokens = detail["inputTokens"]?.integer else { continue }
            switch detail["ttl"]?.string {
            case "5m": try usage.set(.cacheWrite5mTokens, ExactDecimal(tokens))
            case "1h": try usage.set(.cacheWrite1hTokens, ExactDecimal(tokens))
            default: break
            }
        }
    }
}

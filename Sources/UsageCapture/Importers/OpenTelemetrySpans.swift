package import JSON
package import UsageModel

/// Reads OpenTelemetry spans in the JSON of OTLP, of which those of model calls are calls.
///
/// Attributes as in open-telemetry/semantic-conventions-genai, with the names of its earlier versions: input contains what was read
/// from and written to a cache, output contains reasoning. Spans of agents and tools only wrap calls. Prompts are passed over.
package struct OpenTelemetryMapping: CallMapping {
    package static let format = ImportFormat.openTelemetry
    private let options: ImportOptions

    /// Operations that wrap calls of models, or are none.
    private static let wrappers: Set<String> = [
        "invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "plan", "retrieval",
    ]

    private static let counters: [(Counter, [String])] = [
        (.inputTokens, ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"]),
        (.outputTokens, ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"]),
        (
            .cacheReadTokens,
            ["gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens"]
        ),
        (
            .cacheWriteTokens,
            [
                "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens",
                "gen_ai.usage.cache_creation_input_tokens",
            ]
        ),
        (.reasoningTokens, ["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"]),
        (.textInputTokens, ["gen_ai.usage.text.input_tokens"]),
        (.audioInputTokens, ["gen_ai.usage.audio.input_tokens"]),
        (.imageInputTokens, ["gen_ai.usage.image.input_tokens"]),
        (.videoInputTokens, ["gen_ai.usage.video.input_tokens"]),
        (.textOutputTokens, ["gen_ai.usage.text.output_tokens"]),
        (.audioOutputTokens, ["gen_ai.usage.audio.output_tokens"]),
    ]

    package init(options: ImportOptions) {
        self.options = options
    }

    package static func recognises(_ object: JSONObject) -> Bool { object["resourceSpans"] != nil }

    /// The spans of a batch, each with the attributes of its resource.
    package static func records(in object: JSONObject) -> [JSONObject] {
        var spans: [JSONObject] = []
        for resource in object["resourceSpans"]?.array ?? [] {
            let scopes = resource["scopeSpans"] ?? resource["instrumentationLibrarySpans"]
            for scope in scopes?.array ?? [] {
                for span in scope["spans"]?.array ?? [] {
                    guard var span = span.object else { continue }
                    span["resource"] = resource["resource"]
                    spans.append(span)
                }
            }
        }
        return spans
    }

    package mutating func call(from record: JSONObject) throws(ModelError) -> MappedCall? {
        let attributes = Fields(Self.attributes(record["attributes"]))
        let operation = try attributes.text("gen_ai.operation.name")
        let asked = try attributes.text("gen_ai.request.model")
        let served = try attributes.text("gen_ai.response.model")
        guard let model = asked ?? served, !Self.wrappers.contains(operation ?? "") else { return nil }
        let fields = Fields(record)
        var event = UsageEvent(
            occurredAt: try Self.moment(fields, "startTimeUnixNano"),
            provider: try provider(attributes, model), model: model,
            attribution: try attribution(attributes, record))
        for (counter, names) in Self.counters {
            guard let name = names.first(where: { attributes.value($0) != nil }) else { continue }
            try attributes.count(counter, name, into: &event.usage)
        }
        if event.usage.isEmpty { event.usageState = .absent }
        try fillCall(&event.call, attributes, served: served, operation: operation)
        event.call.parentCall = try fields.text("parentSpanId")
        try fillOutcome(&event, attributes, fields)
        let key = "\(try fields.required("traceId")) \(try fields.required("spanId"))"
        return MappedCall(event, key: key)
    }

    private func fillCall(
        _ call: inout Call, _ attributes: Fields, served: String?, operation: String?
    ) throws(ModelError) {
        call.servedModel = served
        call.service =
            switch operation {
            case "embeddings": .embedding
            case "text_completion", "generate_content", "chat", nil: .chat
            default: .other
            }
        call.endpoint = operation
        call.responseID = try attributes.text("gen_ai.response.id")
        call.requestedTier = try attributes.text(
            "openai.request.service_tier", "gen_ai.openai.request.service_tier"
        ).map(ServiceTier.init(rawValue:))
        call.servedTier = try attributes.text(
            "openai.response.service_tier", "gen_ai.openai.response.service_tier"
        ).map(ServiceTier.init(rawValue:))
    }

    private func fillOutcome(
        _ event: inout UsageEvent, _ attributes: Fields, _ fields: Fields
    ) throws(ModelError) {
        event.outcome.latencyMs = event.milliseconds(to: try Self.moment(fields, "endTimeUnixNano"))
        event.outcome.errorType = try attributes.text("error.type")
        let reasons = attributes.value("gen_ai.response.finish_reasons")
        event.outcome.stopReason =
            reasons?.array.map { $0.compactMap(\.string).joined(separator: ",") } ?? reasons?.string
        if event.outcome.stopReason == "" { event.outcome.stopReason = nil }
        event.outcome.httpStatus = try attributes.text("http.response.status_code").flatMap { Int($0) }
            .flatMap { (100...999).contains($0) ? $0 : nil }
        let code = try fields.text("status.code")
        if code == "2" || code == "STATUS_CODE_ERROR" || event.outcome.errorType != nil {
            let isLimited = event.outcome.httpStatus == 429 || event.outcome.errorType == "429"
            event.outcome.status = isLimited ? .rateLimited : .error
        }
    }

    private func provider(_ attributes: Fields, _ model: String) throws(ModelError) -> Provider {
        if let name = try attributes.text("gen_ai.provider.name", "gen_ai.system") {
            return Provider(named: name)
        }
        return options.provider ?? ModelName(qualified: model)?.provider ?? Provider(rawValue: "unknown")
    }

    private func attribution(_ attributes: Fields, _ span: JSONObject) throws(ModelError) -> Attribution {
        var attribution = Attribution(
            tenant: options.tenant, user: try attributes.text("user.id", "enduser.id"))
        attribution.chat = try attributes.text("gen_ai.conversation.id", "session.id")
        attribution.agent = try attributes.text("gen_ai.agent.name", "gen_ai.agent.id")
        let resource = Fields(Self.attributes(span["resource"]?["attributes"]))
        for name in ["service.name", "deployment.environment.name", "deployment.environment"] {
            if let value = try resource.text(name) { attribution.tags[name] = value }
        }
        return attribution
    }

    private static func moment(_ fields: Fields, _ path: String) throws(ModelError) -> Instant {
        let text = try fields.required(path)
        guard let nanoseconds = Int64(text), nanoseconds >= 0 else {
            throw ModelError(
                .badDate, "`\(text.prefix(60))` is no moment in nanoseconds since 1970",
                place: Place(path: path))
        }
        return Instant(microseconds: nanoseconds / 1000)
    }

    /// A list of keys with typed values as an object of plain ones.
    private static func attributes(_ list: JSONValue?) -> JSONObject {
        var object = JSONObject()
        for pair in list?.array ?? [] {
            guard let key = pair["key"]?.string, let value = pair["value"].flatMap(plain) else { continue }
            object[key] = value
        }
        return object
    }

    private static func plain(_ value: JSONValue) -> JSONValue? {
        if let elements = value["arrayValue"]?["values"]?.array { return .array(elements.compactMap(plain)) }
        return ["stringValue", "intValue", "doubleValue", "boolValue"].lazy.compactMap { value[$0] }.first
    }
}

package import JSON
package import UsageModel

/// What a response says about its call, in the names that all providers share.
package struct Extraction: Hashable, Sendable {
    /// The counts and the attributes that decide their price; counts are inclusive and never negative.
    package var usage = Usage()
    /// How well the usage is known.
    package var usageState = UsageState.absent
    /// Whether the provider reported a count, a duration or a cost.
    package var isUsagePresent = false
    /// The model that answered.
    package var model: String?
    /// The id in the body.
    package var responseID: String?
    /// The id of the request in the body.
    package var requestID: String?
    /// `completed`, `incomplete`, `in_progress`, `failed`, `cancelled` or `error`.
    package var status: String?
    /// The provider's word for the status, where it is another.
    package var rawStatus: String?
    /// The HTTP status of a failure.
    package var httpStatus: Int?
    /// The tier that served the call, in the provider's word.
    package var serviceTier: String?
    /// Why the model stopped, one raw word for each choice.
    package var stop: [String] = []
    /// What went wrong.
    package var error: ErrorDetails?
    /// Whether the stream arrived to its end; nil where there is no stream or no way to know.
    package var isComplete: Bool?
    /// Whether the call costs anything: counting tokens does not.
    package var isBillable = true
    /// The cost that the provider states, in US dollars, exactly as written.
    package var statedCost: ExactDecimal?
    /// What else the response says, by the names of the contract.
    package var details = JSONObject()
    /// Steps of the call that are billed apart, each at its own model.
    package var iterations: [Iteration] = []
    /// What is odd: numbers that contradict each other, such as `cache_read_tokens > input_tokens`, and text that could not be read.
    package var flags: [String] = []
    /// Counts that the provider gave and that no call can have; the usage lacks them, so that it has no price.
    package var lostCounters: [Counter] = []
    /// What kind of service it was.
    package var service = ServiceType.chat

    /// An error as the provider tells it.
    package struct ErrorDetails: Hashable, Sendable {
        /// The kind of error.
        package var type: String?
        /// The code: a word or a number.
        package var code: JSONValue?
        /// The sentence.
        package var message: String?
    }

    /// One model call inside a call: compaction, advisor, fallback.
    package struct Iteration: Hashable, Sendable {
        /// The provider's word for the step.
        package var type: String?
        /// The step's own model, where it names one.
        package var model: String?
        /// The step's counts.
        package var usage: Usage
    }

    /// Nothing extracted.
    package init() {}
}

extension Extraction {
    /// The extraction as an object of the contract's names; what is not known is left out.
    package var json: JSONObject {
        var object = JSONObject()
        object.append("usage_present", .bool(isUsagePresent))
        object.append("model", model.map { .string($0) })
        object.append("response_id", responseID.map { .string($0) })
        object.append("request_id", requestID.map { .string($0) })
        object.append("status", status.map { .string($0) })
        object.append("raw_status", rawStatus.map { .string($0) })
        object.append("http_status", httpStatus.map { .number(String($0)) })
        object.append("service_tier", serviceTier.map { .string($0) })
        if isComplete == false { object.append("complete", false) }
        object.append("stream_done", isComplete.map { .bool($0) })
        for member in usage.json.members { object.append(member.name, member.value) }
        object.append("provider_cost_usd", statedCost.map { .number($0.description) })
        if !isBillable { object.append("billable", false) }
        if !stop.isEmpty { object.append("stop", .array(stop.map { .string($0) })) }
        object.append("error", error.map { .object($0.json) })
        for member in details.members { object.append(member.name, member.value) }
        if !iterations.isEmpty { appendIterations(to: &object) }
        if !flags.isEmpty {
            object.append("flags", .array(flags.map { .string($0) }))
        }
        return object
    }

    private func appendIterations(to object: inout JSONObject) {
        object.append("iterations", .array(iterations.map { .object($0.json) }))
        for (name, counter) in [
            ("all_iterations_input_tokens", Counter.inputTokens),
            ("all_iterations_output_tokens", .outputTokens),
        ] {
            let sum = iterations.compactMap { $0.usage[counter] }
                .reduce(ExactDecimal?.some(.zero)) { $0?.adding($1) }
            object.append(name, sum.map { .number($0.description) })
        }
    }
}

extension Extraction.ErrorDetails {
    var json: JSONObject {
        var object = JSONObject()
        object.append("type", type.map { .string($0) })
        object.append("code", code)
        object.append("message", message.map { .string($0) })
        return object
    }
}

extension Extraction.Iteration {
    var json: JSONObject {
        var object = JSONObject()
        object.append("type", type.map { .string($0) })
        object.append("model", model.map { .string($0) })
        for member in usage.json.members { object.append(member.name, member.value) }
        return object
    }
}

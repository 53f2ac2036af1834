import JSON
package import UsageModel

extension Extraction {
    /// The call as an event: what was used, how it ended, who says what it cost; nobody's price yet.
    package func event(of context: ResponseContext, occurredAt: Instant) -> UsageEvent {
        let provider = context.provider ?? Provider(rawValue: "unknown")
        var event = UsageEvent(
            occurredAt: occurredAt, provider: provider,
            model: context.requestModel ?? context.pathModel ?? model ?? "unknown",
            usage: billedUsage, usageState: lostCounters.isEmpty ? usageState : .absent)
        event.call.servedModel = model
        event.call.service = service
        event.call.endpoint = context.api?.split(separator: ".", maxSplits: 1).last.map(String.init)
        event.call.responseID = responseID
        event.call.requestID =
            requestID ?? Self.requestIDHeaders.lazy.compactMap { context.headers[$0]?.string }.first
        event.call.requestedTier = context.requestParameters["service_tier"]?.string
            .map(ServiceTier.init(rawValue:))
        event.call.servedTier = serviceTier.map(ServiceTier.init(rawValue:))
        event.call.route = details["upstream_provider"]?.string
        event.call.speed = details["speed"]?.string
        event.call.region = details["inference_geo"]?.string
        event.outcome.status = callStatus(context)
        event.outcome.httpStatus = context.httpStatus
        event.outcome.errorType = error.map { $0.type ?? $0.code?.word ?? "error" }
        event.outcome.stopReason = stop.isEmpty ? nil : stop.joined(separator: ",")
        event.statedCost = spend.flatMap { try? Money(rounding: $0) }
            .map { StatedCost(amount: $0, source: provider.rawValue) }
        return event
    }

    /// The events of the call: one, but several where it ran several models or one model in several steps that are billed apart,
    /// and none where there is nothing to bill: counted tokens, a job that has not ended.
    ///
    /// The steps name the response as their parent, are numbered from 1, and share its status. What only the whole response
    /// reports, such as searches, is with the first step of the model that answered; reasoning that is not told apart by step is
    /// unknown.
    package func events(of context: ResponseContext, occurredAt: Instant) -> [UsageEvent] {
        guard isBillable, status != "in_progress" || isComplete != nil else { return [] }
        let whole = event(of: context, occurredAt: occurredAt)
        guard !billedSteps.isEmpty else { return [whole] }
        var rest = wholeOnly
        return billedSteps.enumerated().map { index, step in
            var event = whole
            event.call.parentCall = responseID
            event.call.step = index + 1
            event.usage = step.usage
            if let model = step.model, model != self.model {
                event.call.requestedModel = model
                event.call.servedModel = model
            } else {
                for count in rest.counts { try? event.usage.set(count.counter, count.value) }
                event.usage.attributes = usage.attributes
                rest = Usage()
            }
            if index > 0 { event.statedCost = nil }
            return event
        }
    }

    /// The steps that are billed instead of the whole: only where there are several, and every one has counts.
    private var billedSteps: [Iteration] {
        let isTold = iterations.allSatisfy { $0.usage[.inputTokens] != nil || $0.usage[.outputTokens] != nil }
        guard iterations.count > 1 || iterations.contains(where: { $0.model != nil && $0.model != model }),
            isTold, lostCounters.isEmpty
        else { return [] }
        return iterations
    }

    /// What the response reports for all steps together, beside their tokens.
    private var wholeOnly: Usage {
        var rest = Usage()
        for count in usage.counts where count.counter.unit != .token {
            try? rest.set(count.counter, count.value)
        }
        return rest
    }

    /// The usage that decides the cost: reasoning is told apart from the output by estimate, and is never more than it.
    ///
    /// Where a count was lost the rest would be too cheap a bill, and so is no bill at all.
    private var billedUsage: Usage {
        guard lostCounters.isEmpty else { return Usage() }
        // A job that failed states the seconds that were asked for, not seconds that were made.
        if !isUsagePresent, ["failed", "cancelled", "error"].contains(status) { return Usage() }
        guard let reasoning = usage[.reasoningTokens], let output = usage[.outputTokens], !output.isZero,
            reasoning > output
        else { return usage }
        var billed = usage
        try? billed.set(.reasoningTokens, output)
        return billed
    }

    /// What the provider says the call cost: with the user's own key behind a router, the fee and the cost upstream.
    private var spend: ExactDecimal? {
        if let total = details["provider_spend_usd"]?.exactDecimal { return total }
        if let statedCost { return statedCost }
        // xAI counts in ticks of 10^-10 US dollars.
        let ticks = details["provider_cost_usd_ticks"]?.exactDecimal
        return ticks?.multiplied(by: ExactDecimal(coefficient: 1, scale: 10) ?? .zero)
    }

    /// Headers that hold the id of a request, in the order of trust.
    private static let requestIDHeaders = [
        "request-id", "x-request-id", "x-amzn-requestid", "apim-request-id", "x-generation-id",
        "dg-request-id",
        "mistral-correlation-id",
    ]

    private func callStatus(_ context: ResponseContext) -> CallStatus {
        if context.httpStatus == 429 { return .rateLimited }
        switch status {
        case "error", "failed": return .error
        case "cancelled": return .cancelled
        default: return .success
        }
    }
}

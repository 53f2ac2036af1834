import JSON
import UsageModel

extension Measures {
    /// The sums as members of a JSON object; money as exact decimal strings, counts as numbers.
    var jsonMembers: [JSONObject.Member] {
        let unpriced = unpricedCalls.sorted { $0.key < $1.key }.map { reason, count in
            JSONObject.Member(name: reason, value: .number("\(count)"))
        }
        var members: [JSONObject.Member] = [
            .init(name: "calls", value: .number("\(calls)")),
            .init(name: "failed_calls", value: .number("\(failedCalls)")),
            .init(name: "unpriced_calls", value: .number("\(unpricedCallCount)")),
            .init(name: "unpriced_reasons", value: .object(JSONObject(unpriced))),
            .init(name: "assumed_price_calls", value: .number("\(assumedPriceCalls)")),
        ]
        let counts: [(String, Int128)] = [
            ("input_tokens", inputTokens), ("output_tokens", outputTokens), ("total_tokens", totalTokens),
            ("cache_read_tokens", cacheReadTokens), ("cache_write_tokens", cacheWriteTokens),
            ("reasoning_tokens", reasoningTokens), ("images", images),
        ]
        members += counts.map { .init(name: $0.0, value: .number("\($0.1)")) }
        members += [
            ("video_seconds", videoMicroseconds), ("audio_seconds", audioMicroseconds),
        ].map { .init(name: $0.0, value: .string(Self.seconds($0.1).description)) }
        // Calls without any price have no cost, which is not a cost of zero.
        let cost: JSONValue = hasCost ? .string(cost.description) : .null
        members.append(.init(name: "cost_usd", value: cost))
        let amounts: [(String, Money)] = [
            ("input_cost_usd", inputCost), ("output_cost_usd", outputCost),
            ("generation_cost_usd", generationCost), ("list_cost_usd", listCost),
        ]
        members += amounts.map { .init(name: $0.0, value: .string($0.1.description)) }
        let stated: JSONValue = statedCalls == 0 ? .null : .string(statedCost.description)
        members.append(.init(name: "stated_cost_usd", value: stated))
        members.append(.init(name: "stated_calls", value: .number("\(statedCalls)")))
        return members
    }

    /// Microseconds as exact seconds.
    static func seconds(_ microseconds: Int128) -> ExactDecimal {
        ExactDecimal(coefficient: microseconds, scale: 6) ?? .zero
    }

    /// What is left of these sums without those of some of their groups.
    func subtracting(_ part: Measures) -> Measures {
        var rest = self
        rest.calls -= part.calls
        rest.failedCalls -= part.failedCalls
        rest.unpricedCalls.merge(part.unpricedCalls.mapValues { -$0 }, uniquingKeysWith: +)
        rest.unpricedCalls = rest.unpricedCalls.filter { $0.value != 0 }
        rest.assumedPriceCalls -= part.assumedPriceCalls
        rest.inputTokens -= part.inputTokens
        rest.outputTokens -= part.outputTokens
        rest.cacheReadTokens -= part.cacheReadTokens
        rest.cacheWriteTokens -= part.cacheWriteTokens
        rest.reasoningTokens -= part.reasoningTokens
        rest.images -= part.images
        rest.videoMicroseconds -= part.videoMicroseconds
        rest.audioMicroseconds -= part.audioMicroseconds
        rest.cost -= part.cost
        rest.inputCost -= part.inputCost
        rest.outputCost -= part.outputCost
        rest.generationCost -= part.generationCost
        rest.listCost -= part.listCost
        rest.statedCost -= part.statedCost
        rest.statedCalls -= part.statedCalls
        return rest
    }
}

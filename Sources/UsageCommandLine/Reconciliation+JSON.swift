import JSON
import UsageModel

extension Reconciliation.Row {
    /// The row for programs, exact.
    var json: JSONObject {
        func number(_ name: String, _ value: Int) -> JSONObject.Member {
            .init(name: name, value: .number("\(value)"))
        }
        func money(_ name: String, _ value: Money) -> JSONObject.Member {
            .init(name: name, value: .string(value.description))
        }
        var object = JSONObject()
        if let provider { object.append("provider", .string(provider.rawValue)) }
        if let model { object.append("model", .string(model)) }
        let unpriced = unpricedCalls.sorted { $0.key < $1.key }.map { number($0.key, $0.value) }
        for member in [
            number("calls", calls), money("cost_usd", ours), number("stated_calls", statedCalls),
            money("stated_cost_usd", stated), money("plausible_stated_cost_usd", plausibleStated),
            money("difference_usd", difference), number("unpriced_calls", unpricedCallCount),
            .init(name: "unpriced_reasons", value: .object(JSONObject(unpriced))),
            number("assumed_price_calls", assumedPriceCalls),
            .init(name: "explanations", value: .array(explanations.map { .string($0) })),
            .init(name: "faulty", value: .array(faults.map { .object($0.json) })),
        ] {
            object.append(member.name, member.value)
        }
        return object
    }
}

extension Reconciliation.FaultyStatement {
    fileprivate var json: JSONObject {
        JSONObject([
            .init(name: "id", value: id.map { .string($0.description) } ?? .null),
            .init(name: "occurred_at", value: .string(occurredAt.description)),
            .init(name: "provider", value: .string(provider.rawValue)),
            .init(name: "model", value: .string(model)),
            .init(name: "input_tokens", value: .number("\(inputTokens)")),
            .init(name: "output_tokens", value: .number("\(outputTokens)")),
            .init(name: "stated_cost_usd", value: .string(stated.description)),
            .init(name: "usual_cost_usd", value: .string(usual.description)),
            .init(name: "source", value: .string(source)),
        ])
    }
}

import JSON
import UsageModel

extension StatementReconciliation.Row {
    /// The row for programs, exact; what the statement does not tell is null.
    var json: JSONObject {
        func number(_ value: (some BinaryInteger)?) -> JSONValue { value.map { .number("\($0)") } ?? .null }
        func money(_ value: Money?) -> JSONValue { value.map { .string($0.description) } ?? .null }
        var object = JSONObject()
        object.append("provider", provider.map { .string($0.rawValue) })
        object.append("model", model.map { .string($0) })
        object.append("day", day.map { .string($0.description) })
        object.append("calls", number(calls))
        object.append("failed_calls", number(failedCalls))
        object.append("unpriced_calls", number(unpricedCallCount))
        object.append(
            "unpriced_reasons",
            .object(
                JSONObject(
                    unpricedCalls.sorted { $0.key < $1.key }
                        .map { .init(name: $0.key, value: .number("\($0.value)")) })))
        object.append("ours_usd", money(ours))
        object.append("unpriced_max_usd", money(unpricedMax))
        object.append("billed_usd", money(billed))
        object.append("difference_usd", money(difference))
        object.append("within_reach", isWithinReach.map { .bool($0) } ?? .null)
        object.append("tokens", number(tokens))
        object.append("stated_tokens", number(statedTokens))
        object.append("stated_requests", number(statedRequests))
        return object
    }
}

extension StatementReconciliation.Statement {
    /// The statement for programs.
    var json: JSONObject {
        JSONObject([
            .init(name: "provider", value: .string(provider.rawValue)),
            .init(name: "source", value: .string(source)),
            .init(name: "first", value: .string(first.description)),
            .init(name: "last", value: .string(last.description)),
        ])
    }
}

package import JSON
package import UsageModel

extension Measures {
    /// The sums as a JSON object: money as exact decimal strings, counts as whole numbers, `null` for an unknown cost.
    package var json: JSONObject {
        var object = JSONObject()
        func count(_ name: String, _ value: some BinaryInteger) {
            object.append(name, .number(String(value)))
        }
        count("calls", calls)
        count("failed_calls", failedCalls)
        count("unpriced_calls", unpricedCallCount)
        var reasons = JSONObject()
        for (reason, calls) in unpricedCalls.sorted(by: { $0.key < $1.key }) {
            reasons.append(reason, .number(String(calls)))
        }
        object.append("unpriced_reasons", .object(reasons))
        count("assumed_price_calls", assumedPriceCalls)
        count("input_tokens", inputTokens)
        count("output_tokens", outputTokens)
        count("total_tokens", totalTokens)
        count("cache_read_tokens", cacheReadTokens)
        count("cache_write_tokens", cacheWriteTokens)
        count("reasoning_tokens", reasoningTokens)
        count("images", images)
        object.append("video_seconds", .string(DailyCSV.seconds(videoMicroseconds)))
        object.append("audio_seconds", .string(DailyCSV.seconds(audioMicroseconds)))
        object.append("cost_usd", isWhollyUnpriced ? .null : .string(cost.description))
        object.append("input_cost_usd", .string(inputCost.description))
        object.append("output_cost_usd", .string(outputCost.description))
        object.append("generation_cost_usd", .string(generationCost.description))
        object.append("list_cost_usd", .string(listCost.description))
        object.append("stated_calls", .number(String(statedCalls)))
        object.append("stated_cost_usd", statedCalls == 0 ? .null : .string(statedCost.description))
        return object
    }
}

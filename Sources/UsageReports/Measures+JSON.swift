package import JSON
package import UsageModel

extension Measures {
    /// The sums as a JSON object: money as exact decimal strings, counts as whole numbers, `null` for an unknown cost.
    package var json: JSONObject {
        var object = JSONObject()
        func count(_ name: String, _ value: some BinaryInteger) {
            object.append(name, .number(String(value)))
        }
        // In the order of the names, which is that of the files.
        count("assumed_price_calls", assumedPriceCalls)
        object.append("audio_seconds", .string(DailyCSV.seconds(audioMicroseconds)))
        count("cache_read_tokens", cacheReadTokens)
        count("cache_write_tokens", cacheWriteTokens)
        count("calls", calls)
        object.append("cost_usd", isWhollyUnpriced ? .null : .string(cost.description))
        count("failed_calls", failedCalls)
        object.append("generation_cost_usd", .string(generationCost.description))
        count("images", images)
        object.append("input_cost_usd", .string(inputCost.description))
        count("input_tokens", inputTokens)
        object.append("list_cost_usd", .string(listCost.description))
        object.append("output_cost_usd", .string(outputCost.description))
        count("output_tokens", outputTokens)
        count("reasoning_tokens", reasoningTokens)
        count("stated_calls", statedCalls)
        object.append("stated_cost_usd", statedCalls == 0 ? .null : .string(statedCost.description))
        count("total_tokens", totalTokens)
        count("unpriced_calls", unpricedCallCount)
        var reasons = JSONObject()
        for (reason, calls) in unpricedCalls.sorted(by: { $0.key < $1.key }) {
            reasons.append(reason, .number(String(calls)))
        }
        object.append("unpriced_reasons", .object(reasons))
        object.append("video_seconds", .string(DailyCSV.seconds(videoMicroseconds)))
        return object
    }
}

/// The names under which `extract` tells what is no count and no attribute of a usage.
///
/// A usage that holds them, because somebody passed the answer of `extract` on to `price`, is still a usage.
public enum ResponseField: String, Hashable, Sendable, CaseIterable {
    case usagePresent = "usage_present"
    case model
    case modelVersion = "model_version"
    case responseID = "response_id"
    case requestID = "request_id"
    case status
    case rawStatus = "raw_status"
    case httpStatus = "http_status"
    case serviceTier = "service_tier"
    case complete
    case streamDone = "stream_done"
    case billable
    case stop
    case error
    case flags
    case iterations
    case allIterationsInputTokens = "all_iterations_input_tokens"
    case allIterationsOutputTokens = "all_iterations_output_tokens"
    case providerCost = "provider_cost_usd"
    case providerCostTicks = "provider_cost_usd_ticks"
    case providerCostCredits = "provider_cost_credits"
    case providerUpstreamCost = "provider_upstream_cost_usd"
    case providerSpend = "provider_spend_usd"
    case upstreamProvider = "upstream_provider"
    case incompleteReason = "incomplete_reason"
    case blockReason = "block_reason"
    case inferenceGeo = "inference_geo"
    case trafficType = "traffic_type"
    case speed
    case operation
    case embeddings
    case outputFiles = "output_files"
    case outputFormat = "output_format"
    case background
    case searchSources = "search_sources"
    case serverSideToolsUsed = "server_side_tools_used"
    case audioInputSeconds = "audio_input_seconds"
    case modelInputTokensTotal = "model_input_tokens_total"
    case modelOutputTokensTotal = "model_output_tokens_total"
    case modelCacheReadTokens = "model_cache_read_tokens"
    case usageEvents = "usage_events"
    case batchItems = "batch_items"
    case batchFailedItems = "batch_failed_items"
    case transcriptionInputTokens = "transcription_input_tokens"
    case transcriptionOutputTokens = "transcription_output_tokens"
    case transcriptionSeconds = "transcription_seconds"
}

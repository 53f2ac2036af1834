/// What a row says, in the order in which its hash covers it.
///
/// A column's position is part of each row's hash: new columns go to the end, and none is ever moved or removed. The table
/// holds them in an order of its own, and leaves out what follows from other rows: see `stored`.
package enum Column: Int, CaseIterable, Sendable {
    case tenantID, id, occurredAt
    case kind, sign, corrects, correctionReason, correctionActor
    case user, team, keyID, chat, message, campaign, agent, tags
    case service, action, provider, model, servedModel, pricedModel, endpoint, requestID, responseID
    case parentCall, step, attempt, requestedTier, servedTier, region, route, speed
    case status, httpStatus, errorType, stopReason, latencyMs, timeToFirstTokenMs
    case usageState, inputTokens, outputTokens, totalTokens, cacheReadTokens, cacheWriteTokens
    case reasoningTokens, images, videoMicroseconds, audioMicroseconds, usage
    case inputCost, outputCost, generationCost, totalCost, listCost, statedCost, statedCostSource
    case priceCurrency, priceRate, unpricedReason, unpricedHint
    case priceID, priceDate, catalogueVersion, priceTerms, lineCounts
    case metadata
    // Content ends here; what follows says how the row came into this ledger.
    case personalDigest, postingMonth, importID, recordedAt, ledgerID, sequence, previousHash, hash

    /// The column's name in the database.
    var name: String { Column.names[rawValue] }

    /// The name, quoted: `user` is a word of SQL.
    var sql: String { self == .user ? "\"user\"" : name }

    /// Whether the column is the same in every ledger that holds the same calls.
    var isContent: Bool { rawValue < Column.personalDigest.rawValue }

    static let names: [String] =
        """
        tenant_id id occurred_at kind sign corrects correction_reason correction_actor user team key_id chat \
        message campaign agent tags service action provider model served_model priced_model endpoint \
        request_id response_id parent_call step attempt requested_tier served_tier region route speed status \
        http_status error_type stop_reason latency_ms time_to_first_token_ms usage_state input_tokens \
        output_tokens total_tokens cache_read_tokens cache_write_tokens reasoning_tokens images \
        video_microseconds audio_microseconds usage input_cost output_cost generation_cost total_cost \
        list_cost stated_cost stated_cost_source price_currency price_rate unpriced_reason unpriced_hint \
        price_id price_date catalogue_version price_terms line_counts metadata personal_digest posting_month \
        import_id recorded_at ledger_id sequence previous_hash hash
        """.split(separator: " ").map(String.init)

    /// The columns of the table `api_usage`, in its order: what sums and scans read comes first, long texts come last.
    ///
    /// Not among them are the hash before a row, which is the hash of the row before it, and what the row's price terms say;
    /// `price_terms` holds the number of the terms there, not their digest.
    static let stored: [Column] =
        [
            .tenantID, .sign, .occurredAt, .inputTokens, .outputTokens, .cacheReadTokens, .cacheWriteTokens,
            .reasoningTokens, .images, .videoMicroseconds, .audioMicroseconds, .totalCost, .inputCost,
            .outputCost, .generationCost, .listCost, .statedCost, .latencyMs, .priceDate, .status,
            .unpricedReason, .provider, .model, .service, .campaign, .user, .team, .chat, .agent, .message,
            .kind, .corrects, .priceTerms, .keyID, .parentCall, .requestedTier, .servedTier, .region,
            .action, .usageState, .statedCostSource, .postingMonth, .id, .recordedAt, .ledgerID, .sequence,
            .hash, .importID, .personalDigest, .servedModel, .endpoint, .requestID, .responseID, .step,
            .attempt, .route, .speed, .httpStatus, .errorType, .stopReason, .timeToFirstTokenMs,
            .totalTokens, .priceCurrency, .priceRate, .unpricedHint, .correctionReason, .correctionActor,
            .lineCounts, .usage, .tags, .metadata,
        ]

    /// Whether a column stands in another table, once for many rows, or in the row before.
    var isElsewhere: Bool {
        switch self {
        case .previousHash, .priceID, .pricedModel, .catalogueVersion: true
        default: false
        }
    }

    static let elsewhere = allCases.filter(\.isElsewhere)

    /// The columns of `api_usage` as an SQL list, in the table's order; `RowReader` reads what it selects.
    static let list = stored.map(\.sql).joined(separator: ", ")
}

import UsageModel

/// The file `daily.csv`: one row for each day, provider and model of the period, whose costs add up to the exact total.
struct DailyCSV {
    private static let header = [
        "date", "provider", "model", "calls", "failed_calls", "unpriced_calls", "unpriced_reasons",
        "assumed_price_calls", "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens",
        "reasoning_tokens", "images", "video_seconds", "audio_seconds", "cost_usd",
    ]

    /// The file's content.
    let bytes: [UInt8]

    /// Writes the rows of the period in their order.
    init(_ days: ReportDays) {
        var csv = CSVText(header: Self.header)
        for row in days.inPeriod {
            let sums = row.measures
            var cells: [CSVText.Cell] = [
                .number(row.date.description), row.name.provider.map { .text($0) } ?? .empty,
                row.name.model.map { .text($0) } ?? .empty, .number(String(sums.calls)),
                .number(String(sums.failedCalls)), .number(String(sums.unpricedCallCount)),
            ]
            let reasons = sums.unpricedCalls.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            cells.append(reasons.isEmpty ? .empty : .text(reasons.joined(separator: ";")))
            cells.append(.number(String(sums.assumedPriceCalls)))
            cells += [
                sums.inputTokens, sums.outputTokens, sums.cacheReadTokens, sums.cacheWriteTokens,
                sums.reasoningTokens, sums.images,
            ].map { .number(String($0)) }
            cells += [sums.videoMicroseconds, sums.audioMicroseconds].map { .number(Self.seconds($0)) }
            cells.append(sums.isWhollyUnpriced ? .empty : .number(sums.cost.description))
            csv.append(cells)
        }
        bytes = csv.bytes
    }

    /// Microseconds as seconds, exact.
    static func seconds(_ microseconds: Int128) -> String {
        ExactDecimal(coefficient: microseconds, scale: 6)?.description ?? "0"
    }
}

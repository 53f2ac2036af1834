import UsageLedger
import UsageModel
import UsageReports

extension ReportInput {
    /// Asks the ledger for what a report shows besides the review.
    mutating func fill(_ parts: Set<Part>, of review: PeriodReview, from ledger: Ledger) throws {
        seriesOrder = try ledger.colourOrder().map { ModelName(provider: $0.provider, model: $0.model) }
        books = try ledger.books(of: review)
        // The hours take as long as all the rest.
        let week = parts.contains(.hours) ? Background { try ledger.weekHours(of: review) } : nil
        for part in parts {
            switch part {
            case .hours: break
            case .statuses:
                statuses = try ledger.statuses(of: review, from: review.period.previous.first)
            case .latencies:
                let table = try ledger.latencies(of: review, from: review.period.previous.first)
                latencies = table.rows.compactMap { LatencyDay($0) }
            case .allocation(let grouping):
                guard let allocation = try Self.allocation(by: grouping, of: review, from: ledger) else {
                    continue
                }
                allocations.append(allocation)
            }
        }
        if let week = try week?.value {
            hours = zip(week.costs, week.counts).map { costs, counts in
                zip(costs, counts).map { Hour(cost: $0, count: $1) }
            }
        }
        // Sets have no order, files have.
        allocations.sort { $0.grouping.description < $1.grouping.description }
    }

    private static func allocation(
        by grouping: Grouping, of review: PeriodReview, from ledger: Ledger
    ) throws -> Allocation? {
        switch grouping {
        case .dimension(let dimension):
            return Allocation(by: grouping, rows: try ledger.movers(by: dimension, in: review))
        case .largestTag:
            return try ledger.largestTag(in: review).map {
                Allocation(by: .dimension($0.tag), rows: $0.rows)
            }
        }
    }
}

extension ReportInput.LatencyDay {
    /// The percentiles of a day; nil where no call tells how long it took.
    fileprivate init?(_ row: CostTable.Row) {
        guard let date = row.bucket, let latency = row.latency, let p50 = latency.median,
            let p95 = latency.p95, let p99 = latency.p99
        else { return nil }
        self.init(date: date, p50: p50, p95: p95, p99: p99)
    }
}

import UsageAnalysis
package import UsageModel
import UsageStore

// What only some reports show, asked for one by one.
extension Ledger {
    /// The cost of a review's counted days by one dimension, dearest first.
    package func costs(by dimension: Dimension, in review: PeriodReview) throws -> CostTable {
        try answer(
            Query(
                tenant: options.tenant, span: review.counted.instants, groups: [dimension], order: .cost))
    }

    /// A review's counted days beside those that they are compared with, by one dimension, the largest change first.
    package func movers(by dimension: Dimension, in review: PeriodReview) throws -> [Comparison] {
        let before =
            review.previousTotal == nil
            ? nil
            : try answer(
                Query(tenant: options.tenant, span: review.comparedWith.instants, groups: [dimension]))
        return Compare.movers(Compare.byKey(try costs(by: dimension, in: review), before))
    }

    /// The tag that carries the most cost among those with at least two values, and the costs by it; nil without one.
    package func largestTag(in review: PeriodReview) throws -> (tag: Dimension, rows: [Comparison])? {
        var best: TagCost?
        for tag in try store.tagCosts(tenant: options.tenant, span: review.counted.instants)
        where tag.hasSeveralValues && tag.cost > best?.cost ?? .zero {
            best = tag
        }
        return try best.map { (.tag($0.name), try movers(by: .tag($0.name), in: review)) }
    }

    /// The corrections of a review's counted days, and the closed months that they are of.
    ///
    /// Books are of UTC months, whatever the zone of the period's days.
    package func books(of review: PeriodReview) throws -> Books {
        let span = review.counted.instants
        let corrections = try store.corrections(tenant: options.tenant, span: span)
        let first = Period(.month, containing: review.counted.first, zone: .utc).description
        let last = Period(.month, containing: review.counted.last, zone: .utc).description
        let closed = try store.closings(tenant: options.tenant).filter { (first...last).contains($0.month) }
        return Books(
            closedMonths: closed, reversals: corrections.reversals, restatements: corrections.restatements)
    }

    /// What each hour of the week cost over a review's counted days, and how often it came since anything is known.
    package func weekHours(of review: PeriodReview) throws -> WeekHours {
        var hours = WeekHours()
        let zone = review.period.zone
        // Days before the first known call would make every hour look cheaper than it is.
        let known = review.days.rows.compactMap(\.bucket).min().map { zone.start(of: $0) }
        var start = max(review.counted.start, known ?? review.counted.start)
        let end = review.counted.end
        while start < end {
            let local = start.adding(seconds: Int64(zone.offset(at: start)))
            // Clocks change at a full local hour, after which the next span may be shorter.
            let next = min(start.adding(seconds: Int64(3600 - local.secondOfDay % 3600)), end)
            hours.counts[local.date.weekday - 1][local.secondOfDay / 3600] += 1
            start = next
        }
        let table = try answer(
            Query(
                tenant: options.tenant, span: review.counted.instants, bucket: .hourOfWeek(zone: zone)))
        for row in table.rows {
            guard let hour = row.bucket?.daysSince1970, (0..<168).contains(hour) else { continue }
            hours.costs[hour / 24][hour % 24] += row.measures.cost
        }
        return hours
    }

    /// Calls by day and status, from a day on to the last counted one.
    package func statuses(of review: PeriodReview, from first: CivilDate) throws -> CostTable {
        let zone = review.period.zone
        let start = min(zone.start(of: first), review.period.start)
        return try answer(
            Query(
                tenant: options.tenant, span: start..<review.counted.end, groups: [.status],
                bucket: .init(.day, zone: zone)))
    }

    /// How long calls took by day, from a day on to the last counted one.
    package func latencies(of review: PeriodReview, from first: CivilDate) throws -> CostTable {
        let zone = review.period.zone
        let start = min(zone.start(of: first), review.period.start)
        var query = Query(
            tenant: options.tenant, span: start..<review.counted.end, bucket: .init(.day, zone: zone))
        query.hasLatency = true
        return try answer(query)
    }

    /// Providers and models in the order in which they got their colours.
    package func colourOrder() throws -> [(provider: String, model: String)] {
        try store.seriesOrder(tenant: options.tenant).map { ($0.provider, $0.model) }
    }
}

/// What each hour of the week cost: seven rows from Monday of 24 local hours.
package struct WeekHours: Hashable, Sendable {
    /// The cost.
    package var costs = [[Money]](repeating: [Money](repeating: .zero, count: 24), count: 7)
    /// How often the hour came: an hour that clocks skip on one of five Sundays came four times.
    package var counts = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)
}

extension PeriodReview {
    /// The part of the period whose calls are counted.
    package var counted: Period { period.through(max(through, period.first)) ?? period }
}

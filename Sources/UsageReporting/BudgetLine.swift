import UsageLedger
import UsageModel

/// How a budget stands on the last day of an edition, in one line.
struct BudgetLine {
    let text: String

    private static let thresholds = [50, 80, 100]

    /// Sums up day by day, so that it can say on which day a threshold was passed.
    init(_ review: PeriodReview) {
        let spent = review.total.cost
        let unpriced = review.total.unpricedCallCount
        let unseen = unpriced > 0 ? "; \(Night.counted(unpriced, "call")) without a price not counted" : ""
        guard let limit = review.budget, limit > .zero else {
            text = "none for a \(review.period.grain.rawValue), \(spent) US dollars spent\(unseen)"
            return
        }
        var sums: [CivilDate: Money] = [:]
        for row in review.days.rows {
            if let day = row.bucket, day >= review.period.first {
                sums[day, default: .zero] += row.measures.cost
            }
        }
        var passed: [String] = []
        for threshold in Self.thresholds {
            var sum = Money.zero
            let day = sums.sorted { $0.key < $1.key }.first { day in
                sum += day.value
                return Self.isPassed(threshold, sum, limit)
            }?.key
            if let day, Self.isPassed(threshold, spent, limit) { passed.append("\(threshold)% on \(day)") }
        }
        let words = passed.isEmpty ? "no threshold passed" : "passed " + passed.joined(separator: ", ")
        text = "\(spent) of \(limit) US dollars spent, \(words)\(unseen)"
    }

    /// Money is a 64-bit count in a row and far below 2^120 in any sum.
    private static func isPassed(_ threshold: Int, _ spent: Money, _ limit: Money) -> Bool {
        let (whole, over) = spent.picodollars.multipliedReportingOverflow(by: 100)
        let (part, overLimit) = limit.picodollars.multipliedReportingOverflow(by: Int128(threshold))
        guard !over, !overLimit else {
            return spent.picodollars / Int128(threshold) > limit.picodollars / 100
        }
        return threshold == 100 ? whole > part : whole >= part
    }
}

package import UsageModel

/// Costs day by day, in all and by key, from a table with a bucket for each day.
package struct CostSeries: Hashable, Sendable {
    /// One day that has rows.
    package struct Day: Hashable, Sendable {
        /// The day.
        package var date: CivilDate
        /// What it cost.
        package var cost: Money = .zero
        /// Its calls.
        package var calls: Int = 0
        /// What each key cost.
        package var costs: [[String?]: Money] = [:]

        /// A day with its cost.
        package init(date: CivilDate, cost: Money = .zero) {
            self.date = date
            self.cost = cost
        }
    }

    /// The days that have rows, in order.
    package let days: [Day]
    private let indices: [CivilDate: Int]

    /// The days of a table; rows without a bucket are left out.
    package init(_ table: CostTable) {
        var days: [CivilDate: Day] = [:]
        for row in table.rows {
            guard let date = row.bucket else { continue }
            days[date, default: Day(date: date)].cost += row.measures.cost
            days[date, default: Day(date: date)].calls += row.measures.calls
            days[date, default: Day(date: date)].costs[row.keys, default: .zero] += row.measures.cost
        }
        self.init(days: Array(days.values))
    }

    /// A series of these days.
    package init(days: [Day]) {
        self.days = days.sorted { $0.date < $1.date }
        indices = Dictionary(self.days.enumerated().map { ($0.element.date, $0.offset) }) { first, _ in first
        }
    }

    /// The day of a date, or nil where it has no rows.
    package subscript(_ date: CivilDate) -> Day? { indices[date].map { days[$0] } }

    /// The cost of a date, zero where it has no rows.
    package func cost(on date: CivilDate) -> Money { self[date]?.cost ?? .zero }

    /// The cost from one date to another, both included.
    package func cost(from first: CivilDate, through last: CivilDate) -> Money {
        days.reduce(.zero) { $1.date >= first && $1.date <= last ? $0 + $1.cost : $0 }
    }
}

import UsageModel

/// The rows of the days table by name, checked against the period's total.
struct ReportDays {
    /// Calls of one provider's model on one day.
    struct Row {
        var date: CivilDate
        var name: ReportInput.ModelName
        var measures: Measures
    }

    /// All rows, history first, by date, provider and model.
    let all: [Row]
    /// The rows of the period.
    let inPeriod: [Row]

    /// Reads the table; throws `bad_report_input` for one of another shape, `totals_differ` for one that does not add up.
    init(_ input: ReportInput) throws(ReportsError) {
        let groups = input.days.query.groups
        guard let provider = groups.firstIndex(of: .provider), let model = groups.firstIndex(of: .model),
            groups.count == 2
        else {
            throw ReportsError(
                .badReportInput,
                "the days of a report are grouped by provider and model, not by "
                    + "`\(groups.map(\.rawValue).joined(separator: ", "))`")
        }
        var rows: [Row] = []
        for row in input.days.rows {
            guard let date = row.bucket, row.keys.count == 2 else {
                throw ReportsError(.badReportInput, "a row of the report's days has no day or no two keys")
            }
            let name = ReportInput.ModelName(provider: row.keys[provider], model: row.keys[model])
            rows.append(Row(date: date, name: name, measures: row.measures))
        }
        all = rows.sorted { Self.isBefore($0, $1) }
        inPeriod = all.filter { $0.date >= input.period.first && $0.date <= input.period.last }
        let sum = inPeriod.reduce(Money.zero) { $0 + $1.measures.cost }
        guard sum == input.total.cost else {
            throw ReportsError(
                .totalsDiffer,
                "the days of \(input.period) add up to \(sum) US dollars, the period to \(input.total.cost)",
                hint: "run `usageledger verify`; a report is only written when both agree")
        }
    }

    /// The models of the period that have calls and none with a price, whose cost is unknown and not zero.
    var unpricedModels: Set<ReportInput.ModelName> {
        var sums: [ReportInput.ModelName: Measures] = [:]
        for row in inPeriod { sums[row.name, default: Measures()] += row.measures }
        return Set(sums.filter { $0.value.isWhollyUnpriced }.keys)
    }

    /// The last day with calls.
    var lastCall: CivilDate? { all.last { $0.measures.calls > 0 }?.date }

    /// The cost of each of the days, in order.
    func costs(of days: [CivilDate]) -> [Money] {
        var sums: [CivilDate: Money] = [:]
        for row in all { sums[row.date, default: .zero] += row.measures.cost }
        return days.map { sums[$0] ?? .zero }
    }

    /// Whether there is any row in a period.
    func hasRows(in period: Period) -> Bool {
        all.contains { $0.date >= period.first && $0.date <= period.last }
    }

    private static func isBefore(_ a: Row, _ b: Row) -> Bool {
        (a.date, a.name.provider ?? "", a.name.model ?? "")
            < (b.date, b.name.provider ?? "", b.name.model ?? "")
    }
}

extension Measures {
    /// Calls that have a cost.
    var pricedCalls: Int { calls - unpricedCallCount }

    /// Whether calls were made and none of them has a cost, so that the cost is not zero but unknown.
    var isWhollyUnpriced: Bool { unpricedCallCount > 0 && pricedCalls == 0 && cost == .zero }
}

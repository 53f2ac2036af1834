import JSON
import UsageLedger
import UsageModel

/// Today, the month to date and their like beside all time, as of a moment.
struct RecentPeriods: Sendable {
    private struct Line {
        let name: String
        let days: String
        let total: Measures
    }

    private let lines: [Line]

    /// The sums of the same calls in each period; `lifetime` is the answer over all time.
    init(of lifetime: CostTable, in ledger: Ledger, _ context: LedgerContext) throws {
        let now = context.now()
        let today = context.zone.date(of: now)
        let day = Period(.day, containing: today, zone: context.zone)
        let week = Period(.week, containing: today, zone: context.zone)
        let month = Period(.month, containing: today, zone: context.zone)
        let spans: [(String, Period)] = [
            ("Today", day), ("Yesterday", day.previous), ("Week to date", week.through(today) ?? week),
            ("Month to date", month.through(today) ?? month), ("Last month", month.previous),
        ]
        var lines = try spans.map { name, period in
            var query = lifetime.query
            query.span = period.instants
            return Line(name: name, days: period.description, total: try ledger.answer(query).total)
        }
        lines.append(Line(name: "Lifetime", days: "", total: lifetime.total))
        self.lines = lines
    }

    func text(columnsMax: Int?, hasColour: Bool) -> String {
        var table = TextTable([
            .init("Period"), .init("Days", isOptional: true), .init("Calls", .figures),
            .init("Tokens", .figures), .init("Cost, USD", .decimals), .init("No price", .figures),
        ])
        for line in lines {
            let total = line.total
            let cost = total.calls == 0 || total.hasCost ? Figure.amount(total.cost) : Figure.none
            let unpriced = total.unpricedCallCount == 0 ? "" : Figure.count(total.unpricedCallCount)
            table.add([
                line.name, line.days, Figure.count(total.calls), Figure.count(total.totalTokens), cost,
                unpriced,
            ])
        }
        return table.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    var json: JSONValue {
        .object(
            JSONObject(
                lines.map { line in
                    var object = JSONObject()
                    if !line.days.isEmpty { object.append("days", .string(line.days)) }
                    for member in line.total.jsonMembers { object.append(member.name, member.value) }
                    let name = line.name.lowercased().replacing(" ", with: "_")
                    return JSONObject.Member(name: name, value: .object(object))
                }))
    }
}

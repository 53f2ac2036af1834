import Arguments
import JSON
import UsageLedger
import UsageModel

/// `alerts`: which thresholds of a budget were passed, and when; exit code 3 where the budget is exceeded.
struct AlertsCommand: Sendable {
    let period: String
    let budget: Money?
    let isJSON: Bool

    static let command = Command<Action>(
        "alerts", "Which thresholds of a budget were passed, and when",
        details: """
            Counts the calls of a period against a budget and tells when 50, 80 and 100 percent of it were passed. The \
            exit code is 3 where more was spent than the budget. The budget comes from the settings, unless it is \
            given. \(PeriodChoice.details)
            """,
        examples: ["usageledger alerts --period 2025-03 --budget 50"],
        Option(required: "period", short: "p", .period, "The period"),
        Option("budget", .money, "The budget for the period, in US dollars"),
        Flag("json", "Print JSON"),
    ) { period, budget, isJSON in
        AlertsCommand(period: period, budget: budget, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let period = try PeriodChoice.period(self.period, zone: context.zone, now: context.now())
        guard let limit = budget ?? context.settings.budgets[period.grain] else {
            throw CommandLineError(
                .badSettings, "there is no budget for a \(period.grain.rawValue)",
                hint:
                    "give one with --budget, or in the settings as budgets: { \(period.grain.rawValue): \"200\" }"
            )
        }
        let watch = try context.existingLedger().watch(period, limit: limit)
        if isJSON {
            try invocation.writeJSON(Self.members(watch))
        } else {
            try invocation.write(
                Self.facts(watch).text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return watch.isExceeded ? .limitExceeded : .done
    }

    private static func members(_ watch: BudgetWatch) -> [JSONObject.Member] {
        let alerts = watch.alerts.map { alert in
            JSONValue.object(
                JSONObject([
                    .init(name: "threshold_percent", value: .number(String(alert.thresholdPercent))),
                    .init(name: "at", value: .string(alert.at.description)),
                    .init(name: "spent_usd", value: .string(alert.spent.description)),
                ]))
        }
        return [
            .init(name: "period", value: .string(watch.period.description)),
            .init(name: "budget_usd", value: .string(watch.limit.description)),
            .init(name: "spent_usd", value: .string(watch.spent.description)),
            .init(name: "exceeded", value: .bool(watch.isExceeded)),
            .init(name: "unpriced_calls", value: .number(String(watch.unpricedCalls))),
            .init(name: "alerts", value: .array(alerts)),
        ]
    }

    private static func facts(_ watch: BudgetWatch) -> FactList {
        var facts = FactList()
        facts.add(
            "Budget", "\(Figure.dollars(watch.limit)) for \(watch.period), days of \(watch.period.zone)")
        facts.add("Spent", "\(Figure.dollars(watch.spent)), exactly \(watch.spent) US dollars")
        for alert in watch.alerts {
            facts.add("\(alert.thresholdPercent) %", "passed \(alert.at) at \(Figure.dollars(alert.spent))")
        }
        if watch.unpricedCalls > 0 {
            facts.add(
                "No price", "\(Figure.counted(watch.unpricedCalls, "call")), which the budget cannot see")
        }
        return facts
    }
}

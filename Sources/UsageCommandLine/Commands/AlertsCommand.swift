import Arguments
import JSON
import UsageLedger
import UsageModel

/// `alerts`: which thresholds of a budget were passed, and when; exit code 3 where the budget is exceeded.
struct AlertsCommand: Sendable {
    let subject: Subject
    let isJSON: Bool

    /// What has a budget.
    enum Subject: Hashable, Sendable {
        /// A period, with its budget where the settings' is not meant.
        case period(String, Money?)
        /// A campaign with an entry.
        case campaign(String)
    }

    static let command = Command<Action>(
        "alerts", "Which thresholds of a budget were passed, and when",
        details: """
            Counts the calls of a period against a budget and tells when 50, 80 and 100 percent of it were passed. The \
            exit code is 3 where more was spent than the budget. The budget comes from the settings, unless it is \
            given; that of a campaign from its entry. \(PeriodChoice.details)
            """,
        examples: [
            "usageledger alerts --period 2025-03 --budget 50", "usageledger alerts --campaign launch",
        ],
        Option("period", short: "p", .period, "The period"),
        Option("budget", .money, "The budget for the period, in US dollars"),
        Option("campaign", .text.named("NAME"), "The campaign whose days and budget are meant"),
        Flag("json", "Print JSON"),
    ) { (period, budget, campaign, isJSON) throws(ArgumentsError) in
        if let campaign {
            guard period == nil, budget == nil else {
                throw ArgumentsError(
                    .conflictingOptions, "`--campaign` cannot stand beside `--period` and `--budget`",
                    hint: "its entry has both; see `usageledger campaign set`")
            }
            return AlertsCommand(subject: .campaign(campaign), isJSON: isJSON).run
        }
        guard let period else {
            throw ArgumentsError(
                .missingArgument, "`--period` or `--campaign` is missing",
                hint: "`usageledger alerts --period this-month`")
        }
        return AlertsCommand(subject: .period(period, budget), isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let watch = try watch(invocation.context())
        if isJSON {
            try invocation.writeJSON(Self.members(watch))
        } else {
            try invocation.write(
                Self.facts(watch).text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return watch.isExceeded ? .limitExceeded : .done
    }

    private func watch(_ context: LedgerContext) throws -> BudgetWatch {
        switch subject {
        case .period(let name, let budget):
            let period = try PeriodChoice.period(name, zone: context.zone, now: context.now())
            guard let limit = budget ?? context.settings.budgets[period.grain] else {
                let grain = period.grain.rawValue
                throw CommandLineError(
                    .badSettings, "there is no budget for a \(grain)",
                    hint: "give one with --budget, or in the settings as budgets: { \(grain): \"200\" }")
            }
            return try context.existingLedger().watch(period, limit: limit)
        case .campaign(let name):
            let ledger = try context.existingLedger()
            guard let campaign = try ledger.campaign(named: name) else {
                throw try CommandLineError.unknownCampaign(name, in: ledger, context.zone)
            }
            if let watch = try ledger.watch(campaign, zone: context.zone) { return watch }
            throw CommandLineError(
                .badSettings,
                "the campaign `\(name)` has no \(campaign.budget == nil ? "budget" : "days and no calls yet")",
                hint: "`usageledger campaign set \(name) --budget 500 --from 2025-03-01` gives it both")
        }
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

import Arguments
import JSON
import UsageLedger
import UsageModel

/// `campaign`: dates and budgets of campaigns, and how they stand.
enum CampaignCommand {
    static let command = Command<Action>(
        "campaign", "Campaigns with dates and budgets, and how they stand",
        details: """
            Calls name their campaign themselves; an entry gives it days and a budget. Spent is what its calls on its \
            days cost; calls that name it on other days are shown beside. `usageledger campaigns` is the table of all \
            calls by campaign, `usageledger alerts --campaign NAME` tells when thresholds were passed.
            """,
        commands: [
            CampaignListCommand.command, CampaignShowCommand.command, CampaignSetCommand.command,
            CampaignRemoveCommand.command,
        ])
}

/// `campaign list`: all of them, one a line.
struct CampaignListCommand: Sendable {
    let isJSON: Bool

    static let command = Command<Action>(
        "list", "All campaigns with an entry, one a line", Flag("json", "Print JSON"),
    ) { isJSON in CampaignListCommand(isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let standings = try ledger.campaignStandings(zone: context.zone)
        let others = try ledger.unplannedCampaigns()
        if isJSON {
            try invocation.writeJSON([
                .init(name: "currency", value: "USD"),
                .init(
                    name: "campaigns", value: .array(standings.map { .object(JSONObject($0.jsonMembers)) })),
                .init(name: "without_entry", value: .array(others.map { .string($0) })),
            ])
            return .done
        }
        guard !standings.isEmpty else {
            try invocation.write("No campaign has an entry; `usageledger campaign set NAME` makes one.\n")
            say(others, on: invocation)
            return .done
        }
        try invocation.write(
            Self.table(standings).text(
                columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        say(others, on: invocation)
        return .done
    }

    private func say(_ others: [String], on invocation: Invocation) {
        guard !others.isEmpty else { return }
        let verb = others.count == 1 ? "has" : "have"
        invocation.console.say(
            "\(Figure.counted(others.count, "campaign")) of calls \(verb) no entry; `usageledger campaigns` "
                + "shows all")
    }

    private static func table(_ standings: [CampaignStanding]) -> TextTable {
        var table = TextTable([
            .init("Campaign"), .init("Days", isOptional: true), .init("Calls", .figures),
            .init("Spent, USD", .decimals), .init("Budget", .decimals), .init("Left", .decimals),
            .init("Used", .figures),
        ])
        for standing in standings {
            table.add([
                standing.campaign.name, standing.campaign.daysText ?? "",
                Figure.count(standing.total.calls),
                standing.total.calls == 0 || standing.total.hasCost
                    ? Figure.amount(standing.total.cost) : Figure.none,
                standing.campaign.budget.map { Figure.amount($0) } ?? "",
                standing.left.map { Figure.amount($0) } ?? "", standing.usedText ?? "",
            ])
        }
        return table
    }
}

/// `campaign show`: one of them, with what it may end at.
struct CampaignShowCommand: Sendable {
    let name: String
    let isJSON: Bool

    static let command = Command<Action>(
        "show", "How a campaign stands, and what it may end at",
        details: """
            The outlook is the mean of the campaign's complete days, carried on to its last one; it is given from a \
            week on.
            """,
        Flag("json", "Print JSON"), Positional(.text.named("NAME"), "The campaign"),
    ) { isJSON, name in CampaignShowCommand(name: name, isJSON: isJSON).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        guard let standing = try ledger.campaignStanding(named: name, zone: context.zone) else {
            throw try CommandLineError.unknownCampaign(name, in: ledger, context.zone)
        }
        if isJSON {
            try invocation.writeJSON(standing.jsonMembers)
        } else {
            try invocation.write(
                Self.facts(standing, context.zone).text(
                    columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }

    private static func facts(_ standing: CampaignStanding, _ zone: Zone) -> FactList {
        let (campaign, total) = (standing.campaign, standing.total)
        var facts = FactList()
        facts.add("Campaign", "\(campaign.name), \(standing.phase.rawValue)")
        if let days = campaign.daysText { facts.add("Days", "\(days), days of \(zone)") }
        if let note = campaign.note { facts.add("Note", note) }
        facts.add("Calls", Figure.count(total.calls))
        facts.add("Spent", "\(Figure.dollars(total.cost)), exactly \(total.cost) US dollars")
        if let budget = campaign.budget, let left = standing.left {
            let used = standing.usedText.map { ", \($0) used" } ?? ""
            facts.add("Budget", "\(Figure.dollars(budget))\(used)")
            facts.add(left < .zero ? "Over it by" : "Left", Figure.dollars(left.magnitude))
        }
        if total.unpricedCallCount > 0 {
            facts.add(
                "No price", "\(Figure.counted(total.unpricedCallCount, "call")), which the budget cannot see")
        }
        if standing.outside.calls != 0 {
            facts.add(
                "Other days",
                "\(Figure.counted(standing.outside.calls, "call")) for \(Figure.dollars(standing.outside.cost)) "
                    + "on days that are not the campaign's, not in the above")
        }
        add(standing.runRate, isExceeded: standing.isExceeded, to: &facts)
        return facts
    }

    private static func add(
        _ rate: CampaignStanding.RunRate?, isExceeded: Bool, to facts: inout FactList
    ) {
        guard let rate else { return }
        facts.add("A day", "\(Figure.dollars(rate.perDay)), the mean of \(rate.completeDays) complete days")
        if let projected = rate.projected {
            facts.add("At its end", "\(Figure.dollars(projected)), if it goes on like that")
        }
        if let last = rate.budgetLastsThrough, !isExceeded {
            facts.add("Budget lasts", "through \(last), if it goes on like that")
        }
    }
}

/// `campaign set`: makes an entry or changes it.
struct CampaignSetCommand: Sendable {
    let name: String
    let from: CivilDate?
    let to: CivilDate?
    let budget: Money?
    let note: String?

    static let command = Command<Action>(
        "set", "Give a campaign days, a budget or a note",
        details: """
            What is not given stays as it was. To take days or a budget away, remove the entry and set it again; \
            calls keep their campaign whatever its entry says.
            """,
        examples: ["usageledger campaign set launch --from 2025-03-01 --to 2025-03-31 --budget 500"],
        Option("from", .date, "The first day"), Option("to", .date, "The last day, included"),
        Option("budget", .money, "What may be spent, in US dollars"),
        Option("note", .text, "Words about it"), Positional(.text.named("NAME"), "The campaign"),
    ) { (from, to, budget, note, name) throws(ArgumentsError) in
        guard from != nil || to != nil || budget != nil || note != nil else {
            throw ArgumentsError(
                .missingArgument, "there is nothing to set for the campaign `\(name)`",
                hint: "give --from, --to, --budget or --note")
        }
        return CampaignSetCommand(name: name, from: from, to: to, budget: budget, note: note).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.ledger()
        var campaign = try ledger.campaign(named: name) ?? Campaign(name: name)
        let isNew = try ledger.campaign(named: name) == nil
        if let from { campaign.firstDay = from }
        if let to { campaign.lastDay = to }
        if let budget { campaign.budget = budget }
        if let note { campaign.note = note.isEmpty ? nil : note }
        try ledger.set(campaign)
        let days = campaign.daysText.map { ", \($0)" } ?? ""
        let money = campaign.budget.map { ", budget \(Figure.dollars($0))" } ?? ""
        try invocation.write("\(isNew ? "Made" : "Changed"): \(DisplayText(name).text)\(days)\(money)\n")
        return .done
    }
}

/// `campaign remove`: forgets an entry.
struct CampaignRemoveCommand: Sendable {
    let name: String

    static let command = Command<Action>(
        "remove", "Forget a campaign's entry; calls keep its name",
        Positional(.text.named("NAME"), "The campaign"),
    ) { name in CampaignRemoveCommand(name: name).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let reading = try context.existingLedger()
        guard try context.ledger().removeCampaign(named: name) else {
            throw try CommandLineError.unknownCampaign(name, in: reading, context.zone)
        }
        try invocation.write("Removed: \(DisplayText(name).text)\n")
        return .done
    }
}

extension CommandLineError {
    /// No campaign has this name, neither in an entry nor in a call.
    static func unknownCampaign(_ name: String, in ledger: Ledger, _ zone: Zone) throws -> CommandLineError {
        let known =
            try ledger.campaignStandings(zone: zone).map(\.campaign.name) + ledger.unplannedCampaigns()
        return CommandLineError(
            .unknownCampaign, "there is no campaign `\(name.prefix(60))`",
            hint: Names.suggestion(for: name, among: known).map { "\($0)?" }
                ?? "`usageledger campaign list` and `usageledger campaigns` name them")
    }
}

extension Campaign {
    /// `2025-03-01..2025-03-31`, open where a day is missing; nil without any.
    var daysText: String? {
        guard firstDay != nil || lastDay != nil else { return nil }
        return "\(firstDay?.description ?? "")..\(lastDay?.description ?? "")"
    }
}

extension CampaignStanding {
    /// The share of the budget that is spent: `37.5 %`.
    var usedText: String? {
        usedPerMille.map { "\(Figure.count($0 / 10)).\(abs($0 % 10)) %" }
    }

    /// The standing as members of a JSON object.
    var jsonMembers: [JSONObject.Member] {
        func dollars(_ money: Money?) -> JSONValue { money.map { .string($0.description) } ?? .null }
        func day(_ date: CivilDate?) -> JSONValue { date.map { .string($0.description) } ?? .null }
        var members: [JSONObject.Member] = [
            .init(name: "campaign", value: .string(campaign.name)),
            .init(name: "from", value: day(campaign.firstDay)),
            .init(name: "to", value: day(campaign.lastDay)),
            .init(name: "budget_usd", value: dollars(campaign.budget)),
            .init(name: "note", value: campaign.note.map { .string($0) } ?? .null),
            .init(name: "phase", value: .string(phase.rawValue)),
            .init(name: "spent_usd", value: .string(total.cost.description)),
            .init(name: "left_usd", value: dollars(left)),
            .init(name: "used_per_mille", value: usedPerMille.map { .number("\($0)") } ?? .null),
            .init(name: "exceeded", value: .bool(isExceeded)),
            .init(name: "calls", value: .number("\(total.calls)")),
            .init(name: "unpriced_calls", value: .number("\(total.unpricedCallCount)")),
            .init(name: "other_days_calls", value: .number("\(outside.calls)")),
            .init(name: "other_days_usd", value: .string(outside.cost.description)),
        ]
        if let runRate {
            members += [
                .init(name: "per_day_usd", value: .string(runRate.perDay.description)),
                .init(name: "complete_days", value: .number("\(runRate.completeDays)")),
                .init(name: "projected_usd", value: dollars(runRate.projected)),
                .init(name: "budget_lasts_through", value: day(runRate.budgetLastsThrough)),
            ]
        }
        return members
    }
}

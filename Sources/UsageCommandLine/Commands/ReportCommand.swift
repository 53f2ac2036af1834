import Arguments
import JSON
import UsageModel
import UsageReporting

/// `report`: a period's files for people who decide about money.
struct ReportCommand: Sendable {
    let period: String
    let folder: String
    let budget: Money?
    let template: String
    let templates: String?
    let isJSON: Bool

    static let command = Command<Action>(
        "report", "Write a period's PDF, charts, workbook, CSV, JSON and Markdown",
        details: """
            Writes a PDF, charts as PNG, `daily.csv`, `daily.jsonl`, `report.json`, `summary.md`, the workbook \
            `usage.xlsx` and FOCUS files, whose figures are equal to the last digit. The same ledger gives the \
            same bytes. Budget and zone are those that are given, else those of the settings, else those of the \
            template; without a budget there is no budget tile, and without a zone days are of UTC. \(PeriodChoice.details)
            """,
        examples: ["usageledger report --period 2025-03 --out report --budget 200"],
        Option(required: "period", short: "p", .period, "The period"),
        Option(required: "out", short: "o", .directory, "The folder to write to; made where it is not there"),
        Option("budget", .money, "The budget for the period, in US dollars"),
        Option(
            "template", .text.named("NAME"), default: "monthly",
            "What it shows: monthly, nightly, team, executive, or one of your own"),
        Option("templates", .directory, "Your own templates; a copy of the folder Templates, edited"),
        Flag("json", "Print JSON"),
    ) { period, folder, budget, template, templates, isJSON in
        ReportCommand(
            period: period, folder: folder, budget: budget, template: template, templates: templates,
            isJSON: isJSON
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let definition = try ReportDefinition.named(template, templates: templates)
        let zone = context.chosenZone ?? definition.zone ?? .utc
        let period = try PeriodChoice.period(self.period, zone: zone, now: context.now())
        let report = try ledger.writeReport(
            ReportRequest(
                period: period,
                budget: budget ?? context.settings.budgets[period.grain] ?? definition.budget,
                template: template, templates: templates,
                generatedAt: try Self.logicalMoment(of: period, in: ledger, invocation, context),
                producer: "usageledger \(version)"),
            into: folder)
        for warning in report.warnings { invocation.console.say("warning: \(warning)") }
        let files = report.files
        if isJSON {
            let list = files.map { file in
                JSONValue.object(
                    JSONObject([
                        .init(name: "name", value: .string(file.name)),
                        .init(name: "bytes", value: .number("\(file.byteCount)")),
                        .init(name: "sha256", value: .string(file.sha256)),
                    ]))
            }
            try invocation.writeJSON([
                .init(name: "period", value: .string(period.description)),
                .init(name: "zone", value: .string(zone.name)),
                .init(name: "headline", value: .string(report.headline)),
                .init(name: "cost_usd", value: .string(report.total.description)),
                .init(name: "folder", value: .string(folder)), .init(name: "files", value: .array(list)),
            ])
            return .done
        }
        var facts = FactList(nameColumns: 10)
        facts.add("Report", "\(period), days of \(zone)")
        facts.add("Finding", report.headline)
        facts.add("Cost", "\(Figure.dollars(report.total)), exactly \(Figure.exact(report.total))")
        facts.add("Folder", folder)
        var text = facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        for file in files {
            let name = TextStyle.bold.applied(to: file.name, if: invocation.hasColour)
            text += "\n\(name), \(Figure.counted(file.byteCount, "byte"))\n  sha256:\(file.sha256)\n"
        }
        try invocation.write(text)
        return .done
    }

    /// The moment that the report speaks of: the one that is given, else for a period that is over the moment of
    /// the newest row, so that the same ledger gives the same bytes, else now.
    static func logicalMoment(
        of period: Period, in ledger: Ledger, _ invocation: Invocation, _ context: LedgerContext
    ) throws -> Instant {
        if let asOf = invocation.common.asOf { return asOf }
        if let epoch = invocation.environment["SOURCE_DATE_EPOCH"].flatMap({ Int64($0) }) {
            return Instant(seconds: epoch)
        }
        let now = context.now()
        guard period.end <= now, let newest = try ledger.lastRecordedAt(), period.end <= newest else {
            return now
        }
        return newest
    }
}

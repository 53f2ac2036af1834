import Arguments
import JSON
import UsageModel
import UsageReporting

/// `report`: a period's files for people who decide about money.
struct ReportCommand: Sendable {
    let period: String
    let folder: String
    let budget: Money?
    let isJSON: Bool

    static let command = Command<Action>(
        "report", "Write a period's PDF, charts, CSV and JSON",
        details: """
            Writes a one-page PDF, charts as PNG, `daily.csv` and `report.json`, whose figures are equal to the last \
            digit. The same ledger gives the same bytes. A budget comes from the settings, unless it is given; \
            without one there is no budget tile. \(PeriodChoice.details)
            """,
        examples: ["usageledger report --period 2025-03 --out report --budget 200"],
        Option(required: "period", short: "p", .period, "The period"),
        Option(required: "out", short: "o", .directory, "The folder to write to; made where it is not there"),
        Option("budget", .money, "The budget for the period, in US dollars"),
        Flag("json", "Print JSON"),
    ) { period, folder, budget, isJSON in
        ReportCommand(period: period, folder: folder, budget: budget, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let period = try PeriodChoice.period(self.period, zone: context.zone, now: context.now())
        let files = try writeReport(
            ReportRequest(
                period: period, budget: budget ?? context.settings.budgets[period.grain], folder: folder,
                now: context.now(), tenant: context.settings.tenant),
            from: ledger)
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
                .init(name: "folder", value: .string(folder)), .init(name: "files", value: .array(list)),
            ])
            return .done
        }
        var table = TextTable([.init("File"), .init("Bytes", .figures), .init("SHA-256", .words(.end))])
        for file in files {
            table.add(["\(folder)/\(file.name)", Figure.count(file.byteCount), file.sha256])
        }
        try invocation.write(table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        return .done
    }
}

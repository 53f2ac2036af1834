package import Arguments
import Foundation

/// The command `usageledger`: every word it knows.
package let usageProgram = Program<CommonOptions, Action>(
    "usageledger", "Knows what every AI call cost", version: version,
    details: """
        Records calls of any provider in a ledger file, prices each at the price of its day, exactly, and turns them \
        into tables, charts and reports. The ledger is --db, else $USAGELEDGER_DB, else \
        $XDG_DATA_HOME/usageledger/ledger.sqlite.
        """,
    common: CommonOptions.parameters,
    sections: [
        CommandSection(
            "Calls",
            [
                RecordCommand.command, ImportCommand.command, PriceCommand.command, ExtractCommand.command,
                ExplainCommand.command,
            ]),
        CommandSection(
            "Tables", [SummaryCommand.command, CallsCommand.command] + TableCommand.commands),
        CommandSection("Files", [ReportCommand.command, ChartCommand.command, ExportCommand.command]),
        CommandSection("Upkeep", [AggregateCommand.command, BackfillCommand.command]),
        CommandSection("Nights", [NightlyCommand.command, MailCommand.command]),
        CommandSection("Limits", [AlertsCommand.command, CampaignCommand.command]),
        CommandSection("Revenue", [PlanCommand.command]),
        CommandSection(
            "Books", [CorrectCommand.command, CloseMonthCommand.command, RepriceCommand.command]),
        CommandSection(
            "Trust",
            [
                ReconcileCommand.command, VerifyCommand.command, DoctorCommand.command, PricesCommand.command,
            ]),
    ],
)

/// The product's version.
package let version = "0.1.0"

/// Runs the process's own words and returns its exit code.
package func runUsageLedger() -> Int32 {
    let environment = ProcessInfo.processInfo.environment
    let words = Array(CommandLine.arguments.dropFirst())
    let console = Console.standard(environment: environment)
    return Shell(usageProgram).run(words, environment: environment, console: console).rawValue
}

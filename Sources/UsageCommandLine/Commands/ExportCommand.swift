import Arguments
import Foundation
import UsageLedger
import UsageModel

/// `export`: every row in a form that other programs read, and `import` reads back.
struct ExportCommand: Sendable {
    let form: ExportForm
    let options: QueryOptions
    let path: String?
    let isRaw: Bool

    static let command = Command<Action>(
        "export", "Write rows as CSV, JSON Lines or JSON, in memory that does not grow with them",
        details: """
            A file appears under its name only when it is whole. Text cells of CSV that a spreadsheet would run as \
            formulas get an apostrophe in front, unless `--raw` is given. `usageledger import` reads CSV and JSON \
            Lines back as the same calls. \(PeriodChoice.details)
            """,
        examples: [
            "usageledger export csv --period 2025-03 --out march.csv",
            "usageledger export jsonl | gzip > all.jsonl.gz",
        ],
        QueryOptions.parameters,
        Option("out", short: "o", .file, "The file to write; standard output, unless it is given"),
        Flag("raw", "CSV for programs: no apostrophe in front of what looks like a formula"),
        Positional(.choice(ExportForm.self).named("FORMAT"), "The form"),
    ) { options, path, isRaw, form in
        ExportCommand(form: form, options: options, path: path == "-" ? nil : path, isRaw: isRaw).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let span = try options.period.span(zone: context.zone, now: context.now())
        let total = try ledger.rowCount(in: span.instants, filters: options.filters)
        let line = ProgressLine(
            on: invocation.console, "exporting", total: total, unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        defer { line.finish() }
        var count = 0
        func export(_ write: ([UInt8]) throws -> Void) throws {
            try ledger.export(
                form, isRaw: isRaw, in: span.instants, filters: options.filters, write: write
            ) {
                count = $0
                line.update(done: count)
            }
        }
        guard let path else {
            try export { try invocation.console.write(Data($0)) }
            return .done
        }
        let file = try OutputFile(path, suffix: SystemEdge.randomBits())
        do {
            try export { try file.write($0) }
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
        line.finish()
        invocation.console.say("\(Figure.counted(count, "row")) written to \(path)")
        return .done
    }
}

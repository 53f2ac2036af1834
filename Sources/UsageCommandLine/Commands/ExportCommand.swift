import Arguments
import Foundation
import UsageLedger
import UsageModel
import UsageReporting

/// `export`: every row in a form that other programs read, and `import` reads back.
struct ExportCommand: Sendable {
    let format: Format
    let options: QueryOptions
    let path: String?
    let isRaw: Bool
    let focus: FocusVersion
    let grain: FocusGrain

    /// The forms: rows as they are, and files that people and other tools open.
    enum Format: String, CaseIterable, Hashable, Sendable {
        case csv, jsonl, json, xlsx, focus
    }

    static let command = Command<Action>(
        "export",
        "Write rows as CSV, JSON Lines, JSON, XLSX or FOCUS, in memory that does not grow with them",
        details: """
            A file appears under its name only when it is whole. Text cells of CSV that a spreadsheet would run as \
            formulas get an apostrophe in front, unless `--raw` is given. `usageledger import` reads CSV and JSON \
            Lines back as the same calls. XLSX is a workbook with the sheets Summary, Daily, Models, Users and \
            Calls. FOCUS is the FinOps Open Cost and Usage Specification: one row a price and bucket of UTC; calls \
            without a price are in no row, and are listed in `FILE.unpriced.csv`. \(PeriodChoice.details)
            """,
        examples: [
            "usageledger export csv --period 2025-03 --out march.csv",
            "usageledger export jsonl | gzip > all.jsonl.gz",
            "usageledger export xlsx --period 2025-03 --out march.xlsx",
            "usageledger export focus --focus 1.2 --period 2025-03 --out march-focus.csv",
        ],
        QueryOptions.parameters,
        Option("out", short: "o", .file, "The file to write; standard output, unless it is given"),
        Flag("raw", "CSV for programs: no apostrophe in front of what looks like a formula"),
        Option(
            "focus", .choice(FocusVersion.self), default: .v14, "The version of FOCUS"),
        Option(
            "grain", .choice(FocusGrain.self), default: .day, "What FOCUS puts together in one row"),
        Positional(.choice(Format.self).named("FORMAT"), "The form"),
    ) { options, path, isRaw, focus, grain, format in
        ExportCommand(
            format: format, options: options, path: path == "-" ? nil : path, isRaw: isRaw, focus: focus,
            grain: grain
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        switch format {
        case .csv: try exportRows(as: .csv, invocation)
        case .jsonl: try exportRows(as: .jsonl, invocation)
        case .json: try exportRows(as: .json, invocation)
        case .xlsx: try exportWorkbook(invocation)
        case .focus: try exportFocus(invocation)
        }
    }

    private func exportRows(as form: ExportForm, _ invocation: Invocation) throws -> ExitCode {
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

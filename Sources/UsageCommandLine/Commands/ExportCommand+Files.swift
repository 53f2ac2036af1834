import Arguments
import Foundation
import UsageLedger
import UsageModel
import UsageReporting

extension ExportCommand {
    /// What an export of files that people open works with.
    private struct Work {
        let ledger: Ledger
        let context: LedgerContext
        let selection: ExportSelection
        let line: ProgressLine
    }

    private func work(_ invocation: Invocation) throws -> Work {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let span = try options.period.span(zone: context.zone, now: context.now())
        let selection = ExportSelection(
            period: span.period, span: span.instants, title: span.title, filters: options.filters,
            filterWords: options.filterWords, zone: context.zone)
        let total = try ledger.rowCount(in: span.instants, filters: options.filters)
        let line = ProgressLine(
            on: invocation.console, "exporting", total: total, unit: .items("rows"),
            elapsed: Stopwatch().elapsed)
        return Work(ledger: ledger, context: context, selection: selection, line: line)
    }

    /// `export xlsx`.
    func exportWorkbook(_ invocation: Invocation) throws -> ExitCode {
        guard let path else {
            throw ArgumentsError(
                .missingValue, "a workbook is written to a file", hint: "add `--out FILE.xlsx`")
        }
        let work = try work(invocation)
        defer { work.line.finish() }
        let input = try work.ledger.workbookInput(
            work.selection, generatedAt: work.context.now(), producer: "usageledger \(version)")
        var count = 0
        try OutputFile.place(path, suffix: SystemEdge.randomBits()) { temporaryPath in
            let folder = URL(fileURLWithPath: temporaryPath).deletingLastPathComponent().path
            try work.ledger.writeWorkbook(
                input, of: work.selection, to: temporaryPath, temporaryFolder: folder
            ) { rows in
                count = rows
                work.line.update(done: rows)
            }
        }
        work.line.finish()
        invocation.console.say("\(Figure.counted(count, "row")) written to \(path)")
        return .done
    }

    /// `export focus`.
    func exportFocus(_ invocation: Invocation) throws -> ExitCode {
        let work = try work(invocation)
        defer { work.line.finish() }
        func export(_ write: ([UInt8]) throws -> Void) throws -> FocusFile {
            try work.ledger.writeFocus(
                [focus], grain: grain, of: work.selection, raw: isRaw,
                progress: { work.line.update(done: $0) }, write: { try write($1) })
        }
        let file: FocusFile
        if let path {
            file = try written(to: path, export)
        } else {
            file = try export { try invocation.console.write(Data($0)) }
        }
        work.line.finish()
        if let path {
            invocation.console.say("\(Figure.counted(file.chargeCount, "charge")) written to \(path)")
        }
        try sayUnpriced(file, invocation)
        return .done
    }

    private func written(to path: String, _ export: (([UInt8]) throws -> Void) throws -> FocusFile) throws
        -> FocusFile
    {
        let output = try OutputFile(path, suffix: SystemEdge.randomBits())
        do {
            let file = try export(output.write)
            try output.finish()
            return file
        } catch {
            output.abandon()
            throw error
        }
    }

    /// FOCUS has no row without a cost: what is left out is said, and listed beside the file.
    private func sayUnpriced(_ file: FocusFile, _ invocation: Invocation) throws {
        let list = path.map { "\($0).unpriced.csv" }
        // An empty list takes the place of one that is true no more.
        if let list, file.unpricedCount > 0 || FileManager.default.fileExists(atPath: list) {
            _ = try written(to: list) { write in
                try write(file.unpricedTable)
                return file
            }
        }
        guard file.unpricedCount > 0 else { return }
        let calls = Figure.counted(file.unpricedCount, "call")
        let verb = file.unpricedCount == 1 ? "is" : "are"
        let place = list.map { ", see \($0)" } ?? ""
        invocation.console.say("warning: \(calls) without a price \(verb) not in it\(place)")
    }
}

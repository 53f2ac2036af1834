import Arguments
import Foundation
import JSON
import UsageLedger
import UsageModel

/// `aggregate`: brings the rollups up to date, from which tables are answered fast.
struct AggregateCommand: Sendable {
    let days: PeriodChoice
    let user: String?
    let isForced: Bool
    let isJSON: Bool

    static let command = Command<Action>(
        "aggregate", "Bring the rollups up to date, from which tables are answered fast",
        details: """
            Only days with new rows are made anew, each as a whole from its rows; without it every table is right too, but \
            slower. Best run every night. It may be broken off and run beside anything else.
            """,
        examples: ["usageledger aggregate", "usageledger aggregate --user ann --from 2025-03-01 --force"],
        DayRange.parameters,
        Option("user", .text.named("NAME"), "Only days on which this user has calls"),
        Flag("force", "Make days anew though nothing in them is new"), Flag("json", "Print JSON"),
    ) { days, user, isForced, isJSON in
        AggregateCommand(days: days, user: user, isForced: isForced, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        var scope = try DayRange.scope(days, context)
        scope.user = user
        scope.isForced = isForced
        let ledger = try context.ledgerToChange()
        var line = AggregationLine(invocation, "aggregating")
        let done = try ledger.aggregate(scope) { line.show($0) }
        line.finish()
        if isJSON {
            try invocation.writeJSON(done.json)
        } else {
            try invocation.write(
                done.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }
}

/// `backfill`: makes all rollups that are missing or behind, in batches of days.
struct BackfillCommand: Sendable {
    let days: PeriodChoice
    let batchDays: Int
    let isJSON: Bool

    static let command = Command<Action>(
        "backfill", "Make the rollups of all history that are missing or behind, in batches",
        details: """
            Searches all days, and prints a line for each batch that is kept. Broken off, it goes on where it stopped when it is \
            run again.
            """,
        examples: [
            "usageledger backfill", "usageledger backfill --from 2024-01-01 --to 2024-12-31 --batch 31",
        ],
        DayRange.parameters,
        Option(
            "batch", .integer(in: 1...3660).named("DAYS"), default: 16,
            "How many days are kept in one transaction"),
        Flag("json", "Print JSON"),
    ) { days, batchDays, isJSON in
        BackfillCommand(days: days, batchDays: batchDays, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        var scope = try DayRange.scope(days, context)
        scope.isThorough = true
        let ledger = try context.ledgerToChange()
        var line = AggregationLine(invocation, "backfilling")
        var batches: [AggregationBatch] = []
        let done = try ledger.aggregate(scope, batchDays: batchDays) { batch in
            line.show(batch)
            batches.append(batch)
            if !isJSON { try invocation.write(batch.line + "\n") }
        }
        line.finish()
        guard isJSON else {
            if batches.isEmpty { try invocation.write("Nothing to do: all rollups are up to date.\n") }
            return .done
        }
        var members = done.json
        members.append(.init(name: "batches", value: .array(batches.map { .object(JSONObject($0.json)) })))
        try invocation.writeJSON(members)
        return .done
    }
}

/// The days that rollups are made of, by the days of the zone.
private enum DayRange {
    static let parameters = OptionGroup(
        heading: "Which days",
        Option("from", .date, "The first day, as in 2025-03-01"),
        Option("to", .date, "The last day, included"),
    ) { (from, to) throws(ArgumentsError) in
        if let from, let to, to < from {
            throw ArgumentsError(.conflictingOptions, "`--to` \(to) is before `--from` \(from)")
        }
        return PeriodChoice(name: nil, from: from, to: to)
    }

    /// The UTC days that hold days of the zone.
    static func scope(_ days: PeriodChoice, _ context: LedgerContext) throws -> AggregationScope {
        guard let span = try days.span(zone: context.zone, now: context.now()).instants else {
            return AggregationScope()
        }
        let last = Instant(microseconds: span.upperBound.microseconds - 1)
        return AggregationScope(first: span.lowerBound.date, last: last.date)
    }
}

/// A bar of the days that are done; how many there are is known with the first batch.
private struct AggregationLine {
    private let label: String
    private let console: Console
    private let elapsed = Stopwatch().elapsed
    private var line: ProgressLine?

    init(_ invocation: Invocation, _ label: String) {
        self.label = label
        console = invocation.console
    }

    mutating func show(_ batch: AggregationBatch) {
        let line =
            line
            ?? ProgressLine(
                on: console, label, total: batch.daysTotal, unit: .items("days"), elapsed: elapsed)
        line.update(done: batch.daysDone, detail: "\(batch.last)")
        self.line = line
    }

    func finish() { line?.finish() }
}

extension LedgerContext {
    /// Opens a ledger that must be there, to write.
    fileprivate func ledgerToChange() throws -> Ledger {
        // Opening to read says best that there is none.
        if !FileManager.default.fileExists(atPath: path) { _ = try existingLedger() }
        return try ledger()
    }
}

extension Aggregation {
    fileprivate func text(columnsMax: Int?, hasColour: Bool) -> String {
        guard days > 0 else { return "Nothing to do: all rollups are up to date.\n" }
        var facts = FactList(nameColumns: 10)
        facts.add("Days", "\(Figure.count(days)) made anew")
        facts.add("Users", "\(Figure.count(users)) processed")
        facts.add("Calls", "\(Figure.counted(rowsRead, "row")) read")
        facts.add("Rollups", words)
        return facts.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    /// What became of rollup rows.
    fileprivate var words: String {
        var words = "\(Figure.counted(created, "row")) created, \(Figure.count(replaced)) replaced"
        if removed > 0 { words += ", \(Figure.count(removed)) removed" }
        return words + ", \(Figure.count(unchanged)) unchanged"
    }

    fileprivate var json: [JSONObject.Member] {
        let numbers: [(String, Int)] = [
            ("days", days), ("users", users), ("rows_read", rowsRead), ("created", created),
            ("replaced", replaced), ("removed", removed), ("unchanged", unchanged),
        ]
        return numbers.map { .init(name: $0.0, value: .number("\($0.1)")) }
    }
}

extension AggregationBatch {
    /// The batch in one line.
    fileprivate var line: String {
        "batch \(number) of \(count): \(first) to \(last), \(Figure.counted(done.rowsRead, "row")) read, "
            + done.words
    }

    fileprivate var json: [JSONObject.Member] {
        [
            .init(name: "batch", value: .number("\(number)")),
            .init(name: "from", value: .string(first.description)),
            .init(name: "to", value: .string(last.description)),
        ] + done.json
    }
}

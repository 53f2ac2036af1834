import Arguments
import JSON
import UsageLedger
import UsageModel

/// `import`: files of calls into the ledger, each record once.
struct ImportCommand: Sendable {
    let options: Options
    let files: [String]
    let isJSON: Bool

    /// What the files do not say themselves.
    struct Options: Hashable, Sendable {
        var format: ImportFormat?
        var provider: Provider?
        var model: String?
        var user: String?
    }

    static let command = Command<Action>(
        "import", "Import files of calls; every record once, however often it is run",
        details: """
            The format is detected from the content: our own JSON Lines or CSV (the names of `usageledger export`), the \
            analytics log of aider, or a trace of Azure's public data set. Files compressed with gzip are unpacked \
            on the way. A bad record is named with file, line and column and keeps no good one back; correct the \
            file and import it again, and only what is new is added.
            """,
        examples: [
            "usageledger import calls.jsonl",
            "usageledger import --provider azure --model gpt-4o trace.csv.gz",
            "gunzip -c calls.csv.gz | usageledger import -",
        ],
        OptionGroup(
            Option(
                "format", .choice(ImportFormat.self).named("FORMAT"),
                "The format, where it is not to be detected"),
            Option("provider", .text.named("NAME"), "The provider of records that name none"),
            Option("model", .text.named("NAME"), "The model of records that name none"),
            Option("user", .text.named("NAME"), "The user of records that name none"),
        ) { Options(format: $0, provider: $1.map(Provider.init(named:)), model: $2, user: $3) },
        Flag("json", "Print JSON"),
        Positional(repeated: .file.named("FILE"), isRequired: true, "Files to import; `-` is standard input"),
    ) { options, isJSON, files in
        ImportCommand(options: options, files: files, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let ledger = try invocation.context().ledger()
        var talk = FaultTalk(on: invocation.console)
        var summaries: [JSONValue] = []
        for file in files {
            let summary: ImportSummary
            do {
                summary = try importFile(file, into: ledger, invocation)
            } catch let error as CommandLineError where error.code == .damagedFile {
                talk.say(error)
                continue
            }
            for failure in summary.failures { talk.say(failure) }
            if isJSON {
                summaries.append(.object(summary.json(file: file)))
            } else {
                try invocation.write(
                    summary.text(file: file, invocation.columnsMax, hasColour: invocation.hasColour))
            }
        }
        if isJSON { try invocation.writeJSON([.init(name: "files", value: .array(summaries))]) }
        return talk.exitCode
    }

    private func importFile(_ name: String, into ledger: Ledger, _ invocation: Invocation) throws
        -> ImportSummary
    {
        let isStandardInput = name == "-"
        let file = isStandardInput ? nil : try InputFile(name)
        let line = ProgressLine(
            on: invocation.console, "importing \(isStandardInput ? "standard input" : name)",
            total: file?.byteCount, unit: .bytes, elapsed: Stopwatch().elapsed)
        defer { line.finish() }
        let source = CallSource(
            name: file?.name, fingerprint: file.flatMap { CallSource.fingerprint(ofFileAt: $0.name) },
            format: options.format, provider: options.provider, model: options.model, user: options.user,
            read: file.map { file in { try file.read() } } ?? invocation.input.read)
        return try ledger.importCalls(from: source) { summary in
            line.update(
                done: file?.position ?? summary.bytes, detail: "\(Figure.count(summary.recorded)) new rows")
        }
    }
}

extension ImportSummary {
    /// At most so many lines of repeated records are named.
    private static let namedMax = 10

    /// What was done, in words.
    func text(file: String, _ columnsMax: Int?, hasColour: Bool) -> String {
        var facts = FactList(nameColumns: 12)
        facts.add(
            "Recorded", "\(Figure.counted(recorded, "new row")) of \(Figure.counted(records, "record"))")
        if repeatedCount > 0 {
            facts.add(
                "Repeated",
                "\(Figure.count(repeatedCount)) of these repeat an earlier record: \(repeatedLines)")
        }
        facts.add("Unchanged", "\(Figure.counted(unchanged, "record")) had a row already")
        if skipped > 0 { facts.add("Passed over", "\(Figure.counted(skipped, "record")) that are no calls") }
        if failureCount > 0 {
            let named =
                failureCount > failures.count ? ", the first \(Figure.count(failures.count)) named" : ""
            facts.add("Failed", "\(Figure.counted(failureCount, "record"))\(named)")
        }
        if resumedAfterLine > 0 {
            facts.add(
                "Taken up", "after line \(Figure.count(resumedAfterLine)), where an import was broken off")
        }
        if recorded > 0 {
            facts.add("Cost", "\(Figure.dollars(cost)), exactly \(Figure.exact(cost))")
            if statedCost != .zero { facts.add("Stated cost", "\(Figure.dollars(statedCost)) by the source") }
            if !unpriced.isEmpty {
                let count = unpriced.values.reduce(0, +)
                facts.add(
                    "No price", "\(Figure.counted(count, "call")): \(CostTableText.reasons(unpriced))")
            }
            if assumedPriceDates > 0 {
                facts.add("Price date", "assumed for \(Figure.counted(assumedPriceDates, "call"))")
            }
        }
        let title = TextStyle.bold.applied(to: DisplayText(file).text, if: hasColour)
        return "\(title)\(format.map { " (\(word($0)))" } ?? "")\n"
            + facts.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    private var repeatedLines: String {
        let lines = repeated.compactMap(\.line)
        let named = lines.prefix(Self.namedMax).map(String.init).joined(separator: ", ")
        let more = repeatedCount - min(lines.count, Self.namedMax)
        return "lines \(named)\(more > 0 ? " and \(Figure.count(more)) more" : "")"
    }

    /// What was done, for programs.
    func json(file: String) -> JSONObject {
        func number(_ name: String, _ value: Int) -> JSONObject.Member {
            .init(name: name, value: .number("\(value)"))
        }
        var object = JSONObject([
            .init(name: "file", value: .string(file)),
            .init(name: "format", value: format.map { .string(word($0)) } ?? .null),
            number("records", records), number("recorded", recorded), number("repeated", repeatedCount),
            .init(
                name: "repeated_lines",
                value: .array(repeated.compactMap(\.line).map { .number("\($0)") })),
            number("unchanged", unchanged), number("skipped", skipped), number("failed", failureCount),
            number("resumed_after_line", resumedAfterLine),
        ])
        object.append("cost_usd", .string(cost.description))
        object.append("stated_cost_usd", .string(statedCost.description))
        object.append(
            "unpriced_reasons",
            .object(
                JSONObject(
                    unpriced.sorted { $0.key < $1.key }.map { number($0.key, $0.value) })))
        object.append("assumed_price_calls", .number("\(assumedPriceDates)"))
        object.append("errors", .array(failures.map { .object($0.json) }))
        return object
    }
}

extension UsageFault {
    /// The error for programs: `{"code","message","place","hint"}`.
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "code", value: .string(code.name)), .init(name: "message", value: .string(message)),
        ])
        object.append("file", place?.file.map { .string($0) })
        object.append("line", place?.line.map { .number("\($0)") })
        object.append("column", place?.column.map { .number("\($0)") })
        object.append("path", place?.path.map { .string($0) })
        object.append("hint", hint.map { .string($0) })
        return object
    }
}

/// The word of a value whose type lives behind the facade.
private func word(_ value: some RawRepresentable<String>) -> String { value.rawValue }

/// The time since it was made.
struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    @Sendable func elapsed() -> Duration { start.duration(to: .now) }
}

import Arguments
import JSON
import UsageLedger
import UsageModel

/// `import`: files of calls into the ledger, each record once.
struct ImportCommand: Sendable {
    let options: Options
    let files: [String]
    let isDryRun: Bool
    let isJSON: Bool

    /// What the files do not say themselves.
    struct Options: Hashable, Sendable {
        var format: ImportFormat?
        var provider: Provider?
        var model: String?
        var user: String?
        var moment: Instant?
        var columns: ColumnMap?
        var columnFile: String?
        var use: Use?
    }

    /// What becomes of a provider's statement.
    enum Use: String, CaseIterable, Hashable, Sendable {
        case statements, calls
    }

    static let command = Command<Action>(
        "import", "Import files of calls; every record once, however often it is run",
        details: """
            The format is detected from the content. Files compressed with gzip are unpacked on the way. A bad record \
            is named with file, line and column and keeps no good one back; correct the file and import it again, and \
            only what is new is added.

            Formats: \(CallFormats.importList). Experimental are those whose reader was made from documents, without a file \
            as the tool wrote it.

            What a provider says that it bills becomes a statement, which `usageledger reconcile` puts beside our costs. \
            With `--as calls` its lines become calls, for a ledger that has nothing else to go by; days of which calls \
            are recorded are refused.

            Any other CSV is read by --columns, a list of NAME=COLUMN with the names of `usageledger export`; a \
            column may have a factor, as in latency_ms=seconds*1000, and columns may be added up, as in \
            input_tokens=uncached+cached. The file of --column-map says the same in JSON5.
            """,
        examples: [
            "usageledger import calls.jsonl",
            "usageledger import ~/.claude/projects/*/*.jsonl",
            "usageledger import --provider azure --model gpt-4o trace.csv.gz",
            "usageledger import --columns occurred_at=time,model=name,input_tokens=in table.csv",
            "gunzip -c calls.csv.gz | usageledger import --dry-run -",
        ],
        OptionGroup(
            Option(
                "format", .choice(ImportFormat.self).named("FORMAT"),
                "The format, where it is not to be detected"),
            Option("provider", .text.named("NAME"), "The provider of records that name none"),
            Option("model", .text.named("NAME"), "The model of records that name none"),
            Option("user", .text.named("NAME"), "The user of records that name none"),
            Option("at", .instant, "The moment of records that state none, or the start of a trace"),
            Option("columns", .columnMap, "What the columns of any other CSV mean"),
            Option("column-map", .file, "The same as a JSON5 file"),
            Option(
                "as", .choice(Use.self).named("USE"), "What becomes of a statement: `statements` or `calls`"),
        ) { (format, provider, model, user, moment, columns, columnFile, use) throws(ArgumentsError) in
            if columns != nil, columnFile != nil {
                throw ArgumentsError(
                    .conflictingOptions, "`--columns` cannot stand beside `--column-map`")
            }
            return Options(
                format: format, provider: provider.map(Provider.init(named:)), model: model, user: user,
                moment: moment, columns: columns, columnFile: columnFile, use: use)
        },
        Flag("dry-run", "Say what would be recorded, and write nothing"), Flag("json", "Print JSON"),
        Positional(repeated: .file.named("FILE"), isRequired: true, "Files to import; `-` is standard input"),
    ) { options, isDryRun, isJSON, files in
        ImportCommand(options: options, files: files, isDryRun: isDryRun, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let columns = try columnMap()
        let rehearsal = isDryRun ? try Rehearsal(context) : nil
        defer { rehearsal?.end() }
        let ledger = try rehearsal?.ledger ?? context.ledger()
        var talk = FaultTalk(on: invocation.console)
        var summaries: [JSONValue] = []
        for file in files {
            let summary: ImportSummary
            do {
                summary = try importFile(file, into: ledger, columns, invocation)
            } catch let error as CommandLineError where error.code == .damagedFile {
                talk.say(error)
                continue
            }
            for failure in summary.failures { talk.say(failure) }
            if isJSON {
                summaries.append(.object(summary.json(file: file, isDryRun: isDryRun)))
            } else {
                try invocation.write(
                    summary.text(
                        file: file, isDryRun: isDryRun, invocation.columnsMax, hasColour: invocation.hasColour
                    ))
            }
        }
        if isJSON { try invocation.writeJSON([.init(name: "files", value: .array(summaries))]) }
        return talk.exitCode
    }

    /// The map of the option, or of its file.
    private func columnMap() throws -> ColumnMap? {
        guard let file = options.columnFile else { return options.columns }
        return try ColumnMapFile.read(file)
    }

    private func importFile(
        _ name: String, into ledger: Ledger, _ columns: ColumnMap?, _ invocation: Invocation
    ) throws -> ImportSummary {
        let isStandardInput = name == "-"
        let file = isStandardInput ? nil : try InputFile(name)
        let line = ProgressLine(
            on: invocation.console, "importing \(isStandardInput ? "standard input" : name)",
            total: file?.byteCount, unit: .bytes, elapsed: Stopwatch().elapsed)
        defer { line.finish() }
        var source = CallSource(
            name: file?.name, fingerprint: file.flatMap { CallSource.fingerprint(ofFileAt: $0.name) },
            format: options.format, provider: options.provider, model: options.model, user: options.user,
            moment: options.moment, columns: columns,
            read: file.map { file in { try file.read() } } ?? invocation.input.read)
        source.makesCallsOfStatements = options.use == .calls
        return try ledger.importCalls(from: source, isDryRun: isDryRun) { summary in
            line.update(
                done: file?.position ?? summary.bytes, detail: "\(Figure.count(summary.recorded)) new rows")
        }
    }
}

/// The word of a value whose type lives behind the facade.
func word(_ value: some RawRepresentable<String>) -> String { value.rawValue }

/// The time since it was made.
struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    @Sendable func elapsed() -> Duration { start.duration(to: .now) }
}

import Arguments
import UsageModel
import UsageReporting

/// `chart`: one chart of a period as PNG, PDF or SVG, or the gallery of all of them.
struct ChartCommand: Sendable {
    let choice: Choice
    let subject: Subject
    let look: Look

    /// What is drawn.
    enum Choice: Hashable, Sendable {
        case chart(ChartKind, period: String)
        case gallery(folder: String)
    }

    /// Which figures are drawn.
    struct Subject: Hashable, Sendable {
        var period: String?
        var dimension: Dimension?
        var budget: Money?
        var gallery: String?
    }

    /// How they are drawn, and where to.
    struct Look: Hashable, Sendable {
        var format: Picture.Format
        var canvas: CanvasKind
        var isDark: Bool
        var path: String?
    }

    static let command = Command<Action>(
        "chart", "Draw one chart of a period as PNG, PDF or SVG",
        details: """
            The charts are daily cost, cost summed up with budget and forecast (burn-up), what rose and fell most \
            (movers), the largest (ranking), hours of the week (heatmap), latency, errors and media. A canvas is laid \
            out anew, not scaled: wide for slides, mail, page for documents, tile for a small multiple. The same \
            ledger gives the same bytes. `--gallery` draws every kind on every canvas from invented figures, and odd \
            data, into a folder. \(PeriodChoice.details)
            """,
        examples: [
            "usageledger chart daily --period 2025-03 --out daily.png",
            "usageledger chart movers --by team --period 2025-03 --format svg --canvas mail",
            "usageledger chart --gallery out/gallery",
        ],
        OptionGroup(
            heading: "Which figures",
            Option("period", short: "p", .period, "The period"),
            Option("by", .dimension, "What movers and rankings are about, as in team or tag:project"),
            Option("budget", .money, "The budget for the period, in US dollars"),
            Option("gallery", .directory, "Draw every kind from invented figures into this folder"),
        ) { period, dimension, budget, gallery in
            Subject(
                period: period, dimension: dimension, budget: budget,
                gallery: gallery)
        },
        OptionGroup(
            heading: "How they are drawn",
            Option(
                "format", short: "f", .choice(Picture.Format.self), "The form; else that of --out, else png"),
            Option("canvas", .choice(CanvasKind.self), default: .wide, "What it is laid out for"),
            Flag("dark", "Light on dark; not for a PDF, which is always light"),
            Option("out", short: "o", .file, "The file to write; KIND.FORMAT here, unless it is given"),
        ) { (format, canvas, isDark, path) throws(ArgumentsError) in
            let named =
                try path.map { (path) throws(ArgumentsError) in try ChartCommand.format(of: path) } ?? nil
            let format = format ?? named ?? .png
            guard format != .pdf || !isDark else {
                throw ArgumentsError(
                    .conflictingOptions, "a PDF is always light",
                    hint: "leave `--dark` out, or draw PNG or SVG")
            }
            return Look(format: format, canvas: canvas, isDark: isDark, path: path)
        },
        Positional(optional: .choice(ChartKind.self).named("KIND"), "The chart"),
    ) { (subject, look, kind) throws(ArgumentsError) in
        ChartCommand(choice: try ChartCommand.choice(subject, kind), subject: subject, look: look).run
    }

    private static func choice(_ subject: Subject, _ kind: ChartKind?) throws(ArgumentsError) -> Choice {
        if subject.dimension != nil, let kind, kind != .movers, kind != .ranking {
            throw ArgumentsError(
                .conflictingOptions, "`--by` is for movers and ranking, not for \(kind.rawValue)")
        }
        switch (subject.gallery, kind, subject.period) {
        case (let folder?, nil, nil): return .gallery(folder: folder)
        case (nil, let kind?, let period?): return .chart(kind, period: period)
        case (.some, _, _):
            throw ArgumentsError(
                .conflictingOptions, "`--gallery` draws every chart and takes neither KIND nor `--period`")
        case (nil, nil, _):
            throw ArgumentsError(
                .missingArgument, "no chart is named",
                hint: "as in `usageledger chart daily --period 2025-03`")
        case (nil, .some, nil):
            throw ArgumentsError(
                .missingArgument, "`--period` is missing", hint: "as in `--period 2025-03`")
        }
    }

    /// The form that a file's name ends in; nil for a name without an ending.
    private static func format(of path: String) throws(ArgumentsError) -> Picture.Format? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        guard let format = Picture.Format(rawValue: ending) else {
            throw ArgumentsError(
                .invalidValue, "a chart cannot be written as `.\(ending.prefix(20))`",
                hint: "end the name in .png, .pdf or .svg")
        }
        return format
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let written: WrittenPicture
        switch choice {
        case .gallery(let folder):
            let line = ProgressLine(
                on: invocation.console, "drawing", total: nil, unit: .items("pictures"),
                elapsed: Stopwatch().elapsed)
            defer { line.finish() }
            written = try WrittenPicture.gallery(into: folder) { done, _ in line.update(done: done) }
        case .chart(let kind, let period): written = try draw(kind, period, invocation)
        }
        for warning in written.warnings { invocation.console.say("warning: \(warning)") }
        guard let first = written.files.first else { return .done }
        let bytes = written.files.reduce(0) { $0 + $1.byteCount }
        let what = written.files.count == 1 ? first.path : Figure.counted(written.files.count, "file")
        invocation.console.say("\(what) written, \(Figure.counted(bytes, "byte"))")
        return .done
    }

    private func draw(_ kind: ChartKind, _ name: String, _ invocation: Invocation) throws -> WrittenPicture {
        let context = try invocation.context()
        let ledger = try context.existingLedger()
        let definition = try ReportDefinition.named("monthly")
        let zone = context.chosenZone ?? definition.zone ?? .utc
        let period = try PeriodChoice.period(name, zone: zone, now: context.now())
        let request = ChartRequest(
            kind,
            report: ReportRequest(
                period: period,
                budget: subject.budget ?? context.settings.budgets[period.grain] ?? definition.budget,
                generatedAt: try ReportCommand.logicalMoment(of: period, in: ledger, invocation, context),
                producer: "usageledger \(version)"),
            dimension: subject.dimension, format: look.format, canvas: look.canvas, isDark: look.isDark)
        return try ledger.writePicture(
            request, to: look.path ?? "\(kind.rawValue).\(look.format.rawValue)")
    }
}

import Cairo
package import Charts
import Templates
import UsageModel

/// The report of a period: a PDF page, pictures, and the same numbers as CSV and JSON.
///
///     let report = try Report(input, templates: nil)
///     for file in try report.files() { … }
public struct Report: Sendable {
    /// What the report shows.
    public let input: ReportInput
    /// What stands on its page.
    public let definition: ReportDefinition
    let theme: Theme
    /// Headline, lead and findings for programs, which are the same in every language.
    private let plain: Narrative
    let days: ReportDays
    let colours: ModelColours
    let daily: DailyFigures
    let ranking: RankingFigures
    var words: Wording { Wording(input.text) }

    /// A report as a template says; throws where the parts do not add up or a template is wrong.
    ///
    /// `templates` is a folder of the user's own; what it has not is taken from the installed templates, else from
    /// those compiled in.
    public init(
        _ input: ReportInput, template: String = "monthly", templates folder: String? = nil
    ) throws(ReportsError) {
        try self.init(
            input, definition: try ReportDefinition.named(template, templates: folder), templates: folder)
    }

    /// A report as a definition says, in the theme that it names.
    public init(
        _ input: ReportInput, definition: ReportDefinition, templates folder: String? = nil
    ) throws(ReportsError) {
        let theme = try Self.read("theme/\(definition.theme).json5", Templates(folder: folder))
        try self.init(input, definition: definition, theme: try Theme(theme))
    }

    /// A report as a definition and a theme say, without any template.
    package init(
        _ input: ReportInput, definition: ReportDefinition = .monthly, theme: Theme
    ) throws(ReportsError) {
        self.definition = definition
        self.theme = theme
        days = try ReportDays(input)
        var input = input
        // A ledger that reaches further back knows of a silent period that it was silent.
        if input.previousTotal == nil, days.all.contains(where: { $0.date < input.comparedWith.first }) {
            input.previousTotal = Measures()
        }
        input.text = definition.language
        plain = Narrative(title: input.headline, lead: input.lead, findings: input.findings)
        if let told = input.told {
            (input.headline, input.lead, input.findings) = (told.title, told.lead, told.findings)
        }
        self.input = input
        colours = ModelColours(days, order: input.seriesOrder, through: input.counted.last)
        daily = DailyFigures(input, days: days, colours: colours, historyDays: definition.historyDays)
        ranking = try RankingFigures(input, rowsMax: definition.rankingRowsMax, emptyNote: daily.emptyNote)
        try Self.check(input)
    }

    /// Throws `totals_differ` where what divides the cost does not add up to it.
    private static func check(_ input: ReportInput) throws(ReportsError) {
        var sums = input.allocations.map { allocation in
            ("by \(allocation.grouping)", allocation.rows.reduce(Money.zero) { $0 + $1.current })
        }
        if !input.hours.isEmpty {
            sums.append(("by hour", input.hours.joined().reduce(Money.zero) { $0 + $1.cost }))
        }
        for (words, sum) in sums where sum != input.total.cost {
            throw ReportsError(
                .totalsDiffer,
                "the cost \(words) adds up to \(sum) US dollars, the period to \(input.total.cost)",
                hint: "run `usageledger verify`")
        }
    }

    static func read(_ name: String, _ templates: Templates) throws(ReportsError) -> Templates.Template {
        do throws(TemplateError) {
            return try templates.read(name)
        } catch {
            throw ReportsError(
                .badTemplate, error.message, place: error.place.map { Place(file: $0) }, hint: error.hint)
        }
    }

    /// The files that hold words and numbers alone: `daily.csv`, `daily.jsonl`, `report.json` and `summary.md`, as far
    /// as the definition has them.
    public func tables() -> [ReportFile] {
        let all: [(file: ReportDefinition.File, name: String, mediaType: String, bytes: () -> [UInt8])] = [
            (.csv, "daily.csv", "text/csv", { DailyCSV(days).bytes }),
            (.jsonl, "daily.jsonl", "application/jsonl", { DailyJSONL(days).bytes }),
            (
                .json, "report.json", "application/json",
                { ReportJSON(input, telling: plain, days: days, colours: colours).bytes }
            ),
            (
                .markdown, "summary.md", "text/markdown",
                { MarkdownSummary(input, days: days, name: definition.name).bytes }
            ),
        ]
        return all.filter { definition.files.contains($0.file) }.map {
            ReportFile(name: $0.name, mediaType: $0.mediaType, bytes: $0.bytes())
        }
    }

    /// All files of the report, the page first, and what people should be warned of.
    ///
    /// With `digest`, the SHA-256 of a file's bytes in hexadecimal, the pages list the other files with theirs, and
    /// those of `others`, which come with the report and are made elsewhere.
    public func files(
        besides others: [ListedFile] = [], digest: (@Sendable (_ bytes: [UInt8]) -> String)? = nil
    ) throws -> (files: [ReportFile], warnings: [String]) {
        let tables = Background {
            self.tables().map { $0.digested(by: digest) }
        }
        let drawing = try Drawing()
        // One picture is written as a file while the next is laid out, so that the pixels of only one take memory.
        var pictures: [Background<ReportFile>] = []
        for kind in definition.pictures {
            let picture = drawing.laidOut(size: CanvasKind.wide.size) { draw(kind, on: $0) }
            _ = try pictures.last?.value
            let pixels = try drawing.pixels(of: picture, theme: theme)
            let name = pictureName(kind)
            pictures.append(
                Background {
                    ReportFile(name: name, mediaType: "image/png", bytes: try Drawing.png(pixels))
                        .digested(by: digest)
                })
        }
        var files: [ReportFile] = []
        for picture in pictures { files.append(try picture.value) }
        files += try tables.value
        if definition.files.contains(.pdf) {
            let listed = digest == nil ? [] : files.map { ListedFile($0) } + others
            let document = try drawing.pdf(metadata: metadata, language: "en") { measure in
                pages(listing: listed, measure: measure)
            }
            files.insert(
                ReportFile(name: "report.pdf", mediaType: "application/pdf", bytes: document)
                    .digested(by: digest), at: 0)
        }
        return (files, drawing.warnings)
    }

    /// The names of all files that a report can have, its pictures left out.
    package static let fileNames =
        ["report.pdf", "usage.xlsx", "daily.csv", "daily.jsonl", "report.json", "summary.md"]
        + FocusVersion.allCases.map { "focus-\($0.rawValue).csv" } + ["focus-unpriced.csv"]

    /// The names that its pictures can have.
    package static let pictureNames: [String] = {
        let kinds = ChartKind.allCases.filter { $0 != .daily && $0 != .ranking }
        return (kinds.map(\.rawValue) + ["daily-cost", "users", "teams", "models"]).map { $0 + ".png" }
    }()

    private func pictureName(_ kind: ChartKind) -> String {
        switch kind {
        case .daily: "daily-cost.png"
        case .ranking: "\(ranking.fileName).png"
        case .burnUp, .movers, .heatmap, .latency, .errors, .media: "\(kind.rawValue).png"
        }
    }
}

// The pages and the pictures.
extension Report {
    /// How many pages there are.
    package var pageCount: Int { pages(listing: [], measure: FixedTextMeasure()).count }

    /// One page, in points.
    package func drawPage(_ number: Int = 1, on canvas: any Canvas) {
        pages(listing: [], measure: canvas).first { $0.number == number }?.draw(on: canvas)
    }

    var modelTable: ModelTable {
        ModelTable(input, unpriced: days.unpricedModels, colours: daily.drawnColours())
    }

    private var metadata: PDFMetadata {
        PDFMetadata(
            title: "\(definition.name), \(words.full(input.counted))", author: input.producer,
            subject: input.headline, keywords: ["AI cost", "usage", input.period.description],
            creator: "\(input.producer), \(DrawingLibraries.versions)",
            createdAtSeconds: input.generatedAt.seconds)
    }
}

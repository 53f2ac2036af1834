import Cairo
package import Charts
import Templates
import UsageModel

/// The report of a period: a PDF page, pictures, and the same numbers as CSV and JSON.
///
///     let report = try Report(input, templates: nil)
///     for file in try report.files() { … }
public struct Report {
    /// What the report shows.
    public let input: ReportInput
    /// What stands on its page.
    public let definition: ReportDefinition
    private let theme: Theme
    private let days: ReportDays
    private let colours: ModelColours
    private let daily: DailyFigures
    private let ranking: RankingFigures
    private let words = Wording()

    /// A report as a template says; throws where the parts do not add up or a template is wrong.
    ///
    /// `templates` is a folder of the user's own; without it the installed templates are used, and the
    /// built-in ones where none are installed.
    public init(_ input: ReportInput, templates folder: String? = nil) throws(ReportsError) {
        let templates = Templates(folder: folder)
        let found = try Self.read("report/monthly.json5", templates)
        let definition =
            try found.map { template throws(ReportsError) in try ReportDefinition(template) } ?? .monthly
        let theme =
            try Self.read("theme/\(definition.theme).json5", templates)
            .map { template throws(ReportsError) in try Theme(template) } ?? .light
        try self.init(input, definition: definition, theme: theme)
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
        self.input = input
        colours = ModelColours(days, through: input.counted.last)
        daily = DailyFigures(input, days: days, colours: colours, historyDays: definition.historyDays)
        ranking = try RankingFigures(input, rowsMax: definition.rankingRowsMax, emptyNote: daily.emptyNote)
    }

    private static func read(
        _ name: String, _ templates: Templates
    ) throws(ReportsError) -> Templates.Template? {
        do throws(TemplateError) {
            return try templates.read(name)
        } catch {
            // Without a folder of the user's own, a missing template means that none are installed.
            if error.code == .missing, !templates.isNamed { return nil }
            throw ReportsError(
                .badTemplate, error.message, place: error.place.map { Place(file: $0) }, hint: error.hint)
        }
    }

    /// The files that hold numbers alone: `daily.csv` and `report.json`.
    public func tables() -> [ReportFile] {
        [
            ReportFile(name: "daily.csv", mediaType: "text/csv", bytes: DailyCSV(days).bytes),
            ReportFile(
                name: "report.json", mediaType: "application/json",
                bytes: ReportJSON(input, days: days, colours: colours).bytes),
        ]
    }

    /// All files of the report, the page first, and what people should be warned of.
    public func files() throws -> (files: [ReportFile], warnings: [String]) {
        let drawing = try Drawing()
        let wide = CanvasKind.wide.size
        let page = try drawing.pdf(page, metadata: metadata, language: "en")
        let dailyPicture = try drawing.png(size: wide, theme: theme) { drawDaily(on: $0) }
        let rankingPicture = try drawing.png(size: wide, theme: theme) { drawRanking(on: $0) }
        let files =
            [
                ReportFile(name: "report.pdf", mediaType: "application/pdf", bytes: page),
                ReportFile(name: "daily-cost.png", mediaType: "image/png", bytes: dailyPicture),
                ReportFile(name: "\(ranking.fileName).png", mediaType: "image/png", bytes: rankingPicture),
            ] + tables()
        return (files, drawing.warnings)
    }
}

// The page and the pictures.
extension Report {
    /// The page, ready to be drawn on any canvas.
    var page: Page {
        let head = PageHead(
            name: definition.name, period: periodWords, headline: input.headline, lead: input.lead,
            tiles: KeyFigures(input).tiles, theme: theme)
        return Page(
            head: head, rows: definition.rows.map { row in row.map { section($0) } },
            foot: FootNotes(input, days: days), theme: theme)
    }

    private var periodWords: String {
        let counted = words.full(input.counted)
        guard !input.isClosed else { return counted }
        return "\(counted), day \(input.counted.dayCount) of \(input.period.dayCount)"
    }

    private func section(_ section: ReportDefinition.Section) -> PageSection {
        let noun = words.noun(input.movers.dimension)
        var title = section.title.replacing("{by}", with: noun)
        if input.budget != nil, let other = section.titleWithBudget { title = other }
        let compared = words.short(input.comparedWith, besides: input.period)
        let (subtitle, content): (String, PageSection.Content) =
            switch section.kind {
            case .burnUp: burnUp
            case .daily:
                (
                    "US dollars per \(input.period.zone.name) day, \(daily.span)",
                    .chart(
                        daily.chart(key: DailyCostChart.Key.none), alternativeText: daily.alternativeText,
                        heights: daily.days.isEmpty ? 60...104 : 104...230)
                )
            case .models:
                ("\(words.full(input.counted))\(against(", change on \(compared)"))", .models(modelTable))
            case .movers:
                (
                    "\(words.full(input.counted))\(against(" against \(compared)")), US dollars",
                    .movers(MoverTable(input, unpriced: days.unpricedModels))
                )
            case .findings: ("", .findings(input.findings))
            }
        return PageSection(
            word: section.kind.rawValue, title: title, subtitle: subtitle, content: content,
            lines: section.linesMax)
    }

    /// What a table compares with, or that there is nothing to compare with.
    private func against(_ words: String) -> String {
        let compared = self.words.short(input.comparedWith, besides: input.period)
        return input.previousTotal == nil ? ", nothing known of \(compared)" : words
    }

    private var burnUp: (String, PageSection.Content) {
        let figures = BurnUpFigures(input, days: days, emptyNote: daily.emptyNote)
        return (
            figures.subtitle,
            .chart(
                figures.chart, alternativeText: figures.alternativeText,
                heights: daily.days.isEmpty ? 60...100 : 100...170)
        )
    }

    private var modelTable: ModelTable {
        let drawn = daily.drawnColours()
        return ModelTable(input, unpriced: days.unpricedModels) { name in
            let key = words.name(name.provider, .provider) + "\n" + words.name(name.model, .model)
            return drawn[key] ?? .other
        }
    }

    private var metadata: PDFMetadata {
        PDFMetadata(
            title: "\(definition.name), \(words.full(input.counted))", author: input.producer,
            subject: input.headline, keywords: ["AI cost", "usage", input.period.description],
            creator: "\(input.producer), \(DrawingLibraries.versions)",
            createdAtSeconds: input.generatedAt.seconds)
    }

    private var generated: String {
        "Ledger as of " + words.moment(input.generatedAt, in: input.period.zone, short: true)
    }

    /// The page, in points.
    package func drawPage(on canvas: any Canvas) { page.draw(on: canvas) }

    /// The daily cost as a slide.
    package func drawDaily(on canvas: any Canvas) {
        let zone = input.period.zone.name
        let key = input.isClosed ? words.full(input.period) : "the \(input.period.grain.rawValue) so far"
        let unpriced = input.total.unpricedCallCount
        var source = "Source: usage ledger, \(daily.source), \(zone) days."
        if unpriced > 0 { source += " \(words.count(unpriced, "call")) without a price left out." }
        if !input.isClosed, let method = input.forecast?.method { source += " Forecast: \(method)." }
        let subtitle =
            daily.days.isEmpty
            ? "Cost per day, \(words.full(input.counted)), US dollars"
            : "Cost per day by model, US dollars. Each column is one \(zone) day; "
                + "the column on the right is \(key)."
        ChartFrame(title: input.headline, subtitle: subtitle, source: source, generated: generated)
            .draw(daily.chart(key: nil), on: canvas, theme: theme)
    }

    /// The largest users, teams or models as a slide.
    package func drawRanking(on canvas: any Canvas) {
        ChartFrame(
            title: ranking.title, subtitle: ranking.subtitle, source: ranking.source, generated: generated
        ).draw(ranking.chart, on: canvas, theme: theme)
    }
}

import Templates
import UsageModel

/// What stands on a report's page, in which order: the content of `report/monthly.json5`.
public struct ReportDefinition: Hashable, Sendable {
    /// A part of the page.
    public struct Section: Hashable, Sendable {
        /// What it shows.
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            /// The cost summed up day by day.
            case burnUp = "burn_up"
            /// A table of providers and models, which is also the key of the daily chart.
            case models
            /// The daily cost as columns.
            case daily
            /// A table of what rose and fell most.
            case movers
            /// What to look at.
            case findings
        }

        /// What it shows.
        public var kind: Kind
        /// Its heading; `{by}` stands for what is compared.
        public var title: String
        /// Its heading where there is a budget.
        public var titleWithBudget: String?
        /// How many lines a table or list has at most.
        public var linesMax: Int

        /// A section.
        public init(_ kind: Kind, title: String, titleWithBudget: String? = nil, linesMax: Int = 10) {
            self.kind = kind
            self.title = title
            self.titleWithBudget = titleWithBudget
            self.linesMax = linesMax
        }
    }

    /// What stands above the finding.
    public var name: String
    /// The theme's name, a file of `theme/`.
    public var theme: String
    /// From top to bottom, each one section over the whole width or two beside each other.
    public var rows: [[Section]]
    /// How many days before the period the daily chart shows at most.
    public var historyDays: Int
    /// How many bars the picture of the largest has at most.
    public var rankingRowsMax: Int

    /// What is used where no template is installed.
    public static let monthly = ReportDefinition(
        name: "AI cost report", theme: "house",
        rows: [
            [
                Section(.burnUp, title: "Cumulative spend", titleWithBudget: "Spend against budget"),
                Section(.models, title: "By provider and model", linesMax: 18),
            ],
            [Section(.daily, title: "Daily cost by model")],
            [
                Section(.movers, title: "Top movers by {by}", linesMax: 8),
                Section(.findings, title: "What to look at", linesMax: 5),
            ],
        ], historyDays: 31, rankingRowsMax: 15)

    /// A definition from its parts.
    public init(name: String, theme: String, rows: [[Section]], historyDays: Int, rankingRowsMax: Int) {
        self.name = name
        self.theme = theme
        self.rows = rows
        self.historyDays = historyDays
        self.rankingRowsMax = rankingRowsMax
    }
}

extension ReportDefinition {
    /// Reads a definition; throws `bad_template` with the place of what is wrong.
    init(_ template: Templates.Template) throws(ReportsError) {
        var reader = try TemplateReader(template.value, path: template.path)
        let house = Self.monthly
        name = try reader.text("name", house.name)
        theme = try reader.text("theme", house.theme)
        historyDays = try reader.number("history_days", house.historyDays, in: 0...366)
        rankingRowsMax = try reader.number("ranking_rows_max", house.rankingRowsMax, in: 1...15)
        rows = house.rows
        if let list = try reader.list("rows") {
            rows = []
            for (index, row) in list.enumerated() {
                rows.append(try Self.row(row, path: template.path, name: "rows[\(index)]"))
            }
        }
        try reader.finish()
        let kinds = rows.joined().map(\.kind)
        guard !kinds.isEmpty, Set(kinds).count == kinds.count else {
            throw reader.fault("each section stands on the page at most once, and at least one does", "rows")
        }
    }

    private static func row(_ value: TemplateValue, path: String, name: String) throws(ReportsError)
        -> [Section]
    {
        guard case .list(let sections) = value, (1...2).contains(sections.count) else {
            throw ReportsError(
                .badTemplate, "a row is a list of one or two sections",
                place: Place(file: path, path: name))
        }
        var row: [Section] = []
        for (index, section) in sections.enumerated() {
            row.append(try Section(section, path: path, name: "\(name)[\(index)]"))
        }
        return row
    }
}

extension ReportDefinition.Section {
    /// Reads one section.
    fileprivate init(_ value: TemplateValue, path: String, name: String) throws(ReportsError) {
        var reader = try TemplateReader(value, path: path, name: name)
        let word = try reader.text("section", "")
        guard let kind = Kind(rawValue: word) else {
            let words = Kind.allCases.map(\.rawValue)
            throw reader.fault(
                word.isEmpty ? "a section needs its name" : "`\(word.prefix(60))` is no section", "section",
                hint: Names.suggestion(for: word, among: words)
                    ?? "sections are \(words.joined(separator: ", "))")
        }
        let house = ReportDefinition.monthly.rows.joined().first { $0.kind == kind }
        self.kind = kind
        title = try reader.text("title", house?.title ?? word)
        let withBudget = try reader.text("title_with_budget", "")
        titleWithBudget = withBudget.isEmpty ? nil : withBudget
        linesMax = try reader.number("lines_max", house?.linesMax ?? 10, in: 1...40)
        try reader.finish()
    }
}

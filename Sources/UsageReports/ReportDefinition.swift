public import Charts
public import UsageModel

/// What stands on a report's pages, in which order: the content of a template such as `report/monthly.json5`.
public struct ReportDefinition: Hashable, Sendable {
    /// A part of a page.
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
            /// A table of the cost by team, campaign, tag and the like.
            case allocation
            /// The mean cost of each hour of the week.
            case heatmap
            /// Percentiles of latency.
            case latency
            /// The share of calls that failed.
            case errors
            /// Images and seconds of video.
            case media
            /// A table of what a thousand calls, a million tokens and the like cost.
            case unitCosts = "unit_costs"
            /// The largest users, teams or models as bars.
            case ranking
            /// How the figures are made.
            case method
            /// What the figures rest on.
            case coverage
            /// The names that the report shortens, in full.
            case names
            /// The files that come with the report, with their digests.
            case files
        }

        /// What it shows.
        public var kind: Kind
        /// Its heading, in which `{by}` stands for what is compared.
        ///
        /// A chart without one has its finding as heading.
        public var title: String
        /// Its heading where there is a budget.
        public var titleWithBudget: String?
        /// Its heading where the days of its chart stand together in weeks, since there are too many of them.
        public var titleByWeek: String?
        /// How many lines a table or list has at most.
        public var linesMax: Int
        /// By what an allocation divides the cost, or what movers and rankings are about; nil leaves it to the ledger.
        public var grouping: ReportInput.Grouping?

        /// A section.
        public init(
            _ kind: Kind, title: String, titleWithBudget: String? = nil, titleByWeek: String? = nil,
            linesMax: Int = 10, by grouping: ReportInput.Grouping? = nil
        ) {
            self.kind = kind
            self.title = title
            self.titleWithBudget = titleWithBudget
            self.titleByWeek = titleByWeek
            self.linesMax = linesMax
            self.grouping = grouping
        }
    }

    /// One page.
    public struct Page: Hashable, Sendable {
        /// What stands above its sections; the first page has the finding there.
        public var title: String
        /// From top to bottom, each one section over the whole width or two beside each other.
        public var rows: [[Section]]

        /// A page.
        public init(title: String, rows: [[Section]]) {
            self.title = title
            self.rows = rows
        }
    }

    /// A kind of file of a report, by the word that a template has for it.
    public enum File: String, Hashable, Sendable, CaseIterable {
        /// `report.pdf`, the pages.
        case pdf
        /// `daily.csv`.
        case csv
        /// `daily.jsonl`.
        case jsonl
        /// `report.json`.
        case json
        /// `summary.md`.
        case markdown
        /// `usage.xlsx`.
        case xlsx
        /// `focus-1.2.csv`, `focus-1.4.csv` and `focus-unpriced.csv`.
        case focus
    }

    /// What stands above the finding.
    public var name: String
    /// The theme's name, a file of `theme/`.
    public var theme: String
    /// The pages, the one with the finding first.
    public var pages: [Page]
    /// The files besides the pictures.
    public var files: Set<File>
    /// The charts that are also drawn as pictures, in this order.
    public var pictures: [ChartKind]
    /// How many days before the period the daily chart shows at most.
    public var historyDays: Int
    /// How many bars the picture of the largest has at most.
    public var rankingRowsMax: Int
    /// What may be spent in the period, in US dollars, where neither the caller nor the settings say it.
    public var budget: Money?
    /// The zone of the report's days, where neither the caller nor the settings say it.
    public var zone: Zone?
    /// How dates and numbers are written in what people read; the words are English.
    public var language: NumberText

    /// A definition from its parts.
    public init(
        name: String, theme: String, pages: [Page], historyDays: Int, rankingRowsMax: Int,
        files: Set<File> = Set(File.allCases), pictures: [ChartKind] = [.daily, .ranking],
        budget: Money? = nil, zone: Zone? = nil, language: NumberText = .english
    ) {
        self.name = name
        self.theme = theme
        self.pages = pages
        self.files = files
        self.pictures = pictures
        self.historyDays = historyDays
        self.rankingRowsMax = rankingRowsMax
        self.budget = budget
        self.zone = zone
        self.language = language
    }

    /// What its sections and pictures show besides the review.
    public var parts: Set<ReportInput.Part> {
        var parts = Set(pictures.compactMap(\.part))
        for section in pages.flatMap({ $0.rows.joined() }) {
            switch section.kind {
            case .heatmap: parts.insert(.hours)
            case .errors: parts.insert(.statuses)
            case .latency: parts.insert(.latencies)
            case .allocation: parts.insert(.allocation(section.grouping ?? .dimension(.team)))
            default: continue
            }
        }
        return parts
    }
}

extension ChartKind {
    /// What it shows besides the review.
    public var part: ReportInput.Part? {
        switch self {
        case .heatmap: .hours
        case .errors: .statuses
        case .latency: .latencies
        case .daily, .burnUp, .movers, .ranking, .media: nil
        }
    }
}

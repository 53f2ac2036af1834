import Charts
import Templates
import UsageModel

extension ReportDefinition {
    /// The four pages of a month, as `report/monthly.json5` says that is compiled in.
    public static let monthly: ReportDefinition = {
        do {
            return try ReportDefinition(Templates.builtIn("report/monthly.json5"), house: nil)
        } catch {
            preconditionFailure("the template that is compiled in is wrong: \(error)")
        }
    }()

    /// A definition by its template's name, such as `monthly`.
    ///
    /// `folder` holds templates of the user's own. Throws `bad_template` for one that is wrong or not there.
    public static func named(_ name: String, templates folder: String? = nil) throws(ReportsError)
        -> ReportDefinition
    {
        guard !name.isEmpty, name.utf8.count <= 100, !name.contains("/"), !name.hasPrefix(".") else {
            throw ReportsError(
                .badTemplate, "`\(name.prefix(60))` is no template\u{2019}s name",
                hint: "name it without folder and ending, as in `monthly`")
        }
        let templates = Templates(folder: folder)
        let known = templates.names(of: "report")
        guard known.contains(name) else {
            throw ReportsError(
                .badTemplate, "there is no template `\(name.prefix(60))`",
                hint: Names.suggestion(for: name, among: known)
                    ?? "there are \(known.joined(separator: ", ")); name a folder of your own with --templates"
            )
        }
        return try ReportDefinition(try Report.read("report/\(name).json5", templates))
    }

    /// Reads a definition; throws `bad_template` with the place of what is wrong.
    ///
    /// What it leaves out is as in `house`; the house's own leaves nothing out.
    init(_ template: Templates.Template, house: ReportDefinition? = .monthly) throws(ReportsError) {
        var reader = try TemplateReader(template.value, in: template)
        name = try reader.text("name", house?.name ?? "")
        theme = try reader.text("theme", house?.theme ?? "")
        historyDays = try reader.number("history_days", house?.historyDays ?? 0, in: 0...366)
        rankingRowsMax = try reader.number("ranking_rows_max", house?.rankingRowsMax ?? 1, in: 1...15)
        files = Set(try reader.words("files", "a file") ?? Array(house?.files ?? Set(File.allCases)))
        pictures = try reader.words("pictures", "a chart") ?? house?.pictures ?? []
        let budget = try reader.text("budget", "")
        do throws(ModelError) {
            self.budget = budget.isEmpty ? nil : try Money(budget)
        } catch {
            throw reader.fault(error.message, "budget", hint: "write dollars in quotes, as in \"14000\"")
        }
        let zone = try reader.text("zone", "")
        do throws(ModelError) {
            self.zone = zone.isEmpty ? nil : try Zone(named: zone)
        } catch {
            throw reader.fault(error.message, "zone", hint: error.hint)
        }
        language = try Self.language(reader.text("language", "en"), reader)
        pages = house?.pages ?? []
        let rows = try reader.list("rows")
        if let list = try reader.list("pages") {
            guard rows == nil else {
                throw reader.fault("`rows` and `pages` say the same thing", "rows", hint: "leave one out")
            }
            guard (1...12).contains(list.count) else {
                throw reader.fault("a report has one to twelve pages", "pages")
            }
            pages = []
            for (index, page) in list.enumerated() {
                pages.append(try Page(page, in: template, name: "pages[\(index)]", house: house))
            }
        } else if let rows {
            let title = house?.pages.first?.title ?? Page.titleFirst
            pages = [
                Page(title: title, rows: try Page.rows(rows, in: template, name: "rows", house: house))
            ]
        }
        try reader.finish()
        try check(reader)
    }

    private static func language(
        _ tag: String, _ reader: TemplateReader
    ) throws(ReportsError) -> NumberText {
        guard let language = NumberText(language: tag) else {
            let tags = NumberText.all.map(\.language)
            // Tags are too short for a distance of letters to say much: `DE`, `de-AT` and `de_DE` mean `de`.
            let near =
                tags.first { $0.lowercased() == tag.lowercased().replacing("_", with: "-") }
                ?? tags.first { $0 == tag.lowercased().prefix(2) }
            throw reader.fault(
                "`\(tag.prefix(60))` is no language of dates and numbers", "language",
                hint: (near.map { "did you mean `\($0)`; " } ?? "")
                    + "there are \(tags.joined(separator: ", "))")
        }
        return language
    }

    /// Each section once, since outline and links lead to it; allocations once for each grouping.
    private func check(_ reader: TemplateReader) throws(ReportsError) {
        var seen: Set<String> = []
        for section in pages.flatMap({ $0.rows.joined() }) {
            let word = section.kind.rawValue + (section.grouping.map { " by \($0)" } ?? "")
            guard seen.insert(section.kind == .allocation ? word : section.kind.rawValue).inserted else {
                throw reader.fault("the section `\(word)` stands in the report twice", "pages")
            }
        }
    }
}

extension ReportDefinition.Page {
    fileprivate static let titleFirst = "Summary"

    /// Reads one page.
    fileprivate init(
        _ value: TemplateValue, in template: Templates.Template, name: String, house: ReportDefinition?
    ) throws(ReportsError) {
        var reader = try TemplateReader(value, in: template, name: name)
        title = try reader.text("title", Self.titleFirst)
        guard let list = try reader.list("rows") else {
            throw reader.fault("a page needs its rows", "rows")
        }
        rows = try Self.rows(list, in: template, name: name + ".rows", house: house)
        try reader.finish()
    }

    fileprivate static func rows(
        _ list: [TemplateValue], in template: Templates.Template, name: String, house: ReportDefinition?
    ) throws(ReportsError) -> [[ReportDefinition.Section]] {
        guard !list.isEmpty else {
            throw TemplateReader.fault("a page has at least one row", in: template, name: name)
        }
        var rows: [[ReportDefinition.Section]] = []
        for (index, row) in list.enumerated() {
            let place = "\(name)[\(index)]"
            guard case .list(let sections) = row, (1...2).contains(sections.count) else {
                throw TemplateReader.fault(
                    "a row is a list of one or two sections", in: template, name: place)
            }
            var read: [ReportDefinition.Section] = []
            for (index, section) in sections.enumerated() {
                let name = "\(place)[\(index)]"
                read.append(
                    try ReportDefinition.Section(section, in: template, name: name, house: house))
            }
            rows.append(read)
        }
        return rows
    }
}

extension ReportDefinition.Section {
    /// Reads one section.
    fileprivate init(
        _ value: TemplateValue, in template: Templates.Template, name: String, house: ReportDefinition?
    ) throws(ReportsError) {
        var reader = try TemplateReader(value, in: template, name: name)
        let word = try reader.text("section", "")
        guard let kind = Kind(rawValue: word) else {
            let words = Kind.allCases.map(\.rawValue)
            throw reader.fault(
                word.isEmpty ? "a section needs its name" : "`\(word.prefix(60))` is no section", "section",
                hint: Names.suggestion(for: word, among: words)
                    ?? "sections are \(words.joined(separator: ", "))")
        }
        let house = house?.pages.flatMap { $0.rows.joined() }.first { $0.kind == kind }
        self.kind = kind
        title = try reader.text("title", house?.title ?? "")
        let withBudget = try reader.text("title_with_budget", "")
        titleWithBudget = withBudget.isEmpty ? nil : withBudget
        let byWeek = try reader.text("title_by_week", house?.titleByWeek ?? "")
        titleByWeek = byWeek.isEmpty ? nil : byWeek
        linesMax = try reader.number("lines_max", house?.linesMax ?? 10, in: 1...60)
        grouping = try Self.grouping(try reader.text("by", ""), kind, reader)
        try reader.finish()
    }

    private static func grouping(
        _ word: String, _ kind: Kind, _ reader: TemplateReader
    ) throws(ReportsError) -> ReportInput.Grouping? {
        guard !word.isEmpty else {
            guard kind == .allocation else { return nil }
            throw reader.fault(
                "an allocation says by what", "section", hint: "add by: \"team\", \"campaign\" or \"tag\"")
        }
        guard let grouping = ReportInput.Grouping(word), kind == .allocation else {
            let words = Dimension.allCases.map(\.rawValue) + ["tag"]
            throw reader.fault(
                kind == .allocation
                    ? "`\(word.prefix(60))` is nothing to divide by" : "only an allocation has it", "by",
                hint: Names.suggestion(for: word, among: words) ?? "a tag is written as tag:NAME")
        }
        return grouping
    }
}

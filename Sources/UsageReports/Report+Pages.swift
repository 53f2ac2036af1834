import Charts
import UsageModel

// The pages of the report, from its definition.
extension Report {
    /// One page to be drawn: which of the definition, and whether it goes on with the one before.
    private struct Part {
        var index: Int
        var isContinued: Bool
        var rows: [[PageSection]]
    }

    /// The pages that have anything to show; `files` are listed where the definition asks for it.
    ///
    /// Rows for which a page of the definition has no room go on to a page of their own.
    func pages(listing files: [ListedFile], measure: any TextMeasuring) -> [Page] {
        let shown = definition.pages.enumerated().flatMap { index, page -> [Part] in
            let rows = page.rows.map { row in row.compactMap { section($0, files: files) } }
                .filter { !$0.isEmpty }
            let whole = Part(index: index, isContinued: false, rows: rows)
            guard !rows.isEmpty else { return index > 0 ? [] : [whole] }
            let trial = self.page(whole, number: index + 1, count: definition.pages.count + 1, method: 0)
            return trial.divided(by: measure).enumerated().map { place, rows in
                Part(index: index, isContinued: place > 0, rows: rows)
            }
        }
        let method = shown.firstIndex { part in
            part.rows.joined().contains { $0.word == ReportDefinition.Section.Kind.method.rawValue }
        }
        return shown.enumerated().map { place, part in
            page(part, number: place + 1, count: shown.count, method: method.map { $0 + 1 })
        }
    }

    private func page(_ part: Part, number: Int, count: Int, method: Int?) -> Page {
        let name = definition.pages[part.index].title + (part.isContinued ? ", continued" : "")
        return Page(
            head: part.index == 0 && !part.isContinued ? front : title(name), title: name,
            rows: part.rows, foot: FootNotes(input, days: days), theme: theme, number: number,
            count: count, methodPage: method)
    }

    private var front: any PageTop {
        PageHead(
            name: definition.name, period: periodWords, headline: input.headline, lead: input.lead,
            tiles: KeyFigures(input).tiles, theme: theme)
    }

    private func title(_ title: String) -> any PageTop {
        PageTitle(name: definition.name, period: periodWords, title: title, theme: theme)
    }

    var periodWords: String {
        let counted = words.full(input.counted)
        guard !input.isClosed else { return counted }
        return "\(counted), day \(input.counted.dayCount) of \(input.period.dayCount)"
    }

    /// What a section shows: its subtitle and content; nil where there is nothing to show.
    private struct Shown {
        /// What stands above it where the definition leaves that to the figures.
        var finding = ""
        var subtitle: String
        /// What stands there where days stand together in weeks.
        var subtitleByWeek: String?
        var content: PageSection.Content

        init(
            _ subtitle: String, _ content: PageSection.Content, finding: String = "",
            subtitleByWeek: String? = nil
        ) {
            self.finding = finding
            self.subtitleByWeek = subtitleByWeek
            self.subtitle = subtitle
            self.content = content
        }
    }

    private func section(_ section: ReportDefinition.Section, files: [ListedFile]) -> PageSection? {
        let allocation = section.kind == .allocation ? division(by: section.grouping) : nil
        guard let shown = shown(section, allocation, files: files) else { return nil }
        var title = section.title.isEmpty ? shown.finding : section.title
        if input.budget != nil, let other = section.titleWithBudget { title = other }
        let noun =
            switch section.kind {
            case .allocation: allocation?.grouping.noun(words) ?? ""
            case .ranking: words.plural(ranking.noun)
            default: words.noun(input.movers.dimension)
            }
        // Where there is nothing to compare with, nothing moved.
        if section.kind == .movers, input.previousTotal == nil { title = "Cost by {by}" }
        title = title.replacing("{by}", with: noun)
        var word = section.kind.rawValue
        if allocation != nil {
            let place = input.allocations.firstIndex { $0 == allocation } ?? 0
            word += "-\(place + 1)"
        }
        let byWeek = shown.subtitleByWeek.map { (section.titleByWeek ?? title, $0) }
        return PageSection(
            word: word, title: title, subtitle: shown.subtitle, byWeek: byWeek, content: shown.content,
            lines: section.linesMax)
    }

    private func division(by grouping: ReportInput.Grouping?) -> ReportInput.Allocation? {
        let wanted = grouping ?? .dimension(.team)
        return input.allocations.first { allocation in
            if case .dimension(.tag) = allocation.grouping, wanted == .largestTag { return true }
            return allocation.grouping == wanted
        }
    }

    private func shown(
        _ section: ReportDefinition.Section, _ allocation: ReportInput.Allocation?,
        files: [ListedFile]
    ) -> Shown? {
        switch section.kind {
        case .burnUp, .daily, .heatmap, .latency, .errors, .media, .ranking: return chart(section.kind)
        case .models:
            let full = "\(words.full(input.counted))\(against(", change on \(compared)"))"
            // Beside another section there is no room for two long dates.
            let isShort = input.period.grain != .range && (full.count <= 46 || words.text.language == "en")
            return Shown(isShort ? full : briefly, .models(modelTable))
        case .movers:
            return Shown(
                "\(words.full(input.counted))\(against(" against \(compared)")), US dollars",
                .movers(MoverTable(input, unpriced: days.unpricedModels)))
        case .findings: return Shown("", .findings(input.findings))
        case .allocation:
            // A division that nobody is named in says nothing.
            guard let allocation, allocation.rows.contains(where: { ($0.keys.first ?? nil) != nil }) else {
                return nil
            }
            return Shown(
                "\(words.full(input.counted))\(against(" against \(compared)")), US dollars",
                .lines(AllocationTable(input, allocation)))
        case .unitCosts:
            return Shown(
                "US dollars\(against(", change on \(compared)"))", .lines(UnitCostTable(input, days: days)))
        case .method: return Shown("", .notes(MethodNotes(input).items))
        case .coverage:
            return Shown(words.full(input.counted), .lines(CoverageTable(input, days: days)))
        case .names:
            let names = NameTable(input, ranking: ranking)
            return names.isEmpty
                ? nil : Shown("Long ones, which may be shortened on these pages", .lines(names))
        case .files:
            return files.isEmpty
                ? nil
                : Shown(
                    "With the digest of each file\u{2019}s content",
                    .lines(FileTable(entries: files, text: words.text)))
        }
    }

    private func chart(_ kind: ReportDefinition.Section.Kind) -> Shown? {
        let isEmpty = input.total.calls == 0
        switch kind {
        case .burnUp:
            let figures = BurnUpFigures(input, days: days, emptyNote: daily.emptyNote)
            return Shown(
                figures.subtitle,
                .chart(
                    figures.chart, alternativeText: figures.alternativeText,
                    heights: daily.days.isEmpty ? 60...100 : 100...170))
        case .daily:
            return Shown(
                daily.subtitle(isByWeek: false),
                .chart(
                    daily.chart(key: DailyCostChart.Key.none),
                    alternativeText: daily.alternativeText(on: .page),
                    heights: daily.days.isEmpty ? 60...104 : 104...230),
                subtitleByWeek: daily.subtitle(isByWeek: true))
        case .heatmap:
            guard !input.hours.isEmpty, !isEmpty else { return nil }
            let figures = HeatmapFigures(input, emptyNote: daily.emptyNote)
            guard figures.isTelling else { return nil }
            return alone(figures.chart, figures.title, figures.subtitle, heights: 165...200)
        case .latency:
            guard !input.latencies.isEmpty else { return nil }
            let figures = LatencyFigures(input, daily: daily, emptyNote: daily.emptyNote)
            return alone(figures.chart, figures.title, figures.subtitle, heights: 96...150)
        case .errors:
            guard input.statuses != nil, input.total.failedCalls > 0 else { return nil }
            let figures = ErrorFigures(input, daily: daily, emptyNote: daily.emptyNote)
            return alone(
                figures.chart, figures.title, figures.subtitleShort, heights: 96...140,
                byWeek: figures.subtitleShortByWeek)
        case .media:
            guard input.total.images != 0 || input.total.videoMicroseconds != 0 else { return nil }
            let figures = MediaFigures(
                input, days: days, daily: daily, colours: colours, emptyNote: daily.emptyNote)
            return alone(
                figures.chart, figures.title, figures.subtitle, heights: 104...150,
                byWeek: figures.subtitleByWeek)
        case .ranking:
            // Models have a table of their own.
            guard !ranking.chart.rows.isEmpty, ranking.noun != words.noun(.model) else { return nil }
            return alone(ranking.chart, ranking.title, "Cost, US dollars", heights: 120...200)
        default: return nil
        }
    }

    /// A chart whose finding stands in its alternative text.
    private func alone(
        _ chart: any Chart, _ title: String, _ subtitle: String, heights: ClosedRange<Double>,
        byWeek: String? = nil
    ) -> Shown {
        let isByWeek = chart.isByWeek(width: CanvasKind.page.size.width, kind: .page)
        let text = String("\(title). \(isByWeek ? byWeek ?? subtitle : subtitle).".prefix(160))
        return Shown(
            subtitle, .chart(chart, alternativeText: text, heights: heights), finding: title,
            subtitleByWeek: byWeek)
    }

    /// What the table of models shows, with short dates.
    private var briefly: String {
        if input.period.grain == .range {
            return input.previousTotal == nil ? words.full(input.counted) : "Change on \(compared)"
        }
        let counted = words.head(input.counted, besides: input.comparedWith)
        return counted + against(", change on \(words.head(input.comparedWith, besides: input.period))")
    }

    private var compared: String { words.before(input.comparedWith, input.period) }

    /// What a table compares with, or that there is nothing to compare with.
    private func against(_ words: String) -> String {
        guard input.previousTotal == nil else { return words }
        let isLong = input.period.grain == .range && input.period.first != input.period.last
        return isLong ? ", nothing known before" : ", nothing known of \(compared)"
    }
}

import Charts
import Templates
import UsageModel

/// What the templates of a mail may show, by name.
struct MailValues: Sendable {
    /// The finding.
    let headline: String
    /// Sentences on what could not be shown.
    var problems: [String] = []
    private var values: [String: TemplateValue] = [:]
    private var charts: [String: [String: TemplateValue]] = [:]
    private let notes: [String]
    private let text: NumberText

    /// Lines of the plain text are not longer.
    static let columns = 72
    private static let moversMax = 6

    init(_ report: Report) {
        let input = report.input
        headline = input.headline
        text = input.text
        let foot = FootNotes(input, days: report.days)
        let movers = MoverTable(input, unpriced: report.days.unpricedModels).table(linesMax: Self.moversMax)
        notes = foot.sentences(isRounded: movers.isRounded)
        let tiles = KeyFigures(input).tiles
        // The words are English in every language of dates and numbers.
        values["language"] = .text("en")
        values["name"] = .text(report.definition.name)
        values["period"] = .text(report.periodWords)
        values["headline"] = .text(input.headline)
        values["headline_lines"] = .text(PlainText.wrapped(input.headline, columns: Self.columns))
        values["lead"] = .text(input.lead)
        values["lead_lines"] = .text(PlainText.wrapped(input.lead, columns: Self.columns))
        values["preheader"] = .text(
            tiles.prefix(3).map { "\($0.label) \($0.number)" }.joined(separator: ". ") + ".")
        values["colour"] = .record(Self.colours(report.theme))
        values["tile_rows"] = .list(tileRows(tiles, input, report.theme))
        values["movers"] = input.total.calls == 0 ? .nothing : moverValues(movers, report)
        values["findings"] = .list(input.findings.map { Self.finding($0) })
        let size = MailPictures.size
        for chart in report.mailCharts {
            let (subtitle, alternative) = report.mailWords(of: chart.name)
            charts[chart.name] = [
                "title": .text(chart.title), "subtitle": .text(subtitle),
                "alternative": .text(TextShortening.end(alternative, count: 160)),
                "width": .number(Int(size.width)), "height": .number(Int(size.height)),
            ]
        }
        let parts = report.providerParts
        charts["daily"]?["parts"] = .text(parts)
        charts["daily"]?["parts_lines"] = .text(PlainText.wrapped(parts, columns: Self.columns))
    }

    /// All values of a mail.
    func values(_ envelope: ReportMail.Envelope, sources: [String: String]) -> [String: TemplateValue] {
        var values = values
        for (key, name) in [("burn_up", "burn-up"), ("daily", "daily")] {
            guard var chart = charts[name] else {
                values[key] = .nothing
                continue
            }
            chart["source"] = sources[name].map { .text($0) } ?? .nothing
            values[key] = .record(chart)
        }
        values["problems"] = .list(problems.map { .text($0) })
        values["attached"] = .list(
            envelope.attached.map {
                .record(["name": .text($0.name), "size": .text(PlainText.size($0.byteCount, text))])
            })
        values["left_out"] = .list(
            envelope.leftOut.map { .record(["name": .text($0.name), "place": .text($0.place)]) })
        values["notes"] = .list(notes.map { .text($0) })
        values["notes_lines"] = .text(PlainText.wrapped(notes.joined(separator: " "), columns: Self.columns))
        values["list"] = .text(envelope.list)
        values["settings"] = .text(envelope.settings)
        return values
    }

    private static func colours(_ theme: Theme) -> [String: TemplateValue] {
        [
            "paper": theme.paper, "ink": theme.ink, "body": theme.body, "mute": theme.mute,
            "axis": theme.axis,
            "hair": theme.hair, "band": theme.band, "accent": theme.accent, "up": theme.up,
            "down": theme.down,
        ].mapValues { .text($0.hex) }
    }

    private static func finding(_ finding: Finding) -> TemplateValue {
        .record([
            "headline": .text(finding.headline), "text": .text(finding.text),
            "lines": .text(PlainText.wrapped("\(finding.headline). \(finding.text)", columns: columns)),
        ])
    }

    private func tileRows(_ tiles: [KeyFigure], _ input: ReportInput, _ theme: Theme) -> [TemplateValue] {
        stride(from: 0, to: tiles.count, by: 2).map { start in
            .record([
                "tiles": .list(
                    tiles[start..<min(start + 2, tiles.count)].map { tile in
                        let (note, colour) = Self.note(tile.note, input, theme)
                        return .record([
                            "label": .text(tile.label), "number": .text(tile.number),
                            // A phone has room for two numbers of ten digits.
                            "number_px": .number(
                                tile.number.count <= 10 ? 26 : tile.number.count <= 13 ? 21 : 17),
                            "note": .text(note), "note_colour": .text(colour.hex),
                            "line": .text(
                                PlainText.padded(tile.label, to: 24) + PlainText.padded(tile.number, to: 16)
                                    + note),
                        ])
                    })
            ])
        }
    }

    /// What stands below a number, and its colour.
    private static func note(
        _ note: KeyFigure.Note, _ input: ReportInput, _ theme: Theme
    ) -> (String, Colour) {
        switch note {
        case .words(let words): return (words, theme.mute)
        case .choices(let choices): return (choices.first ?? "", theme.mute)
        case .warning(let words): return (words, theme.up)
        case .change(let words, let rises, let isGood):
            let colour = isGood.map { $0 ? theme.down : theme.up } ?? theme.mute
            return ((rises ? "▲ " : "▼ ") + words, colour)
        case .bar(_, let pace, let word):
            guard pace != nil else { return (word, theme.mute) }
            let passed = Wording(input.text).percent(
                Int128(input.counted.dayCount), of: Int128(input.period.dayCount))
            return ("\(passed) of the \(input.period.grain.rawValue) has passed", theme.mute)
        }
    }

    private func moverValues(_ table: PageTable, _ report: Report) -> TemplateValue {
        let theme = report.theme
        let heads = Array(table.heads.dropFirst())
        func colour(_ tone: PageTable.Cell.Tone) -> String {
            switch tone {
            case .up, .upStrong: theme.up.hex
            case .down, .downStrong: theme.down.hex
            case .quiet: theme.mute.hex
            case .name, .strong, .body: theme.body.hex
            }
        }
        func line(_ name: String, _ cells: [String]) -> String {
            let widths = [12, 12, 8]
            let figures = zip(cells, widths).map { PlainText.padded($0, to: $1, isRight: true) }.joined()
            return PlainText.padded(name, to: 40) + figures
        }
        let names = TextShortening.names(table.rows.map(\.name.text), count: 38)
        let rows: [TemplateValue] = table.rows.enumerated().map { index, row in
            let cells = row.figures.dropFirst().map(\.text)
            let isLast = row.kind == .total
            let isBeforeTotal = index + 1 < table.rows.count && table.rows[index + 1].kind == .total
            return .record([
                "name": .text(row.name.text),
                "name_colour": .text(row.name.tone == .quiet ? theme.mute.hex : theme.ink.hex),
                "name_weight": .text(isLast ? "600" : "400"),
                "rule_colour": .text(isBeforeTotal ? theme.ink.hex : theme.hair.hex),
                "current": .text(cells[0]), "change": .text(cells[1]), "percent": .text(cells[2]),
                "change_colour": .text(colour(row.figures[2].tone)),
                "line": .text(line(names[index], cells)),
            ])
        }
        let words = report.words
        let noun = words.noun(report.input.movers.dimension)
        return .record([
            "title": .text(report.input.previousTotal == nil ? "Cost by \(noun)" : "Top movers by \(noun)"),
            "subtitle": .text(report.moversSubtitle),
            "current_head": .text(heads[0]), "change_head": .text(heads[1]), "percent_head": .text(heads[2]),
            "heads_line": .text(line("", heads)), "rows": .list(rows),
        ])
    }
}

extension Report {
    /// What is compared with what.
    var moversSubtitle: String {
        let compared = words.before(input.comparedWith, input.period)
        let shown = words.short(input.counted, besides: input.comparedWith)
        return input.previousTotal == nil
            ? "\(shown), nothing known of \(compared)" : "\(shown) against \(compared)"
    }

    /// What is drawn, and the chart in words.
    func mailWords(of chart: String) -> (subtitle: String, alternative: String) {
        guard chart == "daily" else {
            let figures = BurnUpFigures(input, days: days, emptyNote: daily.emptyNote)
            return (figures.subtitle, figures.alternativeText)
        }
        return (
            daily.subtitle(isByWeek: daily.isByWeek(on: .mail)), daily.alternativeText(on: .mail)
        )
    }

    /// The cost of each provider in the period, in words: the pictures' key for those who see no pictures.
    var providerParts: String {
        var sums: [String?: Money] = [:]
        for row in days.inPeriod { sums[row.name.provider, default: .zero] += row.measures.cost }
        let ranked = sums.sorted { a, b in
            a.value == b.value ? (a.key ?? "") < (b.key ?? "") : a.value > b.value
        }
        let shown = ranked.prefix(ranked.count > 6 ? 5 : 6).map { key, cost in
            "\(words.name(key, .provider)) \(words.text.total(cost.picodollars))"
        }
        let rest = ranked.dropFirst(shown.count)
        let other = rest.reduce(Money.zero) { $0 + $1.value }
        let last = rest.isEmpty ? [] : ["\(rest.count) others \(words.text.total(other.picodollars))"]
        return "\(words.full(input.counted)): " + (shown + last).joined(separator: ", ") + "."
    }
}

import Charts
import UsageModel

/// The files that came with the report, each with the digest of its content.
struct FileTable: LineTable {
    var entries: [ListedFile]
    /// How numbers are written.
    var text: NumberText

    // A file that is not listed cannot be checked: what stands beside it has to give way.
    var linesLeast: Int { entries.count }

    func table(linesMax: Int) -> PageTable {
        let rows = entries.prefix(max(linesMax, 1)).map { entry in
            PageTable.Row(
                name: .init(entry.name, .name),
                figures: [.init(text.count(entry.byteCount), .quiet), .init(entry.sha256)])
        }
        return PageTable(heads: ["Bytes", "SHA-256"], rows: Array(rows), hasRules: true, isRounded: false)
    }
}

/// The names that the report shortens, in full.
struct NameTable: LineTable {
    private let names: [(name: String, kind: String)]
    private let left: Int
    private let text: NumberText

    /// From this many characters on a name may be shortened somewhere.
    private static let longFrom = 25

    init(_ input: ReportInput, ranking: RankingFigures) {
        let words = Wording(input.text)
        text = words.text
        var seen: Set<String> = []
        var names: [(name: String, kind: String)] = []
        func add(_ list: [String?], _ kind: String) {
            for name in list.compactMap({ $0 })
            where name.count >= Self.longFrom && seen.insert(name).inserted {
                names.append((TextElision.singleLine(name), kind))
            }
        }
        add(input.models.map { $0.keys.last ?? nil }, "model")
        add(input.movers.rows.map { $0.keys.first ?? nil }, words.noun(input.movers.dimension))
        for allocation in input.allocations {
            add(allocation.rows.map { $0.keys.first ?? nil }, allocation.grouping.noun(words))
        }
        add(ranking.chart.rows.prefix(40).map(\.name), ranking.noun)
        self.names = Array(names.prefix(60))
        left = names.count - self.names.count
    }

    var isEmpty: Bool { names.isEmpty }

    var linesLeast: Int { 1 }

    func table(linesMax: Int) -> PageTable {
        let shown = names.prefix(max(linesMax, 1))
        var rows = shown.map { PageTable.Row(name: .init($0.name, .name), figures: [.init($0.kind, .quiet)]) }
        let rest = names.count - shown.count + left
        if rest > 0 {
            rows.append(
                PageTable.Row(
                    name: .init("\(text.count(rest)) more in report.json and daily.csv", .quiet),
                    figures: []))
        }
        return PageTable(heads: [], rows: rows, hasRules: true, isRounded: false)
    }
}

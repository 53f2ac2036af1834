import Arguments
import JSON
import UsageLedger
import UsageModel

/// `calls`: the last calls, newest first.
struct CallsCommand: Sendable {
    let options: QueryOptions
    let limit: Int
    let after: PageCursor?
    let form: TableForm

    static let command = Command<Action>(
        "calls", "The last calls, newest first, one a line",
        details: """
            Rows of the ledger as they are: a reversal stands in front of what it takes back, with its cost below \
            zero. The last line tells how the next page is asked for; rows that arrive meanwhile are on no page. \
            \(PeriodChoice.details)
            """,
        examples: [
            "usageledger calls -n 50 --user alice", "usageledger calls --status error --period today",
            "usageledger calls --json --not provider=openai",
        ],
        QueryOptions.parameters,
        Option("limit", short: "n", .integer(in: 1...1_000_000), default: 20, "How many"),
        Option("after", .cursor, "The next page, by the cursor that the page before it told"),
        TableForm.parameters,
    ) { options, limit, after, form in
        CallsCommand(options: options, limit: limit, after: after, form: form).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        var (query, span) = try options.query(context)
        query.limit = limit
        query.after = after
        let ledger = try context.existingLedger()
        if form == .sql {
            try invocation.write(try ledger.pageSQL(query))
            return .done
        }
        let page = try ledger.page(query)
        if form == .json {
            var object = JSONObject([.init(name: "currency", value: "USD")])
            object.append("rows", .array(page.rows.map(Self.json)))
            object.append("next", page.next.map { .string($0.description) })
            try invocation.write(JSONValue.object(object).prettyText)
        } else {
            var title = "Last calls, \(span.title), newest first"
            if let words = options.filterWords { title += "; only \(words)" }
            let text = CallListText(page.rows, title: title, zone: context.zone)
            try invocation.write(
                text.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        if let hint = PageOptions.hint(page.next) { invocation.console.say(hint) }
        return .done
    }

    private static func json(_ row: LedgerRow) -> JSONValue {
        let event = row.priced.event
        var call: JSONValue = .null
        if let parsed = try? JSONValue(parsing: CallFormats.jsonLine(row)) { call = parsed }
        let cost = row.priced.costing.cost.map { row.sign < 0 ? $0.total.negated : $0.total }
        return .object(
            JSONObject([
                .init(name: "id", value: .string(row.id.description)),
                .init(name: "occurred_at", value: .string(event.occurredAt.description)),
                .init(name: "kind", value: .string(row.kind.rawValue)),
                .init(name: "cost_usd", value: cost.map { .string($0.description) } ?? .null),
                .init(name: "posting_month", value: .string(row.postingMonth)),
                .init(name: "recorded_at", value: .string(row.recordedAt.description)),
                .init(name: "call", value: call),
            ]))
    }
}

/// Rows of the ledger as a table for the terminal.
struct CallListText {
    private let rows: [LedgerRow]
    private let title: String
    private let zone: Zone

    init(_ rows: [LedgerRow], title: String, zone: Zone) {
        self.rows = rows
        self.title = title
        self.zone = zone
    }

    func text(columnsMax: Int?, hasColour: Bool) -> String {
        var text = TextStyle.bold.applied(to: title, if: hasColour) + "\n\n"
        guard !rows.isEmpty else { return text + "There are no such calls.\n" }
        text += table.text(columnsMax: columnsMax, hasColour: hasColour)
        return text + "\nTimes are those of \(zone).\n"
    }

    /// The columns that not every list has.
    private var hasKinds: Bool { rows.contains { $0.kind != .usage } }
    private var hasLatencies: Bool { rows.contains { $0.priced.event.outcome.latencyMs != nil } }
    private var hasReasons: Bool { rows.contains { $0.priced.costing.unpricedReason != nil } }
    private var hasFailures: Bool { rows.contains { $0.priced.event.outcome.status != .success } }

    private var table: TextTable {
        var columns: [TextTable.Column] = [.init("Time", .figures), .init("Model"), .init("User")]
        if hasFailures { columns.append(.init("Status")) }
        if hasKinds { columns.append(.init("Kind")) }
        columns.append(.init("Tokens", .figures))
        columns.append(.init("Cost, USD", .decimals))
        if hasLatencies { columns.append(.init("ms", .figures, isOptional: true)) }
        if hasReasons { columns.append(.init("No price", isOptional: true)) }
        // An identity that is cut names nothing: it is shown whole or not at all.
        columns.append(.init("ID", .figures, isOptional: true))
        var table = TextTable(columns)
        var total = Measures()
        for row in rows {
            table.add(cells(row))
            total += Measures(row.priced, sign: row.sign)
        }
        var sums = ["Shown"] + Array(repeating: "", count: columns.count - 1)
        for (index, column) in columns.enumerated() {
            if column.title == "Tokens" { sums[index] = Figure.count(total.totalTokens) }
            if column.title == "Cost, USD" {
                sums[index] = total.hasCost ? Figure.amount(total.cost) : Figure.none
            }
        }
        table.addTotal(sums)
        return table
    }

    private func cells(_ row: LedgerRow) -> [String] {
        let event = row.priced.event
        let measures = Measures(row.priced, sign: row.sign)
        var cells = [
            time(event.occurredAt), event.call.requestedModel, Dimension.user.text(event.attribution.user),
        ]
        if hasFailures { cells.append(event.outcome.status.rawValue) }
        if hasKinds { cells.append(Self.word(row.kind)) }
        cells.append(measures.totalTokens == 0 ? "" : Figure.count(measures.totalTokens))
        cells.append(row.priced.costing.cost == nil ? Figure.none : Figure.amount(measures.cost))
        if hasLatencies { cells.append(event.outcome.latencyMs.map { Figure.count($0) } ?? "") }
        if hasReasons { cells.append(row.priced.costing.unpricedReason?.description ?? "") }
        cells.append(row.id.description)
        return cells
    }

    private static func word(_ kind: LedgerRow.Kind) -> String {
        switch kind {
        case .usage: ""
        case .reversal: "reversal"
        case .restatement: "restated"
        }
    }

    /// The moment on the zone's clock, to the second.
    private func time(_ instant: Instant) -> String {
        let local = instant.adding(seconds: Int64(zone.offset(at: instant)))
        return "\(local.description.prefix(10)) \(local.description.dropFirst(11).prefix(8))"
    }
}

import Arguments
import JSON
import UsageLedger
import UsageModel

/// `summary`: a period, or everything, in one page.
struct SummaryCommand: Sendable {
    let options: QueryOptions
    let form: TableForm

    static let command = Command<Action>(
        "summary", "Calls, tokens and exact cost of a period, or of all time",
        details: """
            Without a period, today, yesterday, this week, the month to date and the last month stand beside all \
            time. \(PeriodChoice.details)
            """,
        examples: ["usageledger summary --period 2025-03", "usageledger summary --user alice --json"],
        QueryOptions.parameters, TableForm.parameters,
    ) { options, form in SummaryCommand(options: options, form: form).run }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let (query, span) = try options.query(context)
        let ledger = try context.existingLedger()
        if form == .sql {
            try invocation.write(try ledger.sql(query))
            return .done
        }
        let table = try ledger.answer(query)
        // Which calls are of today says nothing of a ledger without any.
        let isLifetime = span.instants == nil && table.total.calls != 0
        let recent = isLifetime ? try RecentPeriods(of: table, in: ledger, context) : nil
        if form == .json {
            var object = table.json(span, zone: context.zone).object ?? JSONObject()
            object.append("periods", recent?.json)
            try invocation.write(JSONValue.object(object).prettyText)
            return .done
        }
        let facts = facts(table, span, context)
        var text = facts.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        if let recent {
            text += "\n" + recent.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour)
        }
        try invocation.write(text)
        return .done
    }

    private func facts(_ table: CostTable, _ span: PeriodSpan, _ context: LedgerContext) -> FactList {
        let total = table.total
        var facts = FactList()
        facts.add("Ledger", context.path)
        facts.add("Period", "\(span.title)\(span.instants == nil ? "" : ", days of \(context.zone)")")
        if let words = options.filterWords { facts.add("Only", words) }
        if let occurred = table.occurred {
            facts.add("First call", occurred.lowerBound.description)
            facts.add("Last call", occurred.upperBound.description)
        }
        facts.add("Calls", Figure.count(total.calls))
        if total.failedCalls != 0 {
            facts.add("Failed", Figure.counted(total.failedCalls, "call"))
        }
        addUsage(total, to: &facts)
        guard total.calls != 0 || total.cost != .zero else { return facts }
        if total.hasCost {
            facts.add("Cost", Figure.dollars(total.cost))
            facts.add("Exactly", "\(total.cost) US dollars")
        } else {
            facts.add("Cost", "\(Figure.none)  no call has a price")
        }
        if !total.unpricedCalls.isEmpty {
            facts.add(
                "No price",
                "\(Figure.counted(total.unpricedCallCount, "call")), not in the cost: "
                    + CostTableText.reasons(total.unpricedCalls))
        }
        if total.assumedPriceCalls > 0 {
            facts.add(
                "Price date",
                "assumed for \(Figure.counted(total.assumedPriceCalls, "call")): "
                    + "no source dates a price to the day, the nearest known is used")
        }
        if total.statedCalls > 0 {
            facts.add(
                "Stated cost",
                "\(Figure.dollars(total.statedCost)) by providers or logs, of "
                    + "\(Figure.counted(total.statedCalls, "call")); see `usageledger reconcile`")
        }
        return facts
    }

    private func addUsage(_ total: Measures, to facts: inout FactList) {
        if total.totalTokens != 0 {
            facts.add("Input tokens", Figure.count(total.inputTokens))
            var parts: [String] = []
            if total.cacheReadTokens != 0 {
                parts.append("\(Figure.count(total.cacheReadTokens)) read from a cache")
            }
            if total.cacheWriteTokens != 0 {
                parts.append("\(Figure.count(total.cacheWriteTokens)) written to one")
            }
            if !parts.isEmpty { facts.add("", parts.joined(separator: ", ")) }
            facts.add("Output tokens", Figure.count(total.outputTokens))
            if total.reasoningTokens != 0 {
                facts.add("", "\(Figure.count(total.reasoningTokens)) of reasoning")
            }
        }
        if total.images != 0 { facts.add("Images", Figure.count(total.images)) }
        if total.videoMicroseconds != 0 {
            facts.add("Video", "\(Figure.count(Measures.seconds(total.videoMicroseconds))) seconds")
        }
        if total.audioMicroseconds != 0 {
            facts.add("Audio", "\(Figure.count(Measures.seconds(total.audioMicroseconds))) seconds")
        }
    }
}

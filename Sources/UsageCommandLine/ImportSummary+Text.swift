import JSON
import UsageLedger
import UsageModel

extension ImportSummary {
    /// At most so many lines of repeated records are named.
    private static let namedMax = 10

    /// What was done, in words.
    func text(file: String, isDryRun: Bool, _ columnsMax: Int?, hasColour: Bool) -> String {
        var facts = FactList(nameColumns: isDryRun ? 14 : 12)
        let kind = isStatement ? "new line" : "new row"
        facts.add(
            isDryRun ? "Would record" : "Recorded",
            "\(Figure.counted(recorded, kind)) of \(Figure.counted(records, "record"))"
                + (isStatement ? ", as a statement of what is billed" : ""))
        if repeatedCount > 0 {
            let verb = repeatedCount == 1 ? "repeats" : "repeat"
            facts.add(
                "Repeated",
                "\(Figure.count(repeatedCount)) of these \(verb) an earlier record: \(repeatedLines)")
        }
        facts.add("Unchanged", "\(Figure.counted(unchanged, "record")) had a row already")
        if skipped > 0 { facts.add("Passed over", "\(Figure.counted(skipped, "record")) that are no calls") }
        if failureCount > 0 {
            let named =
                failureCount > failures.count ? ", the first \(Figure.count(failures.count)) named" : ""
            facts.add("Failed", "\(Figure.counted(failureCount, "record"))\(named)")
        }
        if latePostings > 0 {
            facts.add(
                "Late",
                "\(Figure.counted(latePostings, "call")) of closed months, posted to the first open one")
        }
        if resumedAfterLine > 0 {
            facts.add(
                "Taken up", "after line \(Figure.count(resumedAfterLine)), where an import was broken off")
        }
        if isStatement, billed != .zero {
            facts.add("Billed", "\(Figure.dollars(billed)), exactly \(Figure.exact(billed))")
        }
        if recorded > 0, !isStatement {
            facts.add("Cost", "\(Figure.dollars(cost)), exactly \(Figure.exact(cost))")
            if statedCost != .zero { facts.add("Stated cost", "\(Figure.dollars(statedCost)) by the source") }
            if !unpriced.isEmpty {
                let count = unpriced.values.reduce(0, +)
                facts.add(
                    "No price", "\(Figure.counted(count, "call")): \(CostTableText.reasons(unpriced))")
            }
            if assumedPriceDates > 0 {
                facts.add("Price date", "assumed for \(Figure.counted(assumedPriceDates, "call"))")
            }
        }
        let title = TextStyle.bold.applied(to: DisplayText(file).text, if: hasColour)
        var text = "\(title)\(format.map { " (\(word($0)))" } ?? "")\n"
        text += facts.text(columnsMax: columnsMax, hasColour: hasColour)
        guard isDryRun, !firstRows.isEmpty else { return text }
        return text + "\n" + firstTable.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    /// The first calls that would be recorded.
    private var firstTable: TextTable {
        var table = TextTable([
            .init("Time"), .init("Model"), .init("Input", .figures), .init("Output", .figures),
            .init("Cost", .decimals),
        ])
        for row in firstRows {
            let usage = row.event.usage
            table.add([
                row.event.occurredAt.description, row.event.call.requestedModel,
                usage[.inputTokens].map(\.description) ?? "", usage[.outputTokens].map(\.description) ?? "",
                row.costing.cost.map { Figure.amount($0.total) } ?? row.costing.unpricedReason?.description
                    ?? "",
            ])
        }
        return table
    }

    private var repeatedLines: String {
        let lines = repeated.compactMap(\.line)
        let named = lines.prefix(Self.namedMax).map(String.init).joined(separator: ", ")
        let more = repeatedCount - min(lines.count, Self.namedMax)
        return
            "line\(repeatedCount == 1 ? "" : "s") \(named)\(more > 0 ? " and \(Figure.count(more)) more" : "")"
    }

    /// What was done, for programs.
    func json(file: String, isDryRun: Bool) -> JSONObject {
        func number(_ name: String, _ value: Int) -> JSONObject.Member {
            .init(name: name, value: .number("\(value)"))
        }
        var object = JSONObject([
            .init(name: "file", value: .string(file)),
            .init(name: "format", value: format.map { .string(word($0)) } ?? .null),
            number("records", records), number("recorded", recorded), number("repeated", repeatedCount),
            .init(
                name: "repeated_lines",
                value: .array(repeated.compactMap(\.line).map { .number("\($0)") })),
            number("unchanged", unchanged), number("skipped", skipped), number("failed", failureCount),
            number("resumed_after_line", resumedAfterLine),
        ])
        if isStatement { object.append("billed_usd", .string(billed.description)) }
        object.append("cost_usd", .string(cost.description))
        object.append("stated_cost_usd", .string(statedCost.description))
        object.append(
            "unpriced_reasons",
            .object(
                JSONObject(
                    unpriced.sorted { $0.key < $1.key }.map { number($0.key, $0.value) })))
        object.append("assumed_price_calls", .number("\(assumedPriceDates)"))
        if isDryRun {
            object.append("dry_run", true)
            object.append("first_rows", .array(firstRows.map(Self.json)))
        }
        object.append("errors", .array(failures.map { .object($0.json) }))
        return object
    }

    private static func json(_ row: PricedEvent) -> JSONValue {
        var object = JSONObject([
            .init(name: "occurred_at", value: .string(row.event.occurredAt.description)),
            .init(name: "provider", value: .string(row.event.call.provider.rawValue)),
            .init(name: "model", value: .string(row.event.call.requestedModel)),
            .init(name: "usage", value: .object(row.event.usage.json)),
        ])
        object.append("cost_usd", row.costing.cost.map { .string($0.total.description) } ?? .null)
        object.append("reason", row.costing.unpricedReason.map { .string($0.description) })
        return .object(object)
    }
}

extension UsageFault {
    /// The error for programs: `{"code","message","place","hint"}`.
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "code", value: .string(code.name)), .init(name: "message", value: .string(message)),
        ])
        object.append("file", place?.file.map { .string($0) })
        object.append("line", place?.line.map { .number("\($0)") })
        object.append("column", place?.column.map { .number("\($0)") })
        object.append("path", place?.path.map { .string($0) })
        object.append("hint", hint.map { .string($0) })
        return object
    }
}

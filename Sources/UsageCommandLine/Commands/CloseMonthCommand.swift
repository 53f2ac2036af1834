import Arguments
import JSON
import UsageLedger
import UsageModel

/// `close-month`: the books of a month are closed; without a month, which are.
struct CloseMonthCommand: Sendable {
    let month: String?
    let actor: String?
    let isJSON: Bool

    static let command = Command<Action>(
        "close-month", "Close the books of a month, or list the closed ones",
        details: """
            What is posted to a closed month stays as it is: calls of its days that come later, and corrections of \
            its rows, are posted to the first month that is open, and say so. Months of the books are those of UTC. A \
            month can be closed once it is over, and is not opened again.
            """,
        examples: ["usageledger close-month 2025-03 --actor mia", "usageledger close-month --json"],
        Option("actor", .text.named("NAME"), "Who closes it; your login name, unless it is given"),
        Flag("json", "Print JSON"), Positional(optional: .month, "The month; without it, a list"),
    ) { actor, isJSON, month in
        CloseMonthCommand(month: month, actor: actor, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        // A ledger that is not there has nothing to close, and is not made for it.
        let reading = try context.existingLedger()
        guard let month else {
            try write(try reading.closings(), to: invocation)
            return .done
        }
        let ledger = try context.ledger()
        try ledger.closeMonth(month, actor: invocation.actor(actor))
        let closing = try ledger.closings().filter { $0.month.month == month }
        if isJSON {
            try invocation.writeJSON(closing.first.map(Self.json)?.members ?? [])
            return .done
        }
        for closing in closing {
            try invocation.write(
                "\(closing.month.month) is closed by \(closing.month.actor ?? "nobody named"): "
                    + "\(Figure.counted(closing.total.calls, "call")), \(Figure.exact(closing.total.cost)) exactly"
                    + (closing.total.unpricedCallCount == 0
                        ? "" : ", \(Figure.counted(closing.total.unpricedCallCount, "call")) without a price")
                    + ".\nLater rows of its days, and corrections, are posted to \(closing.next).\n")
        }
        return .done
    }

    private func write(_ closings: [MonthClosing], to invocation: Invocation) throws {
        if isJSON {
            let months = closings.map { JSONValue.object(Self.json($0)) }
            return try invocation.writeJSON([.init(name: "closed_months", value: .array(months))])
        }
        guard !closings.isEmpty else { return try invocation.write("No month is closed.\n") }
        var table = TextTable([
            .init("Month"), .init("Calls", .figures), .init("Cost, USD", .decimals),
            .init("No price", .figures, isOptional: true), .init("Closed"), .init("By"),
        ])
        for closing in closings {
            let total = closing.total
            let unpriced = total.unpricedCallCount
            table.add([
                closing.month.month, Figure.count(total.calls),
                total.hasCost || total.calls == 0 ? Figure.amount(total.cost) : Figure.none,
                unpriced == 0 ? "" : Figure.count(unpriced), closing.month.closedAt.description,
                closing.month.actor ?? "",
            ])
        }
        try invocation.write(
            table.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
    }

    private static func json(_ closing: MonthClosing) -> JSONObject {
        var object = JSONObject([
            .init(name: "month", value: .string(closing.month.month)),
            .init(name: "closed_at", value: .string(closing.month.closedAt.description)),
            .init(name: "actor", value: closing.month.actor.map { .string($0) } ?? .null),
            .init(name: "later_rows_post_to", value: .string(closing.next)),
        ])
        for member in closing.total.jsonMembers { object.append(member.name, member.value) }
        return object
    }
}

extension Invocation {
    /// Who answers for what is done: who was given, else the login name.
    func actor(_ given: String?) -> String {
        if let given, given.contains(where: { !$0.isWhitespace }) { return given }
        return ["LOGNAME", "USER"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? systemUserName
    }
}

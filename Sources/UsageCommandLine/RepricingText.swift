import JSON
import UsageModel

/// Sets a repricing for the terminal: a table of the models, and what has to be said of it.
struct RepricingText {
    private let repricing: Repricing
    private let title: String

    init(_ repricing: Repricing, title: String) {
        self.repricing = repricing
        self.title = title
    }

    /// The table, fitted to a width.
    func text(columnsMax: Int?, hasColour: Bool) -> String {
        let head = TextStyle.bold.applied(to: title, if: hasColour) + "\n\n"
        guard repricing.total.calls > 0 else { return head + "There are no such calls.\n" }
        return head + table.text(columnsMax: columnsMax, hasColour: hasColour)
    }

    /// Models without a change share a row, so that the total is still the sum of what stands above it.
    private var table: TextTable {
        let (hasNew, hasLost) = (repricing.total.newlyPriced > 0, repricing.total.noLongerPriced > 0)
        let columns: [TextTable.Column?] = [
            .init("Model"), .init("Calls", .figures), .init("Changed", .figures),
            hasNew ? .init("New price", .figures, isOptional: true) : nil,
            hasLost ? .init("No price", .figures) : nil, .init("Before", .decimals),
            .init("After", .decimals), .init("Diff.", .decimals),
        ]
        func cells(_ name: String, _ row: Repricing.Row) -> [String] {
            let cells: [String?] = [
                name, Figure.count(row.calls), Figure.count(row.changed),
                hasNew ? Figure.count(row.newlyPriced) : nil,
                hasLost ? Figure.count(row.noLongerPriced) : nil, Figure.amount(row.oldCost),
                Figure.amount(row.newCost), Figure.changeAmount(row.difference),
            ]
            return cells.compactMap(\.self)
        }
        var table = TextTable(columns.compactMap(\.self))
        for row in repricing.rows where row.changed > 0 {
            table.add(cells("\(row.provider?.rawValue ?? "")/\(row.model ?? "")", row))
        }
        let others = repricing.rows.filter { $0.changed == 0 }
        if !others.isEmpty {
            let sum = others.reduce(into: Repricing.Row()) { $0 += $1 }
            table.add(cells("Unchanged (\(Figure.counted(others.count, "model")))", sum))
        }
        table.addTotal(cells("Total", repricing.total))
        return table
    }

    /// What was done, and what somebody should know of it.
    var remarks: [String] {
        var remarks: [String] = []
        let total = repricing.total
        if total.changed == 0, repricing.overtaken == 0 {
            remarks.append("No cost changes; nothing is posted.")
        } else if let posted = repricing.posted {
            remarks.append(
                "Posted: \(Figure.counted(posted, "call")) reversed and restated, "
                    + "\(Figure.signedExact(total.difference)) in all.")
        } else {
            remarks.append(
                "Nothing is written. `--post --reason TEXT` corrects \(Figure.counted(total.changed, "call")), "
                    + "\(Figure.signedExact(total.difference)) in all.")
        }
        let verb = repricing.posted == nil ? "would be" : "are"
        for (month, count) in repricing.lateChanges.sorted(by: { $0.key < $1.key }) {
            remarks.append(
                "Corrections of \(Figure.counted(count, "call")) in closed months \(verb) posted to \(month)."
            )
        }
        if total.noLongerPriced > 0 {
            remarks.append(
                "warning: \(Figure.counted(total.noLongerPriced, "call")) with a cost \(total.noLongerPriced == 1 ? "has" : "have") "
                    + "none by the present prices; is a file of own prices missing?")
        }
        if total.stillUnpriced > 0 {
            remarks.append("\(Figure.counted(total.stillUnpriced, "call")) still without a price.")
        }
        if repricing.overtaken > 0 {
            remarks.append(
                "\(Figure.counted(repricing.overtaken, "call")) corrected by somebody else meanwhile; left alone."
            )
        }
        return remarks
    }
}

extension Repricing {
    /// All figures as exact decimal strings.
    var json: JSONObject {
        var object = JSONObject([
            .init(name: "rows", value: .array(rows.map { .object($0.json) })),
            .init(name: "total", value: .object(total.json)),
            .init(
                name: "late_changes",
                value: .object(
                    JSONObject(
                        lateChanges.sorted { $0.key < $1.key }.map {
                            .init(name: $0.key, value: .number("\($0.value)"))
                        }))),
            .init(name: "posted", value: posted.map { .number("\($0)") } ?? .null),
        ])
        if overtaken > 0 { object.append("overtaken", .number("\(overtaken)")) }
        return object
    }
}

extension Repricing.Row {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.append("provider", provider.map { .string($0.rawValue) })
        object.append("model", model.map { .string($0) })
        for (name, count) in [
            ("calls", calls), ("changed", changed), ("unchanged", unchanged), ("newly_priced", newlyPriced),
            ("no_longer_priced", noLongerPriced), ("still_unpriced", stillUnpriced),
        ] {
            object.append(name, .number("\(count)"))
        }
        object.append("old_cost_usd", .string(oldCost.description))
        object.append("new_cost_usd", .string(newCost.description))
        object.append("difference_usd", .string(difference.description))
        return object
    }
}

extension Repricing.Change {
    /// The call with both costs, each with the price that gave it or the reason for none.
    var json: JSONObject {
        let call = recorded.event.call
        var object = JSONObject([
            .init(name: "id", value: .string(id.description)),
            .init(name: "occurred_at", value: .string(recorded.event.occurredAt.description)),
            .init(name: "provider", value: .string(call.provider.rawValue)),
            .init(name: "model", value: .string(call.requestedModel)),
        ])
        for (name, costing) in [("old", recorded.costing), ("new", costing)] {
            let cost = costing.cost
            object.append("\(name)_cost_usd", cost.map { .string($0.total.description) } ?? .null)
            object.append("\(name)_price_id", cost.map { .string($0.price.priceID) })
            object.append("\(name)_reason", costing.unpricedReason.map { .string($0.description) })
        }
        let difference = (costing.total ?? .zero) - (recorded.costing.total ?? .zero)
        object.append("difference_usd", .string(difference.description))
        object.append("posting_month", .string(postingMonth))
        object.append("restated_by", restatement.map { .string($0.description) })
        return object
    }
}

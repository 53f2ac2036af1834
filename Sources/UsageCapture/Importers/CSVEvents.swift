package import UsageModel

/// Reads our own CSV, in the names of `EventField`.
package struct EventRowMapping: RowMapping {
    package static let format = ImportFormat.csv
    private let options: ImportOptions
    private let names: [EventName]
    private let columns: [String]

    package init(columns: [String], options: ImportOptions) throws(CaptureError) {
        self.options = options
        self.columns = columns
        var names: [EventName] = []
        for column in columns {
            guard let name = EventName(column) else {
                var error = CaptureError(EventName.unknown(column))
                if columns.count == 1, column.contains(where: { ";\t|".contains($0) }) {
                    error.hint = "separate the columns by commas"
                }
                throw error
            }
            guard !names.contains(name) else {
                throw CaptureError(
                    .unknownName, "the column `\(column.prefix(60))` is there twice",
                    place: Place(path: column),
                    hint: "take one of them out")
            }
            names.append(name)
        }
        self.names = names
        let needed: [(EventField, Bool)] = [
            (.occurredAt, false), (.model, options.model != nil),
        ]
        for (field, isGiven) in needed where !isGiven && !names.contains(.field(field)) {
            throw CaptureError(
                .missingValue, "the column `\(field.rawValue)` is missing",
                hint: "a call needs `occurred_at`, `provider` and `model`")
        }
    }

    package mutating func call(from cells: [String]) throws(CaptureError) -> MappedCall? {
        var draft = EventDraft(options: options)
        do throws(ModelError) {
            for index in cells.indices where !cells[index].isEmpty {
                let name = names[index]
                let text = name.isText ? FormulaGuard.unguarded(cells[index]) : cells[index].trimmedOfSpaces
                try draft.set(name, text, path: columns[index])
            }
        } catch {
            throw CaptureError(error)
        }
        return try draft.finishedCall()
    }
}

extension EventName {
    /// Whether a cell holds text, which a formula guard may stand before.
    package var isText: Bool {
        switch self {
        case .field(.occurredAt), .field(.statedCost), .field(.id), .counter: false
        case .field(let field): field.kind == .text
        case .attribute: true
        case .correction(let field): field == .reason || field == .actor
        case .ledger(let field): field == .unpricedReason || field == .pricedModel || field == .priceID
        }
    }
}

/// Writes calls as our own CSV (RFC 4180, CRLF); what it writes, `EventRowMapping` reads back as the same call.
package struct EventRowWriter: Sendable {
    /// The columns, in their order.
    package let columns: [EventName]

    /// A writer of these columns; without a choice, of all there are.
    package init(columns: [EventName] = EventName.all) {
        self.columns = columns
    }

    /// The line of names, with its end.
    package var header: String { columns.map(\.rawValue).joined(separator: ",") + "\r\n" }

    /// One call as one line, with its end; texts are guarded against being run as formulas unless `raw` says otherwise.
    package func line(
        _ event: UsageEvent, _ costing: Costing? = nil, _ correction: Correction? = nil, raw: Bool = false
    ) -> String {
        var line = ""
        for (index, column) in columns.enumerated() {
            if index > 0 { line.append(",") }
            guard let text = column.text(event, costing, correction) else { continue }
            line.append(Self.cell(column.isText && !raw ? FormulaGuard.guarded(text) : text))
        }
        return line + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let needsQuotes = text.utf8.contains {
            [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains($0)
        }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

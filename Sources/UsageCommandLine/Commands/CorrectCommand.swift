import Arguments
import JSON
import UsageLedger
import UsageModel

/// `correct`: takes a row out of the sums, or puts it right.
struct CorrectCommand: Sendable {
    let id: EventID
    let reason: String
    let actor: String?
    let changes: [NamedValue]
    let file: String?
    let isJSON: Bool

    static let command = Command<Action>(
        "correct", "Take a row out of all sums, or put it right; the row itself stays",
        details: """
            Writes a row of the opposite sign. With changes, also the call as it should have been, priced anew: \
            `--set` names what changes, as in user=ann, input_tokens=1200 or tags.team=search, and an empty value \
            takes one away; `--patch` reads a JSON merge patch in the names of `usageledger export jsonl`. Corrections \
            of a closed month are posted to the first open one.
            """,
        examples: [
            "usageledger correct 0195a3c2-8d1e-7f00-8000-0123456789ab --reason \"counted twice\"",
            "usageledger correct 0195a3c2-8d1e-7f00-8000-0123456789ab --reason \"wrong user\" --set user=ann",
        ],
        Option(required: "reason", .text, "Why, kept with the correction"),
        Option("actor", .text.named("NAME"), "Who answers for it; your login name, unless it is given"),
        Option(repeated: "set", .nameAndValue, "What the call should have said"),
        Option("patch", .file, "Read changes from a JSON file; `-` is standard input"),
        Flag("json", "Print JSON"),
        Positional(.eventID, "The row's identity, as `calls`, `record` and `export` print it"),
    ) { (reason, actor, changes, file, isJSON, id) throws(ArgumentsError) in
        if !changes.isEmpty, file != nil {
            throw ArgumentsError(.conflictingOptions, "`--set` cannot stand beside `--patch`")
        }
        return CorrectCommand(
            id: id, reason: reason, actor: actor, changes: changes, file: file, isJSON: isJSON
        ).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let note = try CorrectionNote(reason: reason, actor: invocation.actor(actor))
        let patch = try patch(invocation)
        // A ledger that is not there has nothing to correct, and is not made for it.
        _ = try context.existingLedger()
        let ledger = try context.ledger()
        let receipt =
            try patch.map { try ledger.restate(id, patch: $0, note: note) } ?? ledger.reverse(id, note: note)
        if isJSON {
            try invocation.writeJSON(Self.members(receipt))
        } else {
            try invocation.write(
                Self.facts(receipt).text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }

    /// The changes as a JSON merge patch; nil for a mere reversal.
    private func patch(_ invocation: Invocation) throws -> [UInt8]? {
        if let file {
            let read = file == "-" ? invocation.input.read : try InputFile(file).read
            var bytes: [UInt8] = []
            while let piece = try read() { bytes += piece }
            return bytes
        }
        guard !changes.isEmpty else { return nil }
        var object = JSONObject()
        for change in changes { Self.set(change, in: &object) }
        return Array(JSONValue.object(object).compactText.utf8)
    }

    /// `input_tokens=5` changes a count of the usage, `tags.team=x` a label, all others the call itself.
    private static func set(_ change: NamedValue, in object: inout JSONObject) {
        let value: JSONValue = change.value.isEmpty ? .null : .string(change.value)
        var path = change.name.split(separator: ".", maxSplits: 1).map(String.init)
        let isUsage = Counter(rawValue: change.name) != nil || UsageAttribute(rawValue: change.name) != nil
        if isUsage { path = ["usage", change.name] }
        guard path.count == 2 else {
            object[change.name] = value
            return
        }
        var inner = object[path[0]]?.object ?? JSONObject()
        inner[path[1]] = value
        object[path[0]] = .object(inner)
    }

    private static func facts(_ receipt: CorrectionReceipt) -> FactList {
        var facts = FactList()
        facts.add("Corrected", receipt.original.id.description)
        facts.add("Reversal", receipt.reversal.id.description)
        facts.add("", receipt.reversal.postingWords)
        if let restatement = receipt.restatement {
            facts.add("Restatement", restatement.id.description)
            facts.add("", restatement.postingWords)
        }
        facts.add("Cost before", words(receipt.original.priced.costing))
        facts.add("Cost now", receipt.restatement.map { words($0.priced.costing) } ?? "none, it is reversed")
        facts.add(
            "Difference", "\(Figure.change(receipt.difference)), exactly \(receipt.difference) US dollars")
        return facts
    }

    private static func words(_ costing: Costing) -> String {
        switch costing {
        case .priced(let cost): Figure.exact(cost.total)
        case .unpriced(let reason): "\(Figure.none)  no price: \(reason)"
        }
    }

    private static func members(_ receipt: CorrectionReceipt) -> [JSONObject.Member] {
        func cost(_ row: LedgerRow?) -> JSONValue {
            row?.priced.costing.cost.map { .string($0.total.description) } ?? .null
        }
        return [
            .init(name: "corrects", value: .string(receipt.original.id.description)),
            .init(name: "reversal", value: .string(receipt.reversal.id.description)),
            .init(
                name: "restatement",
                value: receipt.restatement.map { .string($0.id.description) } ?? .null),
            .init(name: "reason", value: .string(receipt.reversal.correctionReason ?? "")),
            .init(name: "actor", value: receipt.reversal.correctionActor.map { .string($0) } ?? .null),
            .init(name: "posting_month", value: .string(receipt.reversal.postingMonth)),
            .init(name: "late", value: .bool(receipt.reversal.isPostedLate)),
            .init(name: "cost_before_usd", value: cost(receipt.original)),
            .init(name: "cost_usd", value: cost(receipt.restatement)),
            .init(name: "difference_usd", value: .string(receipt.difference.description)),
        ]
    }
}

extension LedgerRow {
    /// The UTC month of the call itself.
    var ownMonth: String { String(priced.event.occurredAt.date.description.prefix(7)) }

    /// Whether the row is in the books of a later month than its own.
    var isPostedLate: Bool { postingMonth != ownMonth }

    /// `posted to 2025-04, because 2025-03 is closed`.
    var postingWords: String {
        "posted to \(postingMonth)" + (isPostedLate ? ", because \(ownMonth) is closed" : "")
    }
}

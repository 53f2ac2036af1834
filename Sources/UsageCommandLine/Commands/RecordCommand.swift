import Arguments
import JSON
import UsageLedger
import UsageModel

/// `record`: one call from options, or calls from JSON.
struct RecordCommand: Sendable {
    let call: CallOptions
    let file: String?
    let isJSON: Bool

    static let command = Command<Action>(
        "record", "Record a call, or calls from JSON; durable when it returns",
        details: """
            Without options about the call, JSON objects are read from standard input: one call a line, or one \
            call over many lines. Names are those of `usageledger export jsonl`. Prints the row's identity and \
            what the call cost; a call without a known price is recorded all the same, with the reason.
            """,
        examples: [
            "usageledger record --provider openai --model gpt-4o --input-tokens 1200",
            "usageledger record --json-file call.json",
            "tail -f calls.jsonl | usageledger record",
        ],
        CallOptions.parameters,
        Option("json-file", .file, "Read calls from a JSON file; `-` is standard input"),
        Flag("json", "Print JSON, one object a row"),
    ) { (call, file, isJSON) throws(ArgumentsError) -> Action in
        if !call.isEmpty {
            guard file == nil else {
                throw ArgumentsError(
                    .conflictingOptions, "`--json-file` cannot stand beside options about the call")
            }
            try call.check(for: "record")
        }
        return RecordCommand(call: call, file: file, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let ledger = try context.ledger()
        var talk = FaultTalk(on: invocation.console)
        guard call.isEmpty else {
            let event = try CallFormats.event(
                json: call.json(now: context.now()), tenant: ledger.options.tenant)
            try write(try ledger.record(event), to: invocation)
            return .done
        }
        let input = file == "-" ? nil : file
        var documents = CallDocuments()
        func record(_ found: [CallDocuments.Document]) throws {
            var events: [UsageEvent] = []
            var places: [Place] = []
            for document in found {
                let place = Place(file: input, line: document.line)
                do {
                    events.append(
                        try CallFormats.event(json: document.bytes, tenant: ledger.options.tenant))
                    places.append(place)
                } catch let fault as any UsageFault {
                    talk.say(fault, at: place)
                }
            }
            guard !events.isEmpty else { return }
            for (result, place) in zip(try ledger.record(events), places) {
                switch result {
                case .success(let receipt): try write(receipt, to: invocation)
                case .failure(let fault): talk.say(fault, at: place)
                }
            }
            try invocation.console.flush()
        }
        let read = try reader(input, invocation)
        while let piece = try read() { try record(documents.take(piece)) }
        try record(documents.finish())
        return talk.exitCode
    }

    private func reader(_ input: String?, _ invocation: Invocation) throws -> () throws -> [UInt8]? {
        if let input { return try InputFile(input).read }
        if invocation.input.isTerminal {
            invocation.console.say("Reading calls as JSON from the terminal; Ctrl-D ends.")
        }
        return invocation.input.read
    }

    /// `ID  $0.0065  openai/gpt-4o@2024-10-02`, or the same as JSON.
    private func write(_ receipt: Receipt, to invocation: Invocation) throws {
        let isNew = if case .recorded = receipt.outcome { true } else { false }
        guard !isJSON else {
            var object = JSONObject([
                .init(name: "id", value: .string(receipt.id.description)),
                .init(name: "outcome", value: .string(isNew ? "recorded" : "unchanged")),
            ])
            for member in receipt.costing.jsonMembers { object.append(member.name, member.value) }
            return try invocation.write(JSONValue.object(object).compactText + "\n")
        }
        let words =
            switch receipt.costing {
            case .priced(let cost): "\(Figure.exact(cost.total))  \(cost.price.priceID)"
            case .unpriced(let reason): "\(Figure.none)  no price: \(reason)"
            }
        try invocation.write("\(receipt.id)  \(words)\(isNew ? "" : "  (was there already)")\n")
        if let hint = receipt.costing.unpricedReason?.hint { invocation.console.say("hint: \(hint)") }
    }
}

/// Cuts bytes into JSON documents: one a line, or a single one over many lines.
struct CallDocuments {
    /// A document with the line that it begins on.
    struct Document: Hashable {
        var bytes: [UInt8]
        var line: Int
    }

    private var cutter = LineCutter()
    private var line = 0
    /// The lines of a document that goes over many.
    private var open: Document?
    private var isDecided = false

    mutating func take(_ bytes: [UInt8]) -> [Document] {
        cutter.lines(with: bytes).compactMap { take(line: $0) }
    }

    mutating func finish() -> [Document] {
        let last = cutter.lastLine().flatMap { take(line: $0) }
        defer { open = nil }
        return [last, open].compactMap(\.self)
    }

    private mutating func take(line bytes: [UInt8]) -> Document? {
        line += 1
        if open != nil {
            open?.bytes += [UInt8(ascii: "\n")] + bytes
            return nil
        }
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
        let document = Document(bytes: bytes, line: line)
        if !isDecided, Self.isOpen(bytes) {
            open = document
            return nil
        }
        isDecided = true
        return document
    }

    /// Whether a text is the beginning of a document and not a whole or a wrong one.
    private static func isOpen(_ bytes: [UInt8]) -> Bool {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
            return false
        } catch {
            return error.offset >= bytes.count
        }
    }
}

extension Costing {
    /// The cost with its breakdown, or the reason why there is none, as `price --jsonl` prints them.
    var jsonMembers: [JSONObject.Member] {
        switch self {
        case .priced(let cost): cost.json.members
        case .unpriced(let reason):
            [
                .init(name: "cost_usd", value: .null),
                .init(name: "reason", value: .string(reason.description)),
            ] + (reason.hint.map { [.init(name: "hint", value: .string($0))] } ?? [])
        }
    }
}

import Arguments
import UsageLedger
import UsageModel

/// Answers each line of standard input with one line: the contract of `price --jsonl` and `extract --jsonl`.
struct LineContract: Sendable {
    /// The answer to a line.
    let answer: @Sendable (_ line: [UInt8], _ now: Instant) -> LineContracts.Answer

    /// Streams; 65 at the end where any line was answered with an error.
    func run(_ invocation: Invocation) throws -> ExitCode {
        let now = try invocation.context().now
        var cutter = LineCutter()
        var hasErrors = false
        func write(_ line: [UInt8]) throws {
            let answer = self.answer(line, now())
            hasErrors = hasErrors || answer.isError
            try invocation.write(answer.text + "\n")
        }
        while let piece = try invocation.input.read() {
            for line in cutter.lines(with: piece) { try write(line) }
            // A program that waits for its answers sends no more before it has them.
            try invocation.console.flush()
        }
        if let last = cutter.lastLine() { try write(last) }
        return hasErrors ? .badInput : .done
    }
}

/// `extract`: what a provider's response says about its usage.
enum ExtractCommand {
    static let command = Command<Action>(
        "extract", "Read the usage out of recorded responses, one JSON object a line",
        details: """
            Reads objects {"id","provider","api","status","body",...} from standard input and prints \
            {"id","expected":{...}} for each, in the same order. A bad line is answered with \
            {"id","error":{"code","message"}}, and the exit code at the end is 65.
            """,
        examples: ["usageledger extract --jsonl < responses.jsonl"],
        Flag("jsonl", "JSON Lines in and out, the only form there is"),
    ) { _ in LineContract { line, _ in LineContracts.extract(line) }.run }
}

/// `price`: what a call costs, without recording it.
struct PriceCommand: Sendable {
    let call: CallOptions
    let isJSON: Bool

    static let command = Command<Action>(
        "price", "Say what calls cost and why, without recording them",
        details: """
            With options about a call, prints which price it gets and the arithmetic. With `--jsonl`, reads objects \
            {"id","provider","model","usage":{...},"timestamp"} from standard input and prints \
            {"id","cost_usd","price_id","lines":[...]} for each, in the same order; exact decimal strings. A bad \
            line is answered with {"id","error":{"code","message"}}, and the exit code at the end is 65.
            """,
        examples: [
            "usageledger price --provider openai --model gpt-4o --input-tokens 1200",
            "usageledger price --jsonl < calls.jsonl",
        ],
        CallOptions.parameters, Flag("jsonl", "Price JSON Lines from standard input"),
        Flag("json", "Print JSON"),
    ) { (call, isStream, isJSON) throws(ArgumentsError) -> Action in
        if isStream {
            guard call.isEmpty else {
                throw ArgumentsError(
                    .conflictingOptions, "`--jsonl` cannot stand beside options about the call")
            }
            return LineContract { line, now in LineContracts.price(line, now: now) }.run
        }
        try call.check(for: "price")
        return PriceCommand(call: call, isJSON: isJSON).run
    }

    func run(_ invocation: Invocation) throws -> ExitCode {
        let context = try invocation.context()
        let event = try CallFormats.event(
            json: call.json(now: context.now()), tenant: context.settings.tenant)
        let costing = Pipeline.price(event)
        if isJSON {
            try invocation.writeJSON(costing.jsonMembers)
        } else {
            let breakdown = CostBreakdown(costing, statedCost: event.statedCost)
            try invocation.write(
                breakdown.text(columnsMax: invocation.columnsMax, hasColour: invocation.hasColour))
        }
        return .done
    }
}

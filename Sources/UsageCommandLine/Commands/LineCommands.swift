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

import Foundation
import JSON
import Synchronization
import TestSupport
import Testing
import UsageCommandLine

/// The command on a ledger of its own in a temporary folder.
final class CommandRun {
    /// How a run of the command ended, and what it said.
    struct Outcome {
        var code: ExitCode
        var output: String
        var talk: String

        /// The output as JSON; throws where it is none.
        func json() throws -> JSONValue { try JSONValue(parsing: output) }
    }

    let folder: TemporaryFolder
    /// The ledger that all commands take.
    var ledger: String
    private let columns: Int?

    init(columns: Int? = 80) throws {
        folder = try TemporaryFolder()
        ledger = folder.path("ledger.sqlite")
        self.columns = columns
    }

    /// Runs words with the ledger, an own home and a fixed time.
    func callAsFunction(_ words: String..., input: String = "", asOf: String = "2025-04-01T00:00:00Z")
        -> Outcome
    {
        run(words, input: input, asOf: asOf)
    }

    func run(_ words: [String], input: String = "", asOf: String = "2025-04-01T00:00:00Z") -> Outcome {
        let recorded = RecordedConsole()
        let pieces = Mutex([Array(input.utf8)])
        let source = ByteSource { pieces.withLock { $0.popLast() }.flatMap { $0.isEmpty ? nil : $0 } }
        let code = Shell(usageProgram).run(
            words + ["--db", ledger, "--as-of", asOf], environment: ["HOME": folder.url.path],
            console: recorded.console(Console.Terminal(columns: columns)), input: source)
        return Outcome(code: code, output: recorded.output, talk: recorded.talk)
    }

    /// Writes a file into the folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        return folder.path(name)
    }

    /// A text with the folder's path, which differs in every run, replaced.
    func withoutFolder(_ text: String) -> String { text.replacing(folder.url.path, with: "DIR") }

    /// Five calls in March 2025 as JSON Lines: two users, two models, one without a price, one that failed.
    static let calls = """
        {"occurred_at":"2025-03-01T12:00:00Z","provider":"openai","model":"gpt-4o","user":"ann","usage":{"input_tokens":1200,"output_tokens":350}}
        {"occurred_at":"2025-03-01T23:30:00Z","provider":"openai","model":"gpt-4o","user":"bob","usage":{"input_tokens":15025,"output_tokens":10}}
        {"occurred_at":"2025-03-02T09:00:00Z","provider":"openai","model":"gpt-4o-mini","user":"ann","usage":{"input_tokens":7,"output_tokens":3},"stated_cost_usd":"0.5","stated_cost_source":"log"}
        {"occurred_at":"2025-03-17T10:00:00Z","provider":"openai","model":"gpt-unheard-of","user":"ann","usage":{"input_tokens":100,"output_tokens":100}}
        {"occurred_at":"2025-03-31T10:00:00Z","provider":"openai","model":"gpt-4o","user":"bob","status":"error","usage":{"input_tokens":40,"output_tokens":0}}

        """
}

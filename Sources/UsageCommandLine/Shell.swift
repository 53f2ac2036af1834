package import Arguments
import UsageModel

/// What a command is given when it runs.
package struct Invocation: Sendable {
    package let common: CommonOptions
    package let console: Console
    package let environment: [String: String]
    package let input: ByteSource

    package init(
        common: CommonOptions, console: Console, environment: [String: String],
        input: ByteSource = .standardInput,
    ) {
        self.common = common
        self.console = console
        self.environment = environment
        self.input = input
    }
}

/// What a command does, once its words are understood.
package typealias Action = @Sendable (Invocation) throws -> ExitCode

/// Reads words, does what they ask, and says in one place what went wrong.
package struct Shell: Sendable {
    package let program: Program<CommonOptions, Action>

    package init(_ program: Program<CommonOptions, Action>) { self.program = program }

    /// Runs the words after the program's name.
    package func run(
        _ words: [String], environment: [String: String], console: Console, input: ByteSource = .standardInput,
    ) -> ExitCode {
        let helpColumns = min(100, max(60, console.terminal.columns ?? 80))
        do {
            if words.isEmpty {
                // Talk, not data: nothing was asked for.
                console.say(String(program.help(columns: helpColumns).dropLast()))
                return .usage
            }
            let code =
                switch try program.parse(words, environment: environment, columns: helpColumns) {
                case .text(let text): try printed(text, on: console)
                case .run(let action, let common, _):
                    try action(
                        Invocation(common: common, console: console, environment: environment, input: input))
                }
            try console.flush()
            return code
        } catch is BrokenPipe {
            return .done
        } catch {
            return complain(of: error, on: console)
        }
    }

    private func printed(_ text: String, on console: Console) throws -> ExitCode {
        try console.write(text)
        return .done
    }

    /// What was printed before an error is still printed.
    private func complain(of error: any Error, on console: Console) -> ExitCode {
        let report = ErrorReport(error)
        console.say(report.text(hasColour: console.terminal.hasColourTalk))
        return report.exitCode
    }
}

/// An error as a person reads it: what, where, and what to do.
package struct ErrorReport: Hashable, Sendable {
    package let message: String
    package let hint: String?
    package let exitCode: ExitCode

    package init(_ error: any Error) {
        exitCode = ExitCode(error)
        switch error {
        case let error as ArgumentsError: (message, hint) = (error.message, error.hint)
        case let fault as any UsageFault: (message, hint) = (fault.description, fault.hint)
        default: (message, hint) = ("\(error)", nil)
        }
    }

    package func text(hasColour: Bool) -> String {
        let lines = ["\(TextStyle.redBold.applied(to: "error:", if: hasColour)) \(message)"]
        let hints = hint.map { ["\(TextStyle.bold.applied(to: "hint:", if: hasColour)) \($0)"] } ?? []
        return (lines + hints).joined(separator: "\n")
    }
}

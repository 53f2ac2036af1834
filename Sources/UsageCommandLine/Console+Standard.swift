import Foundation
private import Glibc
package import UsageModel

/// The reader of stdout has gone, as `head` does; not a failure.
package struct BrokenPipe: Error, Hashable, Sendable {
    package init() {}
}

/// What goes wrong between the command and those who read it.
package struct CommandLineError: UsageFault {
    package var code: FaultCode
    package var message: String
    package var place: Place?
    package var hint: String?

    package init(_ code: FaultCode, _ message: String, place: Place? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.place = place
        self.hint = hint
    }
}

extension FaultCode {
    /// Standard output takes no more: the disk is full, say.
    package static let outputFailed = FaultCode("output_failed", .io)
    /// A file or standard input cannot be read.
    package static let inputFailed = FaultCode("input_failed", .io)
    /// The settings hold something that nobody knows.
    package static let badSettings = FaultCode("bad_settings", .input)
    /// No row has this identity.
    package static let unknownRow = FaultCode("unknown_row", .input)
    /// No campaign has this name.
    package static let unknownCampaign = FaultCode("unknown_campaign", .input)
    /// Some of the input was wrong and has been named.
    package static let badInput = FaultCode("bad_input", .input)
}

extension Console {
    /// The process's own streams.
    ///
    /// From here on a reader that goes away is an error, not a signal.
    package static func standard(environment: [String: String]) -> Console {
        _ = signal(SIGPIPE, SIG_IGN)
        // So is a file that may not grow further.
        _ = signal(SIGXFSZ, SIG_IGN)
        return Console(
            terminal: Terminal(
                isOutputTerminal: isatty(STDOUT_FILENO) == 1, isTalkTerminal: isatty(STDERR_FILENO) == 1,
                terminalColumns: terminalColumns(of: STDOUT_FILENO) ?? terminalColumns(of: STDERR_FILENO),
                environment: environment),
            output: { bytes in try writeAll(bytes, to: STDOUT_FILENO) },
            talk: { bytes in try writeAll(bytes, to: STDERR_FILENO) })
    }
}

private func writeAll(_ bytes: Data, to descriptor: Int32) throws {
    switch writeToDescriptor(bytes, descriptor) {
    case 0: return
    case EPIPE: throw BrokenPipe()
    case let code:
        throw CommandLineError(
            .outputFailed, "standard output cannot be written: \(SystemFailure(code: code).reason)")
    }
}

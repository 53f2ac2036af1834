private import Foundation

/// The program `sendmail` of the machine, which takes a message on its standard input and answers for it from then on.
package struct Sendmail: Hashable, Sendable {
    /// The program's file.
    package var path: String
    /// How long it may take, in seconds.
    package var totalSecondsMax: Int

    /// The exit code of a program that asks to be tried again later, by `sysexits.h`.
    private static let temporaryFailure: Int32 = 75
    /// How much of what the program complains is kept.
    private static let complaintBytesMax = 300

    /// A program.
    package init(path: String = "/usr/sbin/sendmail", totalSecondsMax: Int = 30) {
        self.path = path
        self.totalSecondsMax = totalSecondsMax
    }

    /// Hands a message over by `sendmail -i RECIPIENT…`.
    ///
    /// The recipients are named, in place of `-t` that takes them from the headers: who has the message already stands there
    /// too.
    package func send(messageAt file: String, to recipients: [String]) -> SendReport {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            return failure(
                "there is no program `\(path)`", hint: "name it as `sendmail`, or a mail server as `server`")
        }
        guard let message = FileHandle(forReadingAtPath: file) else {
            return failure("the message `\(file)` cannot be read")
        }
        let process = Process()
        let complaints = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-i"] + recipients
        process.standardInput = message
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaints
        do {
            try process.run()
        } catch {
            return failure("the program `\(path)` cannot be run")
        }
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(totalSecondsMax)
        while process.isRunning {
            guard clock.now < deadline else {
                process.terminate()
                return SendReport(
                    .unanswered(
                        MailError(
                            .slow, "the program `\(path)` was not done within \(totalSecondsMax) s",
                            hint:
                                "see the machine's mail log; under systemd, `NoNewPrivileges` keeps it from its queue",
                            isLasting: false)))
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        let status = process.terminationStatus
        guard process.terminationReason == .exit, status == 0 else {
            let words = Self.line(
                complaints.fileHandleForReading.availableData.prefix(Self.complaintBytesMax))
            return failure(
                "the program `\(path)` failed with \(status)" + (words.isEmpty ? "" : ": \(words)"),
                isLasting: status != Self.temporaryFailure)
        }
        return SendReport(.accepted)
    }

    private func failure(_ message: String, hint: String? = nil, isLasting: Bool = true) -> SendReport {
        SendReport(.failed(MailError(.sendmailFailed, message, hint: hint, isLasting: isLasting)))
    }

    /// What a program said, on one line.
    private static func line(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
            .split(whereSeparator: { $0.isNewline || $0.asciiValue.map { $0 < 0x20 } ?? false })
            .joined(separator: "; ")
    }
}

import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite struct SendmailTests {
    private let folder: TemporaryFolder
    private let message: String

    init() throws {
        folder = try TemporaryFolder()
        message = folder.path("message.eml")
        try Data("To: ann@example.com\r\n\r\nx\r\n".utf8).write(to: URL(fileURLWithPath: message))
    }

    private func program(_ body: String, seconds: Int = 20) throws -> Sendmail {
        let path = folder.path("sendmail")
        try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return Sendmail(path: path, totalSecondsMax: seconds)
    }

    @Test func `the program gets the message as it is`() throws {
        let sent = folder.path("sent.eml")
        let report = try program("[ \"$*\" = '-i ann@example.com bob@example.com' ] && cat > '\(sent)'")
            .send(messageAt: message, to: ["ann@example.com", "bob@example.com"])
        #expect(report.ending == .accepted)
        #expect(FileManager.default.contents(atPath: sent) == FileManager.default.contents(atPath: message))
    }

    @Test func `a program that fails says why, and whether later is of use`() throws {
        let busy = try program("echo 'queue is full' >&2; exit 75").send(
            messageAt: message, to: ["ann@example.com"])
        guard case .failed(let error) = busy.ending else {
            Issue.record("\(busy)")
            return
        }
        #expect(error.message.contains("failed with 75: queue is full"))
        #expect(!error.isLasting)
        let missing = Sendmail(path: folder.path("none")).send(messageAt: message, to: ["ann@example.com"])
        guard case .failed(let none) = missing.ending else {
            Issue.record("\(missing)")
            return
        }
        #expect(none.code == .sendmailFailed && none.isLasting)
    }

    @Test func `a program that hangs is ended`() throws {
        let report = try program("exec sleep 60", seconds: 1).send(
            messageAt: message, to: ["ann@example.com"])
        guard case .unanswered(let error) = report.ending else {
            Issue.record("\(report)")
            return
        }
        #expect(error.code == .slow)
    }
}

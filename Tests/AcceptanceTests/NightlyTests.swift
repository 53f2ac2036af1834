import Foundation
import TestSupport
import Testing

/// The nightly run with a real mail server on this machine.
@Suite(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd")) struct NightlyTests {
    private let folder: TemporaryFolder
    private let ledger: String

    init() throws {
        folder = try TemporaryFolder()
        ledger = folder.path("ledger.sqlite")
        try FileManager.default.copyItem(atPath: Sample.ledger(), toPath: ledger)
    }

    private func settings(_ mail: MailServer, seconds: Int = 20, _ recipients: String...) throws -> String {
        let path = folder.path("usageledger.json5")
        let list = recipients.map { "\"\($0)\"" }.joined(separator: ", ")
        try """
        { mail: { from: "AI cost <usage@example.com>", server: "localhost:\(mail.port)", tls: "none", tries: 1,
          total_seconds: \(seconds), lists: [{ name: "finance", to: [\(list)] }] } }
        """.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func nightly(_ config: String, asOf: String = "2025-04-01T01:00:00Z") throws -> Command.Result {
        try Command(db: ledger).run("nightly", "--config", config, "--as-of", asOf)
    }

    @Test func `the mail arrives byte for byte, and the same night again sends nothing`() throws {
        let mail = try MailServer()
        let config = try settings(mail, "ann@example.com", "bob@example.com")
        let first = try nightly(config)
        #expect(first.ending == .exit(0), "\(first.talk)")
        let kept = try Data(
            contentsOf: URL(fileURLWithPath: ledger + ".deliveries/2025-03-31.finance.eml"))
        #expect(try mail.messages() == [kept])
        #expect(try mail.arrivals().map(\.to) == [["ann@example.com", "bob@example.com"]])
        for _ in 0..<3 { #expect(try nightly(config).ending == .exit(0)) }
        #expect(try mail.messages().count == 1)
        #expect(try nightly(config, asOf: "2025-04-02T01:00:00Z").ending == .exit(0))
        #expect(try mail.messages().count == 2)
    }

    @Test func `the same ledger gives the same mail in another place and another zone of the machine`() throws
    {
        let mail = try MailServer()
        let config = try settings(mail, "ann@example.com")
        var messages: [Data] = []
        for (name, variables) in [("a", [:]), ("b", ["TZ": "Asia/Tokyo", "LC_ALL": "C"])] {
            let copy = folder.path("\(name).sqlite")
            try FileManager.default.copyItem(atPath: ledger, toPath: copy)
            var command = Command(db: copy)
            command.environment = variables
            let run = try command.run(
                "nightly", "--config", config, "--as-of", "2025-04-01T0\(messages.count):00:00Z", "--outbox",
                folder.path("out-\(name)"))
            #expect(run.ending == .exit(0), "\(run.talk)")
            messages.append(
                try Data(contentsOf: URL(fileURLWithPath: folder.path("out-\(name)/2025-03-31.finance.eml"))))
        }
        #expect(messages[0] == messages[1])
    }

    @Test func `a refused recipient, a dead server and a slow one are said, and the mail goes later`() throws
    {
        let refusing = try MailServer()
        let partly = try nightly(try settings(refusing, "ann@example.com", "later@example.com"))
        #expect(partly.ending == .exit(1))
        #expect(
            partly.talk.contains("the mail server refuses `later@example.com` (451 4.7.1 try again later)"))
        try refusing.open()
        #expect(
            try nightly(try settings(refusing, "ann@example.com", "later@example.com")).ending == .exit(0))
        #expect(try refusing.arrivals().map(\.to) == [["ann@example.com"], ["later@example.com"]])
        let dead = try MailServer()
        dead.stop()
        let away = try nightly(try settings(dead, "ann@example.com"), asOf: "2025-04-02T01:00:00Z")
        #expect(away.ending == .exit(1))
        #expect(away.talk.contains("does not answer; it waits for the next run, in \(ledger).deliveries/"))
        let slow = try MailServer(.mute)
        let late = try nightly(
            try settings(slow, seconds: 1, "ann@example.com"), asOf: "2025-04-02T02:00:00Z")
        #expect(late.ending == .exit(1))
        #expect(late.talk.contains("did not greet within 1 s"))
        let alive = try MailServer()
        #expect(
            try nightly(try settings(alive, "ann@example.com"), asOf: "2025-04-02T03:00:00Z").ending
                == .exit(0))
        #expect(try alive.messages().count == 1)
    }

    @Test func `a run that is killed while it sends leaves the mail in doubt, and sends it to nobody twice`()
        throws
    {
        let mail = try MailServer(.slow)
        let config = try settings(mail, seconds: 30, "ann@example.com")
        let state = ledger + ".deliveries/2025-03-31.finance.json"
        let run = try Command(db: ledger).start(
            ["nightly", "--config", config, "--as-of", "2025-04-01T01:00:00Z"], input: nil)
        for _ in 0..<1500 where run.process.isRunning {
            if let text = try? String(contentsOfFile: state, encoding: .utf8), text.contains("\"reserved\"") {
                break
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        kill(run.process.processIdentifier, SIGKILL)
        #expect(try run.result().ending == .signal(SIGKILL))
        let alive = try MailServer()
        let next = try nightly(try settings(alive, "ann@example.com"), asOf: "2025-04-01T02:00:00Z")
        #expect(next.ending == .exit(1))
        #expect(next.talk.contains("nobody knows whether it arrived"))
        #expect(try alive.messages().isEmpty)
        let again = try Command(db: ledger).run(
            "mail", "again", "2025-03-31", "--list", "finance", "--config", config)
        #expect(again.ending == .exit(0), "\(again.talk)")
        #expect(
            try nightly(try settings(alive, "ann@example.com"), asOf: "2025-04-01T03:00:00Z").ending
                == .exit(0))
        #expect(try alive.messages().count == 1)
    }

    @Test func `two runs at once are one run`() throws {
        let mail = try MailServer(.slow)
        let config = try settings(mail, seconds: 5, "ann@example.com")
        let first = try Command(db: ledger).start(
            ["nightly", "--config", config, "--as-of", "2025-04-01T01:00:00Z"], input: nil)
        let state = ledger + ".deliveries/2025-03-31.finance.json"
        for _ in 0..<1500 where first.process.isRunning && !FileManager.default.fileExists(atPath: state) {
            Thread.sleep(forTimeInterval: 0.02)
        }
        let second = try nightly(config)
        #expect(second.ending == .exit(1))
        #expect(second.talk.contains("another run is under way"))
        kill(first.process.processIdentifier, SIGKILL)
        _ = try first.result()
    }
}

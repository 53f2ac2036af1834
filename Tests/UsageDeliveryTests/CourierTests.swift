import Foundation
import Mail
import Synchronization
import TestSupport
import Testing
import UsageModel

@testable import UsageDelivery

@Suite struct CourierTests {
    private let folder: TemporaryFolder
    private let waits = Waits()

    /// The waits that a courier asked for.
    private final class Waits: Sendable {
        let seconds = Mutex<[Int64]>([])
    }

    init() throws { folder = try TemporaryFolder() }

    private func courier(_ route: MailRoute, tries: Int = 3) -> Courier {
        let waits = waits
        return Courier(
            folder: DeliveryFolder(folder.path("deliveries")), route: route, triesMax: tries,
            now: { Instant(seconds: 1_792_281_600) },
            wait: { wait in waits.seconds.withLock { $0.append(wait.components.seconds) } })
    }

    private func server(_ mail: MailServer, seconds: Int = 20) -> MailRoute {
        .server(SMTPServer(host: "localhost", port: mail.port, privacy: .none, totalSecondsMax: seconds))
    }

    private func letter(_ recipients: String..., list: String = "finance") -> Letter {
        Letter(
            edition: "2026-10-17", list: list, messageID: "x@example.com", sender: "usage@example.com",
            recipients: recipients, bytes: Array("Message-ID: <x@example.com>\r\n\r\n.x\r\n".utf8))
    }

    @Test func `an outbox gets a letter once`() throws {
        let courier = courier(.outbox(folder.path("out")))
        let sent = try courier.post(letter("ann@example.com"))
        #expect(sent.state == .sent)
        let file = folder.path("out/2026-10-17.finance.eml")
        #expect(FileManager.default.contents(atPath: file) == Data(letter().bytes))
        try FileManager.default.removeItem(atPath: file)
        #expect(try courier.post(letter("ann@example.com")) == sent)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `an outbox that cannot be written keeps the letter for later`() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("out")))
        let courier = courier(.outbox(folder.path("out")))
        let failed = try courier.post(letter("ann@example.com"))
        #expect(failed.state == .waiting && failed.failure?.code == "mail_outbox_failed")
        try FileManager.default.removeItem(atPath: folder.path("out"))
        #expect(try courier.retry(failed, list: nil).state == .sent)
    }

    @Test func `a letter that was broken off is left alone until somebody decides`() throws {
        let courier = courier(.outbox(folder.path("out")))
        var delivery = Delivery(letter("ann@example.com"), by: .outbox(""), at: Instant(seconds: 0))
        delivery.reserve(at: Instant(seconds: 0))
        try courier.folder.save(delivery, message: letter().bytes)
        #expect(try courier.post(letter("ann@example.com")).isInDoubt)
        #expect(try courier.retry(delivery, list: nil).isInDoubt)
        #expect(courier.unfinished().letters.map(\.isInDoubt) == [true])
        #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
        #expect(try courier.settle(delivery).state == .closed)
        #expect(courier.unfinished().letters.isEmpty)
        #expect(try courier.sendAgain(delivery, list: nil).state == .sent)
    }

    @Test func `a state that cannot be read is an error and not a letter that was never sent`() throws {
        let courier = courier(.outbox(folder.path("out")))
        _ = try courier.post(letter("ann@example.com"))
        let file = folder.path("deliveries/2026-10-17.finance.outbox.json")
        try Data("{".utf8).write(to: URL(fileURLWithPath: file))
        #expect {
            try courier.post(letter("ann@example.com"))
        } throws: {
            ($0 as? DeliveryError)?.place?.file == file
        }
    }

    @Test func `one broken file holds no other letter up, and the files are the user's own`() throws {
        let courier = courier(.outbox(folder.path("out")))
        _ = try courier.post(letter("ann@example.com"))
        _ = try courier.post(letter("ann@example.com", list: "board"))
        let file = folder.path("deliveries/2026-10-17.finance.outbox.json")
        for path in [file, folder.path("deliveries/2026-10-17.finance.outbox.eml")] {
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect((rights as? NSNumber)?.intValue == 0o600)
        }
        try Data("{".utf8).write(to: URL(fileURLWithPath: file))
        let (letters, faults) = courier.known()
        #expect(letters.map(\.list) == ["board"])
        #expect(faults.map(\.place?.file) == [file])
    }

    @Test func `a letter without its message says what to do`() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("out")))
        let courier = courier(.outbox(folder.path("out")))
        let waiting = try courier.post(letter("ann@example.com"))
        try FileManager.default.removeItem(atPath: courier.folder.messagePath(waiting))
        #expect {
            try courier.retry(waiting, list: nil)
        } throws: {
            let error = $0 as? DeliveryError
            return error?.code == .badDelivery && error?.hint?.contains("mail settle 2026-10-17") == true
        }
    }

    @Test func `a test that fails waits for nothing`() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("out")))
        let courier = courier(.outbox(folder.path("out")))
        var test = letter("ann@example.com")
        test.edition = "test-1"
        let failed = try courier.postTest(test)
        #expect(failed.state == .closed && failed.attempts == 1 && failed.failure != nil)
        #expect(courier.unfinished().letters.isEmpty)
    }

    @Test(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd"))
    func `a letter that is sent again goes to those who do not have it`() throws {
        let mail = try MailServer()
        let courier = courier(server(mail))
        let partly = try courier.post(letter("ann@example.com", "nobody@example.com"))
        let corrected = ["ann@example.com", "bob@example.com"]
        let again = try courier.sendAgain(partly, list: corrected)
        #expect(again.state == .sent)
        #expect(try courier.sendAgain(again, list: corrected).state == .sent)
        #expect(try mail.arrivals().map(\.to) == [["ann@example.com"], ["bob@example.com"]])
    }

    @Test(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd"))
    func `a server gets a letter once, byte for byte`() throws {
        let mail = try MailServer()
        let courier = courier(server(mail))
        #expect(try courier.post(letter("ann@example.com", "bob@example.com")).state == .sent)
        #expect(try courier.post(letter("ann@example.com")).state == .sent)
        #expect(try courier.post(letter("ann@example.com", list: "board")).state == .sent)
        #expect(try mail.messages() == [Data(letter().bytes), Data(letter().bytes)])
        #expect(
            try mail.arrivals().map(\.to) == [["ann@example.com", "bob@example.com"], ["ann@example.com"]])
    }

    @Test(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd"))
    func `who is refused for now gets it later, and nobody twice`() throws {
        let mail = try MailServer()
        let courier = courier(server(mail))
        let partly = try courier.post(letter("ann@example.com", "later@example.com", "nobody@example.com"))
        #expect(partly.missing == ["later@example.com", "nobody@example.com"])
        #expect(try mail.arrivals().map(\.to) == [["ann@example.com"]])
        try mail.open()
        let after = try courier.retry(partly, list: ["ann@example.com", "later@example.com"])
        #expect(after.state == .sent)
        #expect(try mail.arrivals().map(\.to) == [["ann@example.com"], ["later@example.com"]])
        #expect(try mail.messages()[0] == mail.messages()[1])
    }

    @Test(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd"))
    func `a dead server is tried so often with growing waits, and then the letter waits`() throws {
        let mail = try MailServer()
        mail.stop()
        let dead = courier(server(mail))
        let waiting = try dead.post(letter("ann@example.com"))
        #expect(waiting.state == .waiting && waiting.attempts == 3)
        #expect(waiting.failure?.code == "mail_server_unreachable")
        #expect(waits.seconds.withLock { $0 } == [2, 8])
        let file = dead.folder.messagePath(waiting)
        #expect(FileManager.default.contents(atPath: file) == Data(letter().bytes))
        let alive = try MailServer()
        #expect(try courier(server(alive)).retry(waiting, list: nil).state == .sent)
        #expect(try alive.messages() == [Data(letter().bytes)])
    }

    @Test(.enabled(if: MailServer.isThere, "needs Python's aiosmtpd"))
    func `a slow server is not asked again at once, since it may have taken the letter`() throws {
        let mail = try MailServer(.slow)
        let waiting = try courier(server(mail, seconds: 1)).post(letter("ann@example.com"))
        #expect(waiting.state == .waiting && waiting.attempts == 1)
        #expect(waiting.failure?.isUnanswered == true)
        #expect(waits.seconds.withLock { $0 }.isEmpty)
    }
}
